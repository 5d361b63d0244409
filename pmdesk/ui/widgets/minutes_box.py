"""A small box for whole minutes: digits, and the arrow keys for one more or less."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from pmdesk.ui.look import Look

WIDTH = 46
PAGE = 5
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: PAGE, Qt.Key.Key_PageDown: -PAGE}


class MinutesBox(QLineEdit):
    """``chosen`` carries the minutes with each key; an empty box stands for the last ones."""

    chosen = Signal(int)

    def __init__(self, look: Look, name: str, most: int) -> None:
        """Take 0 to ``most`` minutes."""
        super().__init__()
        self._look, self._most, self._minutes = look, most, 0
        self.setAccessibleName(name)
        self.setValidator(QIntValidator(0, most, self))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(lambda: self._show(self._minutes))
        look.changed.connect(self._fit)
        self._fit()

    def set_minutes(self, minutes: int) -> None:
        """Show other minutes, unless somebody is typing them here."""
        if minutes != self._minutes or not self.hasFocus():
            self._minutes = minutes
            self._show(minutes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow and page keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self.isReadOnly():
            super().keyPressEvent(event)
            return
        self._minutes = min(max(self._minutes + step, 0), self._most)
        self._show(self._minutes)
        self.chosen.emit(self._minutes)

    def _typed(self, text: str) -> None:
        if text.isdigit() and int(text) != self._minutes:
            self._minutes = int(text)
            self.chosen.emit(self._minutes)

    def _show(self, minutes: int) -> None:
        if self.text() != str(minutes):
            self.setText(str(minutes))

    def _fit(self) -> None:
        self.setFixedWidth(self._look.px(WIDTH))
