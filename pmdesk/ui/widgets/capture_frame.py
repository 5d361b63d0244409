"""What a captured line leans on in a review, and where its time would land."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from whenever import Date, Instant

from pmdesk.domain.items import Event
from pmdesk.domain.review import Review
from pmdesk.domain.times import Precision, Time, clock_text, in_zone
from pmdesk.editing.capture import CaptureContext
from pmdesk.editing.ports import Clock
from pmdesk.editing.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What was computed for one state of the events."""

    events: Mapping[str, Event]
    last: Event | None
    starts: tuple[tuple[Instant, str], ...]


class CaptureFrame:
    """Follows one review.

    A bare time is of the day of the entry captured last, until another day is chosen for the review;
    of what was there at first, only a later day than the review's counts.
    """

    def __init__(self, clock: Clock) -> None:
        """``clock`` says what today is while a review has no day."""
        self._clock = clock
        self._known: _Known | None = None
        self._review = ""
        self._day: Date | None = None
        self._first = ""
        self._chosen_at: str | None = None

    def context(self, review: Review) -> CaptureContext:
        """Return the context of the next line."""
        known = self._now(review)
        last_id = known.last.id if known.last is not None else ""
        if self._review != review.id:
            self._review, self._day, self._first, self._chosen_at = review.id, review.day, last_id, None
        elif self._day != review.day:
            self._day, self._chosen_at = review.day, last_id
        now = self._clock.now()
        day = review.day if review.day is not None else in_zone(now, review.zone).date()
        last = known.last.time if known.last is not None else None
        reached = in_zone(last.start, review.zone).date() if last is not None and last.start is not None else day
        follows = self._chosen_at != last_id and (last_id != self._first or reached > day)
        return CaptureContext(
            day=reached if follows else day,
            zone=review.zone,
            last=last,
            people=tuple(review.people.values()),
            now=now,
            rolled=follows and reached > day,
        )

    def landing(self, review: Review, time: Time, words: Words) -> str:
        """Return "lands between 15:52 and 16:05" for a time."""
        if time.start is None:
            return words("timeline.capture.lands_loose")
        starts = self._now(review).starts
        at = bisect_right(starts, time.start, key=lambda one: one[0])
        before = self._clock_of(review, starts[at - 1][1]) if at else ""
        after = self._clock_of(review, starts[at][1]) if at < len(starts) else ""
        if before and after:
            return words("timeline.capture.lands_between", before=before, after=after)
        return words("timeline.capture.lands_last", time=before) if before else words("timeline.capture.lands_first")

    def _clock_of(self, review: Review, event: str) -> str:
        return clock_text(review.events[event].time, review.zone)

    def _now(self, review: Review) -> _Known:
        if self._known is None or self._known.events is not review.events:
            placed = [event for event in review.events.values() if event.time.placed]
            exact = (event for event in placed if event.time.precision is not Precision.DAY)
            last = max(exact, key=lambda event: (event.order, event.id), default=None)
            starts = sorted((event.time.start, event.id) for event in placed if event.time.start is not None)
            self._known = _Known(events=review.events, last=last, starts=tuple(starts))
        return self._known
