"""What a factor looks like in the window of the room, on a card and on the map alike."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from pmdesk.editing.room_view import Card
from pmdesk.editing.words import Words
from pmdesk.ui.projector.sheet import Sheet

MARK = 38
"""The height of the line that says that a factor leans on something learned later."""

_SIGN, _AFTER = 28, 12


def plate_of(sheet: Sheet, card: Card, place: QRectF) -> None:
    """Put the frame of a factor: chosen, on its path, or neither; dashed while it is a hypothesis."""
    radius = 14
    if card.chosen:
        sheet.plate(place, "selected", "accent", radius=radius, line=3)
    elif card.path:
        sheet.plate(place, "accentsoft", "accentline", radius=radius, line=3, dashed=not card.verified, opacity=0.6)
    else:
        edge = "line2" if card.verified else "control"
        sheet.plate(place, "surface", edge, radius=radius, line=2, dashed=not card.verified)


def mark_words(sheet: Sheet, words: Words, width: float) -> str:
    """Return what says in a width that a factor leans on something learned later."""
    whole = words("factors.later.chip")
    return whole if sheet.advance("sub", whole) + _SIGN + _AFTER <= width else words("enums.known.later")


def put_mark(sheet: Sheet, text: str, place: QRectF) -> None:
    """Put an icon and these words into a line of that height."""
    sheet.sign(QRectF(place.left(), place.center().y() - _SIGN / 2, _SIGN, _SIGN), "history", "text2")
    left = _SIGN + _AFTER
    sheet.text(QRectF(place.left() + left, place.top(), place.width() - left, place.height()), text, "sub", "text2")
