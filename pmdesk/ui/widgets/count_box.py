"""A small box for a whole number: digits, and the arrow keys for one more or less."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from pmdesk.ui.look import Look

WIDTH = 46
PAGE = 5
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: PAGE, Qt.Key.Key_PageDown: -PAGE}


class CountBox(QLineEdit):
    """``chosen`` carries the number with each key; an empty box stands for the last one."""

    chosen = Signal(int)

    def __init__(self, look: Look, name: str, most: int) -> None:
        """Take 0 to ``most``."""
        super().__init__()
        self._look, self._most, self._count = look, most, 0
        self.setAccessibleName(name)
        self.setValidator(QIntValidator(0, most, self))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(lambda: self._show(self._count))
        look.changed.connect(self._fit)
        self._fit()

    def set_count(self, count: int) -> None:
        """Show another number, unless somebody is typing them here."""
        if count != self._count or not self.hasFocus():
            self._count = count
            self._show(count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow and page keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self.isReadOnly():
            super().keyPressEvent(event)
            return
        self._count = min(max(self._count + step, 0), self._most)
        self._show(self._count)
        self.chosen.emit(self._count)

    def _typed(self, text: str) -> None:
        if text.isdigit() and int(text) != self._count:
            self._count = int(text)
            self.chosen.emit(self._count)

    def _show(self, count: int) -> None:
        if self.text() != str(count):
            self.setText(str(count))

    def _fit(self) -> None:
        self.setFixedWidth(self._look.px(WIDTH))
