"""Kills the typist at a random moment and looks at what it left behind."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from pmdesk.app.machine import RandomIds, SystemClock
from pmdesk.editing.desk import Desk
from pmdesk.storage.check import check_file
from pmdesk.storage.opening import open_library

TYPIST = Path(__file__).with_name("typist.py")
PROMISE = 1.0
"""Seconds after which a key that was taken may not be lost."""


@dataclass
class Outcome:
    """What one kill left: ``lost`` and ``broken`` are empty when all is well."""

    keys: int = 0
    while_typing: bool = False
    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def kill_once(folder: Path, seed: int, *, while_typing: bool) -> Outcome:
    """Start the application, let it type, kill it, and compare the file with what was promised.

    ``while_typing`` kills right after a letter was taken, else at any moment.
    """
    chance = random.Random(seed)
    library = folder / f"kill-{seed}.pmdesk"
    told, killed_at = _typed_and_killed(library, folder / "settings.json", seed, chance, while_typing=while_typing)
    keys = sum(one["kind"] in {"half", "title"} for one in told)
    outcome = Outcome(keys=keys, while_typing=while_typing)
    _look(library, told, killed_at, outcome)
    return outcome


def _typed_and_killed(
    library: Path, settings: Path, seed: int, chance: random.Random, *, while_typing: bool
) -> tuple[list[dict[str, object]], float]:
    command = [sys.executable, str(TYPIST), str(library), str(settings), str(seed)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        pipe = process.stdout.fileno()
        _wait_for(pipe, b'"ready"')
        ends = time.monotonic() + chance.uniform(0.2, 3.0)
        rest = b""
        told: list[dict[str, object]] = []
        while time.monotonic() < ends or (while_typing and not _in_a_word(told)):
            if select.select([pipe], [], [], 0.01)[0]:
                rest = _collect(os.read(pipe, 65536), rest, told)
        process.send_signal(signal.SIGKILL)
        killed_at = time.monotonic()
        process.wait()
        while more := os.read(pipe, 65536):
            rest = _collect(more, rest, told)
    return told, killed_at


def _in_a_word(told: list[dict[str, object]]) -> bool:
    """Return whether the last key that was taken is a letter of a line."""
    return next((one["kind"] == "half" for one in reversed(told) if one["kind"] != "beat"), False)


def _wait_for(pipe: int, mark: bytes) -> None:
    read = b""
    while mark not in read:
        more = os.read(pipe, 4096)
        if not more:
            msg = "the application ended before it was ready"
            raise RuntimeError(msg)
        read += more


def _collect(data: bytes, rest: bytes, told: list[dict[str, object]]) -> bytes:
    *lines, rest = (rest + data).split(b"\n")
    told.extend(json.loads(line) for line in lines)
    return rest


def _look(library: Path, told: list[dict[str, object]], killed_at: float, outcome: Outcome) -> None:
    report = check_file(library)
    if not report.ok:
        outcome.broken.append(f"check-file: {report.findings}")
    clock, ids = SystemClock(), RandomIds()
    opened = open_library(library, clock=clock, ids=ids)
    try:
        if opened.read_only:
            outcome.broken.append("a dead holder blocks the file")
            return
        desk = Desk(opened, clock, ids)
        summaries = opened.summaries(clock.today())
        # A machine that gives the application no time at all (no beat) also stops the clock of the promise.
        alive_at = min(killed_at, float(str(told[-1]["t"])) if told else killed_at)
        promised = [one for one in told if one["kind"] != "beat" and float(str(one["t"])) < alive_at - PROMISE]
        if not summaries:
            outcome.lost.extend(str(one["text"]) for one in promised)
            return
        review = desk.review(summaries[0].id)
        assert review is not None
        texts = [event.text for event in review.events.values()]
        draft = opened.draft(f"capture:{review.id}")
        title = next((str(one["text"]) for one in reversed(promised) if one["kind"] == "title"), "")
        if not review.title.startswith(title):
            outcome.lost.append(f"title {title!r}: {review.title!r} is there")
        gone = _taken_back(told)
        for one in promised:
            if str(one["text"]) in gone:
                continue
            said = _words(str(one["text"]))
            if one["kind"] == "entered" and sum(_words(text) == said for text in texts) != 1:
                outcome.lost.append(f"entered {one['text']!r}")
        half = next((str(one["text"]) for one in reversed(promised) if one["kind"] in {"half", "entered"}), "")
        typed = [draft, *(f"{event.time.given} {event.text}".strip() for event in review.events.values())]
        if not any(line.startswith(half) for line in typed):
            outcome.lost.append(f"half-typed {half!r}: the draft is {draft!r}")
        _undo_all(desk, outcome)
    finally:
        opened.close()


def _taken_back(told: list[dict[str, object]]) -> set[str]:
    """Return the entries that were undone, and not yet done again, when the kill came."""
    gone: set[str] = set()
    for one in told:
        if one["kind"] == "undone":
            gone.add(str(one["text"]))
        elif one["kind"] == "redone":
            gone.discard(str(one["text"]))
    return gone


def _words(line: str) -> str:
    """Return a line without the time in front of it, which becomes the time of the entry."""
    first, _, rest = line.partition(" ")
    return rest.strip() if first[:1].isdigit() and ":" in first else line.strip()


def _undo_all(desk: Desk, outcome: Outcome) -> None:
    steps = 0
    while desk.undo():
        steps += 1
    if not steps:
        outcome.broken.append("nothing could be undone")
    for _ in range(steps):
        desk.redo()
