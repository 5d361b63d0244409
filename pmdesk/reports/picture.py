"""Pictures of the evidence on a page; bytes that are no picture are said to be unreadable."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from io import BytesIO

from reportlab.lib.utils import ImageReader

from pmdesk.reports.blocks import Picture, rich
from pmdesk.reports.pieces import DrawnPiece, Piece, TextPiece
from pmdesk.reports.style import SMALL
from pmdesk.reports.typesetting import Typesetter

_TALLEST = 300.0
_POINTS_PER_PIXEL = 0.5
_MOST_PIXELS = 50_000_000

_JPEG = b"\xff\xd8"
_SCAN, _END, _ADOBE = 0xDA, 0xD9, 0xEE
_REMARKS = frozenset({0xFE, *range(0xE1, 0xF0)}) - {_ADOBE}
"""Segments of a JPEG that hold words and not pixels: comments, EXIF, XMP, IPTC, profiles, previews."""
_NEXT_MARKER = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")
"""What ends the pixels of a scan: in them, 0xFF is followed by 0 or by a restart mark."""


def picture_pieces(block: Picture, x: float, width: float, setter: Typesetter, unreadable: str) -> Iterator[Piece]:
    """Yield the picture, scaled to the column, with its caption below."""
    reader = readable_picture(block.data)
    if reader is None:
        yield TextPiece(x=x, lines=setter.lines(rich(unreadable), SMALL, width), before=6)
    else:
        wide, high = reader.getSize()
        scale = min(width / wide, _TALLEST / high, _POINTS_PER_PIXEL)
        size = (wide * scale, high * scale)
        yield DrawnPiece(
            height=size[1],
            drawing=lambda pen, top: pen.picture(reader, x, top, *size),
            before=6,
            keeps_next=bool(block.caption),
        )
    lines = setter.lines(block.caption, SMALL, width)
    if lines:
        yield TextPiece(x=x, lines=lines, before=2)


def readable_picture(data: bytes) -> ImageReader | None:
    """Return a picture whose pixels could be read, or None; the size is looked at before the pixels."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            reader = ImageReader(BytesIO(without_remarks(data)))
            wide, high = reader.getSize()
            if wide < 1 or high < 1 or wide * high > _MOST_PIXELS:
                return None
            reader.getRGBData()
        except Exception:  # noqa: BLE001 (a damaged picture raises anything; a report must not end by it)
            return None
    return reader


def without_remarks(data: bytes) -> bytes:
    """Return a JPEG without who took it, where and with what; other pictures as they are.

    A JPEG goes into a PDF byte for byte (every other kind as bare pixels), so nothing but what is
    seen may be in it. What makes no sense as a JPEG is returned up to there.
    """
    if not data.startswith(_JPEG):
        return data
    kept = [_JPEG]
    at = len(_JPEG)
    while (found := _NEXT_MARKER.match(data, at)) is not None:
        marker, begins = data[found.end() - 1], found.end()
        if marker == _END:
            break
        ends = begins + int.from_bytes(data[begins : begins + 2], "big")
        if marker == _SCAN:
            pixels = _NEXT_MARKER.search(data, ends)
            ends = pixels.start() if pixels is not None else len(data)
        if marker not in _REMARKS:
            kept.append(data[begins - 2 : ends])
        at = max(ends, begins)
    return b"".join((*kept, b"\xff", bytes((_END,))))
