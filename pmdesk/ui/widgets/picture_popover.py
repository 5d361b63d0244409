"""The pictures of an entry, as large as the window allows; the arrows walk through them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmdesk.domain.items import Evidence
from pmdesk.editing.ports import KnownError, Pictures
from pmdesk.ui.context import Context
from pmdesk.ui.picture_cleaning import LONGEST_SIDE, small_image
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.popover import Popover

_MARGIN, _FOOT = 12, 30
_LEAST = 240


class PicturePopover(Popover):
    """Shows one picture at a time. Its accessible text says of which entry it is and how large."""

    def __init__(
        self, ctx: Context, window: QWidget, pictures: Sequence[Evidence], *, time: str, text: str, first: int = 0
    ) -> None:
        """Show ``pictures`` of the entry at ``time`` with these words, beginning with the one at ``first``."""
        super().__init__(ctx.look, window, ctx.words("timeline.picture.title"))
        self._ctx, self._pictures, self._time, self._words_of = ctx, tuple(pictures), time, text
        self._at = first
        self._canvas = _Canvas(ctx)
        self._canvas.walked.connect(self._walk)
        self._told = ElidedLabel(ctx.look, "", "small", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 8)
        column.setSpacing(6)
        column.addWidget(self._canvas, 1)
        column.addWidget(self._told)
        self._loader = _Loader()
        self._loader.loaded.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def show_at(self, anchor: QRect, width: int = 0) -> None:
        """Show in the middle of the window, with the keyboard in the picture."""
        self._canvas.setMinimumSize(self._room())
        super().show_at(anchor, width)
        window = self.window().rect()
        self.move(window.center() - self.rect().center())
        self._canvas.setFocus()
        self._load()

    def _room(self) -> QSize:
        window = self.parentWidget()
        wide = window.width() - 2 * _MARGIN - 80 if window is not None else _LEAST
        high = window.height() - 2 * _MARGIN - self._ctx.look.px(_FOOT) - 80 if window is not None else _LEAST
        return QSize(max(wide, _LEAST), max(high, _LEAST))

    def _walk(self, step: int) -> None:
        to = min(max(self._at + step, 0), len(self._pictures) - 1)
        if to != self._at:
            self._at = to
            self._load()

    def _load(self) -> None:
        loader, pictures, blob = self._loader, self._ctx.pictures, self._pictures[self._at].blob
        self._tell(QSize())
        QThreadPool.globalInstance().start(lambda: loader.load(pictures, blob))

    def _show(self, blob: str, image: QImage) -> None:
        if blob == self._pictures[self._at].blob:
            self._canvas.show_image(image)
            self._tell(image.size())

    def _tell(self, size: QSize) -> None:
        words, picture = self._ctx.words, self._pictures[self._at]
        where = words("timeline.picture.of", at=self._at + 1, count=len(self._pictures), time=self._time)
        what = " ".join((picture.text or self._words_of).split())[:300]
        sized = words("timeline.picture.size", width=size.width(), height=size.height()) if size.isValid() else ""
        told = ", ".join(part for part in (where, what, sized) if part)
        self._told.setText(told)
        self._canvas.setAccessibleName(told)


class _Canvas(QWidget):
    """The picture, scaled to the room there is; never larger than it is."""

    walked = Signal(int)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        self._image: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._ctx.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), look.colour("sunken"))
        image = self._image
        if image is not None and image.isNull():
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("text2"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._ctx.words("timeline.picture.gone"))
        elif image is not None:
            ratio = self.devicePixelRatioF()
            full = QSize(round(image.width() / ratio), round(image.height() / ratio))
            size = full.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            if size.width() > full.width():
                size = full
            box = QRect(0, 0, size.width(), size.height())
            box.moveCenter(self.rect().center())
            painter.drawImage(box, image)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class _Loader(QObject):
    """Reads a picture in a thread and carries it back; a null image when there is none."""

    loaded = Signal(str, object)

    def load(self, pictures: Pictures, blob: str) -> None:
        try:
            data = pictures.picture(blob)
        except KnownError:
            data = None
        image = small_image(data, LONGEST_SIDE) if data is not None else None
        self.loaded.emit(blob, image if image is not None else QImage())
