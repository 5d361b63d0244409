"""What the lists of actions and of ideas share: keys, dragging, and staying on the chosen row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QStyle

from pmdesk.ui.look import Look
from pmdesk.ui.models.action_model import MIME, ActionModel


def draw_ground(painter: QPainter, look: Look, rect: QRect, state: QStyle.StateFlag, *, line: bool) -> None:
    """Draw the hairline above a row, its ground when selected or hovered, and the ring of the keyboard."""
    box = rect.adjusted(2, 1, -2, -1)
    if line:
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(rect.left() + look.px(12), rect.top(), rect.right() - look.px(12), rect.top())
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("selected" if selected else "hover"))
        painter.drawRoundedRect(box, look.px(6), look.px(6))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, look.px(6), look.px(6))


class ActionView(QListView):
    """What the lists of actions and of ideas share: keys, dragging, and staying on the chosen row."""

    dropped = Signal(str)
    edit_requested = Signal()

    def __init__(self, look: Look, run_letter: Callable[[QKeyEvent], bool], model: ActionModel, name: str) -> None:
        """``run_letter`` does the command of a plain key; ``name`` is the accessible name."""
        super().__init__()
        self._look, self._run_letter, self.rows = look, run_letter, model
        self._hint = ""
        self.setAccessibleName(name)
        self.setModel(model)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def chosen(self) -> str:
        """The id of the action of the current row, or an empty text."""
        return self.id_at(self.currentIndex().row())

    def id_at(self, row: int) -> str:
        """Return the id of the action of a row, or an empty text."""
        return self.rows.rows[row].action.id if 0 <= row < len(self.rows.rows) else ""

    def rect_of(self, action_id: str) -> QRect:
        """Return the place of an action's row in the viewport; null when it is not in this list."""
        at = self.rows.row_of(action_id)
        return self.visualRect(self.rows.index(at)) if at >= 0 else QRect()

    def choose(self, action_id: str) -> bool:
        """Make an action the current one; False when it is not in this list."""
        at = self.rows.row_of(action_id)
        if at < 0:
            return False
        self.setCurrentIndex(self.rows.index(at))
        self.scrollTo(self.rows.index(at))
        return True

    def choose_near(self, at: int) -> None:
        """Choose the row at a place, or the last one."""
        if self.rows.rows:
            self.setCurrentIndex(self.rows.index(min(max(at, 0), len(self.rows.rows) - 1)))

    def show_hint(self, text: str) -> None:
        """Say something where the rows would be, while there are none."""
        self._hint = text
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run letters as commands; arrows walk."""
        if not self._run_letter(event):
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do not jump to rows by their first letter: letters are commands here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current row, so that letters have something to act on."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose_near(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out again: their height depends on the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit in place."""
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.edit_requested.emit()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take actions that come from the other list."""
        if event.mimeData().hasFormat(MIME) and event.source() is not self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what was dropped; the page moves it."""
        if event.source() is not self and event.mimeData().hasFormat(MIME):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(bytes(event.mimeData().data(MIME).data()).decode())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or the question of the empty list."""
        super().paintEvent(event)
        if not self.rows.rows and self._hint:
            painter = QPainter(self.viewport())
            painter.setFont(self._look.font("body"))
            painter.setPen(self._look.colour("text3"))
            box = (
                self.viewport()
                .rect()
                .adjusted(self._look.px(12), self._look.px(16), -self._look.px(12), -self._look.px(8))
            )
            painter.drawText(box, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self._hint)
