"""A drop-down over a few values, with "not said" as the honest first one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from pmdesk.ui.look import Look


class ChoiceBox(QComboBox):
    """One of a few values, or None. ``picked`` carries what a person chose.

    The wheel scrolls the page and changes nothing unless the box has the focus.
    """

    picked = Signal(object)

    def __init__(self, look: Look, *, name: str, options: Sequence[tuple[Hashable, str]], unset: str = "") -> None:
        """``options`` are (value, text); ``unset`` is the text for None, left out when empty."""
        super().__init__()
        self._look = look
        self._values: list[Hashable | None] = []
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if unset:
            self._values.append(None)
            self.addItem(unset)
        for value, text in options:
            self._values.append(value)
            self.addItem(text)
        self.view().setAccessibleName(f"{name}: {unset}" if unset else name)
        self.activated.connect(lambda at: self.picked.emit(self._values[at]))
        look.changed.connect(self._restyle)
        self._restyle()

    def set_value(self, value: Hashable | None) -> None:
        """Show a value; one that is no option leaves the box empty."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the focus is here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box with a chevron at its end."""
        super().paintEvent(event)
        side = self._look.px(14)
        place = QPoint(self.width() - side - self._look.px(8), (self.height() - side) // 2)
        QPainter(self).drawPixmap(place, self._look.icon("chevron-down", 14, "text3"))

    def _restyle(self) -> None:
        self.setFont(self._look.font("body"))
        self.view().setFont(self._look.font("body"))
