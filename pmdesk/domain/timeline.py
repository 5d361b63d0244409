"""The timeline of a review: events in the order of time, and the gaps between them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from pmdesk.domain.items import Event, Quiet
from pmdesk.domain.review import Review
from pmdesk.domain.times import Precision

GAP = TimeDelta(minutes=15)
"""A silence longer than this is shown as a row and asked about."""


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


def placed_key(event: Event) -> tuple[Instant, Instant, str, str]:
    """Return what placed events sort by: start, end, order key, id."""
    start, end = event.time.start, event.time.end
    assert start is not None  # noqa: S101 (callers pass placed events only)
    assert end is not None  # noqa: S101
    return (start, end, event.order, event.id)


def in_order(review: Review) -> tuple[Event, ...]:
    """Return all events by time.

    An event that is not placed in time stands after the placed event with the next lower order
    key, so that it stays where it was captured or moved to.
    """
    placed: list[Event] = []
    loose: list[Event] = []
    for event in review.events.values():
        (placed if event.time.placed else loose).append(event)
    placed.sort(key=placed_key)
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
        end = max(start, end)
        if last is not None and reached is not None and start - reached > GAP:
            quiet = answers.get((last.id, event.id))
            found.append(Gap(after=last.id, before=event.id, first=reached, last=start, quiet=quiet))
        if reached is None or end >= reached:
            last, reached = event, end
    return tuple(found)
