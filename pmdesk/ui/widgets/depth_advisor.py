"""How deep to go: a few signs, answered yes, no or not at all, and what they speak for."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.domain.review import Review
from pmdesk.meeting import depth
from pmdesk.meeting.depth import PRESETS, SIGNS, Answers, Depth
from pmdesk.ui.context import Context
from pmdesk.ui.models.meeting_plan import awaits_second, parts_with, plan_of, with_preset
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.sign_row import SignRow

_MOST_REASONS = 3


class DepthAdvisor(QWidget):
    """An advice with its reasons; nothing is required, and nothing waits for it."""

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        self._review = ""
        look, words = ctx.look, ctx.words
        self._advice = Label(look, "", "body-strong", "text", wrap=True)
        self._rule = Label(look, "", "body", "text2", wrap=True)
        self._reasons = [Label(look, "", "small", "text2", wrap=True) for _ in range(_MOST_REASONS)]
        self._take = Button(look, "", small=True)
        self._take.clicked.connect(self._take_over)
        self._unfold = Button(look, "", kind="flat", icon="chevron-right", small=True)
        self._unfold.clicked.connect(self._turn_signs)
        self._signs = QWidget()
        inside = QVBoxLayout(self._signs)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.setSpacing(2)
        self._rows = {sign: SignRow(ctx, words(f"meeting.depth.signs.{sign}.ask")) for sign in SIGNS}
        for sign, row in self._rows.items():
            row.setDisabled(ctx.read_only)
            row.answered.connect(partial(self._answer, sign))
            inside.addWidget(row)
        self._signs.hide()
        self._take.setEnabled(not ctx.read_only)
        self._lay_out()
        ctx.meeting.changed.connect(self._on_meeting)

    def show_review(self, review: Review) -> None:
        """Show the signs of a review."""
        self._review = review.id
        self.refresh()

    def refresh(self) -> None:
        """Show the answers as they are kept, and what they speak for."""
        review, words = self._ctx.desk.review(self._review), self._ctx.words
        if review is None:
            return
        state = self._ctx.meeting.state(review.id)
        given, seen = depth.from_state(state), depth.seen_in(review)
        answers = depth.with_seen(given, review)
        for sign, row in self._rows.items():
            row.show_answer(answers.signs.get(sign), seen=sign in seen and sign not in given.signs)
        count = len(answers.signs)
        self._say(self._unfold, words("agenda.depth.answered", answered=count, count=len(SIGNS)))
        advice = depth.advise(answers.signs)
        settled = bool(advice.reasons) or count == len(SIGNS)
        self._advice.setText(words(f"meeting.depth.names.{advice.depth.value}" if settled else "agenda.depth.ask"))
        said = words(advice.said.id, **dict(advice.said.values)) if settled else words("agenda.depth.hint")
        self._rule.setText(said)
        for at, label in enumerate(self._reasons):
            label.setVisible(at < len(advice.reasons))
            if at < len(advice.reasons):
                sign = f"meeting.depth.signs.{advice.reasons[at]}"
                label.setText(words("agenda.depth.reason", why=words(f"{sign}.why"), source=words(f"{sign}.source")))
        preset = PRESETS[advice.depth]
        second = awaits_second(review, state)
        plan = plan_of(state, second=second)
        light = plan.preset is PRESETS[Depth.LIGHT]
        self._take.setVisible(preset is not None and light is (advice.depth is Depth.FULL) and not second)
        if preset is not None:
            self._say(self._take, words(f"agenda.depth.take_{advice.depth.value}"))

    def _on_meeting(self, review: str) -> None:
        if review == self._review:
            self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._advice)
        column.addWidget(self._rule)
        for label in self._reasons:
            column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._take)
        row.addWidget(self._unfold)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._signs)

    def _turn_signs(self) -> None:
        shown = self._signs.isHidden()
        self._signs.setVisible(shown)
        self._unfold.set_icon("chevron-down" if shown else "chevron-right")

    @staticmethod
    def _say(button: Button, text: str) -> None:
        button.setText(text)
        button.setAccessibleName(text)

    def _answer(self, sign: str, yes: object) -> None:
        given = depth.from_state(self._ctx.meeting.state(self._review))
        said = yes if isinstance(yes, bool) else None
        self._keep(depth.answer(given, sign, yes=said))

    def _keep(self, answers: Answers) -> None:
        if not self._ctx.meeting.put(self._review, **depth.to_state(answers)):
            self.refresh()

    def _take_over(self) -> None:
        """Plan what the signs speak for; the person may plan anything else."""
        review = self._ctx.desk.review(self._review)
        if review is None:
            return
        state = self._ctx.meeting.state(review.id)
        given = depth.from_state(state)
        advised = depth.advise(depth.with_seen(given, review).signs).depth
        preset = PRESETS[advised]
        if preset is None:
            return
        plan = with_preset(plan_of(state, second=False), preset)
        parts = {**parts_with(state, plan), **depth.to_state(depth.choose(given, advised))}
        self._ctx.meeting.put(review.id, **parts)
