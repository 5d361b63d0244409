"""The window of the room: full screen on another display, or a normal window to share."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from pmdesk.editing.room_view import RoomView
from pmdesk.editing.words import Words
from pmdesk.ui.look import Look
from pmdesk.ui.projector.page_plan import clock_box, plan_clock, plan_page
from pmdesk.ui.projector.sheet import Paint, Sheet
from pmdesk.ui.view_commands import ROOM_VERBS, VIEW_COMMANDS

_SIZE, _LEAST = (1280, 720), (480, 360)
_FILLED = 0.8
"""A window to share covers at most this part of the screen."""


class ProjectorWindow(QWidget):
    """Draws one RoomView, and is given nothing else.

    ``closed`` says that it went away, ``asked`` carries the id of a verb whose key was pressed here.
    """

    closed = Signal()
    asked = Signal(str)

    def __init__(self, look: Look, words: Words) -> None:
        """Be there, but not yet shown."""
        super().__init__(None, Qt.WindowType.Window)
        self._look, self._words = look, words
        self._view: RoomView | None = None
        self._covering = False
        self._planned: tuple[RoomView, QSize] | None = None
        self._page = self._clock = Sheet(look, QSizeF(1, 1))
        self.setWindowTitle(words("projector.window"))
        self.setAccessibleName(words("projector.spoken"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMinimumSize(*_LEAST)
        look.changed.connect(self._restyle)

    @property
    def view(self) -> RoomView | None:
        """What is shown now."""
        return self._view

    def show_view(self, view: RoomView) -> None:
        """Show another view; only what is another one is painted again."""
        before, self._view = self._view, view
        if before is None or before.still != view.still:
            self._plan()
            self.update()
        elif before != view:
            self._plan_clock()

    def place_at(self, other: QScreen | None, mine: QScreen) -> None:
        """Stand ready to cover another screen, or as a window on mine."""
        self._covering = other is not None
        if other is not None:
            self.setScreen(other)
            self.setGeometry(other.geometry())
        else:
            self.setScreen(mine)
            room = mine.availableSize() * _FILLED
            self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height()))
            if not mine.availableGeometry().contains(self.pos()):  # it stood on a screen that may be gone
                self.move(mine.availableGeometry().topLeft())

    def come_up(self) -> None:
        """Show what there is, without taking the focus."""
        if self._covering:
            self.showFullScreen()
        else:
            self.showNormal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc, toggle full screen on F11, and hand on the keys of the verbs about the room."""
        pressed = QKeySequence(event.keyCombination())
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            for one in VIEW_COMMANDS:
                if one.id in ROOM_VERBS and any(pressed == QKeySequence(key) for key in one.keys):
                    self.asked.emit(one.id)

    def changeEvent(self, event: QEvent) -> None:
        """Hide the pointer where the room sees nothing else."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.setCursor(Qt.CursorShape.BlankCursor if self.isFullScreen() else Qt.CursorShape.ArrowCursor)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Forget what was shown, and say so."""
        super().closeEvent(event)
        self._view = self._planned = None
        self._page = self._clock = Sheet(self._look, QSizeF(1, 1))
        self.setAccessibleDescription("")
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._plan()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is placed in the part that needs it."""
        painter = QPainter(self)
        part = QRectF(event.rect())
        painter.fillRect(part, self._look.colour("surface"))
        paint = Paint(self._look, painter, self._page.unit)
        paint.draw(self._page.strokes, part)
        paint.draw(self._clock.strokes, part)

    def _restyle(self) -> None:
        self._planned = None
        self._plan()
        self.update()

    def _plan(self) -> None:
        if self._view is None or self._planned == (self._view.still, self.size()):
            return
        self._planned = (self._view.still, self.size())
        self._page = plan_page(self._view, self._look, self._words, QSizeF(self.size()))
        self.setAccessibleDescription(self._page.spoken)
        self._plan_clock()

    def _plan_clock(self) -> None:
        if self._view is None:
            return
        self._clock = plan_clock(self._view, self._look, self._words, QSizeF(self.size()))
        box, unit = clock_box(self._clock), self._clock.unit
        area = QRectF(box.left() * unit, box.top() * unit, box.width() * unit, box.height() * unit)
        self.update(area.toAlignedRect())
