"""The tally of who has spoken in the meeting that is shown, and the day on which it is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject

from pmdesk.domain.times import in_zone
from pmdesk.meeting import clocks, tally
from pmdesk.meeting.plain_reading import table
from pmdesk.meeting.tally import Tally
from pmdesk.ui.context import Context

_DAY = "day"
"""Beside the strokes: on which day they were made, or their meeting began.

What ends a meeting (meeting/after.py) takes it with them.
"""
FORGET_MS = 2000
_AT_ONCE, _PAUSE_MS = 20, 50


class Spoken(QObject):
    """Strokes for the people of one review; meeting state, never logged, never undone by the desk."""

    def __init__(self, ctx: Context, parent: QObject) -> None:
        """Count for no review yet."""
        super().__init__(parent)
        self._ctx = ctx
        self._review = ""
        self._given: list[str] = []
        self._cancel: Callable[[], None] = _nothing
        self.destroyed.connect(lambda: self._cancel())  # noqa: PLW0108 (a method of what is gone would not be called)

    @property
    def tally(self) -> Tally:
        """The strokes as they are kept now."""
        return tally.from_state(self._ctx.meeting.state(self._review))

    @property
    def last(self) -> str:
        """Who got the last stroke since the review is shown; empty when nobody did."""
        return self._given[-1] if self._given else ""

    def show_review(self, review: str) -> None:
        """Count for another review; strokes of another day are forgotten, unless the meeting of then goes on."""
        if review != self._review:
            self._review, self._given = review, []
        self._begin_day(review)

    def add(self, person: str) -> bool:
        """Add a stroke; False when it could not be kept."""
        self._begin_day(self._review)
        return self._put(tally.add(self.tally, person), [*self._given, person])

    def take_back(self, person: str) -> None:
        """Take a stroke of somebody back, if there is one."""
        if person:
            given = list(self._given)
            if person in given:
                del given[len(given) - 1 - given[::-1].index(person)]
            self._put(tally.take_back(self.tally, person), given)

    def keep(self, *, kept: bool) -> None:
        """Say whether the strokes may stay after the meeting."""
        self._put(tally.keep(self.tally, kept=kept), self._given)

    def forget_later(self) -> None:
        """Do forget_past() when the first review has opened in peace."""
        self._cancel = self._ctx.timers.call_later(FORGET_MS, self.forget_past)

    def forget_past(self) -> None:
        """Forget the strokes of past days in all reviews, a few at a time: nobody has to open them for that."""
        today = in_zone(self._ctx.clock.now(), self._ctx.clock.zone()).date()
        self._forget(iter([one.id for one in self._ctx.library.summaries(today)]))

    def _forget(self, reviews: Iterator[str]) -> None:
        for _ in range(_AT_ONCE):
            review = next(reviews, None)
            if review is None:
                return
            self._begin_day(review)
        self._cancel = self._ctx.timers.call_later(_PAUSE_MS, lambda: self._forget(reviews))

    def _begin_day(self, review: str) -> None:
        state = self._ctx.meeting.state(review)
        if tally.KEY not in state or tally.from_state(state).kept:
            return
        if table(state[tally.KEY]).get(_DAY) not in {self._today(), self._day_of_meeting(review)}:
            self._ctx.meeting.put(review, **{tally.KEY: None})

    def _put(self, now: Tally, given: list[str]) -> bool:
        before, self._given = self._given, given  # whoever hears of the change asks for both
        strokes = {**table(tally.to_state(now)[tally.KEY]), _DAY: self._day_of_meeting(self._review)}
        kept = self._ctx.meeting.put(self._review, **{tally.KEY: strokes})
        if not kept:
            self._given = before
        return kept

    def _day_of_meeting(self, review: str) -> str:
        """Return the day on which the meeting began that goes on now, over midnight too; today when none does."""
        now, at = clocks.from_state(self._ctx.meeting.state(review)), self._ctx.clock.now()
        if now.started is None or not clocks.goes_on(now, at):
            return self._today()
        return in_zone(now.started, self._ctx.clock.zone()).date().format_iso()

    def _today(self) -> str:
        return in_zone(self._ctx.clock.now(), self._ctx.clock.zone()).date().format_iso()


def _nothing() -> None:
    """Cancel nothing."""
