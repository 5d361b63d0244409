"""The timeline: drawn, and as a table with local and universal time."""

from __future__ import annotations

from collections.abc import Iterator

from whenever import Date, ZonedDateTime

from pmdesk.domain.chart import ChartLayout, chart_layout
from pmdesk.domain.items import Event, Known
from pmdesk.domain.review import KEY_MOMENTS, Review
from pmdesk.domain.timeline import Gap, gaps
from pmdesk.domain.times import clock_text, in_zone
from pmdesk.reports.blocks import Block, Cell, Chart, Column, Heading, Para, Rich, Row, Table, Tone, rich
from pmdesk.reports.context import Context, day_of
from pmdesk.reports.links import linked

_UNIVERSAL = frozenset({"UTC", "Etc/UTC"})

_TONES: dict[str, Tone] = {
    "impact_starts": "risk",
    "detected": "warn",
    "acknowledged": "info",
    "mitigated": "accent",
    "resolved": "ok",
}


def blocks(review: Review, context: Context) -> tuple[Block, ...]:
    """Return heading, chart and table."""
    days = context.days
    title = context.word("headings.timeline")
    if len(days) == 1:
        title = context.word("timeline_on", day=context.words.date(days[0]))
    elif days:
        first, last = context.words.date(days[0], year=days[0].year != days[-1].year), context.words.date(days[-1])
        title = context.word("timeline_between", first=first, last=last)
    heading = Heading(text=title)
    if not context.events:
        return (heading, Para(runs=rich(context.word("no_events")), style="small"))
    layout = chart_layout(review, context.width, mark_width=14.5, label_width=70, tick_width=78)
    chart = (_chart(layout, context),) if layout.ticks else ()
    universal = (Column(title="UTC", width=38),) * _spare(review)
    columns = (
        Column(title=_zone_title(review, context), width=44),
        *universal,
        Column(title=context.word("columns.kind"), width=62),
        Column(title=context.word("columns.event")),
        Column(title=context.word("columns.moment"), width=72),
    )
    sentence = context.word("zone", zone=context.zone_line(review)) if universal else context.word("zone_utc")
    zone = Para(runs=rich(sentence), style="small")
    return (heading, *chart, zone, Table(columns=columns, rows=tuple(_rows(review, context))))


def _chart(layout: ChartLayout, context: Context) -> Chart:
    words = context.words
    days = [tick.day for tick in layout.ticks if tick.day is not None]
    dated = len(days) > 1
    return Chart(
        layout=layout,
        ticks=tuple(words.date(one.day, year=False) if dated and one.day else one.label for one in layout.ticks),
        gaps=tuple(context.word("silent", span=words.duration(_seconds(box.gap))) for box in layout.gaps),
        moments=tuple(words(f"enums.key_moment.{line.name}") for line in layout.moments),
        spans=tuple(context.word(f"until.{span.ends}", span=words.measure(span.measure)) for span in layout.spans),
        lengths=tuple(words.measure(span.measure) for span in layout.spans),
    )


def _seconds(gap: Gap) -> int:
    return int((gap.last - gap.first).total("seconds"))


def _zone_title(review: Review, context: Context) -> str:
    """Return the short name of the zone for the head of the column."""
    start = next((event.time.start for event in context.events if event.time.start is not None), None)
    if start is None or "/" not in review.zone:
        return review.zone
    local = in_zone(start, review.zone)
    return local.tz_abbrev() if isinstance(local, ZonedDateTime) else review.zone


def _spare(review: Review) -> int:
    """Return 1 when the table has a second column of times, for UTC."""
    return int(review.zone not in _UNIVERSAL)


def _rows(review: Review, context: Context) -> Iterator[Row]:
    silences = {gap.before: gap for gap in gaps(review, context.events)}
    moments: dict[str, list[str]] = {}
    for name in KEY_MOMENTS:
        moment = getattr(review, name)
        if moment is not None and moment.event:
            moments.setdefault(moment.event, []).append(name)
    shown: Date | None = None
    for event in context.events:
        if event.id in silences:
            yield _silence(silences[event.id], review, context)
        day = day_of(event.time, review.zone)
        if day is not None and day != shown:
            if len(context.days) > 1:
                yield Row(
                    cells=(Cell(runs=rich(context.words.date(day), strong=True), span=4 + _spare(review)),), tone="day"
                )
            shown = day
        yield _event(event, moments.get(event.id, []), review, context)


def _silence(gap: Gap, review: Review, context: Context) -> Row:
    sentence = context.word("gap", span=context.words.duration(_seconds(gap)))
    if gap.quiet is not None:
        sentence = f"{sentence} {context.word('gap_quiet')} {gap.quiet.text}".rstrip()
    else:
        sentence = f"{sentence} {context.word('gap_open')}"
    begins, ends = (in_zone(one, review.zone) for one in (gap.first, gap.last))
    clocks = f"{begins.hour:02d}:{begins.minute:02d}–{ends.hour:02d}:{ends.minute:02d}"
    return Row(
        cells=(
            Cell(runs=rich(clocks), tone="text2", span=1 + _spare(review)),
            Cell(runs=rich(context.word("gap_kind")), tone="text2"),
            Cell(runs=linked(sentence), tone="text2", span=2),
        ),
        tone="gap",
    )


def _event(event: Event, moments: list[str], review: Review, context: Context) -> Row:
    time = event.time
    what = linked(event.text) or rich(context.word("no_text"))
    universal = Cell(runs=rich(clock_text(time, "UTC") if time.placed else ""), tone="text3")
    return Row(
        cells=(
            Cell(runs=rich(clock_text(time, review.zone), strong=True)),
            *(universal,) * _spare(review),
            Cell(runs=rich(context.words(f"enums.event_kind.{event.kind}")), kind=event.kind, tone="text2"),
            Cell(runs=what, second=_remarks(event, review, context)),
            _mark(event, moments, context),
        )
    )


def _remarks(event: Event, review: Review, context: Context) -> Rich:
    """Return the second line: who, where, how many sources, and what is special about the time."""
    time, count = event.time, len(event.evidence)
    parts = [context.actor(event), event.lane, context.word("sources", count=count) if count else ""]
    if not time.placed:
        parts.append(context.word("unplaced", given=time.given) if time.given else context.word("unplaced_bare"))
    elif time.start is not None and time.end is not None:
        first, last = (in_zone(one, review.zone) for one in (time.start, time.end))
        if first.date() != last.date():
            parts.append(context.word("until_day", end=context.words.instant(time.end, review.zone)))
    return rich(", ".join(part for part in parts if part))


def _mark(event: Event, moments: list[str], context: Context) -> Cell:
    later = context.words("enums.known.later") if event.known is Known.LATER else ""
    if not moments:
        return Cell(runs=rich(later), tone="text3")
    names = ", ".join(context.words(f"enums.key_moment.{name}") for name in moments)
    return Cell(runs=rich(names, strong=True), second=rich(later), tone=_TONES[moments[0]])
