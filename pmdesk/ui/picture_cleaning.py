"""A picture from anywhere to one that may be kept: looked at first, decoded, drawn anew, coded anew.

Nothing but what is seen goes on: drawing anew leaves EXIF, texts, colour profiles and previews behind.
Safe to use in any thread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter

LONGEST_SIDE = 4096
"""The longer side of a kept picture in pixels, at most."""

MOST_BYTES = 20_000_000
"""The largest picture that is kept."""

_MOST_READ = 60_000_000
_MOST_PIXELS = 60_000_000
_ALLOCATION_MB = 256
_FORMATS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpeg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
    (re.compile(rb"BM"), "bmp"),
)
"""How the bytes of a picture begin. No other format is handed to Qt: an SVG could ask for files."""

_PHOTO = "jpeg"
_QUALITY = 90


class PictureRefusedError(Exception):
    """A picture that is not kept. ``reason`` is "unreadable", "too_many_pixels" or "too_large"."""

    def __init__(self, reason: str) -> None:
        """Take the reason."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanPicture:
    """Bytes that hold pixels only, their media type, and whether they were scaled down."""

    data: bytes
    kind: str
    width: int
    height: int
    scaled: bool


def clean_file(path: Path) -> CleanPicture:
    """Return the picture in a file. Raises PictureRefusedError."""
    try:
        if path.stat().st_size > _MOST_READ:
            raise PictureRefusedError("too_large")
        data = path.read_bytes()
    except OSError as error:
        raise PictureRefusedError("unreadable") from error
    return clean_bytes(data)


def clean_bytes(data: bytes) -> CleanPicture:
    """Return the picture in these bytes, turned as its camera said. Raises PictureRefusedError.

    The size is read before the pixels: a small file may claim any number of them.
    """
    image, photo, scaled = _read(data, LONGEST_SIDE)
    return _coded(image, photo=photo, scaled=scaled)


def clean_image(image: QImage) -> CleanPicture:
    """Return a picture that is decoded already, such as a clipboard holds. Raises PictureRefusedError."""
    if image.isNull():
        raise PictureRefusedError("unreadable")
    if image.width() * image.height() > _MOST_PIXELS:
        raise PictureRefusedError("too_many_pixels")
    wanted = _within(image.size(), LONGEST_SIDE)
    scaled = wanted != image.size()
    if scaled:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return _coded(image, photo=False, scaled=scaled)


def small_image(data: bytes, longest: int) -> QImage | None:
    """Return a kept picture no larger than ``longest`` pixels a side, or None when it is none."""
    try:
        return _read(data, longest)[0]
    except PictureRefusedError:
        return None


def _read(data: bytes, longest: int) -> tuple[QImage, bool, bool]:
    """Return the image, whether it came as a photo, and whether it was scaled down."""
    QImageReader.setAllocationLimit(_ALLOCATION_MB)
    kind = next((name for begins, name in _FORMATS if begins.match(data)), "")
    if not kind:
        raise PictureRefusedError("unreadable")
    held = QByteArray(data)  # must live as long as the buffer
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty():
        raise PictureRefusedError("unreadable")
    if size.width() * size.height() > _MOST_PIXELS:
        raise PictureRefusedError("too_many_pixels")
    wanted = _within(size, longest)
    if wanted != size:
        reader.setScaledSize(wanted)
    image = reader.read()
    if image.isNull():
        raise PictureRefusedError("unreadable")
    return image, kind == _PHOTO, wanted != size


def _within(size: QSize, longest: int) -> QSize:
    if max(size.width(), size.height()) <= longest:
        return size
    wanted = size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio)
    return wanted.expandedTo(QSize(1, 1))


def _coded(image: QImage, *, photo: bool, scaled: bool) -> CleanPicture:
    bare = _bare(image)
    data, kind = b"", "image/png"
    if not photo:
        data = _bytes(bare, "PNG", -1)
    if photo or len(data) > MOST_BYTES:
        data, kind = _bytes(bare, "JPEG", _QUALITY), "image/jpeg"
    if len(data) > MOST_BYTES:
        raise PictureRefusedError("too_large")
    return CleanPicture(data=data, kind=kind, width=bare.width(), height=bare.height(), scaled=scaled)


def _bare(image: QImage) -> QImage:
    """Return only the pixels, in the colours of screens."""
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    image.setDevicePixelRatio(1)
    see_through = image.hasAlphaChannel()
    bare = QImage(image.size(), QImage.Format.Format_ARGB32 if see_through else QImage.Format.Format_RGB32)
    painter = QPainter(bare)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.drawImage(0, 0, image)
    painter.end()
    return bare


def _bytes(image: QImage, form: str, quality: int) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, form, quality):  # type: ignore[call-overload]  # the stub wants bytes for a name that Qt takes as text
        raise PictureRefusedError("unreadable")
    return bytes(held.data())
