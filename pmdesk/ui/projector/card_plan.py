"""The contributing factors for the room: cards; the chosen one, and what is on its path, marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from pmdesk.editing.room_view import Card, Conditions
from pmdesk.editing.words import Words
from pmdesk.ui.projector.factor_plan import MARK, mark_words, plate_of, put_label, put_mark, ranked_line
from pmdesk.ui.projector.part import part_around
from pmdesk.ui.projector.sheet import Sheet
from pmdesk.ui.widgets.factor_facts import CATEGORY_LOOKS

_ACROSS, _DOWN = 24, 20
_WIDE = 1300
_BESIDE = 20
_LEAST_TEXT, _MOST_BESIDE = 300, 2
"""Words at the right of a text that would leave it less width, or make more lines of it, stand below it."""


@dataclass(frozen=True, slots=True)
class _Size:
    """How large a card is at least, its type, and how many lines of a text it shows."""

    height: float
    style: str
    line: float
    tile: float
    pad: float
    air: float
    most: int = 2


_LARGE, _SMALL = _Size(122, "row", 40, 52, 24, 21), _Size(100, "sub", 36, 48, 20, 14)
_SIZES = tuple(replace(size, most=most) for most in (8, 3, 2) for size in (_LARGE, _SMALL))
"""Whole texts come before large type; of many factors all show their beginnings in small type."""
_LABEL = 84
_TIGHT = tuple(_Size(height, "sub", 36, 44, 20, air, most) for height, air, most in ((84, 6, 2), (60, 6, 1)))
"""While people vote, all that can be called out is there, with labels in place of icons."""


@dataclass(frozen=True, slots=True)
class _Face:
    """What stands on a card: ``lines`` is how many its text takes in a width, ``side`` stands at its right."""

    card: Card | None
    text: str
    icon: str
    width: float
    lines: int
    side: str = ""
    path: str = ""
    ranked: str = ""
    mark: str = ""

    @property
    def below(self) -> float:
        """The height of what stands below the text."""
        return float(MARK * (bool(self.path) + bool(self.ranked) + bool(self.mark)))

    def height(self, size: _Size) -> float:
        """How high the card is in a size."""
        return max(size.height, size.line * min(size.most, self.lines) + self.below + 2 * size.air)


def plan_cards(sheet: Sheet, found: Conditions, words: Words, box: QRectF) -> None:
    """Put the cards at the bottom of the box, in the largest size in which all have room with all their words."""
    columns = 2 if sheet.width >= _WIDE else 1
    width = (box.width() - _ACROSS * (columns - 1)) / columns
    size, faces = _all_or_some(sheet, found, words, width, box.height())
    heights = _heights(faces, size, columns)
    top = box.bottom() - _total(heights)
    for row, height in enumerate(heights):
        for column, face in enumerate(faces[row * columns : (row + 1) * columns]):
            _card(sheet, face, QRectF(box.left() + column * (width + _ACROSS), top, width, height), size)
        top += height + _DOWN


def _all_or_some(
    sheet: Sheet, found: Conditions, words: Words, width: float, room: float
) -> tuple[_Size, Sequence[_Face]]:
    """Return a size, and the cards that have room in it, one for what else there is among them."""
    columns = 2 if sheet.width >= _WIDE else 1
    voting = any(one.label for one in found.cards)
    sizes = tuple(replace(size, tile=_LABEL) for size in (*_SIZES, *_TIGHT)) if voting else _SIZES
    known = {size.style: _faces(sheet, found, words, size, width) for size in sizes[:2]}
    for size in sizes if not found.more else ():
        faces = known[size.style]
        if size.height < _SMALL.height:
            faces = [replace(one, ranked="", mark="") for one in faces]
        another = [_ghost(sheet, words("factors.add.line"), "plus", size, width)] if not voting else []
        for tried in ([*faces, *another], faces):
            if tried and _total(_heights(tried, size, columns)) <= room:
                return size, tried
    size, faces = sizes[-1], [replace(one, path="") for one in known[_SMALL.style]]  # more cards come before it
    if not found.more and _total(_heights(faces, size, columns)) <= room:
        return size, faces
    chosen = next((at for at, one in enumerate(found.cards) if one.chosen), 0)

    def shown(first: int, last: int) -> list[_Face]:
        text = words("projector.more", count=found.more + len(faces) - (last - first))
        return [*faces[first:last], _ghost(sheet, text, "circle-ellipsis", size, width)]

    def fits(first: int, last: int) -> bool:
        return _total(_heights(shown(first, last), size, columns)) <= room

    first, last = part_around(len(faces), chosen, fits)
    return size, shown(first, last) if fits(first, last) else faces[first:last]


def _heights(faces: Sequence[_Face], size: _Size, columns: int) -> list[float]:
    """Return the heights of the rows: the cards of one row are equally high."""
    return [max(face.height(size) for face in faces[at : at + columns]) for at in range(0, len(faces), columns)]


def _total(heights: list[float]) -> float:
    return sum(heights) + _DOWN * (len(heights) - 1)


def _faces(sheet: Sheet, found: Conditions, words: Words, size: _Size, width: float) -> list[_Face]:
    return [_face(sheet, one, words, size, width) for one in found.cards]


def _face(sheet: Sheet, card: Card, words: Words, size: _Size, width: float) -> _Face:
    room = _room(size, width)
    path = words(f"projector.{card.path}") if card.path else ""
    wide = sheet.advance("sub-medium", path) + 2 + _BESIDE if path else 0
    beside = bool(path) and room - wide >= _LEAST_TEXT
    beside = beside and _count(sheet, card.text, size, room - wide) <= _MOST_BESIDE
    whole, room = room, room - (wide if beside else 0)
    lines = _count(sheet, card.text, size, room)
    return _Face(
        card=card,
        text=card.text,
        icon=CATEGORY_LOOKS[card.category].icon,
        width=room,
        lines=lines,
        side=path if beside else "",
        path="" if beside else path,
        ranked=ranked_line(card, words),
        mark=mark_words(sheet, words, room if lines < _MOST_BESIDE else whole) if card.later else "",
    )


def _ghost(sheet: Sheet, text: str, icon: str, size: _Size, width: float) -> _Face:
    room = _room(size, width)
    return _Face(card=None, text=text, icon=icon, width=room, lines=_count(sheet, text, size, room))


def _room(size: _Size, width: float) -> float:
    return width - 2 * size.pad - size.tile - _BESIDE


def _count(sheet: Sheet, text: str, size: _Size, width: float) -> int:
    return len(sheet.lines(size.style, text, width, _SIZES[0].most))


def _card(sheet: Sheet, face: _Face, place: QRectF, size: _Size) -> None:
    left, middle, tone = place.left() + size.pad, place.center().y(), "text"
    if face.card is None:
        sheet.plate(place, "", "line2", radius=14, dashed=True)
        sheet.tile(left, middle, size.tile, face.icon, "text2", "sunken")
        tone = "text2"
    else:
        plate_of(sheet, face.card, place)
        if face.card.label:
            put_label(sheet, face.card.label, QRectF(left, middle - 22, size.tile, 44))
        else:
            look = CATEGORY_LOOKS[face.card.category]
            sheet.tile(left, middle, size.tile, look.icon, look.ink, look.ground)
    left += size.tile + _BESIDE
    lines = sheet.lines(size.style, face.text, face.width, size.most, even=True)
    top = middle - (size.line * len(lines) + face.below) / 2
    for line in lines:
        sheet.text(QRectF(left, top, face.width, size.line), line, size.style, tone)
        top += size.line
    if face.path:
        sheet.text(QRectF(left, top, face.width, MARK), face.path, "sub-medium", "accent")
        top += MARK
    if face.ranked:
        sheet.text(QRectF(left, top, face.width, MARK), face.ranked, "sub", "text2")
        top += MARK
    if face.mark:
        put_mark(sheet, face.mark, QRectF(left, top, place.right() - size.pad - left, MARK))
    if face.side:
        beside = left + face.width + _BESIDE
        room = place.right() - size.pad - beside
        sheet.text(QRectF(beside, middle - 18, room, 36), face.side, "sub-medium", "accent")
