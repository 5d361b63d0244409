"""The text box of the capture line: keys that belong to it come before the commands of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.held_line import HeldLine

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_KIND = QKeyCombination(_CTRL_SHIFT, Qt.Key.Key_K)
_STAR = QKeyCombination(_CTRL_SHIFT, Qt.Key.Key_S)


class CaptureBox(HeldLine):
    """The line itself; each signal is a key that was pressed in it."""

    focused = Signal()
    escaped = Signal()
    sent_and_left = Signal()
    kind_wanted = Signal()
    star_wanted = Signal()

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
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard came."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard left."""
        super().focusOutEvent(event)
        self.focused.emit()

    def _meant(self, event: QKeyEvent) -> SignalInstance | None:
        keys = event.keyCombination()
        if keys.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            return self.sent_and_left if control else None
        found = {QKeyCombination(Qt.Key.Key_Escape): self.escaped, _KIND: self.kind_wanted, _STAR: self.star_wanted}
        return found.get(keys)
