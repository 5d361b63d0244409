"""Pictures of the evidence on a page; bytes that are no picture are said to be unreadable."""

from __future__ import annotations

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
            reader = ImageReader(BytesIO(data))
            wide, high = reader.getSize()
            if wide < 1 or high < 1 or wide * high > _MOST_PIXELS:
                return None
            reader.getRGBData()
        except Exception:  # noqa: BLE001 (a damaged picture raises anything; a report must not end by it)
            return None
    return reader
