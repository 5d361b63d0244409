"""What is drawn on the cause map: nodes and edges. They know no review, only what they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from pmdesk.ui.look import Look
from pmdesk.ui.widgets.cause_map_plan import Cell, CellKind, Link
from pmdesk.ui.widgets.factor_facts import CategoryLook
from pmdesk.ui.widgets.wrapped import plain_tip, wrapped

BODY, STRONG = "body", "body-strong"
"""The styles of the words in a box, and of those of the incident."""

_EFFECT = "small"
_MOST_EFFECT = 2
_ARROW = 15
_RING = 4
_DASH = [4.0, 3.0]


def line_height(look: Look) -> int:
    """Return the height of a line of words in a box."""
    return max(look.metrics(BODY).height(), look.px(16))


def text_room(look: Look, kind: CellKind, width: float) -> int:
    """Return how wide the words in a box of that width may be."""
    return int(width) - _left(look, kind) - look.px(9)


def _left(look: Look, kind: CellKind) -> int:
    return look.px(40 if kind is CellKind.FACTOR else 12)


@dataclass(frozen=True, slots=True)
class NodeFace:
    """What a node shows. ``look`` and ``label`` only for factors.

    ``effect`` stands below the text where lines are left. ``later`` says in words that it leans on
    something learned later; empty when it does not.
    """

    text: str
    effect: str = ""
    label: str = ""
    look: CategoryLook | None = None
    guessed: bool = False
    later: str = ""


class NodeItem(QGraphicsItem):
    """A factor, an effect or the incident."""

    def __init__(self, look: Look, cell: Cell, face: NodeFace) -> None:
        """Stand where the plan says."""
        super().__init__()
        self._look, self._face = look, face
        self.key, self.kind = cell.key, cell.kind
        self.selected = self.focused = self.reached = False
        self._box = QRectF(0, 0, cell.width, cell.height)
        self.setPos(cell.x, cell.y)
        self.setToolTip(plain_tip("\n".join(one for one in (face.text, face.effect, face.later) if one)))
        self._style = STRONG if cell.kind is CellKind.INCIDENT else BODY
        self._left = _left(look, cell.kind)
        self._line_height = line_height(look)
        room = text_room(look, cell.kind, cell.width)
        most = max(int(cell.height - look.px(8)) // self._line_height, 1)
        self._lines = wrapped(face.text, look.font(self._style), room, most)
        left = min(most - len(self._lines), _MOST_EFFECT)
        self._effect: tuple[str, ...] = ()
        if face.effect and left:
            self._effect = wrapped(face.effect, look.font(_EFFECT), room - look.px(_ARROW), left)

    def show_state(self, *, selected: bool, focused: bool, reached: bool) -> None:
        """Show whether it is chosen, holds the keyboard, or would take the edge that is being drawn."""
        if (selected, focused, reached) != (self.selected, self.focused, self.reached):
            self.selected, self.focused, self.reached = selected, focused, reached
            self.update()

    def in_port(self, place: QPointF) -> bool:
        """Return whether a place of the scene is at the right edge, where an edge is drawn from."""
        return self.kind is CellKind.FACTOR and place.x() - self.pos().x() >= self._box.width() - self._look.px(14)

    @property
    def rect(self) -> QRectF:
        """Its place in the scene."""
        return self._box.translated(self.pos())

    def boundingRect(self) -> QRectF:
        """Return the frame with its ring and the port."""
        edge = self._look.px(_RING) + 2
        return self._box.adjusted(-edge, -edge, edge, edge)

    def shape(self) -> QPainterPath:
        """Return what can be clicked: the frame."""
        path = QPainterPath()
        path.addRect(self._box.adjusted(0, 0, self._look.px(6), 0))
        return path

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Draw the frame, the tile, the words and the label."""
        look, radius = self._look, self._look.px(7)
        box = self._box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(self._frame())
        painter.setBrush(self._ground())
        painter.drawRoundedRect(box, radius, radius)
        if self.focused:
            ring = look.px(_RING) - 1
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-ring, -ring, ring, ring), radius + ring, radius + ring)
        if self._face.look is not None:
            self._draw_tile(painter, self._face.look)
        if self.kind is CellKind.FACTOR and self.selected:
            painter.setPen(QPen(look.colour("accent"), 1.5))
            painter.setBrush(look.colour("surface"))
            painter.drawEllipse(QPointF(box.right(), box.center().y()), look.px(4), look.px(4))
        self._draw_words(painter)

    def _frame(self) -> QPen:
        look = self._look
        if self.selected or self.reached:
            return QPen(look.colour("accent"), 2)
        if self.kind is CellKind.INCIDENT:
            return QPen(look.colour("risk"), 1.5)
        if self._face.guessed:
            return _dashed(look.colour("control"), 1)
        return QPen(look.colour("line2"), 1)

    def _ground(self) -> QColor:
        if self.kind is CellKind.INCIDENT:
            return self._look.colour("risksoft")
        if self.kind is CellKind.EFFECT:
            return self._look.colour("sunken")
        return self._look.colour("selected" if self.selected else "surface")

    def _draw_tile(self, painter: QPainter, category: CategoryLook) -> None:
        """Draw the category, and below it the number and whether something was learned later."""
        look, size = self._look, self._look.px(22)
        left, under = look.px(9), look.metrics("small").height()
        top = round((self._box.height() - size - under) / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(category.ground))
        painter.drawRoundedRect(QRect(left, top, size, size), look.px(5), look.px(5))
        inset = (size - look.px(14)) // 2
        painter.drawPixmap(left + inset, top + inset, look.icon(category.icon, 14, category.ink, stroke=2))
        wide = look.px(12) if self._face.later else 0
        whole = look.metrics("small").horizontalAdvance(self._face.label) + wide
        x = max(left + (size - whole) // 2, look.px(3))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text2" if self.selected else "text3"))
        painter.drawText(QRect(x, top + size, whole - wide + 2, under), Qt.AlignmentFlag.AlignVCenter, self._face.label)
        if self._face.later:
            y = top + size + (under - look.px(11)) // 2
            painter.drawPixmap(x + whole - look.px(11), y, look.icon("history", 11, "text2"))

    def _draw_words(self, painter: QPainter) -> None:
        look = self._look
        painter.setClipRect(self._box)
        painter.setFont(look.font(self._style))
        painter.setPen(look.colour("text"))
        height = self._line_height
        y = (self._box.height() - height * (len(self._lines) + len(self._effect))) / 2
        place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        for line in self._lines:
            painter.drawText(QRectF(self._left, y, self._box.width() - self._left, height), place, line)
            y += height
        if self._effect:
            painter.drawPixmap(QPointF(self._left, y + look.px(2)), look.icon("arrow-right", 12, "text3"))
        painter.setFont(look.font(_EFFECT))
        painter.setPen(look.colour("text2"))
        left = self._left + look.px(_ARROW)
        for line in self._effect:
            painter.drawText(QRectF(left, y, self._box.width() - left, height), place, line)
            y += height


class EdgeItem(QGraphicsItem):
    """An edge with its arrow head; ``chosen`` when it lies on the chosen path."""

    def __init__(self, look: Look, link: Link) -> None:
        """Run along the points of the plan."""
        super().__init__()
        self._look = look
        self.owners, self._guessed = link.owners, link.guessed
        self.chosen = False
        self._points = link.points
        stroker = QPainterPathStroker()
        stroker.setWidth(look.px(10))
        self._bounds = stroker.createStroke(edge_path(link.points)).boundingRect().adjusted(-2, -2, 2, 2)

    def show_chosen(self, *, chosen: bool) -> None:
        """Lie on the chosen path, above the others, or not."""
        self.setZValue(-1 if chosen else -2)
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the room of the line and its head."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """Take no clicks."""
        return QPainterPath()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Draw the line, dashed while it is a guess, and the head."""
        draw_edge(painter, self._look, self._points, "accent" if self.chosen else "control", guessed=self._guessed)


def draw_edge(
    painter: QPainter, look: Look, points: Sequence[tuple[float, float]], ink: str, *, guessed: bool = False
) -> None:
    """Draw a line through the points with its arrow head; dashed while it is a guess."""
    colour = look.colour(ink)
    width = 1.75 if ink == "accent" else 1.25
    painter.setPen(_dashed(colour, width) if guessed else QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(edge_path(points))
    draw_head(painter, QPointF(*points[-1]), colour, look.px(7))


def edge_path(points: Sequence[tuple[float, float]]) -> QPainterPath:
    """Return a smooth line through the points: curved between columns, straight within one."""
    path = QPainterPath(QPointF(*points[0]))
    for at in range(1, len(points)):
        (x0, y0), (x1, y1) = points[at - 1], points[at]
        if at % 2:
            middle = (x0 + x1) / 2
            path.cubicTo(QPointF(middle, y0), QPointF(middle, y1), QPointF(x1, y1))
        else:
            path.lineTo(QPointF(x1, y1))
    return path


def draw_head(painter: QPainter, tip: QPointF, colour: QColor, size: float) -> None:
    """Draw an arrow head that points right at ``tip``."""
    head = QPolygonF([tip, tip + QPointF(-size, -size * 0.46), tip + QPointF(-size, size * 0.46)])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(head)


def _dashed(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern(_DASH)
    return pen
