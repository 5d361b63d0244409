"""The timeline for the room: the chart, and below it the entries up to the one that is talked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF

from pmdesk.editing.room_view import EventRow, GapRow, Story
from pmdesk.editing.words import Words
from pmdesk.ui.projector.chart_plan import chart_height, chart_of, plan_chart
from pmdesk.ui.projector.sheet import RIGHT, Sheet
from pmdesk.ui.widgets.marks import KIND_ICONS, MOMENT_ICONS, MOMENT_TONES

_ROW, _LINE = 72, 40
_MOST_LINES, _MOST_NOW = 2, 5
"""How many lines of an entry are shown, and of the one that is talked about."""
_AIR = 20
_LEAST_TEXT = 300.0
"""Chips that would leave a text less than this stand below it."""
_CHIPS, _BETWEEN = 52, 12
_TILE, _GAP, _LEAST_TIME, _MOST_TIME = 44, 26, 98, 230
_SPACE = "\u2002"
"""Stands between who acted and the words of an entry."""
_FEWEST = 3
"""Fewer rows than these are no story: then the chart gives way."""


@dataclass(frozen=True, slots=True)
class _Chip:
    """A key moment, or that something was learned later."""

    icon: str
    text: str
    tone: str
    ground: str
    edge: str = ""

    def width(self, sheet: Sheet) -> float:
        """How wide it is."""
        return 14 + 28 + 10 + sheet.advance("chip", self.text) + 18


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of which everything but its place is known; ``under`` puts its chips, in lines, below the text."""

    of: EventRow | GapRow
    height: float
    width: float = 0.0
    lines: int = 0
    chips: tuple[tuple[_Chip, ...], ...] = ()
    under: bool = False


def plan_story(sheet: Sheet, story: Story, words: Words, box: QRectF) -> None:
    """Put the chart at the top of the box and the rows at its bottom."""
    if not story.rows:
        place = QRectF(box.left(), box.bottom() - _ROW, box.width(), _LINE)
        sheet.text(place, words("timeline.empty_question"), "row", "text2")
        return
    layout = chart_of(sheet, story, words, box.width())
    chart = chart_height(layout)
    if chart and box.height() - chart - _AIR >= min(_FEWEST, len(story.rows)) * _ROW:
        plan_chart(sheet, layout, story.now, words, QRectF(box.left(), box.top(), box.width(), chart))
    else:
        chart = -float(_AIR)
    room = box.height() - chart - _AIR
    column, shown = float(_MOST_TIME), list[_Row]()
    for _ in range(2):  # the times that are shown decide how wide their column is
        shown = _chosen(story.rows, partial(_row, sheet, words, box.width(), column), room)
        times = [one.of.time for one in shown if isinstance(one.of, EventRow)]
        column = min(_MOST_TIME, max([_LEAST_TIME, *(sheet.advance("row-strong", one) for one in times)]))
    top = box.bottom() - sum(one.height for one in shown)
    for one in shown:
        place = QRectF(box.left(), top, box.width(), one.height)
        if not (isinstance(one.of, EventRow) and one.of.now):
            sheet.rule(place.left(), place.top(), place.width())
        _put(sheet, one, words, place, column)
        top += one.height


def _chosen(rows: Sequence[EventRow | GapRow], placed: Callable[[EventRow | GapRow], _Row], room: float) -> list[_Row]:
    """Return the rows that have room: the chosen one, those before it, then those after it."""
    centre = next((at for at, one in enumerate(rows) if isinstance(one, EventRow) and one.now), len(rows) - 1)
    found = [placed(rows[centre])]
    room -= found[0].height
    for one in reversed(rows[:centre]):
        row = placed(one)
        if row.height > room:
            return found
        found.insert(0, row)
        room -= row.height
    for one in rows[centre + 1 :]:
        row = placed(one)
        if row.height > room:
            return found
        found.append(row)
        room -= row.height
    return found


def _row(sheet: Sheet, words: Words, width: float, column: float, row: EventRow | GapRow) -> _Row:
    if isinstance(row, GapRow):
        return _Row(of=row, height=_ROW)
    room, chips = width - column - 2 * _GAP - _TILE, _chips(row, words)
    beside = sum(one.width(sheet) + _BETWEEN for one in chips) + (_BETWEEN if chips else 0)
    under = bool(chips) and room - beside < _LEAST_TEXT
    text = room if under else room - beside
    lines = max(1, len(sheet.lines("row", _said(row), text, _MOST_NOW if row.now else _MOST_LINES)))
    placed = _in_lines(sheet, chips, room) if under else (chips,)
    height = _ROW + _LINE * (lines - 1) + (_CHIPS * len(placed) if under else 0)
    return _Row(of=row, height=height, width=text, lines=lines, chips=placed, under=under)


