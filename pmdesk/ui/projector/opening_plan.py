"""What the room sees before and at the beginning: the agenda, the opening words and the ground rules."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from pmdesk.editing.room_view import Opening, Welcome
from pmdesk.editing.words import Words
from pmdesk.ui.projector.sheet import Sheet

_WIDE = 1300
_PARAGRAPH, _BETWEEN, _INDENT, _HEAD = 14, 64, 44, 54
_SIZES = (("row", 44.0), ("read", 41.0), ("sub", 38.0))
_MOST_LINES, _UNENDING = 3, 99
_WORDS_SHARE = 0.54
_LONELY = 0.3
"""A last line shorter than this part of the width is a word alone: then the lines are made equally long."""


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
        width = (box.width() - _BETWEEN) * _WORDS_SHARE
        plan_paragraphs(
            sheet, words("projector.words"), found.words, QRectF(box.left(), box.top(), width, box.height())
        )
        right = box.adjusted(width + _BETWEEN, 0, 0, 0)
        plan_points(sheet, words("projector.rules"), found.rules, words, right, numbered=True)
        return
    half = (box.height() - 40) / 2
    plan_paragraphs(sheet, words("projector.words"), found.words, QRectF(box.left(), box.top(), box.width(), half))
    below = QRectF(box.left(), box.top() + half + 40, box.width(), half)
    plan_points(sheet, words("projector.rules"), found.rules, words, below, numbered=True)


def plan_paragraphs(sheet: Sheet, heading: str, paragraphs: tuple[str, ...], box: QRectF) -> None:
    """Put paragraphs below a heading; what has no room is cut with an ellipsis."""
    sheet.text(QRectF(box.left(), box.top(), box.width(), 44), heading, "sub-medium", "accent")
    style, leading = _fitting(sheet, paragraphs, box.width(), box.height() - _HEAD)
    top = box.top() + _HEAD
    for at, paragraph in enumerate(paragraphs):
        most = int((box.bottom() - top) // leading)
        if most < 1:
            return
        followed = at + 1 < len(paragraphs)
        lines = sheet.lines(style, paragraph, box.width(), most)
        if sheet.advance(style, lines[-1]) < box.width() * _LONELY:
            lines = sheet.lines(style, paragraph, box.width(), most, even=True)
        if followed and box.bottom() - top - leading * len(lines) - _PARAGRAPH < leading:
            lines = [*lines[:-1], f"{lines[-1]} …"]
        for line in lines:
            sheet.text(QRectF(box.left(), top, box.width(), leading), line, style)
            top += leading
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
    top, left, width = box.top() + _HEAD, box.left() + _INDENT, box.width() - _INDENT
    style, leading = _fitting(sheet, points, width, box.height() - _HEAD)
    if not points and empty:
        sheet.text(QRectF(box.left(), top, box.width(), leading), empty, style, "text2")
    whole = _needed(sheet, points, style, leading, width) <= box.height() - _HEAD
    for at, point in enumerate(points):
        lines = sheet.lines(style, point, width, _UNENDING if whole else _MOST_LINES, even=True)
        reserve = leading + _PARAGRAPH if at + 1 < len(points) else 0
        if top + leading * len(lines) + reserve > box.bottom() + 1:
            more = words("projector.more", count=len(points) - at)
            sheet.text(QRectF(left, top, width, leading), more, style, "text2")
            return
        if numbered:
            sheet.text(
                QRectF(box.left(), top, _INDENT - 8, leading),
                str(at + 1),
                "row-strong" if style == "row" else "sub-strong",
                "text3",
            )
        else:
            sheet.plate(QRectF(box.left() + 8, top + leading / 2 - 5, 10, 10), "accent", radius=5)
        for line in lines:
            sheet.text(QRectF(left, top, width, leading), line, style)
            top += leading
        top += _PARAGRAPH


def _fitting(sheet: Sheet, texts: tuple[str, ...], width: float, room: float) -> tuple[str, float]:
    """Return the largest style, with its leading, in which all texts have room, or the smallest there is."""
    for style, leading in _SIZES:
        if _needed(sheet, texts, style, leading, width) <= room:
            return style, leading
    return _SIZES[-1]


def _needed(sheet: Sheet, texts: tuple[str, ...], style: str, leading: float, width: float) -> float:
    """Return how high texts are when nothing of them is cut."""
    lines = sum(len(sheet.lines(style, one, width, _UNENDING)) for one in texts)
    return lines * leading + _PARAGRAPH * (len(texts) - 1)
