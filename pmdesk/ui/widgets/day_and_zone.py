"""What a bare "14:02" means in a review: its day and its zone, stated once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from whenever import Date, PlainDateTime

from pmdesk.domain.changes import set_fact
from pmdesk.domain.review import Review
from pmdesk.editing.day_reading import day_at
from pmdesk.editing.zone_reading import read_zone
from pmdesk.ui.context import Context
from pmdesk.ui.models.timeline_sentences import short_zone
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.popover import Popover, anchor_of
from pmdesk.ui.widgets.time_box import DateBox
from pmdesk.ui.widgets.zone_button import ZoneButton


class DayAndZoneButton(Button):
    """Shows "CET, 20 Feb 2018"; a press opens the popover that sets both.

    ``chosen`` says that a person chose a day; ``say`` carries a sentence for the status line.
    """

    chosen = Signal()
    say = Signal(str)

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__(ctx.look, "…", kind="flat", icon="clock", small=True)
        self._ctx = ctx
        self._review: Review | None = None
        self._day: Date | None = None
        self.clicked.connect(self.open)

    def set_review(self, review: Review, day: Date) -> None:
        """Show the zone of a review, and the day that a bare time means now."""
        self._review, self._day = review, day
        words = self._ctx.words
        shown = words.date(day)
        noon = PlainDateTime(day.year, day.month, day.day, 12).assume_utc()
        self.setText(words("timeline.frame.button", zone=short_zone(review.zone, noon), date=shown).replace("&", "&&"))
        self.setAccessibleName(words("timeline.frame.name", zone=review.zone, date=shown))

    def open(self) -> None:
        """Open the popover."""
        if self._review is not None:
            popover = _DayAndZone(self._ctx, self.window(), self._review, self._day)
            popover.say.connect(self.say)
            popover.chosen.connect(self.chosen)
            popover.open_at(self)


class _DayAndZone(Popover):
    """Sets the day and the zone."""

    chosen = Signal()
    say = Signal(str)

    def __init__(self, ctx: Context, window: QWidget, review: Review, day: Date | None) -> None:
        words = ctx.words
        super().__init__(ctx.look, window, words("timeline.frame.question"))
        self._ctx, self._id = ctx, review.id
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(Label(ctx.look, words("timeline.frame.question"), "small-medium", "text2"))
        self._day = _DayBox(ctx, name=words("timeline.frame.day_name"), hint=words("timeline.frame.day_hint"))
        self._day.set_frame(review.zone)
        self._day.near = day
        self._day.hold(f"day:{review.id}")
        self._day.set_date(day)
        self._day.date_chosen.connect(self._set_day)
        column.addWidget(self._day)
        row = QHBoxLayout()
        self._zone = ZoneButton(ctx, name=words("timeline.frame.zone_name", zone=review.zone))
        noon = PlainDateTime(review.day.year, review.day.month, review.day.day, 12) if review.day else None
        self._zone.set_zone(review.zone, noon.assume_utc() if noon is not None else ctx.clock.now())
        self._zone.zone_chosen.connect(self._set_zone)
        self._zone.not_known.connect(self._typed_zone)
        row.addWidget(self._zone)
        row.addStretch(1)
        column.addLayout(row)
        self.setEnabled(not ctx.read_only)

    def open_at(self, widget: QWidget) -> None:
        """Show below a widget, with the keyboard in the day."""
        self.show_at(anchor_of(widget), self._ctx.look.px(340))
        self._day.line.setFocus()
        self._day.line.selectAll()

    def _set_day(self, day: object) -> None:
        review = self._ctx.desk.review(self._id)
        if review is None or not (day is None or isinstance(day, Date)):
            return
        if review.day == day or self._ctx.bridge.do(set_fact(review, "day", day), command="fact.edit"):
            self._day.set_date(day)
            self.chosen.emit()

    def _set_zone(self, zone: str) -> None:
        review = self._ctx.desk.review(self._id)
        if review is not None and (
            review.zone == zone or self._ctx.bridge.do(set_fact(review, "zone", zone), command="fact.edit")
        ):
            self.dismiss()

    def _typed_zone(self, text: str) -> None:
        zone = read_zone(text)
        if zone is not None:
            self._set_zone(zone)
        else:
            self.say.emit(self._ctx.words("timeline.frame.zone_unread", text=text))


class _DayBox(DateBox):
    """Reads what the capture line reads as a day, then what the Dates port reads besides."""

    near: Date | None = None

    def read(self, text: str) -> object | None:
        from_clock = super().read
        near = self.near or self.ctx.clock.now().to_tz("UTC").date()
        day = day_at(text, 0, near=near, base=near, loose=True)
        return day.date if day is not None and day.end >= len(text.rstrip()) else from_clock(text)

    def tell_not(self, text: str) -> str:  # noqa: ARG002 (the sentence is the same for every text)
        return self.ctx.words("timeline.frame.day_unread")
