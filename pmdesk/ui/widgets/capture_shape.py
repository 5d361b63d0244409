"""The frame of the capture line: its icon, its edge and the keys it tells of, as far as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps
from pmdesk.ui.widgets.text_boxes import LineBox

HEIGHT = 42
_ROOM_FOR_HINTS = 560


class CaptureShape(QWidget):
    """Holds one line in a frame that is thick while the keyboard is inside."""

    def __init__(self, ctx: Context, line: LineBox) -> None:
        """Frame ``line``."""
        super().__init__()
        self._shape_ctx, self._framed = ctx, line
        words = ctx.words
        self._rest = (
            KeyCaps(ctx.look, "Ctrl+N", words("timeline.capture.anywhere")),
            KeyCaps(ctx.look, "Enter", words("timeline.capture.add")),
        )
        self._typing = (
            KeyCaps(ctx.look, "Enter", words("timeline.capture.add")),
            KeyCaps(ctx.look, "Esc", words("timeline.capture.leave")),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 10, 2)
        row.setSpacing(8)
        row.addWidget(IconLabel(ctx.look, "plus", 18, "accent"))
        row.addWidget(line, 1)
        for caps in (*self._rest, *self._typing):
            row.addWidget(caps)
        self.setFocusProxy(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def roomy(self) -> bool:
        """Whether there is room to tell of keys."""
        return self.width() >= self._shape_ctx.look.px(_ROOM_FOR_HINTS)

    def reshape(self) -> None:
        """Follow the text size, the width and the keyboard."""
        look = self._shape_ctx.look
        self._framed.setFont(look.font("capture"))
        inside = self._framed.hasFocus() or self._framed.marks.asking
        for caps in self._rest:
            caps.setVisible(self.roomy and not inside)
        for caps in self._typing:
            caps.setVisible(self.roomy and inside)
        self.setFixedHeight(look.px(HEIGHT))
        self.update()

    def sizeHint(self) -> QSize:
        """Be one line high."""
        return QSize(self._shape_ctx.look.px(400), self._shape_ctx.look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed in height."""
        return QSize(self._shape_ctx.look.px(160), self._shape_ctx.look.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame; thick while the keyboard is inside."""
        look, painter = self._shape_ctx.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = self._framed.hasFocus() or self._framed.marks.asking
        thick = 2 if inside else 1
        painter.setPen(QPen(look.colour("accent" if inside else "control"), thick))
        painter.setBrush(look.colour("surface"))
        box = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        painter.drawRoundedRect(box, look.px(8), look.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show hints where there is room."""
        super().resizeEvent(event)
        self.reshape()
