"""Thoughts that an earlier review carried forward: taken into this one, or done with."""

from __future__ import annotations

from whenever import Instant

from pmdesk.domain.changes import Batch, Change, Set
from pmdesk.domain.items import NoteKind
from pmdesk.domain.review import Review
from pmdesk.editing import verbs
from pmdesk.editing.ports import CarriedNote, Ids


def take_in(review: Review, carried: CarriedNote, at: Instant, *, ids: Ids) -> Change:
    """Park the thought in ``review``; where it came from, it is carried no longer. One step over both reviews."""
    parked = verbs.park(review, carried.note.text, at, ids=ids, kind=NoteKind.PARKING)
    return Batch((parked, settle(carried)))


def settle(carried: CarriedNote) -> Change:
    """Carry the thought no longer; it stays in its own review."""
    return Set(carried.review, "note", carried.note.id, "carried", value=False)
