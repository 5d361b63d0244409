"""How a severity looks: three bars and its word, or a ring for what was no incident."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmdesk.domain.review import Review, ReviewKind, Severity
from pmdesk.ui.context import Context
from pmdesk.ui.look import Look

SEVERITY_TONE = {Severity.SEV1: "risk", Severity.SEV2: "warn", Severity.SEV3: "text2", Severity.SEV4: "text2"}
SEVERITY_BARS = {Severity.SEV1: 3, Severity.SEV2: 2, Severity.SEV3: 1, Severity.SEV4: 0}


def paint_severity(painter: QPainter, look: Look, x: int, middle: int, severity: Severity | None) -> None:
    """Draw the three bars of a severity, ``middle`` being the vertical centre."""
    filled = SEVERITY_BARS.get(severity, 0) if severity else 0
    tone = SEVERITY_TONE.get(severity, "text3") if severity else "text3"
    for at in range(3):
        height = look.px(4 + 4 * at)
        colour = look.colour(tone if at < filled else "line2")
        painter.fillRect(x + at * look.px(5), middle + look.px(6) - height, look.px(3), height, colour)


class SeverityMark(QWidget):
    """Bars and word of a severity ("SEV-2"), or a ring for a near miss."""

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        self._severity: Severity | None = None
        self._kind = ReviewKind.INCIDENT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        ctx.look.changed.connect(self.updateGeometry)

    def show_review(self, review: Review) -> None:
        """Show the severity of a review."""
        self._severity, self._kind = review.severity, review.kind
        self.setVisible(bool(self._word()))
        self.updateGeometry()
        self.update()

    def _word(self) -> str:
        words = self._ctx.words
        if self._kind is not ReviewKind.INCIDENT:
            return words(f"enums.review_kind.{self._kind.value}")
        return words(f"enums.severity.{self._severity.value}") if self._severity else ""

    def sizeHint(self) -> QSize:
        """Fit bars and word."""
        look = self._ctx.look
        return QSize(look.metrics("body-strong").horizontalAdvance(self._word()) + look.px(22), look.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bars (or the ring) and the word."""
        look, painter = self._ctx.look, QPainter(self)
        middle = self.height() // 2
        tone = SEVERITY_TONE.get(self._severity, "text2") if self._severity else "text2"
        if self._kind is ReviewKind.INCIDENT:
            paint_severity(painter, look, 0, middle, self._severity)
        else:
            painter.drawPixmap(0, middle - look.px(8), look.icon("circle-dashed", 16, "text2"))
            tone = "text2"
        painter.setFont(look.font("body-strong"))
        painter.setPen(look.colour(tone))
        painter.drawText(self.rect().adjusted(look.px(20), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._word())
