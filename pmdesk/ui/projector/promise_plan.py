"""The actions and ideas for the room: what will be done, by which role, until when, and when it counts as done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from pmdesk.editing.room_view import Idea, Ideas, Promise, Promises
from pmdesk.editing.words import Words
from pmdesk.ui.projector.factor_plan import put_label, ranked_line
from pmdesk.ui.projector.part import part_around
from pmdesk.ui.projector.sheet import RIGHT, Sheet

_ROW, _SIDE, _SIGN, _LABEL = 112, 430, 36, 84
_LINE, _SMALL, _AIR, _TIGHT_AIR, _MORE = 42, 36, 17, 8, 52
_WIDE = 1300
_MOST, _MOST_CHOSEN = (3, 2, 1), (6, 3, 2, 1)
"""How many lines a text may have where all have room, and in the chosen one where that alone has room."""


@dataclass(frozen=True, slots=True)
class _Row:
    of: Promise | Idea
    text: tuple[str, ...]
    when: tuple[str, ...]
    height: float
    air: int = _AIR
    ranked: str = ""


def plan_promises(sheet: Sheet, found: Promises | Ideas, words: Words, box: QRectF) -> None:
    """Put the rows at the bottom of the box, the chosen one among them."""
    if not found.rows:
        text = words("actions.empty")
        sheet.text(QRectF(box.left(), box.bottom() - _ROW, box.width(), 44), text, "row", "text2")
        return
    shown: tuple[Promise | Idea, ...] = found.rows
    chosen = next((at for at, one in enumerate(shown) if one.chosen), 0)
    whole = _chosen(sheet, found, words, box)
    rows = list[_Row]()
    for most, air in _tries(shown, box.height()):
        rows = [
            whole if one.chosen and whole is not None else _row(sheet, one, words, box.width(), most, air)
            for one in shown
        ]
        if not found.more and sum(one.height for one in rows) <= box.height():
            break

    def fits(first: int, last: int) -> bool:
        more = found.more or last - first < len(rows)
        return sum(one.height for one in rows[first:last]) + (_MORE if more else 0) <= box.height()

    first, last = part_around(len(rows), chosen, fits)
    more = found.more + len(rows) - (last - first)
    top = box.bottom() - sum(one.height for one in rows[first:last]) - (_MORE if more else 0)
    for one in rows[first:last]:
        place = QRectF(box.left(), top, box.width(), one.height)
        if one.of.chosen:
            sheet.plate(place.adjusted(-28, 0, 28, 0), "selected", radius=14)
        else:
            sheet.rule(place.left(), place.top(), place.width())
        _put(sheet, one, words, place)
        top += one.height
    if more:
        sheet.rule(box.left(), top, box.width())
        text = words("projector.more", count=more)
        sheet.text(QRectF(box.left() + _lead(found.rows[0]), top + 8, box.width(), 44), text, "sub", "text2")


def _chosen(sheet: Sheet, found: Promises | Ideas, words: Words, box: QRectF) -> _Row | None:
    """Return the row of the chosen one, with as much of its text as has room; None when none is chosen."""
    one = next((one for one in found.rows if one.chosen), None)
    if one is None:
        return None
    tried = [_row(sheet, one, words, box.width(), most) for most in _MOST_CHOSEN]
    return next((row for row in tried if row.height + _MORE <= box.height()), tried[-1])


def _lead(one: Promise | Idea) -> int:
    """Return how far the words of a row stand from its beginning."""
    return (_LABEL if isinstance(one, Idea) and one.label else _SIGN) + 24


def _tries(rows: tuple[Promise | Idea, ...], room: float) -> list[tuple[int, int]]:
    """Return how many lines a text may have, and the air around it, most first; a vote has little air at the end."""
    first = rows[0]
    least = _LINE + 2 * _AIR if isinstance(first, Idea) else _ROW
    tries = [(most, _AIR) for most in (_MOST if len(rows) * least <= room else _MOST[-1:])]
    return [*tries, (1, _TIGHT_AIR)] if isinstance(first, Idea) and first.label else tries


def _row(sheet: Sheet, one: Promise | Idea, words: Words, width: float, most: int, air: int = _AIR) -> _Row:
    wide, ranked = sheet.width >= _WIDE, ranked_line(one, words)
    side = wide and (bool(ranked) or isinstance(one, Promise))
    room = width - _lead(one) - (_SIDE + 32 if side else 0)
    text = tuple(sheet.lines("row", one.text or words("actions.ask.text"), room, most, even=True))
    if isinstance(one, Idea):
        height = 2 * air + _LINE * len(text) + (_SMALL if ranked and not wide else 0)
        return _Row(of=one, text=text, when=(), height=height, air=air, ranked=ranked)
    when = words("actions.row.done_when", text=one.done_when) if one.done_when else words("actions.ask.done_when")
    below = tuple(sheet.lines("sub", when, room, most, even=True))
    height = 2 * _AIR + _LINE * len(text) + _SMALL * (len(below) + bool(ranked)) + (0 if wide else _LINE)
    return _Row(of=one, text=text, when=below, height=max(_ROW, height), ranked=ranked)


def _put(sheet: Sheet, row: _Row, words: Words, place: QRectF) -> None:
    if isinstance(row.of, Idea):
        _put_idea(sheet, row.of, row, place)
    else:
        _put_promise(sheet, row.of, row, words, place)


def _put_idea(sheet: Sheet, one: Idea, row: _Row, place: QRectF) -> None:
    wide, top = sheet.width >= _WIDE, place.top() + row.air
    if one.label:
        put_label(sheet, one.label, QRectF(place.left(), top - 1, _LABEL, 44))
    else:
        sheet.sign(QRectF(place.left(), top + 3, _SIGN, _SIGN), "lightbulb", "text2")
    left = place.left() + _lead(one)
    for line in row.text:
        room = place.right() - left - (_SIDE + 32 if wide and row.ranked else 0)
        sheet.text(QRectF(left, top, room, _LINE), line, "row")
        top += _LINE
    if wide:
        side = QRectF(place.right() - _SIDE, place.top() + row.air, _SIDE, _LINE)
        sheet.text(side, row.ranked, "sub", "text2", RIGHT)
    else:
        sheet.text(QRectF(left, top, place.right() - left, _SMALL), row.ranked, "sub", "text2")


def _put_promise(sheet: Sheet, one: Promise, row: _Row, words: Words, place: QRectF) -> None:
    wide, top = sheet.width >= _WIDE, place.top() + _AIR
    icon, tone = ("circle-check", "ok") if one.done else ("circle", "control")
    sheet.sign(QRectF(place.left(), top + 3, _SIGN, _SIGN), icon, tone)
    left = place.left() + _lead(one)
    width = place.right() - left - (_SIDE + 32 if wide else 0)
    side = QRectF(place.right() - _SIDE, top, _SIDE, _LINE)
    for line in row.text:
        sheet.text(QRectF(left, top, width, _LINE), line, "row", "text" if one.text else "warn")
        top += _LINE
    for line in row.when:
        sheet.text(QRectF(left, top, width, _SMALL), line, "sub", "text2" if one.done_when else "warn")
        top += _SMALL
    if row.ranked:
        sheet.text(QRectF(left, top, width, _SMALL), row.ranked, "sub", "text2")
        top += _SMALL
    side = side if wide else QRectF(left, top, width / 2, _LINE)
    due = side.translated(0, _LINE) if wide else side.translated(side.width(), 0)
    owner_tone = "text" if one.owner else "warn"
    sheet.sign(QRectF(side.left(), side.top() + 8, 28, 28), "user", "text2" if one.owner else "warn")
    owner = side.adjusted(40, 0, 0, 0)
    sheet.text(owner, one.owner or words("actions.ask.owner"), "sub-medium", owner_tone)
    sheet.sign(QRectF(due.left(), due.top() + 8, 28, 28), "calendar-days", "text2" if one.due else "warn")
    date = words.date(one.due, year=False) if one.due else words("actions.ask.by_when")
    sheet.text(due.adjusted(40, 0, 0, 0), date, "sub", "text2" if one.due else "warn")
