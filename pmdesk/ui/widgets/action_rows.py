"""The list of actions: what a row looks like, and what a click on a part of it means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pmdesk.editing.words import Words
from pmdesk.ui.look import Look
from pmdesk.ui.models.action_model import ROW_ROLE, ActionModel, ActionRow
from pmdesk.ui.widgets.action_plan import Placed, RowPlan
from pmdesk.ui.widgets.action_view import ActionView, draw_ground
from pmdesk.ui.widgets.strength_line import draw_layers

_Index = QModelIndex | QPersistentModelIndex


class ActionDelegate(QStyledItemDelegate):
    """Draws one action."""

    def __init__(self, look: Look, plan: RowPlan, parent: QObject) -> None:
        """Draw by ``plan``."""
        super().__init__(parent)
        self._look, self._plan = look, plan

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a row in the width of the list."""
        view: QWidget = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 0
        return QSize(width, self._plan.height(width, index.data(ROW_ROLE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw ground, status, texts and the ring of the keyboard."""
        row: ActionRow = index.data(ROW_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        look = self._look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, look, rect, state, line=index.row() > 0)
        painter.drawPixmap(self._plan.icon(rect), look.icon(row.icon, 16, row.tone))
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text3"))
        painter.drawText(self._plan.number(rect, row), Qt.AlignmentFlag.AlignVCenter, row.number)
        view = option.widget
        chosen = isinstance(view, QListView) and view.currentIndex() == index
        for placed in self._plan.parts(rect, row):
            if placed.cell.text and (chosen or not placed.cell.hint):
                self._draw(painter, placed, row, rect, chosen=chosen)
        painter.restore()

    def _draw(self, painter: QPainter, placed: Placed, row: ActionRow, row_rect: QRect, *, chosen: bool) -> None:
        """Draw a part. Its question is louder, and says more, in the row that is chosen."""
        look, rect = self._look, QRect(placed.rect)
        if placed.part == "strength":
            icon = QRect(rect.left(), rect.center().y() - look.px(7), look.px(14), look.px(14))
            draw_layers(painter, look, icon, row.action.strength)
            rect.setLeft(rect.left() + look.px(21))
        elif placed.icon:
            tone = "ok" if placed.icon == "check" else "text3"
            painter.drawPixmap(
                rect.left(), rect.center().y() - look.px(6), look.icon(placed.icon, 12, tone, stroke=2.25)
            )
            rect.setLeft(rect.left() + look.px(16))
        strong = (placed.cell.asks and chosen) or placed.cell.tone in {"ok", "warn"}
        style = f"{placed.style}-medium" if strong and placed.style in {"small", "body"} else placed.style
        painter.setFont(look.font(style))
        painter.setPen(look.colour("accent" if placed.cell.asks else placed.cell.tone))
        if placed.part == "text":
            for at, line in enumerate(self._plan.lines(row_rect, row)):
                box = QRect(rect.left(), rect.top() + at * look.px(18), rect.width(), look.px(18))
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line)
            return
        text = " ".join(placed.cell.text.split())
        shown = look.metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


class ActionRows(ActionView):
    """The list of commitments. ``part_pressed`` carries the action and the part that was clicked."""

    part_pressed = Signal(str, str)

    def __init__(self, look: Look, run_letter: Callable[[QKeyEvent], bool], model: ActionModel, name: str) -> None:
        """Draw rows by a RowPlan."""
        super().__init__(look, run_letter, model, name)
        self.plan = RowPlan(look)
        self.setItemDelegate(ActionDelegate(look, self.plan, self))

    def hold(self, action_id: str) -> None:
        """Keep the height of a row while it is edited; an empty id lets it fit its text again."""
        at = self.rows.row_of(action_id)
        if at >= 0:
            self.plan.hold(self.visualRect(self.rows.index(at)), self.rows.rows[at])
        else:
            self.plan.let_go()
            self.scheduleDelayedItemsLayout()

    def part_rect(self, action_id: str, part: str) -> QRect:
        """Return the place of a part of a row in the viewport; empty when the row is not there."""
        at = self.rows.row_of(action_id)
        if at < 0:
            return QRect()
        rect = self.visualRect(self.rows.index(at))
        return next((one.rect for one in self.plan.parts(rect, self.rows.rows[at]) if one.part == part), rect)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click opens something."""
        super().mouseMoveEvent(event)
        part = self._part_at(event.position().toPoint())
        hand = part not in {"", "text"}
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say which part was clicked."""
        super().mouseReleaseEvent(event)
        part = self._part_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and part and self.chosen:
            self.part_pressed.emit(self.chosen, part)

    def _part_at(self, point: QPoint) -> str:
        index = self.indexAt(point)
        if not index.isValid():
            return ""
        rect, row = self.visualRect(index), self.rows.rows[index.row()]
        icon = QRect(self.plan.icon(rect), self._look.icon_size(16)).adjusted(-4, -4, 4, 4)
        if icon.contains(point):
            return "status"
        return next((one.part for one in self.plan.parts(rect, row) if one.rect.contains(point)), "")


class ActionHead(QWidget):
    """The names of the columns, above the rows; there when the rows have columns."""

    def __init__(self, look: Look, words: Words, plan: RowPlan) -> None:
        """Stand where ``plan`` puts the columns."""
        super().__init__()
        self._look, self._plan = look, plan
        self._names = [words(f"actions.columns.{name}") for name in ("action", "strength", "owner", "due")]
        self._width = 0
        self.setAccessibleName(", ".join(self._names))
        look.changed.connect(lambda: self.fit(self._width))

    def fit(self, width: int) -> None:
        """Stand over rows of this width."""
        self._width = width
        columns = self._plan.columns(QRect(0, 0, width, 30))
        self.setFixedHeight(self._look.px(30) if columns else 1)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names and a line below."""
        painter = QPainter(self)
        painter.setFont(self._look.font("small-medium"))
        painter.setPen(self._look.colour("text3"))
        columns = self._plan.columns(QRect(0, 0, self._width, self.height()))
        for box, name in zip(columns, self._names, strict=False):
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
