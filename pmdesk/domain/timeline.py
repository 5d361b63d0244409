"""The timeline of a review: events in the order of time, and the gaps between them."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from pmdesk.domain.items import Event, Quiet
from pmdesk.domain.review import Review
from pmdesk.domain.times import Precision

GAP = TimeDelta(minutes=15)
"""A silence longer than this is shown as a row and asked about."""

_FEW = 64
"""Up to so many changed events are sorted into a former order one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A silence between two neighbouring events; ``quiet`` is its answer when it has one.

    ``first`` is the latest instant of the event before, ``last`` the earliest of the one after.
    """

    after: str
    before: str
    first: Instant
    last: Instant
    quiet: Quiet | None = None

    @property
    def minutes(self) -> int:
        """The length in whole minutes."""
        return int((self.last - self.first).total("minutes"))


def in_order(review: Review, former: tuple[Event, ...] = ()) -> tuple[Event, ...]:
    """Return all events by time.

    An event that is not placed in time stands after the placed event with the next lower order
    key, so that it stays where it was captured or moved to. ``former`` is the result for an earlier
    state of the review: then only what changed is sorted in.
    """
    sorted_in = _sorted_in(review, former) if former else None
    if sorted_in is not None:
        return sorted_in
    keyed: list[tuple[Instant, Instant, str, str, Event]] = []
    loose: list[Event] = []
    for event in review.events.values():
        start, end = event.time.start, event.time.end
        if start is None or end is None:
            loose.append(event)
        else:
            keyed.append((start, end, event.order, event.id, event))  # ids differ: events are never compared
    keyed.sort()
    placed = [one[4] for one in keyed]
    if not loose:
        return tuple(placed)
    anchors = sorted((event.order, event.id) for event in placed)
    followers: dict[str, list[Event]] = {}
    for event in sorted(loose, key=lambda one: (one.order, one.id)):
        at = bisect_right(anchors, (event.order, event.id))
        followers.setdefault(anchors[at - 1][1] if at else "", []).append(event)
    ordered = followers.get("", [])
    for event in placed:
        ordered.append(event)
        ordered.extend(followers.get(event.id, ()))
    return tuple(ordered)


def _sorted_in(review: Review, former: tuple[Event, ...]) -> tuple[Event, ...] | None:
    """Return the events in order by way of a former order; None when that would not be simpler."""
    events = review.events
    ordered: list[Event] = []
    known: set[str] = set()
    moved: list[Event] = []
    for was in former:
        now = events.get(was.id)
        if now is None:
            continue
        known.add(was.id)
        time = now.time
        if time.earliest is None and time.latest is None:
            return None
        if now is was or (time == was.time and now.order == was.order):
            ordered.append(now)
        else:
            moved.append(now)
    if len(known) < len(events):
        moved.extend(event for name, event in events.items() if name not in known)
    if len(moved) > _FEW or not all(event.time.placed for event in moved):
        return None
    for event in moved:
        insort(ordered, event, key=_placed_key)
    return tuple(ordered)


def _placed_key(event: Event) -> tuple[Instant, Instant, str, str]:
    start, end = event.time.start, event.time.end
    assert start is not None  # noqa: S101 (callers pass placed events only)
    assert end is not None  # noqa: S101
    return (start, end, event.order, event.id)


def gaps(review: Review, events: tuple[Event, ...] | None = None) -> tuple[Gap, ...]:
    """Return the silences of more than 15 minutes between neighbouring placed events.

    A range covers all it spans, so "17:00-18:00" leaves no gap inside; an event of which only the
    day is known says nothing of the hours. ``events`` is the result of ``in_order`` when the caller
    has it already.
    """
    answers = {(quiet.after, quiet.before): quiet for quiet in review.quiets.values()}
    found: list[Gap] = []
    last: Event | None = None
    reached: Instant | None = None
    for event in in_order(review) if events is None else events:
        start, end = event.time.start, event.time.end
        if start is None or end is None or event.time.precision is Precision.DAY:
            continue
        end = max(end, start)
        if last is not None and reached is not None and start - reached > GAP:
            quiet = answers.get((last.id, event.id))
            found.append(Gap(after=last.id, before=event.id, first=reached, last=start, quiet=quiet))
        if reached is None or end >= reached:
            last, reached = event, end
    return tuple(found)
