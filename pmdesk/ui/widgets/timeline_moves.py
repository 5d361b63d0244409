"""Moving an entry up or down where its time leaves that open: it is a new order key."""

from __future__ import annotations

from collections.abc import Sequence

from pmdesk.domain.changes import Change
from pmdesk.domain.items import Event
from pmdesk.domain.review import Review
from pmdesk.editing.verbs import place_after


def moved(review: Review, ordered: Sequence[Event], event: Event, step: int) -> Change | None:
    """Return the change that moves an event by one place, or None when its time decides.

    ``ordered`` are all events as they are shown. An event without a time moves past any neighbour,
    a placed one only past events of exactly its time.
    """
    at = next((at for at, one in enumerate(ordered) if one.id == event.id), -1)
    if at < 0:
        return None
    if not event.time.placed:
        return _moved_loose(review, ordered, event, at, step)
    places = range(at - 1, -1, -1) if step < 0 else range(at + 1, len(ordered))
    other = next((ordered[place] for place in places if ordered[place].time.placed), None)
    if other is None or (other.time.start, other.time.end) != (event.time.start, event.time.end):
        return None
    if step > 0:
        return place_after(review, event.id, other.id)
    keys = sorted((one.order, one.id) for one in review.events.values() if one.id != event.id)
    place = keys.index((other.order, other.id))
    return place_after(review, event.id, keys[place - 1][1] if place else None)


def _moved_loose(review: Review, ordered: Sequence[Event], event: Event, at: int, step: int) -> Change | None:
    if step > 0:
        return place_after(review, event.id, ordered[at + 1].id) if at + 1 < len(ordered) else None
    if at == 0:
        return None
    return place_after(review, event.id, ordered[at - 2].id if at > 1 else None)
