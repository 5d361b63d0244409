"""A sheet: everything that is to be drawn, placed once and then only painted.

Nothing else in this folder paints, and all text goes through ``Sheet.text``. Lengths are given in units of a
room that is 1080 units high (or wide, where it is narrower than high), places in px.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from pmdesk.ui.look import Look
from pmdesk.ui.projector.line_breaks import balanced, broken, cut
from pmdesk.ui.widgets.cause_map_items import draw_head, edge_path

ROOM = 1080
LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A line of text in a box, in a style of the room and the colour of a token."""

    box: QRectF
    text: str
    style: str
    tone: str
    side: Qt.AlignmentFlag = LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A rounded box; ``ground`` and ``edge`` are tokens, or empty. ``opacity`` is that of the ground."""

    box: QRectF
    ground: str = ""
    edge: str = ""
    radius: float = 0.0
    line: float = 0.0
    dashed: bool = False
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """An icon."""

    box: QRectF
    icon: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hatching:
    """The hatching of a silence."""

    box: QRectF
    radius: float
    step: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A line through points, curved between every other two, with a head at its end."""

    box: QRectF
    points: tuple[tuple[float, float], ...]
    tone: str
    line: float
    head: float
    dashed: bool


Stroke = Text | Plate | Sign | Hatching | Arrow


class Sheet:
    """Collects strokes. ``unit`` is the px of one of 1080."""

    def __init__(self, look: Look, size: QSizeF) -> None:
        """Begin an empty sheet for a window of that size in px."""
        self._look = look
        self.size = size
        self.unit = max(min(size.width(), size.height()), 1.0) / ROOM
        self.strokes: list[Stroke] = []
        self._fonts: dict[str, QFont] = {}

    def px(self, length: float) -> float:
        """Return a length in px."""
        return length * self.unit

    @property
    def width(self) -> float:
        """The width in units."""
        return self.size.width() / self.unit

    @property
    def height(self) -> float:
        """The height in units."""
        return self.size.height() / self.unit

    def font(self, style: str) -> QFont:
        """Return the font of a style."""
        if style not in self._fonts:
            self._fonts[style] = self._look.room_font(style, self.unit)
        return self._fonts[style]

    def advance(self, style: str, text: str) -> float:
        """Return how wide a text is, in units."""
        return QFontMetricsF(self.font(style)).horizontalAdvance(text) / self.unit

    def lines(self, style: str, text: str, width: float, most: int, *, even: bool = False) -> list[str]:
        """Return the lines of a text at a width in units; ``even`` makes them about equally long."""
        font, px = self.font(style), self.px(width)
        return balanced(text, font, px, most) if even else cut(broken(text, font, px), font, px, most)

    def text(self, place: QRectF, text: str, style: str, tone: str = "text", side: Qt.AlignmentFlag = LEFT) -> None:
        """Put one line of text into a box in units; what has no room ends in an ellipsis."""
        box = self._box(place)
        shown = QFontMetricsF(self.font(style)).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        if shown:
            self.strokes.append(Text(box=box, text=shown, style=style, tone=tone, side=side))

    def plate(
        self,
        place: QRectF,
        ground: str = "",
        edge: str = "",
        *,
        radius: float = 0,
        line: float = 2,
        dashed: bool = False,
        opacity: float = 1.0,
    ) -> None:
        """Put a rounded box."""
        self.strokes.append(
            Plate(
                box=self._box(place),
                ground=ground,
                edge=edge,
                radius=self.px(radius),
                line=max(self.px(line), 1.0),
                dashed=dashed,
                opacity=opacity,
            )
        )

    def sign(self, place: QRectF, icon: str, tone: str) -> None:
        """Put an icon."""
        self.strokes.append(Sign(box=self._box(place), icon=icon, tone=tone))

    def hatching(self, place: QRectF, radius: float) -> None:
        """Put the hatching of a silence."""
        self.strokes.append(Hatching(box=self._box(place), radius=self.px(radius), step=self.px(10)))

    def arrow(self, points: Sequence[tuple[float, float]], tone: str, *, dashed: bool = False) -> None:
        """Put an arrow through points in units (a pair for each column that is passed)."""
        found = tuple((self.px(x), self.px(y)) for x, y in points)
        head = self.px(16)
        left, right = min(x for x, _y in found), max(x for x, _y in found)
        top, bottom = min(y for _x, y in found), max(y for _x, y in found)
        box = QRectF(left, top, right - left, bottom - top).adjusted(-head, -head, head, head)
        line = max(self.px(3), 1.0)
        self.strokes.append(Arrow(box=box, points=found, tone=tone, line=line, head=head, dashed=dashed))

    def rule(self, left: float, top: float, width: float) -> None:
        """Put a hairline."""
        self.plate(QRectF(left, top, width, 2), "line")

    def tile(self, left: float, middle: float, side: float, icon: str, ink: str, ground: str) -> None:
        """Put an icon on its tile; ``middle`` is the height of its centre."""
        self.plate(QRectF(left, middle - side / 2, side, side), ground, radius=side * 0.22)
        inner = side * 0.6
        self.sign(QRectF(left + (side - inner) / 2, middle - inner / 2, inner, inner), icon, ink)

    @property
    def spoken(self) -> str:
        """All texts in their order, for a screen reader."""
        return "\n".join(one.text for one in self.strokes if isinstance(one, Text))

    def _box(self, place: QRectF) -> QRectF:
        unit = self.unit
        return QRectF(place.left() * unit, place.top() * unit, place.width() * unit, place.height() * unit)


