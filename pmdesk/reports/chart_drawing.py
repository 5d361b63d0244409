"""The timeline chart on paper, from the same layout as the chart in the window."""

from __future__ import annotations

from dataclasses import dataclass

from pmdesk.domain.chart import Mark
from pmdesk.reports.blocks import Chart
from pmdesk.reports.pen import Pen
from pmdesk.reports.pieces import DrawnPiece
from pmdesk.reports.style import KIND_ICONS, MOMENT_COLOURS, TextStyle
from pmdesk.reports.typesetting import Typesetter

_ROW = 13.0
_BAND = 34.0
_AXIS = 16.0
_SPANS = 16.0
_TILE = 10.5
_LANE = 7.2
_TICK = TextStyle(size=8.5, leading=12, colour="text3")
_SPAN = TextStyle(size=8.5, leading=12, weight="medium", colour="text2")
_SILENT = TextStyle(size=8.5, leading=12, colour="text2")


def chart_piece(block: Chart, x: float, setter: Typesetter) -> DrawnPiece:
    """Return the chart; its height depends on how many rows of names it needs."""
    rows = max((line.row for line in block.layout.moments), default=-1) + 1
    height = rows * _ROW + 4 + _BAND + _AXIS + (_SPANS if block.spans else 0)
    return DrawnPiece(height=height, drawing=_Drawing(block=block, x=x, rows=rows, setter=setter).draw)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """One chart at its place; ``rows`` is the number of rows of names above it."""

    block: Chart
    x: float
    rows: int
    setter: Typesetter

    def draw(self, pen: Pen, top: float) -> None:
        """Draw from back to front."""
        band = top + self.rows * _ROW + 4
        axis = band + _BAND
        width = self.block.layout.width
        pen.clip(self.x - 8, top - 2, width + 16, axis - top + 3)
        for one in self.block.layout.bands:
            fill = "risksoft" if one.name == "impact" else "accentsoft"
            begin, end = max(one.x, 0.0), min(one.x_end, width)
            pen.box(self.x + begin, band, end - begin, _BAND, fill=fill)
        self._silences(pen, band)
        pen.unclip()
        self._axis(pen, axis)
        self._moments(pen, top, axis)
        for mark in self.block.layout.marks:
            self._mark(pen, mark, band, axis)
        self._spans(pen, axis + _AXIS)

    def _silences(self, pen: Pen, band: float) -> None:
        height = 17.0
        top = band + (_BAND - height) / 2
        for box, text in zip(self.block.layout.gaps, self.block.gaps, strict=True):
            begin, width = self.x + box.x, box.x_end - box.x
            pen.box(begin, top, width, height, fill="sunken", stroke="line2", radius=3)
            pen.clip(begin + 0.4, top + 0.4, width - 0.8, height - 0.8)
            steps: list[tuple[str, tuple[float, ...]]] = []
            for step in range(int((width + height) / 4.5) + 1):
                steps += [("m", (begin + step * 4.5, top)), ("l", (begin + step * 4.5 - height, top + height))]
            pen.path(steps, "", "line2", 1.0)
            pen.unclip()
            line = self.setter.one_line(text, _SILENT, 10_000)
            if line.width + 14 <= width:
                room = line.width + 10
                pen.box(begin + (width - room) / 2, top + 1.8, room, height - 3.6, fill="surface", radius=2)
                pen.centred(line, begin + width / 2, top + 2.5)

    def _axis(self, pen: Pen, axis: float) -> None:
        width = self.block.layout.width
        pen.rule(self.x, axis, width, colour="line2", line=0.75)
        for tick, text in zip(self.block.layout.ticks, self.block.ticks, strict=True):
            pen.stroke(self.x + tick.x, axis, axis + 3.5, colour="control")
            line = self.setter.one_line(text, _TICK, 10_000)
            at = min(max(tick.x - line.width / 2, 0.0), width - line.width)
            pen.line_of_text(line, self.x + at, axis + 4)

    def _moments(self, pen: Pen, top: float, axis: float) -> None:
        for line, text in zip(self.block.layout.moments, self.block.moments, strict=True):
            colour = MOMENT_COLOURS[line.name]
            name = self.setter.one_line(text, TextStyle(size=8.5, leading=12, weight="strong", colour=colour), 10_000)
            row = top + (self.rows - 1 - line.row) * _ROW
            place = self.x + min(max(line.x, 0.0), self.block.layout.width)
            pen.stroke(place, row, axis, colour=colour, line=1.1)
            pen.line_of_text(name, place - 4.5 - name.width if line.side == "left" else place + 4.5, row)

    def _mark(self, pen: Pen, mark: Mark, band: float, axis: float) -> None:
        width = self.block.layout.width
        colour = f"k{mark.kind}"
        place = self.x + min(max(mark.x, 0.0), width)
        if mark.crowded:
            pen.stroke(place, axis - 5, axis, colour=colour, line=1)
            return
        middle = band + _BAND / 2 + mark.lane * _LANE
        end = self.x + min(mark.x_end, width)
        if end - place > _TILE / 2:
            pen.box(place, middle - 2.2, end - place, 4.4, fill=f"{colour}soft", stroke=colour, radius=2.2, line=0.5)
        half = _TILE / 2
        pen.box(place - half, middle - half, _TILE, _TILE, fill=f"{colour}soft", stroke=colour, radius=3, line=0.7)
        icon = _TILE - 3.6
        pen.icon(KIND_ICONS[mark.kind], place - icon / 2, middle - icon / 2, icon, colour)

    def _spans(self, pen: Pen, top: float) -> None:
        """Draw each stretch with its length inside it, as long as it fits, else beside the last one."""
        layout, middle = self.block.layout, top + 7
        texts = list(zip(self.block.spans, self.block.lengths, strict=True))
        for at, span in enumerate(layout.spans):
            begin, end = max(span.x, 0.0), min(span.x_end, layout.width)
            if end - begin < 1:
                continue
            lines = [self.setter.one_line(text, _SPAN, 10_000) for text in texts[at]]
            inside = next((line for line in lines if line.width + 16 <= end - begin), None)
            centre, gap = (begin + end) / 2, inside.width / 2 + 5 if inside is not None else 0.0
            pen.rule(self.x + begin, middle, centre - gap - begin, colour="control", line=0.75)
            pen.rule(self.x + centre + gap, middle, end - centre - gap, colour="control", line=0.75)
            for edge in (begin + 0.4, end - 0.4):
                pen.stroke(self.x + edge, middle - 3, middle + 3, colour="control")
            if inside is not None:
                pen.centred(inside, self.x + centre, middle - 6)
            elif at + 1 == len(layout.spans) and end + 6 + lines[1].width <= layout.width:
                pen.line_of_text(lines[1], self.x + end + 6, middle - 6)
