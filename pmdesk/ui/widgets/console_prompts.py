"""What can be asked in a stage, each ticked once it was asked; and the same for what to ask before moving on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.console_section import ConsoleSection, indented
from pmdesk.ui.widgets.prompt_list import PromptList


class PromptSection(ConsoleSection):
    """``ticked`` carries the id of a prompt and whether it was asked."""

    ticked = Signal(str, bool)

    def __init__(self, ctx: Context, key: str, icon: str) -> None:
        """``key`` is "prompts" or "exit"."""
        super().__init__(ctx.look, ctx.words, key, icon)
        self._words = ctx.words
        self._list = PromptList(ctx.look, ctx.words)
        self._list.ticked.connect(self.ticked)
        self.content.addLayout(indented(self._list))

    def show_prompts(self, stage: str, prompts: Sequence[str], asked: Collection[object], present: str = "") -> None:
        """Show prompts of a stage; ``asked`` holds ids, ``present`` the one that is asked now."""
        self._list.show_prompts(stage, prompts, asked, present)
        count = self._list.asked
        self.set_note(self._words("console.prompts.count", asked=count, count=len(prompts)) if count else "")
