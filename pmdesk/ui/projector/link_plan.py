"""The factors as a map for the room: conditions at the left, what they made possible to the right of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from pmdesk.domain.causes import layers
from pmdesk.editing.room_view import Card, Conditions
from pmdesk.editing.words import Words
from pmdesk.ui.projector.factor_plan import MARK, mark_words, plate_of, put_mark, ranked_line
from pmdesk.ui.projector.sheet import CENTRE, Sheet
from pmdesk.ui.widgets.cause_map_plan import INCIDENT, CellKind, Link, MapPlan, Sizes, plan_map
from pmdesk.ui.widgets.factor_facts import CATEGORY_LOOKS

_WIDE = 1300
_LEAST, _MOST = 330, 560
"""How narrow and how wide a factor may be."""
_ACROSS, _DOWN, _PORT = 60, 22, 18
_INCIDENT = (210, 84)
_PAD, _AIR, _BESIDE = 20, 14, 16
_LINES = 4


@dataclass(frozen=True, slots=True)
class _Size:
    style: str
    line: float
    tile: float


_SIZES = (_Size("row", 40, 48), _Size("sub", 36, 44))


def plan_links(sheet: Sheet, found: Conditions, words: Words, box: QRectF) -> bool:
    """Put the map at the bottom of the box; False, and nothing is put, when it has no room or nothing is linked."""
    if not found.graph or sheet.width < _WIDE:
        return False
    columns = len(layers(found.graph))
    width = min((box.width() - _INCIDENT[0] - _ACROSS * columns) / columns, _MOST)
    if width < _LEAST:
        return False
    for size in _SIZES:
        plan = _planned(sheet, found, size, width, box)
        if plan is not None:
            _put(sheet, found, words, plan, size, box)
            return True
    return False


def _planned(sheet: Sheet, found: Conditions, size: _Size, width: float, box: QRectF) -> MapPlan | None:
    """Return the places in a size of type, from 0, or None when something has no room."""
    lines = {card.id: len(_lines(sheet, card, size, width, _LINES + 1)) for card in found.cards}
    if max(lines.values()) > _LINES:
        return None
    text = max(lines[card.id] * size.line + _below(card) for card in found.cards)
    height = max(text, size.tile) + 2 * _AIR
    sizes = Sizes(
        room=box.width(),
        factor=(width, height),
        effect=(width, height),
        incident=_INCIDENT,
        column_gap=_ACROSS,
        row_gap=_DOWN,
        port_gap=_PORT,
        top=0,
    )
    plan = plan_map(found.graph, sizes)
    return plan if _height(plan) <= box.height() and plan.width <= box.width() + 1 else None


def _below(card: Card) -> int:
    """Return how high what stands below the words of a factor is."""
    return MARK * (card.later + bool(card.group or card.votes is not None))


def _height(plan: MapPlan) -> float:
    return max(cell.y + cell.height for cell in plan.cells)


def _lines(sheet: Sheet, card: Card, size: _Size, width: float, most: int) -> list[str]:
    return sheet.lines(size.style, card.text, _room(size, width), most, even=True)


def _room(size: _Size, width: float) -> float:
    return width - size.tile - 2 * _PAD - _BESIDE


def _put(sheet: Sheet, found: Conditions, words: Words, plan: MapPlan, size: _Size, box: QRectF) -> None:
    top = box.bottom() - _height(plan)
    cards = {card.id: card for card in found.cards}
    for link in sorted(plan.links, key=lambda one: _told(one, cards)):
        points = [(box.left() + x, top + y) for x, y in link.points]
        sheet.arrow(points, "accent" if _told(link, cards) else "control", dashed=link.guessed)
    for cell in plan.cells:
        place = QRectF(box.left() + cell.x, top + cell.y, cell.width, cell.height)
        if cell.kind is CellKind.INCIDENT:
            sheet.plate(place, "risksoft", "risk", radius=14)
            middle = QRectF(place.left(), place.center().y() - 20, place.width(), 40)
            sheet.text(middle, words("factors.map.incident"), f"{size.style}-strong", "text", CENTRE)
        else:
            _factor(sheet, cards[cell.key], words, size, place)


def _told(link: Link, cards: dict[str, Card]) -> bool:
    """Return whether an arrow lies on the way through the chosen factor."""
    source = cards[link.source]
    if link.target == INCIDENT:
        return source.chosen or source.path == "leads_to"
    target = cards[link.target]
    if source.chosen or source.path == "leads_to":
        return target.path == "leads_to"
    return source.path == "behind" and (target.chosen or target.path == "behind")


def _factor(sheet: Sheet, card: Card, words: Words, size: _Size, place: QRectF) -> None:
    plate_of(sheet, card, place)
    look = CATEGORY_LOOKS[card.category]
    sheet.tile(place.left() + _PAD, place.center().y(), size.tile, look.icon, look.ink, look.ground)
    left = place.left() + _PAD + size.tile + _BESIDE
    lines = _lines(sheet, card, size, place.width(), _LINES)
    top = place.center().y() - (size.line * len(lines) + _below(card)) / 2
    for line in lines:
        sheet.text(QRectF(left, top, place.right() - left - _PAD / 2, size.line), line, size.style)
        top += size.line
    ranked = ranked_line(card, words)
    if ranked:
        sheet.text(QRectF(left, top, place.right() - left - _PAD / 2, MARK), ranked, "sub", "text2")
        top += MARK
    if card.later:
        room = _room(size, place.width())
        put_mark(sheet, mark_words(sheet, words, room), QRectF(left, top, place.right() - left - _PAD / 2, MARK))
