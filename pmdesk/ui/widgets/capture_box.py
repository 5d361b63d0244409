"""The text box of the capture line: keys that belong to it come before the commands of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QMimeData, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)

from pmdesk.editing.capture_prefix import aim, plain
from pmdesk.editing.pasting import is_many
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.pasted_lines import combined
from pmdesk.ui.widgets.picture_intake import holds_picture
from pmdesk.ui.widgets.text_units import characters

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_KIND = QKeyCombination(_CTRL_SHIFT, Qt.Key.Key_K)
_STAR = QKeyCombination(_CTRL_SHIFT, Qt.Key.Key_S)


class CaptureBox(HeldLine):
    """The line itself; each signal is a key that was pressed in it.

    ``lines_pasted`` carries the text of many lines that a paste makes, ``picture_given`` the QMimeData of
    a picture that was pasted or dropped.
    """

    focused = Signal()
    escaped = Signal()
    sent_and_left = Signal()
    kind_wanted = Signal()
    star_wanted = Signal()
    list_wanted = Signal()
    lines_pasted = Signal(str)
    picture_given = Signal(object)

    def __init__(self, ctx: Context, *, name: str, submit: Callable[[str], bool]) -> None:
        """``submit`` takes the text on Enter and says whether it was kept."""
        super().__init__(ctx, name=name, submit=submit, hint=ctx.words("timeline.capture.place"))
        self.setObjectName("captureline")
        self.setMaxLength(1_000_000)

    def event(self, event: QEvent) -> bool:
        """Take the keys of the line, also those that a command of the window has."""
        typed = event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
        if typed and isinstance(event, QKeyEvent):
            signal = self._meant(event)
            if signal is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    signal.emit()
                return True
            if event.type() == QEvent.Type.KeyPress and (self._pastes(event) or self._unaims(event)):
                event.accept()
                return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures as well as text."""
        super().dragEnterEvent(event)
        if not self.isReadOnly() and holds_picture(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take pictures as well as text."""
        super().dragMoveEvent(event)
        if not self.isReadOnly() and holds_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand a picture on; text is inserted."""
        if self._offers(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dropEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard came."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard left."""
        super().focusOutEvent(event)
        self.focused.emit()

    def _pastes(self, event: QKeyEvent) -> bool:
        """Take a paste that is a picture or many lines; any other is Qt's."""
        if not event.matches(QKeySequence.StandardKey.Paste) or self.isReadOnly():
            return False
        mime = QGuiApplication.clipboard().mimeData()
        if self._offers(mime):
            return True
        pasted = mime.text()
        if not is_many(pasted):
            return False
        text, start = self.text(), self.selectionStart()
        begins = characters(text, start if start >= 0 else self.cursorPosition())
        ends = begins + len(self.selectedText())
        self.lines_pasted.emit(combined(text[:begins], pasted, text[ends:]))
        return True

    def _offers(self, mime: QMimeData) -> bool:
        if self.isReadOnly() or not holds_picture(mime):
            return False
        self.picture_given.emit(mime)
        return True

    def _unaims(self, event: QKeyEvent) -> bool:
        """Turn a line into plain text by Backspace right behind its prefix."""
        begins = aim(self.text()).begins
        plainly = QKeyCombination(Qt.Key.Key_Backspace) == event.keyCombination()
        if not plainly or not begins or self.cursorPosition() != begins or self.hasSelectedText() or self.isReadOnly():
            return False
        self.setText(plain(self.text()))
        self.setCursorPosition(begins + 1)
        self.saving.touch()
        return True

    def _meant(self, event: QKeyEvent) -> SignalInstance | None:
        keys = event.keyCombination()
        if keys.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            return self.sent_and_left if control else None
        found = {
            QKeyCombination(Qt.Key.Key_Escape): self.escaped,
            QKeyCombination(Qt.Key.Key_Down): self.list_wanted,
            _KIND: self.kind_wanted,
            _STAR: self.star_wanted,
        }
        return found.get(keys)
