"""What a typed time means for an entry: its own day, and "+5" counted from the entry before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from whenever import Date

from pmdesk.domain.items import Event
from pmdesk.domain.review import Review
from pmdesk.domain.times import UNPLACED, Time, in_zone
from pmdesk.editing.capture import CaptureContext
from pmdesk.editing.clock_reading import Frame, read_whole
from pmdesk.ui.context import Context


class EntryTimes:
    """Reads times for the entries of a review. ``ordered`` returns all of them in the order of time."""

    def __init__(self, ctx: Context, review: Callable[[], Review], ordered: Callable[[], Sequence[Event]]) -> None:
        """``review`` returns the review as it stands now."""
        self._ctx, self._review, self._ordered = ctx, review, ordered

    def read(self, text: str, event: Event) -> Time | None:
        """Return what a text means as the time of an event; nothing and "?" mean that it has none."""
        review = self._review()
        if not text.strip(" ?"):
            return UNPLACED
        day, now = self._day(event), self._ctx.clock.now()
        relative = text.lstrip()[:1] in {"+", "-", "−"}
        last = self._before(event) if relative else None
        found = read_whole(text, Frame(day=day, zone=review.zone, last=last, now=now))
        return found or self._ctx.dates.read(text, day=day, zone=review.zone, now=now)

    def context(self, event: Event) -> CaptureContext:
        """Return what a line leans on that stands right behind an event."""
        review = self._review()
        return CaptureContext(
            day=self._day(event),
            zone=review.zone,
            last=event.time if event.time.placed else None,
            people=tuple(review.people.values()),
            now=self._ctx.clock.now(),
        )

    def _day(self, event: Event) -> Date:
        review = self._review()
        if event.time.start is not None:
            return in_zone(event.time.start, review.zone).date()
        return review.day or in_zone(self._ctx.clock.now(), review.zone).date()

    def _before(self, event: Event) -> Time | None:
        """Return the time of the placed event before this one."""
        last: Time | None = None
        for one in self._ordered():
            if one.id == event.id:
                return last
            last = one.time if one.time.placed else last
        return last
