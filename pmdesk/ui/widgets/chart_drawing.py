"""Draws the timeline chart from its computed geometry: bands, silences, axis, moments, marks, spans."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from pmdesk.domain.chart import ChartLayout, Mark, MomentLine, Span, Tick
from pmdesk.domain.items import EventKind
from pmdesk.editing.words import Words
from pmdesk.ui.look import Look
from pmdesk.ui.widgets.marks import MOMENT_TONES, draw_hatching, draw_kind, see_through

_HEAD, _ROW, _BAND, _AXIS, _SPANS = 20, 16, 45, 24, 19
_LANE, _TILE = 9.5, 17
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_BAND_TONES = {"impact": "risksoft", "recovery": "accentsoft"}


class ChartDrawing:
    """Draws one layout; ``rows`` is how many rows of names of key moments stand above the band."""

    def __init__(self, look: Look, words: Words) -> None:
        """Use the look and the words."""
        self._look, self._words = look, words
        self.rows = 1
        self.layout = ChartLayout(width=0)

    @property
    def height(self) -> int:
        """The height that the chart needs."""
        return self._look.px(_HEAD + _ROW * (self.rows - 1) + _BAND + _AXIS + _SPANS)

    @property
    def top(self) -> float:
        """Where the band begins."""
        return self._look.px(_HEAD + _ROW * (self.rows - 1))

    @property
    def bottom(self) -> float:
        """Where the band ends and the axis lies."""
        return self.top + self._look.px(_BAND)

    def middle(self, mark: Mark) -> QPointF:
        """Return the middle of a mark's tile."""
        return QPointF(mark.x, (self.top + self.bottom) / 2 + mark.lane * self._look.px(_LANE))

    def box(self, mark: Mark, grow: float = 0) -> QRectF:
        """Return the box of a mark's tile, made larger by ``grow`` px on each side."""
        half = self._look.px(_TILE) / 2 + grow
        at = self.middle(mark)
        return QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)

    def label_width(self, names: Iterable[str]) -> int:
        """Return the room that the longest of these names needs beside its line."""
        metrics = self._look.metrics("small-strong")
        return max((metrics.horizontalAdvance(self._name(name)) for name in names), default=0) + self._look.px(8)

    def draw(self, painter: QPainter, width: int) -> None:
        """Draw everything that does not follow the pointer or the keyboard."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(QRectF(0, 0, width, self.height))
        self._bands(painter, width)
        self._silences(painter)
        self._axis(painter, width)
        for line in self.layout.moments:
            self._moment(painter, line)
        self._strokes(painter)
        tiles = [mark for mark in self.layout.marks if not mark.crowded]
        for mark in tiles:
            self._tail(painter, mark)
        for mark in tiles:
            draw_kind(painter, self._look, mark.kind, self.middle(mark), _TILE, framed=True)
        for span in self.layout.spans:
            self._span(painter, span, width)

    def draw_ring(self, painter: QPainter, mark: Mark) -> None:
        """Draw a mark once more, ringed: the entry that has the keyboard."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(self.box(mark, look.px(3)), look.px(7), look.px(7))
        draw_kind(painter, look, mark.kind, self.middle(mark), _TILE, framed=True)

    def _name(self, name: str) -> str:
        return self._words(f"enums.key_moment.{name}")

    def _bands(self, painter: QPainter, width: int) -> None:
        for band in self.layout.bands:
            left, right = max(band.x, 0.0), min(band.x_end, float(width))
            box = QRectF(left, self.top, right - left, self.bottom - self.top)
            painter.fillRect(box, see_through(self._look.colour(_BAND_TONES[band.name]), 0.75))

    def _silences(self, painter: QPainter) -> None:
        look, metrics = self._look, self._look.metrics("small")
        for found in self.layout.gaps:
            box = QRectF(found.x, self.top + look.px(11), found.x_end - found.x, look.px(23))
            radius = look.px(4)
            quiet = found.gap.quiet is not None
            if not quiet:
                draw_hatching(painter, look, box, radius)
            painter.setPen(QPen(look.colour("line2"), 1, Qt.PenStyle.DashLine if quiet else Qt.PenStyle.SolidLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, radius, radius)
            length = self._words.duration(found.gap.minutes * 60)
            for text in (self._words(f"timeline.chart.{'quiet' if quiet else 'silent'}", duration=length), length):
                wide = metrics.horizontalAdvance(text) + look.px(10)
                if wide + look.px(6) <= box.width():
                    plate = QRectF(box.center().x() - wide / 2, box.top() + look.px(3), wide, look.px(17))
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(look.colour("surface"))
                    painter.drawRoundedRect(plate, look.px(3), look.px(3))
                    painter.setFont(look.font("small"))
                    painter.setPen(look.colour("text3" if quiet else "text2"))
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                    break

    def _axis(self, painter: QPainter, width: int) -> None:
        look = self._look
        y = self.bottom
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawLine(QPointF(0, y + 0.5), QPointF(width, y + 0.5))
        painter.setFont(look.font("small"))
        reached = -1.0
        for at, tick in enumerate(self.layout.ticks):
            painter.setPen(QPen(look.colour("control"), 1))
            painter.drawLine(QPointF(tick.x, y), QPointF(tick.x, y + look.px(5)))
            text = self._tick_text(tick, first=at == 0)
            wide = look.metrics("small").horizontalAdvance(text)
            left = min(max(tick.x - wide / 2, 0.0), width - wide)
            if left >= reached:
                painter.setPen(look.colour("text3"))
                painter.drawText(QRectF(left, y + look.px(6), wide + 2, look.px(16)), _MIDDLE, text)
                reached = left + wide + look.px(6)

    def _tick_text(self, tick: Tick, *, first: bool) -> str:
        """Return a clock time, or the day where one begins."""
        if tick.day is None:
            return tick.label
        if ":" in tick.label and (first or tick.label[:5] != "00:00"):
            return tick.label
        return self._words.date(tick.day, year=False)

    def _moment(self, painter: QPainter, line: MomentLine) -> None:
        look, colour = self._look, self._look.colour(MOMENT_TONES[line.name])
        row = min(line.row, self.rows - 1)
        top = self.top - look.px(18) - look.px(_ROW) * row
        if line.x_end > line.x + 1:
            box = QRectF(line.x, self.top, line.x_end - line.x, self.bottom - self.top)
            painter.fillRect(box, see_through(colour, 0.14))
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(QPointF(line.x, top), QPointF(line.x, self.bottom))
        painter.setFont(look.font("small-strong"))
        text = self._name(line.name)
        wide = look.metrics("small-strong").horizontalAdvance(text) + 2
        left = line.x - wide - look.px(6) if line.side == "left" else line.x + look.px(6)
        painter.drawText(QRectF(left, top - look.px(2), wide, look.px(16)), _MIDDLE, text)

    def _tail(self, painter: QPainter, mark: Mark) -> None:
        """Draw how long a ranged event may have lasted."""
        if mark.x_end <= mark.x + 1:
            return
        y = self.middle(mark).y()
        painter.setPen(QPen(self._look.colour(f"k{mark.kind.value}"), self._look.px(2)))
        painter.drawLine(QPointF(mark.x, y), QPointF(mark.x_end, y))
        half = self._look.px(4)
        painter.drawLine(QPointF(mark.x_end, y - half), QPointF(mark.x_end, y + half))

    def _strokes(self, painter: QPainter) -> None:
        """Draw the marks without room as short strokes: one for each place, as no more can be seen."""
        places = {round(mark.x): mark.kind for mark in self.layout.marks if mark.crowded}
        top, bottom = self.bottom - self._look.px(8), self.bottom - 1
        lines: dict[EventKind, list[QLineF]] = {}
        for x, kind in places.items():
            lines.setdefault(kind, []).append(QLineF(x, top, x, bottom))
        for kind, strokes in lines.items():
            painter.setPen(QPen(self._look.colour(f"k{kind.value}"), 1.5))
            painter.drawLines(strokes)

    def _span(self, painter: QPainter, span: Span, width: int) -> None:
        look = self._look
        if span.x_end < 0 or span.x > width or span.measure.least is None:
            return
        y = self.bottom + look.px(33)
        left, right = max(span.x, 0.0), min(span.x_end, float(width))
        length = self._words.measure(span.measure)
        metrics = look.metrics("small-medium")
        texts = (self._words(f"timeline.chart.{span.ends}", span=length), length)
        text = next((one for one in texts if metrics.horizontalAdvance(one) + look.px(28) <= right - left), "")
        wide = metrics.horizontalAdvance(text)
        middle = (left + right) / 2
        painter.setPen(QPen(look.colour("control"), 1))
        gap = wide / 2 + look.px(8) if text else 0
        for begin, end in ((left, middle - gap), (middle + gap, right)):
            painter.drawLine(QPointF(begin, y + 0.5), QPointF(end, y + 0.5))
        for edge in (span.x, span.x_end):
            painter.drawLine(QPointF(edge, y - look.px(4)), QPointF(edge, y + look.px(5)))
        begins = middle - wide / 2
        if not text and span is self.layout.spans[-1]:
            text, begins = length, right + look.px(8)
            wide = metrics.horizontalAdvance(text)
        if text:
            painter.setFont(look.font("small-medium"))
            painter.setPen(look.colour("text2"))
            painter.drawText(QRectF(begins, y - look.px(8), wide + 2, look.px(17)), _MIDDLE, text)
