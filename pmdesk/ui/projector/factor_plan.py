"""What a factor looks like in the window of the room, on a card and on the map alike."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from pmdesk.editing.room_view import Card, Idea, Promise
from pmdesk.editing.words import Words
from pmdesk.ui.projector.sheet import CENTRE, Sheet

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


def ranked_line(one: Card | Idea | Promise, words: Words) -> str:
    """Return in one line the votes of something, and under which name it was gathered; empty without either."""
    votes = "" if one.votes is None else words("ranking.votes", count=one.votes)
    return " · ".join(part for part in (votes, one.group) if part)


def put_label(sheet: Sheet, label: str, place: QRectF) -> None:
    """Put what something is called by in a vote."""
    sheet.plate(place, "accentsoft", radius=10)
    sheet.text(place, label, "row-strong", "accent", CENTRE)


def put_mark(sheet: Sheet, text: str, place: QRectF) -> None:
    """Put an icon and these words into a line of that height."""
    sheet.sign(QRectF(place.left(), place.center().y() - _SIGN / 2, _SIGN, _SIGN), "history", "text2")
    left = _SIGN + _AFTER
    sheet.text(QRectF(place.left() + left, place.top(), place.width() - left, place.height()), text, "sub", "text2")
