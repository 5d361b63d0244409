"""The small popover at the meeting's clock: agenda, what can be done with the clock, the day of the second part."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from whenever import Date

from pmdesk.domain.changes import Batch, set_fact
from pmdesk.domain.review import NextFor
from pmdesk.domain.times import in_zone
from pmdesk.editing.desk import Changed
from pmdesk.meeting import clocks
from pmdesk.ui.context import Context
from pmdesk.ui.models.meeting_faces import time_of
from pmdesk.ui.models.meeting_plan import awaits_second, plan_of, soak_until
from pmdesk.ui.widgets.agenda_editor import AgendaEditor
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.field_row import FieldRow
from pmdesk.ui.widgets.labels import KeyCaps, Label, rule
from pmdesk.ui.widgets.popover import Popover
from pmdesk.ui.widgets.time_box import DateBox

WIDTH = 392


class AgendaPopover(Popover):
    """``run_requested`` carries a verb of the meeting; ``ended_at_plan``: a forgotten one ended by its plan."""

    run_requested = Signal(str)
    ended_at_plan = Signal()

    def __init__(self, ctx: Context, window: QWidget, review_id: str) -> None:
        """Show the agenda of a review, and follow it while open."""
        super().__init__(ctx.look, window, ctx.words("agenda.title"))
        self._ctx, self._review, self._holder = ctx, review_id, window
        words, look = ctx.words, ctx.look
        head = QHBoxLayout()
        head.addWidget(Label(look, words("agenda.title"), "body-strong"))
        head.addStretch(1)
        head.addWidget(KeyCaps(look, "F3"))
        self._editor = AgendaEditor(ctx)
        self._day = DateBox(ctx, name=words("agenda.second_day_name"), width=110)
        self._day.date_chosen.connect(self._set_day)
        self._day_row = FieldRow(look, words("agenda.second_day"), self._day)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(10)
        self._column.addLayout(head)
        self._column.addWidget(self._editor)
        self._column.addWidget(self._day_row)
        self._build_forgotten()
        self._column.addWidget(rule())
        self._build_verbs()
        self._editor.show_review(review_id)
        ctx.meeting.changed.connect(self._follow)
        ctx.bridge.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show what can be done now."""
        ctx, words = self._ctx, self._ctx.words
        review, state = ctx.desk.review(self._review), ctx.meeting.state(self._review)
        if review is None:
            return
        now, second = clocks.from_state(state), awaits_second(review, state)
        at, zone = ctx.clock.now(), ctx.clock.zone()
        plan = plan_of(state, second=second)
        going = now.begun and now.ended is None
        self._start.setVisible(not now.begun or second)
        self._say(self._start, "agenda.start_second" if second else "agenda.start")
        self._pause.setVisible(now.begun and not second)
        self._say(self._pause, "agenda.pause" if now.running else "agenda.resume")
        self._extend.setVisible(going)
        self._say(self._extend, "agenda.extend", stage=words(f"commands.stage.{now.stage or 'open'}"))
        self._end.setVisible(going)
        for button in (self._start, self._pause, self._extend, self._end):
            button.setEnabled(not ctx.read_only)
        day = soak_until(review, plan, now, in_zone(at, zone).date())
        self._day_row.setVisible(day is not None)
        self._day.hold(f"second_day:{review.id}")
        self._day.set_frame(zone)
        self._day.set_date(day)
        self._forgotten.setVisible(clocks.forgotten(now, at))
        ends = clocks.ends_at(now, at)
        if now.started is not None and ends is not None:
            self._asked.setText(words("agenda.forgotten", when=words.instant(now.started, zone)))
            self._say(self._end_at, "agenda.end_at", time=time_of(ends, zone))

    def focus_first(self) -> None:
        """Take the focus to what a person most likely wants next."""
        first = next(one for one in (self._start, self._pause, self._end) if not one.isHidden())
        first.setFocus()

    def _build_forgotten(self) -> None:
        look = self._ctx.look
        self._forgotten = QWidget()
        column = QVBoxLayout(self._forgotten)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._asked = Label(look, "", "body", "warn", wrap=True)
        self._end_at = Button(look, "", small=True)
        self._end_at.clicked.connect(self.ended_at_plan)
        row = QHBoxLayout()
        row.addWidget(self._end_at)
        row.addStretch(1)
        column.addWidget(self._asked)
        column.addLayout(row)
        self._column.addWidget(self._forgotten)

    def _build_verbs(self) -> None:
        look, words = self._ctx.look, self._ctx.words
        self._start = Button(look, words("agenda.start"), kind="primary", icon="play")
        self._pause = Button(look, words("agenda.pause"), icon="pause")
        self._extend = Button(look, "", icon="plus")
        self._end = Button(look, words("agenda.end"), icon="flag")
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((upper, (self._start, self._pause, self._end)), (lower, (self._extend,))):
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            self._column.addLayout(row)
        for button, verb in (
            (self._start, "start"),
            (self._pause, "pause"),
            (self._extend, "extend"),
            (self._end, "end"),
        ):
            button.clicked.connect(lambda _checked=False, name=f"meeting.{verb}": self.run_requested.emit(name))

    def _say(self, button: Button, word: str, **values: object) -> None:
        text = self._ctx.words(word, **values)
        if button.accessibleName() != text:
            button.setText(text.replace("&", "&&"))
            button.setAccessibleName(text)

    def _set_day(self, day: Date | None) -> None:
        review = self._ctx.desk.review(self._review)
        if review is not None:
            purpose = NextFor.COMMIT if day is not None else None
            change = Batch((set_fact(review, "next_date", day), set_fact(review, "next_for", purpose)))
            self._ctx.bridge.do(change, command="fact.edit")

    def _on_changed(self, news: Changed) -> None:
        if self._review in news.reviews:
            self._follow(self._review)

    def _follow(self, review_id: str) -> None:
        if review_id == self._review and self.isVisible():
            self.refresh()
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Grow or shrink below the clock, when there is more or less to show."""
        high = min(
            self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height(),
            self._holder.height() - self.y() - 8,
        )
        self.resize(self.width(), high)
