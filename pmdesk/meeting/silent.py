"""Silent writing: a round in which everybody writes before anybody speaks.

Entries are drafts until they are revealed, then one shuffled Batch, and the drafts are erased. No row says who
wrote it or when: the order is shuffled, a note has no time, and the id of an entry is random. An entry whose id
the review already holds is skipped, so that a crash between the Batch and the erasing never reveals it twice.
Writing alone before talking is the nominal group technique (Delbecq and Van de Ven, 1971).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from whenever import Instant

from pmdesk.domain.changes import Add, Batch
from pmdesk.domain.items import Action, ActionStatus, Event, Factor, Item, Note
from pmdesk.domain.order import key_between
from pmdesk.domain.review import Review
from pmdesk.meeting.agenda import STAGES
from pmdesk.meeting.plain_reading import instant, seconds_between, table, text, whole

KEY = "silent"
ROUND_SECONDS = 300
_PREFIX = "silent"
DRAFTS = f"{_PREFIX}:"
"""What the keys of all silent drafts begin with, of any review."""
_LINE = "line"
_KINDS = {"timeline": "event", "factors": "factor", "actions": "action"}
_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+)")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ID_LENGTH = 16

Shuffle = Callable[[list[tuple[str, str]]], None]
"""Shuffles a list in place: ``random.SystemRandom().shuffle``, or a seeded one in a test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A running round of one stage: from ``start`` for ``seconds``."""

    stage: str
    start: Instant
    seconds: int = ROUND_SECONDS

    def left(self, now: Instant) -> int:
        """Return the seconds left; 0 when the time is up. The round ends when a person ends it."""
        return max(0, self.seconds - seconds_between(self.start, now))


def draft_key(review: str, entry: str) -> str:
    """Return the key of an entry's draft."""
    return f"{_PREFIX}:{review}:{entry}"


def draft_prefix(review: str) -> str:
    """Return what the keys of all silent drafts of a review begin with."""
    return draft_key(review, "")


def line_key(review: str) -> str:
    """Return the key of what is half typed in a round: it lies beside the entries, and is erased with them."""
    return draft_key(review, _LINE)


def entry_of(review: str, key: str) -> str | None:
    """Return the entry's id in a draft key, or None for a key of something else."""
    prefix = draft_prefix(review)
    entry = key.removeprefix(prefix) if key.startswith(prefix) else ""
    return entry if entry not in {"", _LINE} else None


def lines(pasted: str) -> tuple[str, ...]:
    """Return what was written, one entry a line, without bullets and blank lines."""
    cleaned = (_BULLET.sub("", line).strip() for line in pasted.splitlines())
    return tuple(line for line in cleaned if line)


def kind_of(stage: str) -> str:
    """Return the kind of item that an entry of a stage becomes: event, factor, action (an idea) or note."""
    return _KINDS.get(stage, "note")


def reveal(review: Review, entries: Mapping[str, str], stage: str, shuffle: Shuffle) -> Batch:
    """Return the Batch that adds all entries, shuffled, behind what the review holds; ids are the drafts' ids.

    A second line of one draft has an id made from the draft's, so that the same draft always gives the same
    ids. An empty Batch means that there is nothing (more) to reveal.
    """
    kind = kind_of(stage)
    held = review.items(kind)
    found = [one for one in _single(entries) if one[0] not in held]
    shuffle(found)
    key = max((getattr(item, "order", "") for item in held.values()), default="")
    changes = []
    for entry, written in found:
        key = key_between(key or None, None)
        changes.append(Add(review.id, _item(kind, entry, written, key)))
    return Batch(tuple(changes))


def revealed(review: Review, entries: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of drafts that the review already holds: after a crash these are erased unasked."""
    return tuple(entry for entry in entries if any(entry in review.items(kind) for kind in (*_KINDS.values(), "note")))


def to_state(one: Round | None) -> dict[str, object]:
    """Return the member of the meeting's state that holds the running round; None for none."""
    if one is None:
        return {KEY: None}
    return {KEY: {"stage": one.stage, "start": one.start.format_iso(), "seconds": one.seconds}}


def from_state(kept: Mapping[str, object]) -> Round | None:
    """Return the running round in the state, or None."""
    plain = table(kept.get(KEY))
    start, stage = instant(plain.get("start")), text(plain.get("stage"))
    if start is None or stage not in STAGES:
        return None
    return Round(stage=stage, start=start, seconds=whole(plain.get("seconds"), ROUND_SECONDS))


def _single(entries: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (id, line) of every line of every draft."""
    return [
        (entry if at == 0 else _made_id(entry, at), line)
        for entry, written in entries.items()
        for at, line in enumerate(lines(written))
    ]


def _made_id(entry: str, at: int) -> str:
    number = int.from_bytes(hashlib.blake2b(f"{entry}:{at}".encode(), digest_size=16).digest())
    digits = ""
    while len(digits) < _ID_LENGTH:
        number, digit = divmod(number, len(_DIGITS))
        digits += _DIGITS[digit]
    return digits


def _item(kind: str, entry: str, written: str, order: str) -> Item:
    match kind:
        case "event":
            return Event(id=entry, text=written, order=order)
        case "factor":
            return Factor(id=entry, statement=written, order=order)
        case "action":
            return Action(id=entry, text=written, status=ActionStatus.IDEA, order=order)
        case _:
            return Note(id=entry, text=written, order=order)
