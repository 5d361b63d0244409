"""Drawing the marks of wording in a text box, and finding them again under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QScrollArea

from pmdesk.ui.look import Look
from pmdesk.ui.widgets.wording_surface import Surface
from pmdesk.wording.finding import Finding, Severity
from pmdesk.wording.marking import Shown
from pmdesk.wording.offsets import Utf16Offsets

_THICK = 2
_ABOVE, _BELOW = 7, 6
"""An underline can be clicked so many px above and below the bottom of the words."""
_ONE_LINE = 44
"""A box that is not higher shows its count in the middle, others in the last line."""


class MarkDrawing:
    """Draws on the canvas of a surface. Offsets are those of the text that the findings are of."""

    def __init__(self, look: Look, surface: Surface) -> None:
        """Draw in the colours of ``look``."""
        self._look, self._surface = look, surface

    def paint(self, shown: Shown, offsets: Utf16Offsets) -> None:
        """Draw a solid line under high findings, a dotted one under medium ones, and the count of the low ones."""
        look = self._look
        painter = QPainter(self._surface.canvas)
        inside, low = self._surface.inside(), self._surface.canvas.height()
        painter.setClipRect(QRectF(inside.left(), 0, inside.width(), low))
        first, last = self._surface.visible()
        thick = look.px(_THICK)
        for one in shown.underlined:
            start, end = offsets.units(one.span.start), offsets.units(one.span.end)
            if end < first or start > last:
                continue
            pen = QPen(look.colour("warn"), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            if one.severity is not Severity.HIGH:
                pen.setDashPattern([1, 1])
            painter.setPen(pen)
            for rect in self._surface.rects(start, end):
                y = min(round(rect.bottom()) + thick / 2, low - thick / 2)
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        if shown.counted:
            painter.setClipping(False)
            self._paint_count(painter, len(shown.counted))

    def at(self, shown: Shown, offsets: Utf16Offsets, point: QPoint) -> Finding | None:
        """Return the finding whose underline, or whose count, lies under a point of the canvas."""
        above, below = self._look.px(_ABOVE), self._look.px(_BELOW)
        for one in shown.underlined:
            for rect in self._surface.rects(offsets.units(one.span.start), offsets.units(one.span.end)):
                strip = QRectF(rect.left(), rect.bottom() - above, rect.width(), above + below)
                if strip.contains(QPointF(point)):
                    return one
        if shown.counted and self._count_rect(len(shown.counted)).contains(QPointF(point)):
            return shown.counted[0]
        return None

    def anchor(self, finding: Finding, offsets: Utf16Offsets) -> QRect:
        """Scroll to a finding and return where its words stand in the window; the whole box if they stay hidden."""
        canvas, inside = self._surface.canvas, self._surface.inside()
        self._surface.reveal(offsets.units(finding.span.start))
        found = self._surface.rects(offsets.units(finding.span.start), offsets.units(finding.span.end))
        seen = [one for one in found if inside.intersects(one)]
        rect = seen[0].intersected(inside).toAlignedRect() if seen else canvas.rect()
        for one in seen[1:]:
            rect.setBottom(max(rect.bottom(), round(one.bottom())))
        rect.setBottom(rect.bottom() + self._look.px(_THICK))
        around = canvas.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea) and (page := around.widget()) is not None:
                middle = canvas.mapTo(page, rect.center())
                around.ensureVisible(middle.x(), middle.y(), 0, rect.height())
            around = around.parentWidget()
        return QRect(canvas.mapTo(canvas.window(), rect.topLeft()), rect.size())

    def caret_line(self) -> QRect:
        """Return where the line of the caret stands in the window; empty when it is scrolled away."""
        canvas = self._surface.canvas
        rect = self._surface.caret_line().intersected(canvas.visibleRegion().boundingRect())
        return QRect(canvas.mapTo(canvas.window(), rect.topLeft()), rect.size())

    def _paint_count(self, painter: QPainter, count: int) -> None:
        look, rect = self._look, self._count_rect(count)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.setBrush(look.colour("raised"))
        painter.drawRoundedRect(rect, look.px(4), look.px(4))
        painter.setPen(look.colour("text3"))
        painter.setFont(look.font("keycap"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(count))

    def _count_rect(self, count: int) -> QRectF:
        """Return where the count stands: at the right edge."""
        look, room = self._look, QRectF(self._surface.canvas.rect())
        wide = max(look.metrics("keycap").horizontalAdvance(str(count)) + look.px(8), look.px(16))
        high = min(float(look.px(16)), room.height() - 2)
        one_line = room.height() <= look.px(_ONE_LINE)
        top = room.center().y() - high / 2 if one_line else room.bottom() - high - look.px(3)
        return QRectF(room.right() - wide - look.px(4), top, wide, high)
