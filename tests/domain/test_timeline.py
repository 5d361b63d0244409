from __future__ import annotations

from whenever import Instant, TimeDelta

from pmdesk.domain.items import Event, Quiet
from pmdesk.domain.review import Review
from pmdesk.domain.timeline import gaps, in_order
from pmdesk.domain.times import UNPLACED, Precision, Time

ZERO = Instant.from_utc(2018, 2, 20, 13)


def at(minutes: int, until: int | None = None, precision: Precision = Precision.MINUTE) -> Time:
    last = ZERO + TimeDelta(minutes=minutes if until is None else until)
    return Time(earliest=ZERO + TimeDelta(minutes=minutes), latest=last, precision=precision)


def review(*events: Event, quiets: tuple[Quiet, ...] = ()) -> Review:
    return Review(id="r", events={one.id: one for one in events}, quiets={one.id: one for one in quiets})


def names(found: tuple[Event, ...]) -> str:
    return "".join(one.id for one in found)


def test_events_stand_by_time_then_by_order_key() -> None:
    found = in_order(
        review(
            Event(id="c", time=at(5), order="i00000"),
            Event(id="b", time=at(1), order="i00002"),
            Event(id="a", time=at(1), order="i00001"),
            Event(id="d", time=at(1, 30), order="i00000"),
        )
    )
    assert names(found) == "abdc"


def test_an_unplaced_event_stays_behind_its_neighbour() -> None:
    events = (
        Event(id="x", time=UNPLACED, order="i00000"),
        Event(id="a", time=at(9), order="i00001"),
        Event(id="y", time=UNPLACED, order="i00002"),
        Event(id="z", time=UNPLACED, order="i00003"),
        Event(id="b", time=at(1), order="i00004"),
    )
    assert names(in_order(review(*events))) == "xbayz"
    assert names(in_order(review(*events[:1], events[2]))) == "xy"
    assert in_order(review()) == ()


def test_more_than_a_quarter_of_an_hour_is_a_gap() -> None:
    found = gaps(review(Event(id="a", time=at(0)), Event(id="b", time=at(15)), Event(id="c", time=at(31))))
    assert [(gap.after, gap.before, gap.minutes, gap.quiet) for gap in found] == [("b", "c", 16, None)]


def test_a_gap_finds_its_answer() -> None:
    quiet = Quiet(id="q", after="a", before="b", text="lunch")
    found = gaps(review(Event(id="a", time=at(0)), Event(id="b", time=at(60)), quiets=(quiet,)))
    assert found[0].quiet is quiet


def test_a_range_covers_what_it_spans() -> None:
    found = gaps(
        review(
            Event(id="a", time=at(0, 60)),
            Event(id="b", time=at(20)),
            Event(id="c", time=at(70)),
            Event(id="d", time=at(90)),
        )
    )
    assert [(gap.after, gap.before) for gap in found] == [("c", "d")]


def test_a_day_alone_hides_no_gap() -> None:
    day = Event(id="day", time=at(-780, 659, Precision.DAY))
    found = gaps(review(day, Event(id="a", time=at(0)), Event(id="b", time=at(60))))
    assert [(gap.after, gap.before) for gap in found] == [("a", "b")]


def test_half_known_and_turned_round_times_do_no_harm() -> None:
    turned = Time(earliest=ZERO + TimeDelta(minutes=30), latest=ZERO + TimeDelta(minutes=10))
    events = (
        Event(id="a", time=Time(latest=ZERO)),
        Event(id="b", time=turned),
        Event(id="c", time=at(40)),
        Event(id="u", time=UNPLACED),
    )
    assert [(gap.after, gap.before) for gap in gaps(review(*events))] == [("a", "b")]
    assert gaps(review(*events), in_order(review(*events))) == gaps(review(*events))
