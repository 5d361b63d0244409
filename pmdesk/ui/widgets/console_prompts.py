"""What can be asked in a stage, each ticked once it was asked, and what to ask before moving on."""

from __future__ import annotations

from PySide6.QtCore import Signal

from pmdesk.ui.context import Context
from pmdesk.ui.stage_questions import StageQuestions
from pmdesk.ui.widgets.console_section import ConsoleSection, indented
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.prompt_list import PromptList


class PromptSection(ConsoleSection):
    """``ticked`` carries the id of a prompt and whether it was asked."""

    ticked = Signal(str, bool)

    def __init__(self, ctx: Context) -> None:
        """Show no prompts yet."""
        words, look = ctx.words, ctx.look
        super().__init__(look, "list-checks", words("console.prompts.title"))
        self._ctx = ctx
        self._prompts = PromptList(look, words)
        self._exit = PromptList(look, words)
        for one in (self._prompts, self._exit):
            one.ticked.connect(self.ticked)
        for part in (self._prompts, Label(look, words("console.prompts.exit"), "small-medium", "text3"), self._exit):
            self.content.addLayout(indented(part))

    def show_questions(self, questions: StageQuestions) -> None:
        """Show the prompts of the stage that is asked about now."""
        stage, prompts, asked = questions.stage, questions.prompts, questions.asked
        self._prompts.show_prompts(stage, prompts, asked, questions.present)
        self._exit.show_prompts(stage, questions.exits, asked)
        count = self._prompts.asked
        self.set_note(self._ctx.words("console.prompts.count", asked=count, count=len(prompts)) if count else "")
