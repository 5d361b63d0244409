"""What to ask the room now: one question of the stage, and the way to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from pmdesk.ui.context import Context
from pmdesk.ui.stage_questions import StageQuestions
from pmdesk.ui.widgets.buttons import Button, IconButton
from pmdesk.ui.widgets.console_section import ConsoleSection, indented
from pmdesk.ui.widgets.labels import KeyCaps, Label


class AskSection(ConsoleSection):
    """``turned`` carries +1 or -1: the person wants the next question, or the one before."""

    turned = Signal(int)

    def __init__(self, ctx: Context) -> None:
        """Show no question yet."""
        words, look = ctx.words, ctx.look
        super().__init__(look, words, "ask", "message-circle")
        self._ctx = ctx
        self._question = Label(look, "", "question", "text", wrap=True)
        self._question.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.next = Button(look, words("console.ask.next"), small=True, name=words("console.ask.next_name"))
        self.next.clicked.connect(lambda: self.turned.emit(1))
        previous = IconButton(look, "chevron-left", words("console.ask.previous"), keys="[", size=14)
        previous.clicked.connect(lambda: self.turned.emit(-1))
        for button in (self.next, previous):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where somebody types
        row = indented(self.next, previous)
        row.addStretch(1)
        row.addWidget(KeyCaps(look, "["))
        row.addWidget(KeyCaps(look, "]"))
        self.content.addLayout(indented(self._question))
        self.content.addLayout(row)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_question(self, questions: StageQuestions) -> None:
        """Show the question that is asked now."""
        words, number, count = self._ctx.words, questions.place + 1, len(questions.prompts)
        follow_up = words("console.follow_up.title") if questions.asking else ""
        self._question.setText(questions.present)
        self.set_note(follow_up or words("console.ask.count", number=number, count=count))
        self.next.setAccessibleDescription(questions.present)

    def _restyle(self) -> None:
        self._question.setMinimumHeight(self._ctx.look.px(48))
