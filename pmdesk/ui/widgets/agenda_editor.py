"""The agenda of a meeting: how long, and how many minutes for each stage."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.meeting.agenda import OFFERED, STAGES, Preset
from pmdesk.meeting.learned import Learned, learned, with_learned
from pmdesk.ui.context import Context
from pmdesk.ui.models.meeting_plan import (
    MOST_MINUTES,
    Plan,
    awaits_second,
    parts_with,
    plan_of,
    with_minutes,
    with_preset,
)
from pmdesk.ui.widgets.agenda_bar import AgendaBar
from pmdesk.ui.widgets.buttons import Button, Option, Segmented
from pmdesk.ui.widgets.count_box import CountBox
from pmdesk.ui.widgets.labels import Label


class AgendaEditor(QWidget):
    """Shows and changes the agenda of the meeting that runs or comes next; it is kept with each key.

    Not a step of undo: the agenda is state of the meeting, like its clocks.
    """

    def __init__(self, ctx: Context, *, planning: bool = False) -> None:
        """``planning`` names it for the page before the meeting; a popover may be open above that."""
        super().__init__()
        self._ctx = ctx
        self._names = "agenda.planning" if planning else "agenda.choosing"
        self._review = ""
        self._taught: Mapping[str, Learned] = {}
        self._stale = False
        self._build()
        ctx.meeting.changed.connect(self._on_meeting)

    def show_review(self, review_id: str) -> None:
        """Show the agenda of a review's meeting."""
        self._review = review_id
        if self.isVisible():
            self._learn()
        else:
            self._stale = True
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at earlier meetings only when somebody looks here."""
        super().showEvent(event)
        if self._stale:
            self._learn()
            self.refresh()

    def refresh(self) -> None:
        """Show the agenda as it is kept."""
        if self._ctx.desk.review(self._review) is None:
            return
        words, plan = self._ctx.words, self._plan
        self._length.set_value(plan.preset)
        self._length.set_offered(Preset.LIGHT, offered=plan.preset is Preset.LIGHT)
        self._length.setEnabled(plan.part == 1 and not self._ctx.read_only)
        self._bar.show_minutes(plan.minutes)
        for stage, (column, box) in self._boxes.items():
            column.setVisible(stage in plan.minutes)
            box.set_count(plan.minutes.get(stage, 0))
        self._whole.setText(words("agenda.whole", minutes=plan.total))
        taught = {stage: one for stage, one in self._taught.items() if stage in plan.minutes}
        self._learned.setText(self._taught_words(taught))
        self._learned.setVisible(bool(taught))
        self._take.setVisible(bool(taught) and with_learned(plan.minutes, taught) != plan.minutes)

    @property
    def _plan(self) -> Plan:
        state, review = self._ctx.meeting.state(self._review), self._ctx.desk.review(self._review)
        return plan_of(state, second=review is not None and awaits_second(review, state))

    def _build(self) -> None:
        look, words = self._ctx.look, self._ctx.words
        names = {Preset.TWO_MEETINGS: words("agenda.two")}
        options = [Option(one, names.get(one, one.value)) for one in (Preset.LIGHT, *OFFERED)]
        self._length = Segmented(look, words(f"{self._names}.length"), options)
        self._length.chosen.connect(self._choose)
        self._bar = AgendaBar(look)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._boxes: dict[str, tuple[QWidget, CountBox]] = {}
        for stage in STAGES:
            title = words(f"commands.stage.{stage}")
            box = CountBox(look, words(f"{self._names}.minutes", stage=title), MOST_MINUTES)
            box.setReadOnly(self._ctx.read_only)
            box.chosen.connect(partial(self._write, stage))
            column = QWidget()
            inside = QVBoxLayout(column)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(3)
            inside.addWidget(Label(look, title, "small", "text3"))
            inside.addWidget(box)
            row.addWidget(column, 1)
            self._boxes[stage] = (column, box)
        self._whole = Label(look, "", "small", "text3", wrap=True)
        self._learned = Label(look, "", "small", "text2", wrap=True)
        self._take = Button(look, words("agenda.take_learned"), kind="link", name=words(f"{self._names}.learned"))
        self._take.setEnabled(not self._ctx.read_only)
        self._take.clicked.connect(self._take_learned)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._length)
        whole.addWidget(self._bar)
        whole.addLayout(row)
        whole.addWidget(self._whole)
        whole.addWidget(self._learned)
        whole.addWidget(self._take, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_meeting(self, review: str) -> None:
        if review == self._review:
            self.refresh()

    def _learn(self) -> None:
        self._stale = False
        self._taught = learned(self._ctx.meetings.other_meetings(self._review))

    def _taught_words(self, taught: Mapping[str, Learned]) -> str:
        if not taught:
            return ""
        words, most = self._ctx.words, max(one.n for one in taught.values())
        parts = [
            words(
                "agenda.learned_stage" if one.n == most else "agenda.learned_fewer",
                stage=words(f"commands.stage.{stage}"),
                minutes=one.minutes,
                n=one.n,
            )
            for stage, one in taught.items()
        ]
        return words("agenda.learned", n=most, stages=", ".join(parts))

    def _choose(self, preset: object) -> None:
        self._keep(with_preset(self._plan, Preset(str(preset))))

    def _write(self, stage: str, minutes: int) -> None:
        self._keep(with_minutes(self._plan, stage, minutes))

    def _take_learned(self) -> None:
        plan = self._plan
        for stage, minutes in with_learned(plan.minutes, self._taught).items():
            plan = with_minutes(plan, stage, minutes)
        self._keep(plan)

    def _keep(self, plan: Plan) -> None:
        state = self._ctx.meeting.state(self._review)
        if not self._ctx.meeting.put(self._review, **parts_with(state, plan)):
            self.refresh()
