"""The timeline for the room: the chart, and below it the entries up to the one that is talked about."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from pmdesk.editing.room_view import EventRow, GapRow, Story
from pmdesk.editing.words import Words
from pmdesk.ui.projector.chart_plan import chart_height, chart_of, plan_chart
from pmdesk.ui.projector.sheet import RIGHT, Sheet
from pmdesk.ui.widgets.marks import KIND_ICONS, MOMENT_ICONS, MOMENT_TONES

_ROW, _LINE, _MOST_LINES = 72, 40, 2
_AIR = 20
_LEAST_TEXT = 200.0
_TILE, _GAP, _LEAST_TIME, _MOST_TIME = 44, 26, 98, 230
_FEWEST = 3
"""Fewer rows than these are no story: then the chart gives way."""

Row = EventRow | GapRow


def plan_story(sheet: Sheet, story: Story, words: Words, box: QRectF) -> None:
    """Put the chart at the top of the box and the rows at its bottom."""
    layout = chart_of(sheet, story, words, box.width())
    chart = chart_height(layout)
    if chart and box.height() - chart - _AIR >= min(_FEWEST, len(story.rows)) * _ROW:
        plan_chart(sheet, layout, story.now, words, QRectF(box.left(), box.top(), box.width(), chart))
    else:
        chart = -float(_AIR)
    room = box.height() - chart - _AIR
    column, shown, heights = float(_MOST_TIME), [0], [0.0]
    for _ in range(2):  # the times that are shown decide how wide their column is
        heights = [_height(sheet, one, words, box.width(), column) for one in story.rows]
        shown = _chosen(story.rows, heights, room)
        times = [one.time for at in shown if isinstance(one := story.rows[at], EventRow)]
        column = min(_MOST_TIME, max([_LEAST_TIME, *(sheet.advance("row-strong", one) for one in times)]))
    top = box.bottom() - sum(heights[at] for at in shown)
    for at in shown:
        row, place = story.rows[at], QRectF(box.left(), top, box.width(), heights[at])
        if not (isinstance(row, EventRow) and row.now):
            sheet.rule(place.left(), place.top(), place.width())
        _put(sheet, row, words, place, column)
        top += heights[at]


def _chosen(rows: tuple[Row, ...], heights: list[float], room: float) -> list[int]:
    """Return the rows that have room: the chosen one, those before it, then those after it."""
    if not rows:
        return []
    centre = next((at for at, one in enumerate(rows) if isinstance(one, EventRow) and one.now), len(rows) - 1)
    first = last = centre
    room -= heights[centre]
    while first > 0 and heights[first - 1] <= room:
        first -= 1
        room -= heights[first]
    while last < len(rows) - 1 and heights[last + 1] <= room and first == 0:
        last += 1
        room -= heights[last]
    return list(range(first, last + 1))


def _chip_width(sheet: Sheet, name: str) -> float:
    return 14 + 28 + 10 + sheet.advance("chip", name) + 18


def _height(sheet: Sheet, row: Row, words: Words, width: float, column: float) -> float:
    if isinstance(row, GapRow):
        return _ROW
    chips = sum(_chip_width(sheet, words(f"enums.key_moment.{one}")) + 12 for one in row.moments)
    room = width - column - 2 * _GAP - _TILE - chips - (12 if row.moments else 0)
    lines = sheet.lines("row", row.text, max(_LEAST_TEXT, room), _MOST_LINES)
    return _ROW + _LINE * (max(1, len(lines)) - 1)


def _put(sheet: Sheet, row: Row, words: Words, place: QRectF, column: float) -> None:
    middle = place.center().y() + 1
    text_left = place.left() + column + _GAP + _TILE + _GAP
    if isinstance(row, GapRow):
        duration = words.duration(row.minutes * 60)
        text = words(f"timeline.row.{'quiet' if row.quiet else 'gap'}", duration=duration)
        if not row.quiet:
            sheet.hatching(QRectF(place.left(), middle - 14, column, 28), 6)
        sheet.text(QRectF(text_left, middle - 20, place.right() - text_left, 40), text, "sub", "text2")
        return
    if row.now:
        sheet.plate(place.adjusted(-28, 0, 28, 0), "selected", radius=14)
    sheet.text(QRectF(place.left(), middle - 22, column + 4, 44), row.time or "?", "row-strong")
    ink = f"k{row.kind.value}"
    sheet.tile(place.left() + column + _GAP, middle, _TILE, KIND_ICONS[row.kind], ink, f"{ink}soft")
    right = place.right()
    for name in reversed(row.moments):
        right = _chip(sheet, name, words, right, middle) - 12
    width = right - text_left - (12 if row.moments else 0)
    lines = sheet.lines("row", row.text, max(_LEAST_TEXT, width), _MOST_LINES)
    top = middle - _LINE * len(lines) / 2
    for line in lines:
        sheet.text(QRectF(text_left, top, max(_LEAST_TEXT, width), _LINE), line, "row")
        top += _LINE


def _chip(sheet: Sheet, name: str, words: Words, right: float, middle: float) -> float:
    """Put the chip of a key moment, ending at ``right``; return where it begins."""
    text, tone = words(f"enums.key_moment.{name}"), MOMENT_TONES[name]
    wide = _chip_width(sheet, text)
    sheet.plate(QRectF(right - wide, middle - 22, wide, 44), f"{tone}soft", radius=10)
    sheet.sign(QRectF(right - wide + 14, middle - 14, 28, 28), MOMENT_ICONS[name], tone)
    sheet.text(QRectF(right - wide + 52, middle - 22, wide - 68, 44), text, "chip", tone, RIGHT)
    return right - wide
