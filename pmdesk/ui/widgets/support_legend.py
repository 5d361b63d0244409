"""What the dots and the squares of the matrix mean."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmdesk.ui.look import Look


class SupportLegend(QWidget):
    """A dot with its word and a square with its word; decoration beside the table."""

    def __init__(self, look: Look, evidence: str, action: str) -> None:
        """``evidence`` and ``action`` are the words."""
        super().__init__()
        self._look, self._words = look, (evidence, action)
        self.setAccessibleName(f"{evidence}, {action}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Fit both words."""
        metrics = self._look.metrics("small")
        width = sum(metrics.horizontalAdvance(word) + self._look.px(24) for word in self._words)
        return QSize(width, self._look.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dot, word, square, word."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("small"))
        x = look.px(4)
        for at, word in enumerate(self._words):
            mark = QRectF(x, (self.height() - look.px(9)) / 2, look.px(9), look.px(9))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            if at:
                painter.drawRoundedRect(mark, look.px(2), look.px(2))
            else:
                painter.drawEllipse(mark)
            width = look.metrics("small").horizontalAdvance(word)
            painter.setPen(look.colour("text3"))
            painter.drawText(QRect(x + look.px(14), 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, word)
            x += width + look.px(24)
