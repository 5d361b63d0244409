"""What a captured line leans on in a review, and where its time would land."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping

from whenever import Instant

from pmdesk.domain.items import Event
from pmdesk.domain.review import Review
from pmdesk.domain.times import Precision, Time, clock_text, in_zone
from pmdesk.editing.capture import CaptureContext
from pmdesk.editing.ports import Clock, Drafts
from pmdesk.editing.words import Words


class CaptureFrame:
    """Says what a bare time means: the day of the entry captured last, else the day of the review.

    Which entry was captured last is kept among the drafts (once its day is another one than the
    review's), so that a line goes on past midnight on every stage and after a crash. Choosing a day
    for the review ends that.
    """

    def __init__(self, clock: Clock, drafts: Drafts) -> None:
        """``clock`` says what today is while a review has no day."""
        self._clock = clock
        self._drafts = drafts
        self._events: Mapping[str, Event] | None = None
        self._last: Event | None = None
        self._starts: tuple[tuple[Instant, str], ...] | None = None
        self._asked = ""
        self._follows = False

    def context(self, review: Review) -> CaptureContext:
        """Return the context of the next line."""
        latest = self._latest(review)
        now = self._clock.now()
        day = review.day if review.day is not None else in_zone(now, review.zone).date()
        last = latest.time if latest is not None else None
        reached = in_zone(last.start, review.zone).date() if last is not None and last.start is not None else day
        follows = reached != day and self._goes_on(review, latest)
        return CaptureContext(
            day=reached if follows else day,
            zone=review.zone,
            last=last,
            people=tuple(review.people.values()),
            now=now,
            rolled=follows and reached > day,
        )

    def remember(self, review: Review, captured: Container[str]) -> None:
        """Go on from the entry captured last, if its id is among the ``captured`` ones. May raise KnownError.

        A factor, a parked thought or an entry without a time says nothing about the day of the next line.
        """
        latest = self._latest(review)
        start = latest.time.start if latest is not None and latest.id in captured else None
        if start is not None and in_zone(start, review.zone).date() != review.day:
            self._drafts.keep_draft(f"captured:{review.id}", self._mark(review, latest))
            self._asked = ""

    def forget(self, review: Review) -> None:
        """Start again from the day of the review. May raise KnownError."""
        if self._drafts.draft(f"captured:{review.id}"):
            self._drafts.keep_draft(f"captured:{review.id}", "")
        self._asked = ""

    def _goes_on(self, review: Review, latest: Event | None) -> bool:
        mark = self._mark(review, latest)
        if mark != self._asked:
            self._asked = mark
            self._follows = self._drafts.draft(f"captured:{review.id}") == mark
        return self._follows

    @staticmethod
    def _mark(review: Review, latest: Event | None) -> str:
        return f"{review.id} {latest.id if latest is not None else ''} {review.day or ''}"

    def landing(self, review: Review, time: Time, words: Words) -> str:
        """Return "lands between 15:52 and 16:05" for a time."""
        if time.start is None:
            return words("timeline.capture.lands_loose")
        starts = self._sorted_starts(review)
        at = bisect_right(starts, time.start, key=lambda one: one[0])
        before = self._clock_of(review, starts[at - 1][1]) if at else ""
        after = self._clock_of(review, starts[at][1]) if at < len(starts) else ""
        if before and after:
            return words("timeline.capture.lands_between", before=before, after=after)
        return words("timeline.capture.lands_last", time=before) if before else words("timeline.capture.lands_first")

    def _clock_of(self, review: Review, event: str) -> str:
        return clock_text(review.events[event].time, review.zone)

    def _latest(self, review: Review) -> Event | None:
        """Return the placed event that was captured last: the one with the last order key."""
        if self._events is not review.events:
            self._events, self._starts = review.events, None
            last: Event | None = None
            for event in review.events.values():
                if last is not None and (event.order, event.id) < (last.order, last.id):
                    continue
                if event.time.placed and event.time.precision is not Precision.DAY:
                    last = event
            self._last = last
        return self._last

    def _sorted_starts(self, review: Review) -> tuple[tuple[Instant, str], ...]:
        self._latest(review)
        if self._starts is None:
            starts = ((event.time.start, event.id) for event in review.events.values())
            self._starts = tuple(sorted((start, event) for start, event in starts if start is not None))
        return self._starts
