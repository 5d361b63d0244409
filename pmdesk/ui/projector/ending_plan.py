"""What the room sees at the end: what was learned, what happens next, and when it meets again."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from pmdesk.editing.room_view import Ending, Promise
from pmdesk.editing.words import Words
from pmdesk.ui.projector.opening_plan import plan_points
from pmdesk.ui.projector.sheet import Sheet

_WIDE = 1300
_LINE, _ROW, _TEXT, _BETWEEN = 44, 96, 40, 96
_MOST_LINES = 6


def plan_ending(sheet: Sheet, found: Ending, words: Words, box: QRectF) -> None:
    """Put what was learned at the left and what follows at the right, or one below the other."""
    lasts = [words("projector.next_date", date=words.date(found.next_date))] if found.next_date else []
    lasts += [words("projector.carried", count=found.carried)] if found.carried else []
    lasts += [words("projector.answered", count=found.answered)] if found.answered else []
    below = _LINE * len(lasts) + 12 if lasts else 0
    heading, empty = words("projector.learned"), words("projector.nothing_learned")
    if sheet.width >= _WIDE:
        width = (box.width() - _BETWEEN) / 2
        left = QRectF(box.left(), box.top(), width, box.height() - below)
        right = QRectF(box.right() - width, box.top(), width, box.height())
    else:
        width = box.width()
        half = (box.height() - below - 40) / 2
        left = QRectF(box.left(), box.top(), width, half)
        right = QRectF(box.left(), box.top() + half + 40, width, half)
    plan_points(sheet, heading, found.learned, words, left, empty=empty)
    _following(sheet, found, words, right)
    for at, text in enumerate(lasts):
        place = QRectF(box.left(), box.bottom() - _LINE * (len(lasts) - at), width, _LINE)
        sheet.text(place, text, "sub-medium", "text2")


def _following(sheet: Sheet, found: Ending, words: Words, box: QRectF) -> None:
    sheet.text(QRectF(box.left(), box.top(), box.width(), 44), words("projector.following"), "sub-medium", "accent")
    top = box.top() + 56
    if not found.following:
        text = words("projector.nothing_following")
        sheet.text(QRectF(box.left(), top, box.width(), _LINE), text, "row", "text2")
        return
    room = box.bottom() - top
    texts = [tuple(sheet.lines("row", one.text, box.width(), _MOST_LINES, even=True)) for one in found.following]
    if found.more or sum(_height(lines) for lines in texts) > room:
        texts = [tuple(sheet.lines("row", one.text, box.width(), 1)) for one in found.following]
    fit = len(texts)
    while (
        fit and sum(_height(lines) for lines in texts[:fit]) + (_LINE if found.more or fit < len(texts) else 0) > room
    ):
        fit -= 1
    for one, lines in zip(found.following[:fit], texts, strict=False):
        _promise(sheet, one, lines, words, QRectF(box.left(), top, box.width(), _height(lines)))
        top += _height(lines)
    more = found.more + len(texts) - fit
    if more:
        sheet.text(QRectF(box.left(), top, box.width(), _LINE), words("projector.more", count=more), "sub", "text2")


def _height(lines: tuple[str, ...]) -> float:
    return _ROW + _TEXT * (max(1, len(lines)) - 1)


def _promise(sheet: Sheet, one: Promise, lines: tuple[str, ...], words: Words, place: QRectF) -> None:
    below = place.top()
    for line in lines:
        sheet.text(QRectF(place.left(), below, place.width(), _TEXT), line, "row")
        below += _TEXT
    date = words.date(one.due, year=False) if one.due else words("actions.ask.by_when")
    wide = max(190.0, sheet.advance("sub-medium", date) + 24)
    sheet.text(QRectF(place.left(), below, wide, 40), date, "sub-medium", "text2" if one.due else "warn")
    owner = QRectF(place.left() + wide, below, place.width() - wide, 40)
    sheet.text(owner, one.owner or words("actions.ask.owner"), "sub", "text2" if one.owner else "warn")
