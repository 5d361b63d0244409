"""What the library says of nouns: which are people here, and which are machines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from pmdesk.editing.ports import WordingChoice, WordingChoiceKind
from pmdesk.ui.context import Context
from pmdesk.ui.models.rulebook_rows import noun_rows
from pmdesk.ui.widgets.book_list import BookList
from pmdesk.ui.widgets.draft_line import DraftLine
from pmdesk.ui.widgets.labels import Label

_BESIDE_FROM = 560


class NounLists(QWidget):
    """Two lists, each with a line that adds to it. ``say`` carries why a noun is not taken."""

    say = Signal(str)

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        wording = ctx.wording
        self.roles, self._role_line, roles = self._half("roles", WordingChoiceKind.ROLE, wording.add_role)
        self.machines, self._machine_line, machines = self._half(
            "machines", WordingChoiceKind.MACHINE, wording.add_machine
        )
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(ctx.look.px(12), 0, ctx.look.px(12), ctx.look.px(8))
        self._row.setSpacing(ctx.look.px(12))
        self.regions: list[tuple[QWidget, QWidget]] = [(roles, self._role_line), (machines, self._machine_line)]
        """The two halves, each with the line that takes the keyboard."""
        self._row.addWidget(roles, 1)
        self._row.addWidget(machines, 1)

    def show_choices(self, choices: Sequence[WordingChoice]) -> None:
        """Show what the library has decided."""
        for kind, one in ((WordingChoiceKind.ROLE, self.roles), (WordingChoiceKind.MACHINE, self.machines)):
            one.show_rows(noun_rows(choices, kind, self._ctx.words))

    def bind(self) -> None:
        """Show the half-typed nouns."""
        self._role_line.bind("noun:role")
        self._machine_line.bind("noun:machine")

    def leave(self) -> bool:
        """Keep the half-typed nouns; False when one could not be kept."""
        return all([self._role_line.saving.flush(), self._machine_line.saving.flush()])

    def focus_first(self) -> None:
        """Go to the line for people."""
        self._role_line.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put one list below the other where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= self._ctx.look.px(_BESIDE_FROM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if beside else down)

    def _taken(self, kind: WordingChoiceKind, add: Callable[[str], str], text: str) -> bool:
        why_not = self._ctx.wording.refusal(kind, text)
        if why_not:
            self.say.emit(self._ctx.words(f"rulebook.noun_refused.{why_not}", text=text))
            return False
        return bool(add(text))

    def _half(
        self, topic: str, kind: WordingChoiceKind, add: Callable[[str], str]
    ) -> tuple[BookList, DraftLine, QWidget]:
        look, words = self._ctx.look, self._ctx.words
        title = words(f"rulebook.{topic}.title")
        found = BookList(look, title, verb=words("rulebook.take_back"), hint=words(f"rulebook.{topic}.none"))
        found.locked = self._ctx.read_only
        found.back.connect(self._ctx.wording.take_back)
        line = DraftLine(
            self._ctx,
            name=words(f"rulebook.{topic}.add"),
            hint=words(f"rulebook.{topic}.hint"),
            add=lambda text: self._taken(kind, add, text),
        )
        half = QWidget()
        column = QVBoxLayout(half)
        column.setContentsMargins(0, look.px(10), 0, 0)
        column.setSpacing(look.px(6))
        for label in (
            Label(look, title, "body-strong"),
            Label(look, words(f"rulebook.{topic}.why"), "small", "text3", wrap=True),
        ):
            label.setContentsMargins(look.px(12), 0, 0, 0)
            column.addWidget(label)
        column.addWidget(line)
        column.addWidget(found, 1)
        return found, line, half
