"""A label that gives way: it is cut with an ellipsis where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from pmdesk.ui.look import Look
from pmdesk.ui.widgets.labels import Label

_LONGEST = 600


class ElidedLabel(Label):
    """Shows one line of plain text; as wide as its text where there is room, never wider."""

    def __init__(self, look: Look, text: str = "", style: str = "body", tone: str = "text") -> None:
        """Follow ``look`` for the font."""
        super().__init__(look, text, style, tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Give way to others."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        line = " ".join(self.text()[:_LONGEST].split())
        shown = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, self.contentsRect().width())
        painter.drawText(self.contentsRect(), self.alignment() | Qt.TextFlag.TextSingleLine, shown)
