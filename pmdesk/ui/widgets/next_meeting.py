"""The next meeting of a review: its day, what it is for, and the follow-up as a calendar file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from whenever import Date

from pmdesk.domain.review import REVIEW, NextFor, Review
from pmdesk.domain.times import in_zone
from pmdesk.editing import verbs
from pmdesk.editing.due_dates import read_due
from pmdesk.ui.context import Context
from pmdesk.ui.models.follow_up import calendar_text, meeting_text
from pmdesk.ui.view_commands import ALL_COMMANDS, shown_key
from pmdesk.ui.widgets.buttons import Button, Option, Segmented
from pmdesk.ui.widgets.folding_part import FoldingPart
from pmdesk.ui.widgets.forgiving_box import ForgivingBox
from pmdesk.ui.widgets.labels import Label


class ComingDateBox(ForgivingBox):
    """Reads a day that comes: "Fri", "+14", "2 Dec", "2026-12-02"."""

    def read(self, text: str) -> object | None:
        """Return the Date, or None."""
        words = self.ctx.words
        return read_due(
            text, self._today, months=words.list("calendar.months"), weekdays=words.list("calendar.weekdays")
        )

    def write(self, value: object) -> str:
        """Return the ISO date."""
        return value.format_iso() if isinstance(value, Date) else ""

    def tell(self, value: object) -> str:
        """Return "Wed 2 Dec 2026, in 14 days"."""
        if not isinstance(value, Date):
            return ""
        days = round(value.since(self._today, total="days"))
        day = self.ctx.words.date(value)
        return self.ctx.words("close.next.in_days", day=day, count=days) if days > 0 else day

    @property
    def _today(self) -> Date:
        clock = self.ctx.clock
        return in_zone(clock.now(), clock.zone()).date()


class NextMeeting(FoldingPart):
    """``calendar_wanted`` asks for the calendar file."""

    calendar_wanted = Signal()

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        words, look = ctx.words, ctx.look
        super().__init__(look, words, words("close.next.title"), "calendar-days")
        self._ctx = ctx
        self._review = ""
        self.day = ComingDateBox(
            ctx, name=words("close.next.day"), hint=words("close.next.hint"), beside=True, width=130
        )
        self._purpose = Segmented(
            look, words("close.next.purpose"), [Option(one, words(f"close.next.for.{one}")) for one in NextFor]
        )
        key = next((shown_key(one) for one in ALL_COMMANDS if one.id == "close.calendar"), "")
        text = words("close.calendar.button")
        self.save = Button(look, f"{text}   {key}".strip(), icon="calendar-clock", name=text)
        self._about = Label(look, "", "small", "text3", wrap=True)
        self.content.addWidget(self.day)
        self.content.addWidget(self._purpose)
        self.content.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(self._about)
        self.day.setDisabled(ctx.read_only)
        self._purpose.setDisabled(ctx.read_only)
        self.day.chosen.connect(lambda value: self._set("next_date", value))
        self._purpose.chosen.connect(lambda value: self._set("next_for", value))
        self.save.clicked.connect(self.calendar_wanted)

    def show_review(self, review: Review) -> None:
        """Show day and purpose of a review; a half-typed day comes back."""
        words = self._ctx.words
        self._review = review.id
        self.day.hold(f"next:{review.id}")
        self.day.set_value(review.next_date)
        self._purpose.set_value(review.next_for)
        fact = meeting_text(review, words)
        self.set_fact(fact or words("close.next.none"), "text2" if fact else "text3")
        self._about.setText(calendar_text(review, words))

    def _set(self, field: str, value: object) -> None:
        review = self._ctx.desk.review(self._review)
        if review is not None:
            self._ctx.bridge.do(verbs.set_field(review, REVIEW, review.id, field, value), command="fact.edit")
