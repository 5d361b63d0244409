"""Which earlier review this one repeats: chosen and confirmed by a person, with a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.domain.review import REVIEW, Review
from pmdesk.domain.times import in_zone
from pmdesk.editing import verbs
from pmdesk.editing.ports import Summary
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.popover import Choice, Picker, anchor_of
from pmdesk.ui.widgets.text_boxes import LineBox


class RepeatField(QWidget):
    """Nothing is a repeat by itself: a review is picked, a reason is given, then it is confirmed."""

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        self._review = self._picked = ""
        words, look = ctx.words, ctx.look
        self._pick = Button(look, words("prepare.repeat.pick"), icon="repeat-2", small=True)
        self._pick.clicked.connect(self._choose)
        self._pick.setDisabled(ctx.read_only)
        self._which = Label(look, "", "body-medium", wrap=True)
        self._which.setMinimumWidth(1)
        hint = words("prepare.repeat.reason_hint")
        self._new_reason = HeldLine(ctx, name=words("prepare.repeat.new_reason"), hint=hint, submit=self._confirm)
        self._confirm_button = Button(look, words("prepare.repeat.confirm"), small=True)
        self._confirm_button.clicked.connect(lambda: self._confirm(self._new_reason.text()))
        self._drop = Button(look, words("prepare.repeat.drop"), kind="link", small=True)
        self._drop.clicked.connect(self._forget)
        self._drop.setDisabled(ctx.read_only)
        self._reason = LineBox(ctx, name=words("prepare.repeat.reason"), hint=hint)
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        verdict.addWidget(self._pick)
        verdict.addWidget(self._confirm_button)
        verdict.addWidget(self._drop)
        verdict.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._which, self._new_reason, self._reason):
            column.addWidget(part)
        column.addLayout(verdict)

    def show_review(self, review: Review) -> None:
        """Show what is confirmed, what waits for its reason, or the button to pick one."""
        if review.id != self._review:
            self._review = review.id
            self._new_reason.hold(f"repeat_reason:{review.id}")
            self._picked = self._ctx.drafts.draft(self._draft)
        self._reason.bind(review.id, REVIEW, review.id, "repeat_reason")
        confirmed, waiting = bool(review.repeat_of), bool(self._picked) and not review.repeat_of
        shown = review.repeat_of or self._picked
        self._which.setText(self._name_of(shown) if shown else "")
        self._which.setVisible(bool(shown))
        self._reason.setVisible(confirmed)
        self._new_reason.setVisible(waiting)
        self._confirm_button.setVisible(waiting)
        self._drop.setVisible(confirmed or waiting)
        self._pick.setVisible(not shown)

    @property
    def _draft(self) -> str:
        return f"repeat_of:{self._review}"

    def _others(self) -> list[Summary]:
        clock = self._ctx.clock
        today = in_zone(clock.now(), clock.zone()).date()
        return [one for one in self._ctx.library.summaries(today) if one.id != self._review]

    def _name_of(self, review_id: str) -> str:
        other = self._ctx.desk.review(review_id)
        words = self._ctx.words
        if other is None:
            return words("prepare.repeat.gone")
        return words("prepare.repeat.which", number=other.number, title=other.title or words("window.untitled"))

    def _choose(self) -> None:
        words = self._ctx.words
        choices = [
            Choice(
                one.id,
                words("prepare.repeat.which", number=one.number, title=one.title or words("window.untitled")),
                hint=words.date(one.day) if one.day is not None else "",
            )
            for one in self._others()
        ]
        picker = Picker(
            self._ctx.look,
            self.window(),
            words("prepare.repeat.question"),
            choices,
            hint=words("prepare.repeat.filter"),
        )
        picker.chosen.connect(lambda chosen: self._take(str(chosen)))
        picker.show_at(anchor_of(self._pick), 440)

    def _take(self, review_id: str) -> None:
        self._picked = review_id
        self._ctx.bridge.keep(lambda: self._ctx.drafts.keep_draft(self._draft, review_id))
        self._show()
        self._new_reason.setFocus()

    def _confirm(self, reason: str) -> bool:
        """Confirm once there is a reason; without one, the line asks for it."""
        review = self._ctx.desk.review(self._review)
        if review is None or not self._picked:
            return True
        if not reason.strip():
            self._new_reason.setFocus()
            return False
        change = verbs.set_fields(review, REVIEW, review.id, repeat_of=self._picked, repeat_reason=reason.strip())
        if not self._ctx.bridge.do(change, command="fact.edit"):
            return False
        self._let_go()
        return True

    def _forget(self) -> None:
        review = self._ctx.desk.review(self._review)
        if review is not None and review.repeat_of:
            self._reason.saving.flush()
            change = verbs.set_fields(review, REVIEW, review.id, repeat_of="", repeat_reason="")
            self._ctx.bridge.do(change, command="fact.edit")
        self._let_go()
        self._pick.setFocus()

    def _let_go(self) -> None:
        self._picked = ""
        self._new_reason.replace("")
        self._ctx.bridge.keep(lambda: self._ctx.drafts.keep_draft(self._draft, ""))
        self._show()

    def _show(self) -> None:
        review = self._ctx.desk.review(self._review)
        if review is not None:
            self.show_review(review)
