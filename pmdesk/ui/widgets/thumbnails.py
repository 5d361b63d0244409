"""Small pictures for rows: read one by one in a thread when there is time, and kept while they fit."""

from __future__ import annotations

from collections import OrderedDict, deque

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPixmap

from pmdesk.editing.ports import KnownError, Pictures, Timers
from pmdesk.ui.look import Look
from pmdesk.ui.picture_cleaning import small_image

SIDE = 96
"""The longer side that is kept, in pixels: enough for a row at 200 % on a dense screen."""

_MOST = 240
_SPARE_MS = 60


class Thumbnails(QObject):
    """``ready`` says that a picture has come, which somebody asked for before."""

    ready = Signal()

    def __init__(self, pictures: Pictures, timers: Timers, parent: QObject) -> None:
        """Read through ``pictures``, which any thread may use."""
        super().__init__(parent)
        self._pictures, self._timers = pictures, timers
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: deque[str] = deque()
        self._reading = False
        self._reader = _Reader()
        self._reader.read.connect(self._come, Qt.ConnectionType.QueuedConnection)

    def of(self, blob: str) -> QPixmap | None:
        """Return a picture; None while it is not there yet, an empty one when it cannot be shown."""
        found = self._kept.get(blob)
        if found is not None:
            self._kept.move_to_end(blob)
        elif blob and blob not in self._wanted:
            self._wanted.append(blob)
            if len(self._wanted) > _MOST:
                self._wanted.popleft()
            self._soon()
        return found

    def _soon(self) -> None:
        if not self._reading and self._wanted:
            self._reading = True
            self._timers.call_later(_SPARE_MS, self._next)

    def _next(self) -> None:
        blob, reader, pictures = self._wanted.pop(), self._reader, self._pictures  # what was asked for last is in sight
        QThreadPool.globalInstance().start(lambda: reader.look(pictures, blob))

    def _come(self, blob: str, image: QImage) -> None:
        self._kept[blob] = QPixmap.fromImage(image)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        self._reading = False
        self._soon()
        self.ready.emit()


def draw_thumbnail(painter: QPainter, look: Look, box: QRectF, small: QPixmap | None) -> None:
    """Fill a box with the middle of a picture, in a frame; only the frame while it is not there yet."""
    radius = look.px(3)
    shape = QPainterPath()
    shape.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillPath(shape, look.colour("sunken"))
    if small is not None and not small.isNull():
        part = QSizeF(small.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        scale = part.width() / small.width()
        source = QRectF(0, 0, box.width() / scale, box.height() / scale)
        source.moveCenter(QRectF(small.rect()).center())
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.drawPixmap(box, small, source)
    painter.restore()
    painter.setPen(QPen(look.colour("line2"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class _Reader(QObject):
    """Reads in a thread and carries the answer back."""

    read = Signal(str, object)

    def look(self, pictures: Pictures, blob: str) -> None:
        try:
            data = pictures.picture(blob)
        except KnownError:
            data = None
        image = small_image(data, SIDE) if data is not None else None
        self.read.emit(blob, image if image is not None else QImage())