class Paint:
    """Paints strokes. The only place that draws text is ``_text``."""

    def __init__(self, look: Look, painter: QPainter, unit: float) -> None:
        """Draw with a painter that is begun."""
        self._look, self._painter, self._unit = look, painter, unit
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # of each text, not of the window
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

    def draw(self, strokes: list[Stroke], within: QRectF) -> None:
        """Draw the strokes that reach into a part of the window."""
        for one in strokes:
            if one.box.intersects(within):
                match one:
                    case Text():
                        self._text(one)
                    case Plate():
                        self._plate(one)
                    case Sign():
                        self._sign(one)
                    case Hatching():
                        self._hatching(one)
                    case Arrow():
                        self._arrow(one)

    def _text(self, one: Text) -> None:
        painter = self._painter
        painter.setFont(self._look.room_font(one.style, self._unit))
        painter.setPen(self._look.colour(one.tone))
        flags = one.side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(one.box, flags | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip, one.text)

    def _plate(self, one: Plate) -> None:
        painter = self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = one.box
        if one.ground:
            colour = self._look.colour(one.ground)
            colour = type(colour)(colour)
            colour.setAlphaF(one.opacity)
            painter.setBrush(colour)
        if one.edge:
            pen = QPen(self._look.colour(one.edge), one.line)
            if one.dashed:
                pen.setDashPattern([4, 3])
            painter.setPen(pen)
            half = one.line / 2
            box = box.adjusted(half, half, -half, -half)
        if one.radius:
            painter.drawRoundedRect(box, one.radius, one.radius)
        else:
            painter.drawRect(box)

    def _sign(self, one: Sign) -> None:
        side = round(one.box.width())
        centre = one.box.center()
        corner = QPointF(centre.x() - side / 2, centre.y() - side / 2)
        self._painter.drawPixmap(corner, self._look.picture(one.icon, side, one.tone, stroke=2))

    def _arrow(self, one: Arrow) -> None:
        painter, colour = self._painter, self._look.colour(one.tone)
        pen = QPen(colour, one.line)
        if one.dashed:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(edge_path(one.points))
        draw_head(painter, QPointF(*one.points[-1]), colour, one.head)

    def _hatching(self, one: Hatching) -> None:
        painter, box = self._painter, one.box
        shape = QPainterPath()
        shape.addRoundedRect(box, one.radius, one.radius)
        painter.fillPath(shape, self._look.colour("sunken"))
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(self._look.colour("line2"), one.step / 3.3))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += one.step
        painter.restore()
