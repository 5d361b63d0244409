"""The cause map: conditions at the left, the incident at the right, walked and edited by keys or mouse."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from pmdesk.domain.items import Factor
from pmdesk.domain.review import Review
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.cause_map_fit import MapFit
from pmdesk.ui.widgets.cause_map_items import EdgeItem, NodeFace, NodeItem, draw_edge
from pmdesk.ui.widgets.cause_map_plan import INCIDENT, Cell, CellKind, MapPlan, downstream
from pmdesk.ui.widgets.cause_map_stops import Stop, next_stop
from pmdesk.ui.widgets.factor_facts import FactorFacts, spoken, statement_text
from pmdesk.ui.widgets.statement_box import StatementBox
from pmdesk.ui.widgets.zoom_view import ZoomView

_AROUND = 18
"""What stands above and below the map, px."""

_WALK = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
_ON_INCIDENT = {Qt.Key.Key_F, Qt.Key.Key_G}


class CauseMap(ZoomView):
    """The map. ``came`` carries the id of the factor that was reached, ``asked`` a command id.

    ``linked`` carries (enabler, factor) when somebody drew an edge from the right side of a node to
    another. Plain letters go to ``letters``.
    """

    came = Signal(str)
    asked = Signal(str)
    linked = Signal(str, str)

    def __init__(self, ctx: Context, letters: Callable[[QKeyEvent], bool]) -> None:
        """Draw nothing yet; ``show_map`` does."""
        names = tuple(ctx.words(f"factors.map.{word}") for word in ("smaller", "larger", "fit"))
        super().__init__(ctx.look, (names[0], names[1], names[2]))
        self._ctx, self._letters = ctx, letters
        self._review: Review | None = None
        self._facts: dict[str, FactorFacts] = {}
        self._plan: MapPlan | None = None
        self._nodes: dict[str, NodeItem] = {}
        self._edges: list[EdgeItem] = []
        self._stops: dict[str, Stop] = {}
        self._selected = self._focused = ""
        self._stale = self._anew = False
        self._fit = MapFit(ctx.look)
        self._drawing = self._over = ""
        self._pen_at: QPointF | None = None
        self.setAccessibleName(ctx.words("factors.map.name"))
        self.viewport().setMouseTracking(True)
        self.viewport().setAccessibleName(ctx.words("factors.map.tree"))
        self._box = StatementBox(ctx, name=ctx.words("factors.map.box"), hint=ctx.words("factors.statement.hint"))
        self._box.setProperty("plain", False)  # noqa: FBT003 (Qt's own signature)
        self._box.setParent(self.viewport())
        self._box.hide()
        self._box.left.connect(self._edited)
        self._box.gone.connect(self._box.hide)
        self.placed.connect(self._place_stops)
        ctx.look.changed.connect(self._restyle)

    def show_map(self, review: Review, facts: Sequence[FactorFacts]) -> None:
        """Take the factors of a review; ``draw`` shows them. Nodes keep their stops, so the focus stays."""
        self._anew = self._anew or self._review is None or review.id != self._review.id
        self._review = review
        self._facts = {one.id: one for one in facts}
        self._box.refresh()
        self._fit.take(self._factors(), self._incident_text())
        self._stale = True

    def draw(self) -> None:
        """Draw what was taken, unless that is done or the map is hidden."""
        if self._stale and self.isVisible():
            self._redraw()

    def show_selected(self, factor_id: str) -> None:
        """Choose a factor: its path to the incident is drawn in the accent colour."""
        self._selected = factor_id
        self._mark()
        self._show_here()

    def focus_node(self, factor_id: str) -> bool:
        """Take the focus to a node; False when it is not on the map."""
        stop = self._stops.get(factor_id)
        if stop is not None:
            stop.setFocus()
        return stop is not None

    def holds_focus(self, factor_id: str) -> bool:
        """Return whether the keyboard is on this node or in its statement."""
        focus = self.window().focusWidget()
        return focus is not None and (focus is self._stops.get(factor_id) or focus is self._box)

    def tab_stops(self) -> list[QWidget]:
        """Return what the Tab key passes, in order; of the nodes, only the chosen one is a stop."""
        return [*self._stops.values(), *self.buttons]

    def edit(self, factor_id: str) -> None:
        """Edit a statement in the place of its node."""
        stop, facts = self._stops.get(factor_id), self._facts.get(factor_id)
        if stop is None or facts is None or self._review is None or not self._box.saving.flush():
            return
        look = self._ctx.look
        self._box.bind(self._review.id, "factor", factor_id, "statement")
        self._box.setAccessibleName(self._ctx.words("factors.map.box_name", factor=facts.label))
        area = stop.geometry()
        width = min(max(area.width(), look.px(280)), self.viewport().width() - look.px(8))
        height = self._box.sizeHint().height()
        x = min(max(area.left(), look.px(4)), self.viewport().width() - width - look.px(4))
        y = min(max(area.top(), look.px(4)), max(self.viewport().height() - height - look.px(4), 0))
        self._box.setGeometry(x, y, width, height)
        self._box.show()
        self._box.raise_()
        self._box.setFocus()
        self._box.selectAll()

    def wanted_height(self) -> int:
        """Return the height that shows the whole map in the present width."""
        return round(self._fit.plan(self._room(), math.inf).height) + self._ctx.look.px(_AROUND)

    def press(self, event: QKeyEvent) -> bool:
        """Take a key of a stop: arrows, zoom, Enter, and the letters of the stage."""
        key = Qt.Key(event.key())
        control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if control:
            return False
        if key in _WALK and self._plan is not None:
            self.focus_node(next_stop(self._plan, self._focused or self._selected, key, self._selected))
            return True
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self._plan is not None:
            columns = self._plan.columns
            self.focus_node(INCIDENT if key == Qt.Key.Key_End or not columns else columns[0][0])
            return True
        if self.zoom_key(key):
            self._show_here()
            return True
        if self._focused == INCIDENT and key not in _ON_INCIDENT:
            return False
        if key == Qt.Key.Key_Enter:
            self.asked.emit("factor.edit_text")
            return True
        return self._letters(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width that there is."""
        super().resizeEvent(event)
        if self.isVisible():
            self._redraw()
            self._show_here()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what happened while hidden."""
        super().showEvent(event)
        self.draw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a node, or begin an edge at its right side."""
        node = self._node_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or node is None or node.kind is CellKind.EFFECT:
            super().mousePressEvent(event)
            return
        if node.in_port(self.mapToScene(event.position().toPoint())) and not self._ctx.read_only:
            self._drawing = node.key
        self.focus_node(node.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the edge to the pointer; show where one can begin."""
        place = event.position().toPoint()
        node = self._node_at(place)
        if self._drawing:
            self._pen_at = self.mapToScene(place)
            self._over = node.key if node is not None and node.kind is CellKind.FACTOR else ""
            self._mark()
            self.viewport().update()
            return
        port = node is not None and node.in_port(self.mapToScene(place))
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if port else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish the edge on another node."""
        source, target = self._drawing, self._over
        moved = self._pen_at is not None
        self._drawing, self._over, self._pen_at = "", "", None
        self._mark()
        self.viewport().update()
        super().mouseReleaseEvent(event)
        if source and target and moved and source != target:
            self.linked.emit(source, target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the statement of the node."""
        node = self._node_at(event.position().toPoint())
        if node is not None and node.kind is CellKind.FACTOR:
            self.asked.emit("factor.edit_text")

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Draw the words above the columns, and the edge that is being drawn."""
        super().drawForeground(painter, rect)
        look, words = self._ctx.look, self._ctx.words
        painter.setFont(look.font("small-medium"))
        painter.setPen(look.colour("text3"))
        for caption in self._plan.captions if self._plan is not None else ():
            painter.drawText(
                QPointF(caption.x, look.metrics("small-medium").ascent()), words(f"factors.map.{caption.word}")
            )
        if self._drawing in self._nodes and self._pen_at is not None:
            start = self._nodes[self._drawing].rect
            draw_edge(painter, look, [(start.right(), start.center().y()), self._pen_at.toTuple()], "accent")

    def _restyle(self) -> None:
        self._fit.forget()
        self._redraw()

    def _redraw(self) -> None:
        if self._review is None:
            return
        self._stale = False
        self._plan = self._planned()
        self.board.clear()
        self._nodes = {cell.key: NodeItem(self._ctx.look, cell, self._face(cell)) for cell in self._plan.cells}
        self._edges = [EdgeItem(self._ctx.look, link) for link in self._plan.links]
        for item in (*self._edges, *self._nodes.values()):
            self.board.addItem(item)
        look = self._ctx.look
        side, top = look.px(24), look.px(10)
        self.setSceneRect(-side, -top, self._plan.width + 2 * side, self._plan.height + look.px(_AROUND))
        self._keep_stops()
        self.refit(anew=self._anew)
        self._mark()
        if self._anew:
            self._show_here()
        self._anew = False

    def _planned(self) -> MapPlan:
        """Plan for the room there is, less that of a scroll bar where the map is too high."""
        high = self.height() - self._ctx.look.px(_AROUND)
        plan = self._fit.plan(self._room(), high)
        return plan if plan.height <= high else self._fit.plan(self._room() - self.bar_width, high)

    def _factors(self) -> dict[str, Factor]:
        return {one.id: one.factor for one in self._facts.values()}

    def _face(self, cell: Cell) -> NodeFace:
        words = self._ctx.words
        if cell.kind is CellKind.EFFECT:
            return NodeFace(cell.text)
        if cell.kind is CellKind.INCIDENT:
            return NodeFace(self._incident_text())
        facts = self._facts[cell.key]
        return NodeFace(
            statement_text(words, facts.factor),
            " ".join(facts.factor.effect.split()) if self._plan and not self._plan.boxed else "",
            facts.label,
            facts.look,
            guessed=not facts.factor.verified,
            later=words("factors.later.chip") if facts.later else "",
        )

    def _incident_text(self) -> str:
        review = self._review
        impact = next((line.strip() for line in review.impact.splitlines() if line.strip()), "") if review else ""
        return impact or (review.title if review else "") or self._ctx.words("factors.map.incident_empty")

    def _room(self) -> float:
        return max(self.width() - 2 * self._ctx.look.px(24), self._ctx.look.px(300))

    def _keep_stops(self) -> None:
        wanted = [cell for cell in self._plan.cells if cell.kind is not CellKind.EFFECT] if self._plan else []
        keys = {cell.key for cell in wanted}
        for key in [key for key in self._stops if key not in keys]:
            gone = self._stops.pop(key)
            gone.hide()
            gone.deleteLater()
        for cell in wanted:
            if cell.key not in self._stops:
                self._stops[cell.key] = Stop(self.viewport(), cell.key, self.press, self._reached)
            self._stops[cell.key].setAccessibleName(self._stop_name(cell.key))
        self._box.raise_()

    def _stop_name(self, key: str) -> str:
        words = self._ctx.words
        if key == INCIDENT:
            return words("factors.map.incident_name", text=self._incident_text()[:200])
        return words("factors.map.node_name", sentence=spoken(words, self._facts[key]))

    def _place_stops(self) -> None:
        for key, stop in self._stops.items():
            node = self._nodes.get(key)
            if node is not None:
                stop.setGeometry(self.mapFromScene(node.rect).boundingRect())

    def _reached(self, key: str) -> None:
        self._focused = key
        if key and key != INCIDENT:
            self.came.emit(key)
        self._mark()
        if key:
            self._show_here()

    def _show_here(self) -> None:
        """Bring the node into view, and as much of its way to the incident as has room."""
        node = self._nodes.get(self._focused or self._selected)
        if node is None:
            return
        shown = self.mapToScene(self.viewport().rect()).boundingRect()
        if not shown.contains(node.rect) and INCIDENT in self._nodes:
            self._into_view(self._nodes[INCIDENT])
        self._into_view(node)

    def _into_view(self, node: NodeItem) -> None:
        self.ensureVisible(node.rect, self._ctx.look.px(12), self._ctx.look.px(8))

    def _mark(self) -> None:
        path = downstream(self._factors(), self._selected)
        for key, node in self._nodes.items():
            node.show_state(selected=key == self._selected, focused=key == self._focused, reached=key == self._over)
        for edge in self._edges:
            edge.show_chosen(chosen=bool(edge.owners & path))
        chosen = self._selected if self._selected in self._stops else INCIDENT
        for key, stop in self._stops.items():
            stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key == chosen else Qt.FocusPolicy.ClickFocus)

    def _node_at(self, place: QPoint) -> NodeItem | None:
        item = self.itemAt(place)
        return item if isinstance(item, NodeItem) else None

    def _edited(self) -> None:
        self._box.hide()
        self.focus_node(self._selected)
