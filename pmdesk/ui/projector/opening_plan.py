"""What the room sees before and at the beginning: the agenda, the opening words and the ground rules."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from pmdesk.editing.room_view import Opening, Welcome
from pmdesk.editing.words import Words
from pmdesk.ui.projector.sheet import Sheet

_WIDE = 1300
_LINE, _PARAGRAPH, _BETWEEN = 44, 18, 96
_HEAD = 56


def plan_welcome(sheet: Sheet, found: Welcome, words: Words, box: QRectF) -> None:
    """Put the agenda as one bar whose parts are as long as the stages are planned."""
    if found.day is not None:
        sheet.text(QRectF(box.left(), box.top(), box.width(), 44), words.date(found.day), "row", "text2")
    total = sum(minutes for _stage, minutes in found.agenda)
    if not total:
        return
    top = box.bottom() - 200
    sheet.text(QRectF(box.left(), top, box.width(), 44), words("projector.agenda"), "row-strong")
    gaps = 10 * (len(found.agenda) - 1)
    x = box.left()
    for stage, minutes in found.agenda:
        width = (box.width() - gaps) * minutes / total
        sheet.plate(QRectF(x, top + 70, width, 14), "accent", radius=7)
        sheet.text(QRectF(x, top + 96, width, 40), words(f"commands.stage.{stage}"), "sub-medium")
        sheet.text(QRectF(x, top + 134, width, 40), words("projector.minutes", minutes=minutes), "sub", "text2")
        x += width + 10


def plan_opening(sheet: Sheet, found: Opening, words: Words, box: QRectF) -> None:
    """Put the opening words at the left and the rules at the right, or one below the other."""
    if sheet.width >= _WIDE:
        width = (box.width() - _BETWEEN) / 2
        plan_paragraphs(
            sheet, words("projector.words"), found.words, QRectF(box.left(), box.top(), width, box.height())
        )
        right = QRectF(box.right() - width, box.top(), width, box.height())
        plan_points(sheet, words("projector.rules"), found.rules, words, right, numbered=True)
        return
    half = (box.height() - 40) / 2
    plan_paragraphs(sheet, words("projector.words"), found.words, QRectF(box.left(), box.top(), box.width(), half))
    below = QRectF(box.left(), box.top() + half + 40, box.width(), half)
    plan_points(sheet, words("projector.rules"), found.rules, words, below, numbered=True)


def plan_paragraphs(sheet: Sheet, heading: str, paragraphs: tuple[str, ...], box: QRectF) -> None:
    """Put paragraphs below a heading; the last line that has room ends in an ellipsis when there is more."""
    sheet.text(QRectF(box.left(), box.top(), box.width(), 44), heading, "sub-medium", "accent")
    top = box.top() + _HEAD
    for at, paragraph in enumerate(paragraphs):
        room = int((box.bottom() - top) // _LINE)
        if room < 1:
            return
        last = at + 1 < len(paragraphs) and room <= len(sheet.lines("row", paragraph, box.width(), room)) + 1
        lines = sheet.lines("row", paragraph, box.width(), room)
        for line in lines:
            sheet.text(QRectF(box.left(), top, box.width(), _LINE), line, "row")
            top += _LINE
        if last:
            return
        top += _PARAGRAPH


def plan_points(
    sheet: Sheet,
    heading: str,
    points: tuple[str, ...],
    words: Words,
    box: QRectF,
    *,
    numbered: bool = False,
    empty: str = "",
) -> None:
    """Put points below a heading, and how many more there are when they have no room."""
    sheet.text(QRectF(box.left(), box.top(), box.width(), 44), heading, "sub-medium", "accent")
    top = box.top() + _HEAD
    if not points and empty:
        sheet.text(QRectF(box.left(), top, box.width(), _LINE), empty, "row", "text2")
    indent = 52
    for at, point in enumerate(points):
        lines = sheet.lines("row", point, box.width() - indent, 3)
        reserve = _LINE if at + 1 < len(points) else 0
        if top + _LINE * len(lines) + reserve > box.bottom():
            more = words("projector.more", count=len(points) - at)
            sheet.text(QRectF(box.left() + indent, top, box.width() - indent, _LINE), more, "row", "text2")
            return
        if numbered:
            sheet.text(QRectF(box.left(), top, indent - 8, _LINE), str(at + 1), "row-strong", "text3")
        else:
            sheet.plate(QRectF(box.left() + 8, top + _LINE / 2 - 5, 10, 10), "accent", radius=5)
        for line in lines:
            sheet.text(QRectF(box.left() + indent, top, box.width() - indent, _LINE), line, "row")
            top += _LINE
        top += _PARAGRAPH
