"""The two verbs about wording that work wherever somebody types: open the card, and take a decision back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from pmdesk.editing.ports import WordingChoice, WordingChoiceKind
from pmdesk.ui.context import Context
from pmdesk.ui.view_commands import ALL_COMMANDS, shown_key

_SAID = frozenset(
    {WordingChoiceKind.FINE, WordingChoiceKind.MACHINE, WordingChoiceKind.NOT_IN_REVIEW, WordingChoiceKind.NEVER}
)


class WordingVerbs(QObject):
    """``say`` carries a sentence for the status line."""

    say = Signal(str)

    def __init__(self, ctx: Context, parent: QObject) -> None:
        """Tell of every decision how it is taken back."""
        super().__init__(parent)
        self._ctx = ctx
        ctx.wording.decided.connect(self._tell)

    def table(self) -> dict[str, Callable[[], object]]:
        """Return verb -> what it does."""
        return {"wording.card": self.card, "wording.take_back": self.take_back}

    def card(self) -> None:
        """Open the card of the text box that has the keyboard; in a card, go on to the next finding."""
        from pmdesk.ui.widgets.draft_line import DraftLine  # noqa: PLC0415
        from pmdesk.ui.widgets.text_boxes import LineBox, TextBox  # noqa: PLC0415 (a start needs none of them)
        from pmdesk.ui.widgets.wording_card import WordingCard  # noqa: PLC0415

        focus = QApplication.focusWidget()
        around: QWidget | None = focus
        while around is not None and not isinstance(around, WordingCard):
            around = around.parentWidget()
        if around is not None:
            around.go_on()
        elif isinstance(focus, LineBox | TextBox | DraftLine) and focus.marks.attending:
            if not focus.marks.ask():
                self.say.emit(self._ctx.words("asking.found.none"))
        else:
            self.say.emit(self._ctx.words("asking.found.nowhere", keys=_keys("wording.card")))

    def take_back(self) -> None:
        """Take the latest decision about wording back."""
        back = self._ctx.wording.take_back_last()
        self.say.emit(self._ctx.words("asking.said.back" if back is not None else "asking.said.nothing_back"))

    def _tell(self, choice: WordingChoice) -> None:
        if choice.kind in _SAID:
            rule = self._ctx.wording.title(choice.rule) if choice.rule else ""
            keys = _keys("wording.take_back")
            told = self._ctx.words(f"asking.said.{choice.kind.value}", keys=keys, text=choice.text, rule=rule)
            self.say.emit(told)


def _keys(verb: str) -> str:
    return shown_key(next(one for one in ALL_COMMANDS if one.id == verb))
