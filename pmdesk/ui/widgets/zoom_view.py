"""A view of a drawing that is fitted, zoomed by Ctrl+wheel, keys and three buttons, and scrolled."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QSizePolicy, QStyle, QWidget

from pmdesk.ui.look import Look
from pmdesk.ui.widgets.buttons import IconButton

SMALLEST, LARGEST, STEP = 0.25, 3.0, 1.2
READABLE = 0.92
"""The view makes itself smaller down to this scale where that spares scrolling; else it keeps its size and scrolls."""

FIT = 0.0

_ZOOM_KEYS = {
    Qt.Key.Key_Plus: STEP,
    Qt.Key.Key_Equal: STEP,
    Qt.Key.Key_Minus: 1 / STEP,
    Qt.Key.Key_0: FIT,
}


class ZoomView(QGraphicsView):
    """Shows its drawing at a readable size until somebody zooms or asks for all of it.

    ``placed`` says that things stand elsewhere on the screen.
    """

    placed = Signal()

    def __init__(self, look: Look, names: tuple[str, str, str]) -> None:
        """``names`` are those of the buttons: smaller, larger, all of it."""
        super().__init__()
        self.look = look
        self.board = QGraphicsScene(self)
        self.board.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._zoomed = self._all = False
        self.setScene(self.board)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCornerWidget(QWidget())
        self.buttons: list[IconButton] = []
        looks = (("zoom-out", "-", 1 / STEP), ("zoom-in", "+", STEP), ("maximize", "0", FIT))
        for name, (icon, keys, factor) in zip(names, looks, strict=True):
            button = IconButton(look, icon, name, keys=keys)
            button.setParent(self.viewport())
            button.clicked.connect(lambda _checked=False, factor=factor: self.zoom_by(factor))
            self.buttons.append(button)

    @property
    def bar_width(self) -> int:
        """What a vertical scroll bar takes from the width, as the view itself reckons."""
        return self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self) + 1

    def zoom_key(self, key: Qt.Key) -> bool:
        """Zoom by +, - and 0; False for every other key."""
        if key not in _ZOOM_KEYS:
            return False
        self.zoom_by(_ZOOM_KEYS[key])
        return True

    def zoom_by(self, factor: float) -> None:
        """Zoom by a factor; FIT shows the whole drawing, and once more a readable size again."""
        if factor == FIT:
            self._all = not self._all or self._zoomed
            self._zoomed = False
            self.refit()
        else:
            self._zoomed = True
            self._scale_to(min(max(self.transform().m11() * factor, SMALLEST), LARGEST))

    def refit(self, *, anew: bool = False) -> None:
        """Fit the drawing, unless somebody zoomed (``anew`` forgets that)."""
        self._zoomed, self._all = self._zoomed and not anew, self._all and not anew
        if self._zoomed:
            self._place()
        else:
            self._scale_to(min(max(self._whole(), SMALLEST), 1.0) if self._all else self._comfortable())

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """Draw a quiet ground under the buttons."""
        painter.save()
        painter.resetTransform()
        ratio = self.devicePixelRatioF()
        painter.scale(ratio, ratio)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.colour("surface"))
        painter.drawRoundedRect(self.buttons[0].geometry().united(self.buttons[-1].geometry()), 6, 6)
        painter.restore()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Say that things moved."""
        super().scrollContentsBy(dx, dy)
        self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; else scroll, or let the page scroll when all is in view."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
        elif self.verticalScrollBar().maximum() or self.horizontalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _comfortable(self) -> float:
        """Return the own size, or a little less where all of it, or its whole width, is in view then."""
        area = self.sceneRect()
        wide = (self.width() - self.bar_width) / max(area.width(), 1.0)
        return next((min(one, 1.0) for one in (self._whole(), wide) if one >= READABLE), 1.0)

    def _whole(self) -> float:
        area = self.sceneRect()
        wide = self.viewport().width() / max(area.width(), 1.0)
        high = self.viewport().height() / max(area.height(), 1.0)
        return min(wide, high)

    def _scale_to(self, scale: float) -> None:
        self.setTransform(QTransform.fromScale(scale, scale))
        self._place()

    def _place(self) -> None:
        right, bottom = self.viewport().width() - self.look.px(20), self.viewport().height() - 4
        for button in reversed(self.buttons):
            size = button.sizeHint()
            right -= size.width()
            button.setGeometry(right, bottom - size.height(), size.width(), size.height())
            button.raise_()
        self.placed.emit()
