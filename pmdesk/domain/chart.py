"""The geometry of the timeline chart, for every drawer of it (the window's and the report's).

Only numbers: x runs from 0 at the left edge to ``width``; what is drawn up and down is the
drawer's own affair, but lanes and rows say which things would cover each other on one level.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from whenever import Date, Instant

from pmdesk.domain.items import Event, EventKind
from pmdesk.domain.measures import Measure, between
from pmdesk.domain.moment_labels import Side, labels
from pmdesk.domain.review import KEY_MOMENTS, Review, moment_time
from pmdesk.domain.ticks import EARLIEST, LATEST, tick_step, ticks_between
from pmdesk.domain.timeline import Gap, gaps, in_order

_MINUTE, _DAY = 60, 86400

_ALONE = 1800
"""Seconds shown on either side when all that is known lies at one instant."""

_ROUNDED = 0.2
"""A window is rounded out to whole ticks when a tick is at most this part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line on the axis. ``label`` is "14:30", or an ISO date when ticks are days apart.

    ``day`` is set where the tick begins a local day (and on the first tick), so that the drawer
    can write the date in words.
    """

    x: float
    label: str
    day: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event. ``x`` is its earliest place, ``x_end`` its latest: equal when it is exact.

    ``lane`` is 0 in the middle when no other mark is near, else -1 above or 1 below it.
    ``crowded`` marks find no room in either lane: draw them as a short stroke, not as a tile.
    """

    x: float
    x_end: float
    lane: int
    event_id: str
    kind: EventKind
    crowded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GapBox:
    """A silence, drawn between the marks around it. Silences too narrow to draw have no box."""

    x: float
    x_end: float
    gap: Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentLine:
    """A key moment: its line at ``x`` (to ``x_end`` when it is a range) and where its name stands.

    ``side`` says on which side of the line, ``row`` how many label rows above the chart (0 is the
    nearest), so that no two names meet.
    """

    x: float
    x_end: float
    name: str
    side: Side
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A tinted stretch: "impact" up to the mitigation, "recovery" from there to the resolution."""

    x: float
    x_end: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The stretch between two neighbouring known key moments, with its length as a measure.

    The measure's name is that of the moment in which the stretch ends.
    """

    x: float
    x_end: float
    begins: str
    ends: str
    measure: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLayout:
    """Everything to draw, left to right. ``start`` and ``end`` are None when no time is known.

    Marks, bands and spans may begin or end outside 0 to ``width`` in a part of the whole: clip.
    """

    width: float
    start: Instant | None = None
    end: Instant | None = None
    ticks: tuple[Tick, ...] = ()
    marks: tuple[Mark, ...] = ()
    gaps: tuple[GapBox, ...] = ()
    moments: tuple[MomentLine, ...] = ()
    bands: tuple[Band, ...] = ()
    spans: tuple[Span, ...] = ()

    def x_of(self, instant: Instant) -> float:
        """Return the place of an instant (0 when the chart is empty)."""
        if self.start is None or self.end is None:
            return 0.0
        begin = self.start.timestamp()
        return (instant.timestamp() - begin) * self.width / (self.end.timestamp() - begin)


def chart_layout(
    review: Review,
    width: float,
    *,
    start: Instant | None = None,
    end: Instant | None = None,
    mark_width: float = 19,
    label_width: float = 86,
    tick_width: float = 96,
    events: tuple[Event, ...] | None = None,
) -> ChartLayout:
    """Return where everything of a review's chart stands.

    ``width`` is in any unit (pixels, points). ``start`` and ``end`` choose the visible window;
    without them the whole review is shown, rounded out to the axis. ``mark_width`` is the width of
    an event's tile with its margin, ``label_width`` that of the longest name of a key moment,
    ``tick_width`` the least distance between ticks. Ticks are in the zone of the review.
    A chart narrower than one mark is empty. ``events`` is the result of ``in_order`` when the caller
    has it already.
    """
    events = in_order(review) if events is None else events
    window = _window(review, events, start, end, width, mark_width, tick_width) if width >= mark_width else None
    if window is None:
        return ChartLayout(width=width)
    frame = ChartLayout(width=width, start=window[0], end=window[1])
    return ChartLayout(
        width=width,
        start=window[0],
        end=window[1],
        ticks=tuple(_ticks(frame, review.zone, tick_width)),
        marks=_marks(frame, review, events, mark_width),
        gaps=tuple(_gap_boxes(frame, gaps(review, events), mark_width)),
        moments=_moments(frame, review, label_width),
        bands=tuple(_bands(frame, review)),
        spans=tuple(
            Span(
                x=_start_x(frame, review, begins),
                x_end=_start_x(frame, review, ends),
                begins=begins,
                ends=ends,
                measure=one,
            )
            for begins, ends, one in legs(review)
        ),
    )


