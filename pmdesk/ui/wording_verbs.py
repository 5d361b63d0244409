"""The two verbs about wording that work wherever somebody types: open the card, and take a decision back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from pmdesk.editing.ports import WordingChoice
from pmdesk.ui.context import Context
from pmdesk.ui.view_commands import ALL_COMMANDS, shown_key
from pmdesk.ui.wording import DISMISSED


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
        """Take the latest dismissal back, and say which one it was."""
        back = self._ctx.wording.take_back_last()
        self.say.emit(self._said("back", back) if back is not None else self._ctx.words("asking.back.nothing"))

    def _tell(self, choice: WordingChoice) -> None:
        if choice.kind in DISMISSED:
            self.say.emit(self._said("said", choice))

    def _said(self, topic: str, choice: WordingChoice) -> str:
        words = self._ctx.words
        rule = self._ctx.wording.title(choice.rule) if choice.rule else ""
        review = self._ctx.desk.review(choice.review) if choice.review else None
        number = words("window.number", number=review.number) if review is not None else words("asking.back.its_review")
        keys = _keys("wording.take_back")
        return words(f"asking.{topic}.{choice.kind.value}", keys=keys, text=choice.text, rule=rule, review=number)


def _keys(verb: str) -> str:
    return shown_key(next(one for one in ALL_COMMANDS if one.id == verb))
