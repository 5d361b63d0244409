"""Editing an entry in its own row: the words, the time, and how the time is understood."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QHBoxLayout

from pmdesk.domain.items import Event
from pmdesk.domain.times import Time, clock_text
from pmdesk.editing.verbs import retime_event
from pmdesk.ui.context import Context
from pmdesk.ui.models.timeline_sentences import understood
from pmdesk.ui.widgets.entry_line import EntryLine, TimeLine
from pmdesk.ui.widgets.floating import FloatingFrame
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps, Label
from pmdesk.ui.widgets.text_units import characters, units
from pmdesk.ui.widgets.timeline_list import TimelineList


class EntryEditing(QObject):
    """Opens one of the two lines over a row and keeps it there while the list moves under it.

    ``read`` returns what a text means as the time of an event. ``say`` carries a sentence for the
    status line.
    """

    say = Signal(str)

    def __init__(self, ctx: Context, view: TimelineList, read: Callable[[str, Event], Time | None]) -> None:
        """Lie over the viewport of ``view``."""
        super().__init__(view)
        self._ctx, self._view, self._read = ctx, view, read
        self._review = self._key = ""
        self._text = EntryLine(ctx, view.viewport())
        self._time = TimeLine(ctx, view.viewport(), self._read_now)
        self._told = _ReadAs(ctx, view)
        for line in (self._text, self._time):
            line.closed.connect(self._closed)
        self._text.to_time.connect(lambda: self._other(self.edit_time))
        self._time.to_text.connect(lambda: self._other(self.edit_text))
        self._time.accepted.connect(self._keep_time)
        self._time.told.connect(self._tell)
        self._time.refused.connect(lambda text: self.say.emit(ctx.words("timeline.said.unread", text=text)))
        view.laid_out.connect(self._place)
        ctx.look.changed.connect(self._restyle)
        self._restyle()

    @property
    def open(self) -> bool:
        """Whether a line is open."""
        return not (self._text.isHidden() and self._time.isHidden())

    def show_review(self, review: str) -> None:
        """Belong to another review; what is open is kept and closed first."""
        self.close()
        self._review = review

    def caret(self) -> tuple[str, int] | None:
        """Return the event whose words are open and the cursor in them, once they are kept; else None."""
        if self._text.isHidden() or not self._text.saving.flush() or self._event() is None:
            return None
        return self._key, characters(self._text.text(), self._text.cursorPosition())

    def edit_text(self, event: Event, *, at_start: bool = False) -> None:
        """Open the words of an event, the cursor behind them or before them."""
        if self._begin(event):
            self._text.setAccessibleName(self._ctx.words("timeline.edit_name", time=self._clock(event)))
            self._text.bind(self._review, "event", event.id, "text")
            self._show(self._text)
            self._text.setCursorPosition(0 if at_start else units(self._text.text()))

    def edit_time(self, event: Event) -> None:
        """Open the time of an event."""
        if self._begin(event):
            self._time.setAccessibleName(self._ctx.words("timeline.time_name", time=self._clock(event)))
            self._show(self._time)
            text = event.time.given if not event.time.placed else self._clock(event)
            self._time.open(f"time:{self._review}:{event.id}", text)

    def refresh(self) -> None:
        """Follow the review: show what is kept now, close when the entry is gone."""
        if not self.open:
            return
        if self._event() is None:
            had_keys = self._text.hasFocus() or self._time.hasFocus()
            self.close()
            if had_keys:
                self._view.setFocus()
        elif not self._text.isHidden():
            self._text.refresh()
        self._place()

    def close(self) -> bool:
        """Close what is open; False when its text could not be kept and it stays."""
        self._text.close_line(by_key=False)
        self._time.close_line(by_key=False)
        return not self.open

    def _begin(self, event: Event) -> bool:
        if self._ctx.read_only or not self.close():
            return False
        self._key = event.id
        self._view.select(event.id)
        self._view.ring(event.id)
        return True

    def _show(self, line: EntryLine | TimeLine) -> None:
        line.show()
        self._place()
        line.raise_()
        line.setFocus()

    def _place(self) -> None:
        at = self._view.columns_of(self._key) if self.open else None
        if at is None:
            return
        px = self._ctx.look.px
        rows = QRect(at.text)
        rows.setRight(max(at.marks.right(), at.text.right()))
        self._text.setGeometry(rows.adjusted(-px(4), 3, 0, -3))
        left = at.time.left() - px(4)
        typed = self._time.fontMetrics().horizontalAdvance(self._time.text()) + px(24)
        width = min(max(at.tile.right() - left + px(4), typed), px(320))
        self._time.setGeometry(QRect(left, at.time.top() + 3, width, at.time.height() - 6))
        if not self._told.isHidden():
            self._told.float_under(self._time, gap=px(6))

    def _event(self) -> Event | None:
        review = self._ctx.desk.review(self._review)
        return review.events.get(self._key) if review is not None else None

    def _clock(self, event: Event) -> str:
        review = self._ctx.desk.review(self._review)
        return clock_text(event.time, review.zone if review is not None else "")

    def _read_now(self, text: str) -> Time | None:
        event = self._event()
        return self._read(text, event) if event is not None else None

    def _tell(self, text: str) -> None:
        if self._time.isHidden():
            return
        time = self._read_now(text)
        review = self._ctx.desk.review(self._review)
        zone = review.zone if review is not None else "UTC"
        words = self._ctx.words
        told = words("timeline.time.not_read") if time is None else understood(words, time, zone)
        self._told.tell(told, read=time is not None)
        self._time.setAccessibleDescription(told)
        self._told.show()
        self._place()

    def _keep_time(self, time: Time) -> None:
        review = self._ctx.desk.review(self._review)
        if review is None or self._key not in review.events:
            return
        self._time.setReadOnly(True)  # no further key while the row moves
        kept = self._ctx.bridge.do(retime_event(review, self._key, time), command="event.retime")
        self._time.setReadOnly(False)
        if kept:
            self._time.replace("")
            self._time.close_line(by_key=True)

    def _other(self, edit: Callable[[Event], None]) -> None:
        event = self._event()
        if event is not None:
            edit(event)

    def _closed(self, by_key: bool) -> None:  # noqa: FBT001 (a Qt slot)
        self._told.hide()
        if not self.open:
            self._view.ring("")
        if by_key:
            self._view.setFocus()
            self._view.select(self._key)

    def _restyle(self) -> None:
        for line in (self._text, self._time):
            line.setFont(self._ctx.look.font("body"))
        self._time.setFont(self._ctx.look.font("body-medium"))
        self._place()


class _ReadAs(FloatingFrame):
    """Says how the time in the line is understood."""

    def __init__(self, ctx: Context, view: TimelineList) -> None:
        super().__init__(view, ctx.words("timeline.time.read_as"))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        self._icon = IconLabel(ctx.look, "clock", 14, "accent")
        self._text = Label(ctx.look, "", "small-medium")
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addSpacing(8)
        row.addWidget(KeyCaps(ctx.look, "Enter", ctx.words("timeline.time.enter")))

    def tell(self, text: str, *, read: bool) -> None:
        """Show a sentence; ``read`` says whether the time was understood."""
        self._text.setText(text)
        self._text.set_tone("text" if read else "warn")
        self._icon.set_icon("clock" if read else "circle-help", "accent" if read else "warn")