def legs(review: Review) -> tuple[tuple[str, str, Measure], ...]:
    """Return (moment, next known moment, the measure between them) along the key moments.

    Unknown moments are skipped, and so is a stretch that would run backwards.
    """
    known = [name for name in KEY_MOMENTS if moment_time(review, name) is not None]
    found = ((begins, ends, between(review, begins, ends, name=ends)) for begins, ends in pairwise(known))
    return tuple(leg for leg in found if leg[2].most is None or leg[2].most >= 0)


def _window(
    review: Review,
    events: tuple[Event, ...],
    start: Instant | None,
    end: Instant | None,
    width: float,
    mark_width: float,
    tick_width: float,
) -> tuple[Instant, Instant] | None:
    """Return the visible window: as asked for, else all that is known with room for the marks."""
    if start is not None and end is not None:
        return (start, end) if start < end else None
    times = [event.time for event in events]
    times += [time for name in KEY_MOMENTS if (time := moment_time(review, name)) is not None]
    firsts = [time.start.timestamp() for time in times if time.start is not None]
    lasts = [time.end.timestamp() for time in times if time.end is not None]
    if not firsts or not lasts:
        return None
    first, last = min(firsts), max(*lasts, *firsts)
    if first == last:
        first, last = first - _ALONE, last + _ALONE
    room = (last - first) * mark_width / 2 / max(width - mark_width, mark_width)
    step = tick_step(last - first + 2 * room, width, tick_width)
    rounded = step <= (last - first + 2 * room) * _ROUNDED
    low, high = (_rounded(first - room, last + room, step, review.zone)) if rounded else (first - room, last + room)
    low, high = max(int(low), EARLIEST), min(int(high) + 1 * (not rounded), LATEST)
    chosen = (start or Instant.from_timestamp(low), end or Instant.from_timestamp(high))
    return chosen if chosen[0] < chosen[1] else None


def _rounded(low: float, high: float, step: int, zone: str) -> tuple[float, float]:
    """Return the ticks that enclose the window."""
    around = [at for at, _ in ticks_between(int(low) - 2 * step, int(high) + 2 * step, step, zone)]
    before = [at for at in around if at <= low]
    after = [at for at in around if at >= high]
    return (before[-1] if before else low, after[0] if after else high)


def _ticks(frame: ChartLayout, zone: str, tick_width: float) -> Iterator[Tick]:
    assert frame.start is not None  # noqa: S101 (a frame has its window)
    assert frame.end is not None  # noqa: S101
    first, last = frame.start.timestamp(), frame.end.timestamp()
    step = tick_step(last - first, frame.width, tick_width)
    shown: Date | None = None
    for at, local in ticks_between(first, last, step, zone):
        day = local.date()
        label = day.format_iso() if step >= _DAY else f"{local.hour:02d}:{local.minute:02d}"
        if step < _MINUTE:
            label += f":{local.second:02d}"
        yield Tick(x=frame.x_of(Instant.from_timestamp(at)), label=label, day=None if day == shown else day)
        shown = day


