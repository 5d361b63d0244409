"""The actions for the room: what will be done, by which role, until when, and when it counts as done."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from pmdesk.editing.room_view import Promise, Promises
from pmdesk.editing.words import Words
from pmdesk.ui.projector.sheet import Sheet

_ROW, _SIDE, _SIGN = 112, 430, 36
_WIDE = 1300


def plan_promises(sheet: Sheet, found: Promises, words: Words, box: QRectF) -> None:
    """Put the rows at the bottom of the box, the chosen one among them."""
    if not found.rows:
        text = words("actions.empty")
        sheet.text(QRectF(box.left(), box.bottom() - _ROW, box.width(), 44), text, "row", "text2")
        return
    wide = sheet.width >= _WIDE
    height = _ROW if wide else _ROW + 40
    room = box.height()
    fit = int(room // height)
    if len(found.rows) + found.more > fit:
        fit = int((room - 52) // height)
    fit = max(1, fit)
    chosen = next((at for at, one in enumerate(found.rows) if one.chosen), 0)
    first = max(0, min(chosen - fit // 2, len(found.rows) - fit))
    shown = found.rows[first : first + fit]
    more = found.more + len(found.rows) - len(shown)
    top = box.bottom() - len(shown) * height - (52 if more else 0)
    for one in shown:
        place = QRectF(box.left(), top, box.width(), height)
        if one.chosen:
            sheet.plate(place.adjusted(-28, 0, 28, 0), "selected", radius=14)
        else:
            sheet.rule(place.left(), place.top(), place.width())
        _row(sheet, one, words, place, wide=wide)
        top += height
    if more:
        sheet.rule(box.left(), top, box.width())
        text = words("projector.more", count=more)
        sheet.text(QRectF(box.left() + _SIGN + 24, top + 8, box.width(), 44), text, "sub", "text2")


def _row(sheet: Sheet, one: Promise, words: Words, place: QRectF, *, wide: bool) -> None:
    top = place.top() + 14
    icon, tone = ("circle-check", "ok") if one.done else ("circle", "control")
    sheet.sign(QRectF(place.left(), top + 4, _SIGN, _SIGN), icon, tone)
    left = place.left() + _SIGN + 24
    width = place.right() - left - (_SIDE + 32 if wide else 0)
    sheet.text(
        QRectF(left, top, width, 44), one.text or words("actions.ask.text"), "row", "text" if one.text else "warn"
    )
    when = words("actions.row.done_when", text=one.done_when) if one.done_when else words("actions.ask.done_when")
    sheet.text(QRectF(left, top + 46, width, 38), when, "sub", "text2" if one.done_when else "warn")
    side = QRectF(place.right() - _SIDE, top, _SIDE, 44) if wide else QRectF(left, top + 84, width / 2, 44)
    due = side.translated(0, 42) if wide else side.translated(side.width(), 0)
    owner_tone = "text" if one.owner else "warn"
    sheet.sign(QRectF(side.left(), side.top() + 8, 28, 28), "user", "text2" if one.owner else "warn")
    owner = side.adjusted(40, 0, 0, 0)
    sheet.text(owner, one.owner or words("actions.ask.owner"), "sub-medium", owner_tone)
    sheet.sign(QRectF(due.left(), due.top() + 8, 28, 28), "calendar-days", "text2" if one.due else "warn")
    date = words.date(one.due, year=False) if one.due else words("actions.ask.by_when")
    sheet.text(due.adjusted(40, 0, 0, 0), date, "sub", "text2" if one.due else "warn")
