"""Key times and measures: the chain of key moments as a bar, and the four spans with what they mean."""

from __future__ import annotations

from whenever import Date

from pmdesk.domain.chart import legs
from pmdesk.domain.measures import SPANS, measures
from pmdesk.domain.review import KEY_MOMENTS, Review, moment_time
from pmdesk.domain.times import clock_text
from pmdesk.reports.blocks import Block, Cell, Column, KeyBar, Para, Part, Point, Row, Table, rich
from pmdesk.reports.context import Context, day_of


def blocks(review: Review, context: Context) -> tuple[Block, ...]:
    """Return the bar of the known moments, and the measures with the moments that they lack."""
    points = _points(review, context)
    parts = tuple(
        _part(context, ends, one.least, one.most, context.words.measure(one)) for _, ends, one in legs(review)
    )
    found: list[Block] = [context.heading("measures")]
    if points and len(parts) == len(points) - 1:
        found.append(KeyBar(points=points, parts=parts, note=context.word("not_to_scale")))
    elif points:
        listed = "; ".join(f"{one.word} {one.date} {one.clock}".replace("  ", " ") for one in points)
        found.append(Para(runs=rich(context.word("moments_listed", moments=listed))))
    found.append(_table(review, context))
    return tuple(found)


def _word(context: Context, name: str) -> str:
    return context.words(f"enums.key_moment.{name}")


def _points(review: Review, context: Context) -> tuple[Point, ...]:
    found: list[Point] = []
    shown: Date | None = None
    for name in KEY_MOMENTS:
        time = moment_time(review, name)
        if time is None:
            continue
        day = day_of(time, review.zone)
        new = day is not None and len(context.days) > 1 and day != shown
        date = context.words.date(day, year=False) if new and day else ""
        found.append(Point(name=name, word=_word(context, name), clock=clock_text(time, review.zone), date=date))
        shown = day
    return tuple(found)


def _part(context: Context, ends: str, least: int | None, most: int | None, text: str) -> Part:
    seconds = max((least or 0) + (most or 0), 0) // 2
    return Part(seconds=seconds, long=context.word(f"until.{ends}", span=text), short=text)


def _table(review: Review, context: Context) -> Table:
    rows = []
    for one in measures(review):
        begins, ends = SPANS[one.name]
        means = context.words(f"measures.spans.{one.name}")
        unknown = [name for name in (begins, ends) if moment_time(review, name) is None]
        why = (
            context.word("moments_open", moments=", ".join(_word(context, name) for name in unknown)) if unknown else ""
        )
        value = Cell(runs=rich(context.words.measure(one), strong=one.known), tone="text" if one.known else "warn")
        name = Cell(runs=rich(context.words(f"measures.names.{one.name}")), second=rich(why))
        rows.append(Row(cells=(name, Cell(runs=rich(means), tone="text2"), value)))
    columns = (
        Column(title=context.word("columns.measure"), width=150),
        Column(title=context.word("columns.means")),
        Column(title=context.word("columns.length"), width=130, right=True),
    )
    return Table(columns=columns, rows=tuple(rows))
