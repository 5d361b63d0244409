"""The contributing factors for the room: cards; the chosen one, and what is on its path, marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from pmdesk.editing.room_view import Card, Conditions
from pmdesk.editing.words import Words
from pmdesk.ui.projector.sheet import Sheet
from pmdesk.ui.widgets.factor_facts import CATEGORY_LOOKS

_ACROSS, _DOWN = 24, 20
_WIDE = 1300
_LINES = 2


@dataclass(frozen=True, slots=True)
class _Size:
    height: float
    style: str
    line: float
    tile: float
    pad: float


_SIZES = (_Size(122, "row", 40, 52, 24), _Size(100, "sub", 36, 48, 20))


def plan_cards(sheet: Sheet, found: Conditions, words: Words, box: QRectF) -> None:
    """Put the cards at the bottom of the box, in the larger size when all have room."""
    columns = 2 if sheet.width >= _WIDE else 1
    size, fit = _SIZES[0], 0
    for size in _SIZES:
        fit = max(1, int((box.height() + _DOWN) // (size.height + _DOWN))) * columns
        if len(found.cards) + found.more <= fit:
            break
    cells = _cells(found, fit)
    more = found.more + len(found.cards) - sum(isinstance(one, Card) for one in cells)
    if not more and len(cells) < fit:
        cells = [*cells, None]
    rows = -(-len(cells) // columns)
    top = box.bottom() - rows * (size.height + _DOWN) + _DOWN
    width = (box.width() - _ACROSS * (columns - 1)) / columns
    for at, card in enumerate(cells):
        row, column = divmod(at, columns)
        place = QRectF(box.left() + column * (width + _ACROSS), top + row * (size.height + _DOWN), width, size.height)
        if card is None:
            text = words("projector.more", count=more) if more else words("factors.add.line")
            _ghost(sheet, text, place, size, "circle-ellipsis" if more else "plus")
        else:
            _card(sheet, card, words, place, size)


def _cells(found: Conditions, fit: int) -> list[Card | None]:
    """Return the cards that have room, the chosen one among them; None stands for the others."""
    cards: list[Card | None] = list(found.cards)
    if len(cards) + found.more <= fit:
        return cards
    room = max(1, fit - 1)
    chosen = next((at for at, one in enumerate(found.cards) if one.chosen), 0)
    first = max(0, min(chosen - room // 2, len(cards) - room))
    return [*cards[first : first + room], None][:fit] if fit > 1 else cards[first : first + 1]


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


def _card(sheet: Sheet, card: Card, words: Words, place: QRectF, size: _Size) -> None:
    plate_of(sheet, card, place)
    look = CATEGORY_LOOKS[card.category]
    middle = place.center().y()
    sheet.tile(place.left() + size.pad, middle, size.tile, look.icon, look.ink, look.ground)
    left = place.left() + size.pad + size.tile + 20
    right = place.right() - size.pad
    if card.path:
        text = words(f"projector.{card.path}")
        wide = sheet.advance("sub-medium", text) + 2
        beside = (
            sheet.lines(size.style, card.text, right - wide - 20 - left, 3) if right - wide - left >= wide else [""] * 3
        )
        if len(beside) <= _LINES:
            sheet.text(QRectF(right - wide, middle - 18, wide, 36), text, "sub-medium", "accent")
            right -= wide + 20
    _lines(sheet, card.text, QRectF(left, place.top(), right - left, place.height()), size, "text")


def _ghost(sheet: Sheet, text: str, place: QRectF, size: _Size, icon: str) -> None:
    sheet.plate(place, "", "line2", radius=14, dashed=True)
    sheet.tile(place.left() + size.pad, place.center().y(), size.tile, icon, "text2", "sunken")
    left = place.left() + size.pad + size.tile + 20
    box = QRectF(left, place.top(), place.right() - size.pad - left, place.height())
    _lines(sheet, text, box, size, "text2")


def _lines(sheet: Sheet, text: str, box: QRectF, size: _Size, tone: str) -> None:
    lines = sheet.lines(size.style, text, box.width(), _LINES, even=True)
    top = box.center().y() - size.line * len(lines) / 2
    for line in lines:
        sheet.text(QRectF(box.left(), top, box.width(), size.line), line, size.style, tone)
        top += size.line
