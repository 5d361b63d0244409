"""The chart of the timeline for the room: marks, silences and key moments along one axis."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF

from pmdesk.domain.chart import ChartLayout, chart_layout
from pmdesk.domain.items import Event
from pmdesk.domain.review import KEY_MOMENTS
from pmdesk.editing.room_view import Story
from pmdesk.editing.words import Words
from pmdesk.ui.projector.sheet import CENTRE, Sheet
from pmdesk.ui.widgets.marks import KIND_ICONS, MOMENT_TONES

_NAMES, _BAND, _AXIS = 38, 74, 40
_MARK, _TILE, _LANE = 40, 34, 18
_MOST_ROWS = 3
_MOST_MARKS = 240
_BANDS = {"impact": "risksoft", "recovery": "accentsoft"}


def chart_of(sheet: Sheet, story: Story, words: Words, width: float) -> ChartLayout:
    """Return where everything on the chart stands, in units.

    Of a very long story it holds the entries that matter: no room could tell so many apart.
    """
    names = [sheet.advance("chip", words(f"enums.key_moment.{one}")) for one in KEY_MOMENTS]
    ticks = sheet.advance("sub", "00:00") + 70
    many = len(story.ordered) > _MOST_MARKS
    layout = chart_layout(
        story.chart,
        width,
        mark_width=_MARK,
        label_width=max(names) + 14,
        tick_width=ticks,
        events=_telling(story) if many else story.ordered,
    )
    return replace(layout, gaps=()) if many else layout


def _telling(story: Story) -> tuple[Event, ...]:
    """Return the first and the last entry, the chosen one, key moments, and some of what is for the report.

    It is thinned evenly: what comes late is as much to be seen as what comes early.
    """
    linked = {moment.event for name in KEY_MOMENTS if (moment := getattr(story.chart, name)) is not None}
    linked |= {story.now, story.ordered[0].id, story.ordered[-1].id}
    starred = [one.id for one in story.ordered if one.starred]
    linked.update(starred[:: len(starred) // _MOST_MARKS + 1])
    return tuple(one for one in story.ordered if one.id in linked)


def _rows(layout: ChartLayout) -> int:
    return min(_MOST_ROWS, 1 + max((one.row for one in layout.moments), default=-1))


def chart_height(layout: ChartLayout) -> float:
    """Return the height that the chart needs; 0 when no time is known yet."""
    return 0.0 if layout.start is None else _NAMES * _rows(layout) + _BAND + _AXIS


def plan_chart(sheet: Sheet, layout: ChartLayout, now: str, words: Words, box: QRectF) -> None:
    """Put the chart into a box of that height, the entry ``now`` ringed."""
    left, top = box.left(), box.top() + _NAMES * _rows(layout)
    bottom = top + _BAND

    def within(x: float) -> float:
        return left + min(max(x, 0.0), box.width())

    for band in layout.bands:
        place = QRectF(within(band.x), top, within(band.x_end) - within(band.x), _BAND)
        sheet.plate(place, _BANDS[band.name], opacity=0.75)
    for found in layout.gaps:
        place = QRectF(left + found.x, top + 20, found.x_end - found.x, 34)
        if found.gap.quiet is None:
            sheet.hatching(place, 6)
        sheet.plate(place, edge="line2", radius=6, dashed=found.gap.quiet is not None)
    sheet.plate(QRectF(left, bottom, box.width(), 2), "line2")
    _ticks(sheet, layout, left, bottom, words)
    _moments(sheet, layout, words, QRectF(left, top, box.width(), _BAND))
    _marks(sheet, layout, now, QRectF(left, top, box.width(), _BAND))


def _marks(sheet: Sheet, layout: ChartLayout, now: str, band: QRectF) -> None:
    """Put a tile for each entry, a stroke for one without room, and a ring around the chosen one."""
    ordered = sorted(layout.marks, key=lambda one: (one.event_id == now, not one.crowded))
    strokes: set[int] = set()
    for mark in ordered:
        ink, x = f"k{mark.kind.value}", band.left() + min(max(mark.x, 0.0), band.width())
        y = band.center().y() + mark.lane * _LANE
        if mark.crowded and mark.event_id != now:
            if round(x) not in strokes:  # no more can be seen than one a place
                strokes.add(round(x))
                sheet.plate(QRectF(x - 1.5, band.bottom() - 14, 3, 12), ink)
            continue
        side = float(_TILE)
        if mark.event_id == now:
            side += 8
            sheet.plate(
                QRectF(x - side / 2 - 7, y - side / 2 - 7, side + 14, side + 14), "surface", "accent", radius=14, line=4
            )
        sheet.tile(x - side / 2, y, side, KIND_ICONS[mark.kind], ink, f"{ink}soft")


def _ticks(sheet: Sheet, layout: ChartLayout, left: float, bottom: float, words: Words) -> None:
    reached = left - 100
    for at, tick in enumerate(layout.ticks):
        text = tick.label
        if tick.day is not None and (":" not in text or (at and text.startswith("00:00"))):
            text = words.date(tick.day, year=False)
        sheet.plate(QRectF(left + tick.x - 1, bottom, 2, 8), "control")
        wide = sheet.advance("sub", text) + 2
        place = min(max(left + tick.x - wide / 2, left), left + layout.width - wide)
        if place >= reached:
            sheet.text(QRectF(place, bottom + 8, wide, 34), text, "sub", "text2", CENTRE)
            reached = place + wide + 14


def _moments(sheet: Sheet, layout: ChartLayout, words: Words, band: QRectF) -> None:
    for line in layout.moments:
        x, tone = band.left() + min(max(line.x, 0.0), layout.width), MOMENT_TONES[line.name]
        if line.row >= _MOST_ROWS:
            sheet.plate(QRectF(x - 1.5, band.top() - 8, 3, band.height() + 8), tone)
            continue
        top = band.top() - _NAMES * (line.row + 1)
        sheet.plate(QRectF(x - 1.5, top, 3, band.bottom() - top), tone)
        text = words(f"enums.key_moment.{line.name}")
        wide = sheet.advance("chip", text) + 2
        place = x - wide - 10 if line.side == "left" else x + 10
        place = min(max(place, band.left()), band.right() - wide)
        sheet.text(QRectF(place, top, wide, 36), text, "chip", tone)
