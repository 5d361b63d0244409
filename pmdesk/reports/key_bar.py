"""The key moments drawn as one bar with the length of each part."""

from __future__ import annotations

from collections.abc import Sequence

from pmdesk.reports.blocks import KeyBar
from pmdesk.reports.pen import Pen
from pmdesk.reports.pieces import DrawnPiece
from pmdesk.reports.style import MOMENT_COLOURS, TextStyle
from pmdesk.reports.typesetting import Line, Typesetter

_BAR, _TICK = 18.0, 25.0
_CLOCK = TextStyle(size=8.5, leading=12, weight="strong")
_WORD = TextStyle(size=8, leading=11, colour="text2")
_NOTE = TextStyle(size=8, leading=11, colour="text3")


def part_widths(seconds: Sequence[int], least: Sequence[float], width: float) -> tuple[tuple[float, ...], bool]:
    """Return the width of each part, and whether short ones were widened.

    Parts are in proportion to their length, but none is narrower than its ``least``.
    """
    if not seconds:
        return (), False
    squeeze = min(1.0, width / sum(least))
    floors = [one * squeeze for one in least]
    wide = [max(one, 0) for one in seconds]
    narrow: set[int] = set()
    while True:
        total = sum(one for at, one in enumerate(wide) if at not in narrow)
        room = width - sum(floors[at] for at in narrow)
        scale = room / total if total else 0.0
        more = {at for at, one in enumerate(wide) if at not in narrow and one * scale < floors[at] - 0.01}
        if not more:
            break
        narrow |= more
    return tuple(floors[at] if at in narrow else one * scale for at, one in enumerate(wide)), bool(narrow)


def key_bar_piece(block: KeyBar, x: float, width: float, setter: Typesetter) -> DrawnPiece:
    """Return the bar with its moments below it."""
    names = [
        max(
            setter.one_line(text, style, width).width
            for text, style in ((point.clock, _CLOCK), (point.word, _WORD), (point.date, _NOTE))
        )
        for point in block.points
    ]
    last = names[-1] + 6
    seconds = [part.seconds for part in block.parts]
    widths, widened = part_widths(seconds, [name + 9 for name in names[: len(seconds)]], width - last)
    places = [x + sum(widths[:at]) for at in range(len(block.points))]
    dated = any(point.date for point in block.points)
    note = setter.one_line(block.note, _NOTE, width) if widened and block.note else None
    height = _TICK + 25.0 + (11.0 if dated else 0.0) + (13.0 if note else 0.0)

    def label(at: int, room: float, colour: str) -> Line | None:
        style = TextStyle(size=8.5, leading=12, weight="medium", colour=colour)
        for text in (block.parts[at].long, block.parts[at].short):
            line = setter.one_line(text, style, 10_000)
            if line.width <= room - 8:
                return line
        return None

    def draw(pen: Pen, top: float) -> None:
        for at, point in enumerate(block.points):
            colour = MOMENT_COLOURS[point.name]
            place, room = places[at], widths[at] if at < len(widths) else 0.0
            if room:
                pen.box(place, top, room - 1.5, _BAR, fill=f"{colour}soft", stroke=colour, radius=2.5, line=0.6)
                line = label(at, room, colour)
                if line is not None:
                    pen.centred(line, place + (room - 1.5) / 2, top + 3)
            pen.stroke(place, top, top + _TICK, colour=colour, line=1.2)
            own = (room or last) - 4
            pen.line_of_text(setter.one_line(point.clock, _CLOCK, own), place, top + _TICK + 1)
            pen.line_of_text(setter.one_line(point.word, _WORD, own), place, top + _TICK + 13)
            if point.date:
                pen.line_of_text(setter.one_line(point.date, _NOTE, own), place, top + _TICK + 24)
        if note is not None:
            pen.line_of_text(note, x, top + height - 11)

    return DrawnPiece(height=height, drawing=draw)
