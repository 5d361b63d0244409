"""Runs the scripted hour, kills it where asked, and looks at what the file holds in the end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hour_script import SHORT, VOTES, WHOLE, Step, expected_pulse, script
from whenever import Instant

from pmdesk.app.machine import RandomIds, SystemClock
from pmdesk.domain.items import NoteKind
from pmdesk.domain.review import Review
from pmdesk.editing.capture import CaptureContext, parse
from pmdesk.meeting import clocks
from pmdesk.storage.check import check_file
from pmdesk.storage.opening import open_library

PERSON = Path(__file__).with_name("hour_person.py")
BEGINS = Instant.from_utc(2026, 11, 18, 13)
AWAY_SECONDS = 40
"""How long it takes somebody to open the application again after a crash."""
PROMISE_SECONDS = 1.0
"""A key that was taken so long ago may not be lost."""


@dataclass
class Hour:
    """What a run was like. ``lost`` and ``wrong`` are empty when all is well; ``costs`` are ms a key."""

    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    grown: int = 0
    kills: int = 0


@dataclass
class _Told:
    """What one process told until it ended or was killed."""

    lines: list[dict[str, Any]] = field(default_factory=list)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [one for one in self.lines if one["kind"] == kind]

    @property
    def now(self) -> Instant:
        return Instant.parse_iso(self.lines[-1]["now"])


def run_hour(folder: Path, size: str, kill_in: Sequence[int], *, pace: float = 0) -> Hour:
    """Play the hour; ``kill_in`` are the numbers of steps in the middle of whose typing the process is killed."""
    library, settings = folder / "hour.pmdesk", folder / "settings.json"
    steps = script(WHOLE if size == "whole" else SHORT)
    hour, first, now, begun = Hour(), 0, BEGINS, ""
    stages: list[tuple[str, Instant]] = []
    """Which stage was shown from when on; "" while the meeting paused."""
    for kill in (*kill_in, None):
        told = _play([str(library), str(settings), size, str(first), now.format_iso(), str(pace), begun], steps, kill)
        if not begun:
            begun = told.of("ready")[0]["begun"]
            stages.append(("open", Instant.parse_iso(begun)))
        _look_again(told, hour, stages)
        _follow(stages, steps, told)
        hour.wrong += [one["text"] for one in told.of("error")]
        done = told.of("done")
        hour.costs += [cost for one in told.of("costs") for cost in one["costs"]]
        hour.grown = max(hour.grown, done[-1]["rss"] - told.of("ready")[0]["rss"]) if done else hour.grown
        if any(not one["saved"] for one in done):
            hour.wrong.append("a step was done and not shown as saved")
        if kill is not None:
            hour.kills += 1
            _look_at_half(library, told, hour)
            first, now = kill, told.now.add(seconds=AWAY_SECONDS)
    _look_at_all(library, steps, stages, told.now, hour)
    return hour


def _play(arguments: list[str], steps: list[Step], kill: int | None) -> _Told:
    command = [sys.executable, str(PERSON), *(one for one in arguments if one)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    told = _Told()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        for line in _lines(process):
            told.lines.append(line)
            half = line["kind"] == "half" and line["step"] == kill
            if half and len(line["text"]) == (len(steps[line["step"]].text) * 2) // 3:
                process.send_signal(signal.SIGKILL)
                break
        told.lines += list(_lines(process))
    if kill is None and process.returncode:
        message = f"the hour ended with {process.returncode}"
        raise RuntimeError(message)
    return told


def _lines(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    for line in process.stdout:
        if line.endswith(b"\n"):
            yield json.loads(line)


def _follow(stages: list[tuple[str, Instant]], steps: list[Step], told: _Told) -> None:
    for one in told.of("done"):
        step, now = steps[one["step"]], Instant.parse_iso(one["now"])
        if step.kind == "stage":
            stages.append((step.text, now))
        elif step.kind == "pause":
            stages.append(("", now))
        elif step.kind == "go on":
            stages.append((stages[-2][0], now))


def _look_again(told: _Told, hour: Hour, stages: list[tuple[str, Instant]]) -> None:
    """After a restart the rail says the same whole minutes as arithmetic does."""
    ready = told.of("ready")[0]
    if not stages:
        return
    wanted = _seconds(stages, Instant.parse_iso(ready["now"]))
    wanted.pop("", None)
    for stage, said in ready["clocks"].items():
        if stage in wanted and said.split()[0] not in {str(int((wanted[stage] + off) // 60)) for off in (-2, 0, 2)}:
            hour.wrong.append(f"the clock of {stage} says {said!r}, {wanted[stage]:.0f} s went by")
    if set(wanted) - set(ready["clocks"]):
        hour.wrong.append(f"only {sorted(ready['clocks'])} have a clock")


def _seconds(stages: list[tuple[str, Instant]], until: Instant) -> dict[str, float]:
    used: dict[str, float] = {}
    for (stage, begun), (_next, ended) in zip(stages, [*stages[1:], ("", until)], strict=True):
        used[stage] = used.get(stage, 0) + (ended - begun).total("seconds")
    return used


def _look_at_half(library: Path, told: _Told, hour: Hour) -> None:
    """The letters that were taken a second before the kill are in the draft."""
    halves = told.of("half")
    last = halves[-1]
    long_ago = told.now.subtract(seconds=PROMISE_SECONDS)
    promised = [one for one in halves if one["step"] == last["step"] and Instant.parse_iso(one["now"]) <= long_ago]
    with _opened(library) as (opened, review):
        drafts = opened.drafts_under("").values()
        typed = [one.statement for one in review.factors.values()]
        if promised and not any(text.startswith(promised[-1]["text"]) for text in (*drafts, *typed)):
            hour.lost.append(f"half-typed {promised[-1]['text']!r}")


class _opened:  # noqa: N801 (used as a context)
    def __init__(self, library: Path) -> None:
        self._path = library

    def __enter__(self) -> tuple[Any, Review]:
        clock = SystemClock()
        self._library = open_library(self._path, clock=clock, ids=RandomIds())
        review = self._library.load(self._library.summaries(clock.today())[0].id)
        assert review is not None
        return self._library, review

    def __exit__(self, *_error: object) -> None:
        self._library.close()


def _look_at_all(
    library: Path, steps: list[Step], stages: list[tuple[str, Instant]], ended: Instant, hour: Hour
) -> None:
    report = check_file(library)
    if not report.ok:
        hour.wrong.append(f"check-file: {report.findings}")
    with _opened(library) as (opened, review):
        kept = {
            "event": [one.text for one in review.events.values()],
            "factor": [one.statement for one in review.factors.values()],
            "idea": [one.text for one in review.actions.values() if one.status == "idea"],
            "p:": [one.text for one in review.notes.values() if one.kind is NoteKind.PARKING],
            "q:": [one.text for one in review.notes.values() if one.kind is NoteKind.QUESTION],
            "n:": [one.text for one in opened.private_notes(review.id)],
        }
        for kind, same in (
            ("event", {"event"}),
            ("factor", {"factor", "f:", "thought", "half"}),
            ("idea", {"idea", "i:"}),
        ):
            _compare(kind, kept[kind], [step for step in steps if step.kind in same], hour)
        for kind in ("p:", "q:", "n:"):
            _compare(kind, kept[kind], [step for step in steps if step.kind == kind], hour)
        _look_at_counts(opened, review, hour)
        found = clocks.from_state(opened.meeting(review.id))
        for stage, seconds in _seconds(stages, ended).items():
            used = clocks.used(found, stage, ended) if stage else clocks.paused_for(found, ended)
            if abs(used - seconds) > len(stages):
                hour.wrong.append(f"{stage} used {used} s, {seconds:.0f} s went by")


def _look_at_counts(opened: Any, review: Review, hour: Hour) -> None:
    """All votes and filled sheets were counted, and nothing of the silent round or of the vote is left beside."""
    votes = sorted((one.votes for one in review.factors.values() if one.votes), reverse=True)
    if votes != sorted(VOTES, reverse=True):
        hour.lost.append(f"votes: {votes} are kept")
    pulse = [Counter(answers) for answers in opened.pulse(review.id).values()]
    if sorted(sorted(one.items()) for one in pulse) != sorted(sorted(one.items()) for one in expected_pulse()):
        hour.lost.append(f"pulse: {pulse} are kept")
    left = [key for key in opened.drafts_under("") if "silent" in key]
    left += [key for key in opened.meeting(review.id) if key in {"silent", "votes"}]
    if left:
        hour.wrong.append(f"{left} are left")


def _compare(kind: str, kept: list[str], steps: list[Step], hour: Hour) -> None:
    day = CaptureContext(day=BEGINS.to_tz("UTC").date(), zone="UTC")
    wanted = [parse(step.text, day).text if kind == "event" else step.text for step in steps]
    hour.lost += [f"{kind} {text!r}" for text in wanted if text not in kept]
    hour.wrong += [f"{kind} {text!r} is there twice" for text in wanted if kept.count(text) > 1]
    hour.wrong += [f"{kind} {text!r} was never entered" for text in kept if text not in wanted]
