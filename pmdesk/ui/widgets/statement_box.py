"""The box of a factor's statement: Enter and Esc leave it, and the text stays."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.text_boxes import TextBox


class StatementBox(TextBox):
    """A self-keeping text box for one statement.

    ``left`` is emitted after Enter or Esc, ``came`` when the focus arrives, ``gone`` when it goes to
    another place of the window.
    """

    left = Signal()
    came = Signal()
    gone = Signal()

    def __init__(self, ctx: Context, *, name: str, hint: str, lines: tuple[int, int] = (2, 6)) -> None:
        """``name`` is the accessible name, ``hint`` the question in the empty box."""
        super().__init__(ctx, name=name, command="factor.edit", hint=hint, lines=lines)
        self.setProperty("plain", True)  # noqa: FBT003 (Qt's own signature)
        ctx.look.changed.connect(self._restyle)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Enter and Esc; Shift+Enter breaks the line."""
        plain_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & (
            Qt.KeyboardModifier.ShiftModifier
        )
        if plain_enter or event.key() == Qt.Key.Key_Escape:
            self.saving.flush()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say so."""
        super().focusInEvent(event)
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the text; say that the focus went, unless only the window lost it."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}:
            self.gone.emit()

    def _restyle(self) -> None:
        self._filling = True  # a new font counts as a change of the text for Qt; it is none
        self.document().setDocumentMargin(0)
        self.setFont(self._ctx.look.font("body-medium"))
        self._filling = False