def _marks(frame: ChartLayout, review: Review, events: tuple[Event, ...], mark_width: float) -> tuple[Mark, ...]:
    """Give each visible event a lane; key moments and starred events choose first."""
    linked = {moment.event for name in KEY_MOMENTS if (moment := getattr(review, name)) is not None}
    taken: tuple[list[float], list[float]] = ([], [])
    lanes: dict[str, int] = {}
    places = _places(frame, events, mark_width)
    for x, _, event in sorted(places, key=lambda place: (place[2].id not in linked, not place[2].starred)):
        low, high = x - mark_width + 0.001, x + mark_width - 0.001
        for lane, others in enumerate(taken):
            at = bisect_left(others, low)
            if at >= len(others) or others[at] >= high:
                others.insert(at, x)
                lanes[event.id] = lane
                break
    return tuple(
        Mark(
            x=x,
            x_end=x_end,
            lane=_final_lane(taken, lanes[event.id], x, mark_width) if event.id in lanes else 0,
            event_id=event.id,
            kind=event.kind,
            crowded=event.id not in lanes,
        )
        for x, x_end, event in places
    )


def _places(frame: ChartLayout, events: tuple[Event, ...], mark_width: float) -> list[tuple[float, float, Event]]:
    """Return the visible events with their earliest and latest place."""
    assert frame.start is not None  # noqa: S101 (a frame has its window)
    assert frame.end is not None  # noqa: S101
    begin, width = frame.start.timestamp(), frame.width
    length = frame.end.timestamp() - begin
    places: list[tuple[float, float, Event]] = []
    for event in events:
        first, last = event.time.start, event.time.end
        if first is None or last is None:
            continue
        x = (first.timestamp() - begin) * width / length
        x_end = (last.timestamp() - begin) * width / length if last > first else x
        if x_end >= -mark_width and x <= width + mark_width:
            places.append((x, x_end, event))
    return places


def _free(others: list[float], x: float, mark_width: float, least: int = 0) -> bool:
    """Return whether at most ``least`` marks of a lane stand nearer to ``x`` than a mark is wide."""
    at = bisect_left(others, x - mark_width + 0.001)
    return at + least >= len(others) or others[at + least] >= x + mark_width - 0.001


def _final_lane(taken: tuple[list[float], list[float]], lane: int, x: float, mark_width: float) -> int:
    """Return 0 for a mark with nothing near it, else -1 above or 1 below."""
    if _free(taken[lane], x, mark_width, 1) and _free(taken[1 - lane], x, mark_width):
        return 0
    return -1 if lane == 0 else 1


def _gap_boxes(frame: ChartLayout, found: tuple[Gap, ...], mark_width: float) -> Iterator[GapBox]:
    inset = mark_width * 0.75
    for gap in found:
        x, x_end = frame.x_of(gap.first) + inset, frame.x_of(gap.last) - inset
        if x_end - x >= mark_width and x_end > 0 and x < frame.width:
            yield GapBox(x=max(x, 0.0), x_end=min(x_end, frame.width), gap=gap)


def _start_x(frame: ChartLayout, review: Review, name: str) -> float:
    time = moment_time(review, name)
    return frame.x_of(time.start) if time is not None and time.start is not None else 0.0


def _moments(frame: ChartLayout, review: Review, label_width: float) -> tuple[MomentLine, ...]:
    found: list[tuple[float, float, str]] = []
    for name in KEY_MOMENTS:
        time = moment_time(review, name)
        if time is None or time.start is None or time.end is None:
            continue
        x, x_end = frame.x_of(time.start), frame.x_of(max(time.start, time.end))
        if x_end >= 0 and x <= frame.width:
            found.append((x, x_end, name))
    found.sort(key=lambda one: (one[0], KEY_MOMENTS.index(one[2])))
    placed = labels([x for x, _, _ in found], frame.width, label_width)
    return tuple(
        MomentLine(x=x, x_end=x_end, name=name, side=side, row=row)
        for (x, x_end, name), (side, row) in zip(found, placed, strict=True)
    )


def _bands(frame: ChartLayout, review: Review) -> Iterator[Band]:
    known = {name for name in KEY_MOMENTS if moment_time(review, name) is not None}
    ends = next((name for name in ("mitigated", "resolved") if name in known), None)
    pairs = [("impact_starts", ends, "impact")] if ends and "impact_starts" in known else []
    pairs += [("mitigated", "resolved", "recovery")] if {"mitigated", "resolved"} <= known else []
    for begins, stops, name in pairs:
        x, x_end = _start_x(frame, review, begins), _start_x(frame, review, stops)
        if x < x_end and x_end > 0 and x < frame.width:
            yield Band(x=x, x_end=x_end, name=name)
