"""A question with three answers: yes, no, or not answered yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Option, Segmented
from pmdesk.ui.widgets.labels import Label


class SignRow(QWidget):
    """``answered`` carries True, False or None (the answer is taken back)."""

    answered = Signal(object)

    def __init__(self, ctx: Context, question: str) -> None:
        """Ask ``question``."""
        super().__init__()
        words = ctx.words
        self._words = words
        self._question = question
        self._text = Label(ctx.look, question, "body", "text", wrap=True)
        self._choice = Segmented(
            ctx.look,
            question,
            [
                Option("yes", words("agenda.depth.yes")),
                Option("no", words("agenda.depth.no")),
                Option("open", words("agenda.depth.open")),
            ],
        )
        self._choice.chosen.connect(lambda value: self.answered.emit({"yes": True, "no": False}.get(str(value))))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._choice, 0, Qt.AlignmentFlag.AlignTop)

    def show_answer(self, yes: bool | None, *, seen: bool) -> None:  # noqa: FBT001 (a value, not a switch)
        """Show an answer; ``seen`` says that the facts of the review gave it, not the person."""
        self._choice.set_value({True: "yes", False: "no"}.get(yes, "open") if yes is not None else "open")
        self._text.setText(self._words("agenda.depth.seen", question=self._question) if seen else self._question)
