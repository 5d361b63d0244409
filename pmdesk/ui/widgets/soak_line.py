"""One quiet line above the actions: when ideas become commitments, in two meetings with a soak."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.domain.times import in_zone
from pmdesk.meeting import clocks
from pmdesk.ui.context import Context
from pmdesk.ui.models.meeting_plan import awaits_second, plan_of, second_is_due, soak_until
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.labels import IconLabel, Label


class SoakLine(QWidget):
    """Shown for two meetings only; ``run_requested`` carries the verb of its button."""

    run_requested = Signal(str)

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        self._review = ""
        look, words = ctx.look, ctx.words
        self._icon = IconLabel(look, "lightbulb", 15, "text3")
        self._text = Label(look, "", "body", "text2", wrap=True)
        self._start = Button(
            look, words("agenda.soak.start"), kind="primary", small=True, name=words("agenda.start_second")
        )
        self._change = Button(look, words("agenda.soak.change"), kind="link")
        self._start.clicked.connect(lambda: self.run_requested.emit("meeting.start"))
        self._change.clicked.connect(lambda: self.run_requested.emit("meeting.preset"))
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(24, 2, 24, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._change)
        row.addWidget(self._start)
        for button in (self._start, self._change):
            button.setEnabled(not ctx.read_only)
        self._line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._line)
        ctx.meeting.changed.connect(self._on_meeting)

    def show_review(self, review_id: str) -> None:
        """Show what holds for a review."""
        self._review = review_id
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the day again: it may be another one."""
        super().showEvent(event)
        self.refresh()

    def _on_meeting(self, review: str) -> None:
        if review == self._review:
            self.refresh()

    def refresh(self) -> None:
        """Show what holds today; nothing for one meeting."""
        ctx, words = self._ctx, self._ctx.words
        review = ctx.desk.review(self._review)
        if review is None:
            return
        state = ctx.meeting.state(review.id)
        now, today = clocks.from_state(state), in_zone(ctx.clock.now(), ctx.clock.zone()).date()
        day = soak_until(review, plan_of(state, second=awaits_second(review, state)), now, today)
        self._line.setVisible(day is not None)
        if day is None:
            return
        due = second_is_due(review, state, today)
        if due:
            text = (
                words("agenda.soak.today")
                if day == today
                else words("agenda.soak.late", day=words.date(day, year=False))
            )
        else:
            text = words("agenda.soak.until", day=words.date(day, year=False))
        self._text.setText(text)
        self._text.set_tone("text" if due else "text2")
        self._icon.set_icon("calendar-clock" if due else "lightbulb", "accent" if due else "text3")
        self._start.setVisible(due)