def _said(row: EventRow) -> str:
    """Return who acted and what the entry says, as one sentence."""
    return f"{row.actor}{_SPACE}{row.text}" if row.actor else row.text


def _in_lines(sheet: Sheet, chips: tuple[_Chip, ...], room: float) -> tuple[tuple[_Chip, ...], ...]:
    """Return chips in lines, each no longer than there is room."""
    lines: list[tuple[_Chip, ...]] = [()]
    for one in chips:
        line = (*lines[-1], one)
        if lines[-1] and sum(each.width(sheet) + _BETWEEN for each in line) - _BETWEEN > room:
            lines.append((one,))
        else:
            lines[-1] = line
    return tuple(lines)


def _chips(row: EventRow, words: Words) -> tuple[_Chip, ...]:
    moments = [
        _Chip(MOMENT_ICONS[one], words(f"enums.key_moment.{one}"), MOMENT_TONES[one], f"{MOMENT_TONES[one]}soft")
        for one in row.moments
    ]
    later = _Chip("history", words("enums.known.later"), "text2", "surface", "line2")
    return (later, *moments) if row.later else tuple(moments)


def _put(sheet: Sheet, row: _Row, words: Words, place: QRectF, column: float) -> None:
    middle = place.center().y() + 1
    text_left = place.left() + column + _GAP + _TILE + _GAP
    if isinstance(row.of, GapRow):
        duration = words.duration(row.of.minutes * 60)
        text = words(f"timeline.row.{'quiet' if row.of.quiet else 'gap'}", duration=duration)
        if not row.of.quiet:
            sheet.hatching(QRectF(place.left(), middle - 14, column, 28), 6)
        sheet.text(QRectF(text_left, middle - 20, place.right() - text_left, 40), text, "sub", "text2")
        return
    if row.of.now:
        sheet.plate(place.adjusted(-28, 0, 28, 0), "selected", radius=14)
    sheet.text(QRectF(place.left(), middle - 22, column + 4, 44), row.of.time or "?", "row-strong")
    ink = f"k{row.of.kind.value}"
    sheet.tile(place.left() + column + _GAP, middle, _TILE, KIND_ICONS[row.of.kind], ink, f"{ink}soft")
    top = middle - (_LINE * row.lines + (_CHIPS * len(row.chips) if row.under else 0)) / 2
    actor = row.of.actor
    for line in sheet.lines("row", _said(row.of), row.width, row.lines, even=True):
        actor = _line(sheet, line, actor, QRectF(text_left, top, row.width, _LINE))
        top += _LINE
    for chips in row.chips:
        wide = sum(one.width(sheet) + _BETWEEN for one in chips) - _BETWEEN
        right = text_left + wide if row.under else place.right()
        for one in reversed(chips):
            right = _chip(sheet, one, right, top + _CHIPS / 2 if row.under else middle) - _BETWEEN
        top += _CHIPS


def _line(sheet: Sheet, line: str, actor: str, place: QRectF) -> str:
    """Put a line, with who acted in a second tone at its beginning; return what of that is left for the next line."""
    if actor and actor.startswith(line):
        sheet.text(place, line, "row", "text2")
        return actor.removeprefix(line).lstrip()
    if actor and line.startswith(actor):
        sheet.text(place, actor, "row", "text2")
        line = line.removeprefix(actor).lstrip()
        place = place.adjusted(sheet.advance("row", actor + _SPACE), 0, 0, 0)
    sheet.text(place, line, "row")
    return ""


def _chip(sheet: Sheet, chip: _Chip, right: float, middle: float) -> float:
    """Put a chip that ends at ``right``; return where it begins."""
    wide = chip.width(sheet)
    sheet.plate(QRectF(right - wide, middle - 22, wide, 44), chip.ground, chip.edge, radius=10)
    sheet.sign(QRectF(right - wide + 14, middle - 14, 28, 28), chip.icon, chip.tone)
    sheet.text(QRectF(right - wide + 52, middle - 22, wide - 68, 44), chip.text, "chip", chip.tone, RIGHT)
    return right - wide
