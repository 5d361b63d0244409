"""The agenda as a bar: one piece a stage, as long as its minutes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pmdesk.ui.look import Look


class AgendaBar(QWidget):
    """Decoration beside the boxes that hold the same minutes."""

    def __init__(self, look: Look) -> None:
        """Show nothing yet."""
        super().__init__()
        self._look = look
        self._minutes: tuple[int, ...] = ()
        look.changed.connect(self.updateGeometry)

    def show_minutes(self, minutes: Mapping[str, int]) -> None:
        """Show the minutes of the stages in their order."""
        if tuple(minutes.values()) != self._minutes:
            self._minutes = tuple(minutes.values())
            self.update()

    def sizeHint(self) -> QSize:
        """Be thin."""
        return QSize(self._look.px(120), self._look.px(8))

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pieces."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accentline"))
        pieces = [one for one in self._minutes if one]
        whole, gap, done = sum(pieces), look.px(3), 0
        width = self.width() - gap * max(len(pieces) - 1, 0)
        for at, minutes in enumerate(pieces):
            left, right = round(width * done / whole), round(width * (done + minutes) / whole)
            done += minutes
            painter.drawRoundedRect(left + gap * at, 0, right - left, self.height(), look.px(2), look.px(2))
