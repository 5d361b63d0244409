"""The geometry of the chart: one set of numbers for the window and the report."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from whenever import Instant

from pmdesk.domain.chart import ChartLayout, chart_layout, legs
from pmdesk.domain.items import Event, EventKind
from pmdesk.domain.moment_labels import labels
from pmdesk.domain.review import KeyMoment, Review
from pmdesk.domain.ticks import tick_step, ticks_between
from pmdesk.domain.times import Time

NOON = Instant.from_utc(2026, 11, 12, 12)
TIMES = ("13:40", "14:02", "14:24", "14:31", "15:09", "15:12", "15:16", "15:52", "16:05", "16:20")


def at(clock: str, until: str = "") -> Time:
    first, last = (Instant.from_utc(2026, 11, 12, int(one[:2]) - 1, int(one[3:])) for one in (clock, until or clock))
    return Time(earliest=first, latest=last, zone="CET", given=clock)


def sample(**fields: object) -> Review:
    events = {f"e{n}": Event(id=f"e{n}", time=at(one), order=f"{n:02}") for n, one in enumerate(TIMES)}
    facts: dict[str, object] = {
        "zone": "CET",
        "events": events,
        "impact_starts": KeyMoment(event="e2"),
        "detected": KeyMoment(event="e4"),
        "mitigated": KeyMoment(event="e7"),
        "resolved": KeyMoment(time=at("16:05")),
    }
    return Review(id="r", **(facts | fields))


def lane_of(layout: ChartLayout, event: str) -> int:
    return next(mark.lane for mark in layout.marks if mark.event_id == event)


def test_the_axis_is_rounded_out_and_in_the_zone_of_the_review() -> None:
    layout = chart_layout(sample(), 872)
    assert [tick.label for tick in layout.ticks] == ["13:30", "14:00", "14:30", "15:00", "15:30", "16:00", "16:30"]
    assert (layout.ticks[0].x, layout.ticks[-1].x) == (0, 872)
    assert [str(tick.day) for tick in layout.ticks if tick.day] == ["2026-11-12"]


def test_marks_step_into_two_lanes_only_when_they_are_near() -> None:
    layout = chart_layout(sample(), 872)
    assert [lane_of(layout, one) for one in ("e4", "e5")] == [-1, 1]
    assert lane_of(layout, "e0") == lane_of(layout, "e6") == 0
    assert not any(mark.crowded for mark in layout.marks)


def test_where_both_lanes_are_full_key_moments_keep_their_tile() -> None:
    events = {f"e{n}": Event(id=f"e{n}", time=at("14:00"), order=f"{n:02}") for n in range(5)}
    far = {"far": Event(id="far", time=at("18:00"), kind=EventKind.SIGNAL, order="zz")}
    layout = chart_layout(Review(id="r", events={**events, **far}, detected=KeyMoment(event="e4")), 500)
    crowded = {mark.event_id for mark in layout.marks if mark.crowded}
    assert len(crowded) == 3
    assert "e4" not in crowded
    assert layout.marks[-1].kind is EventKind.SIGNAL


def test_a_range_has_two_ends_and_a_silence_stands_between_its_neighbours() -> None:
    events = {"a": Event(id="a", time=at("14:00", "15:00")), "b": Event(id="b", time=at("16:00"))}
    layout = chart_layout(Review(id="r", zone="CET", events=events), 600)
    first, second = layout.marks
    assert first.x < first.x_end < second.x == second.x_end
    (box,) = layout.gaps
    assert first.x_end < box.x < box.x_end < second.x
    assert box.gap.minutes == 60


def test_spans_run_from_one_known_moment_to_the_next() -> None:
    assert [(a, b, one.least) for a, b, one in legs(sample(detected=None))] == [
        ("impact_starts", "mitigated", 88 * 60),
        ("mitigated", "resolved", 13 * 60),
    ]
    assert [leg[:2] for leg in legs(sample(detected=KeyMoment(time=at("13:00"))))] == [
        ("detected", "mitigated"),
        ("mitigated", "resolved"),
    ]
    spans = chart_layout(sample(), 872).spans
    assert [span.measure.name for span in spans] == ["detected", "mitigated", "resolved"]
    assert all(left.x_end == right.x for left, right in pairwise(spans))


def test_a_part_of_the_whole_shows_only_what_lies_in_it() -> None:
    start, end = Instant.from_utc(2026, 11, 12, 14), Instant.from_utc(2026, 11, 12, 14, 30)
    layout = chart_layout(sample(), 600, start=start, end=end)
    assert (layout.start, layout.end) == (start, end)
    assert [mark.event_id for mark in layout.marks] == ["e4", "e5", "e6"]
    assert [line.name for line in layout.moments] == ["detected"]


def test_nothing_known_draws_nothing_and_one_instant_has_room_around_it() -> None:
    assert chart_layout(Review(id="r"), 600) == ChartLayout(width=600)
    assert chart_layout(Review(id="r", events={"a": Event(id="a")}), 600).marks == ()
    one = chart_layout(Review(id="r", events={"a": Event(id="a", time=at("14:00"))}), 600)
    assert 0 < one.marks[0].x < 600
    assert chart_layout(sample(), 0).marks == ()


def test_ticks_stay_round_on_the_local_clock_when_the_clocks_change() -> None:
    start = Instant.from_utc(2026, 10, 24, 20).timestamp()
    shown = [local.hour for _, local in ticks_between(start, start + 36 * 3600, 6 * 3600, "Europe/Warsaw")]
    assert shown == [0, 6, 12, 18, 0, 6]
    spring = Instant.from_utc(2026, 3, 28, 23).timestamp()
    assert [local.hour for _, local in ticks_between(spring, spring + 4 * 3600, 3600, "Europe/Warsaw")] == [
        0,
        1,
        3,
        4,
        5,
    ]
    weeks = [local.date().day_of_week().value for _, local in ticks_between(0, 86400 * 30, 7 * 86400, "UTC")]
    assert weeks == [1, 1, 1, 1]


def test_names_of_key_moments_never_meet_and_stay_inside() -> None:
    for places in (
        [100.0, 110.0, 120.0, 400.0],
        [5.0, 300.0, 595.0],
        [300.0],
        [0.0, 0.0, 0.0],
        [590.0, 595.0, 600.0],
        [18.0, 29.0, 60.0, 595.0],
    ):
        spans = []
        for x, (side, row) in zip(places, labels(places, 600, 86), strict=True):
            low, high = (x - 86, x) if side == "left" else (x, x + 86)
            assert low >= 0
            assert high <= 600
            assert not any(one[2] == row and low < one[1] and one[0] < high for one in spans)
            assert not any(one[2] >= row and low < one[3] < high for one in spans)
            assert not any(one[2] <= row and one[0] < x < one[1] for one in spans)
            spans.append((low, high, row, x))


any_instant = st.integers(Instant.MIN.timestamp(), Instant.MAX.timestamp()).map(Instant.from_timestamp)
any_time = st.builds(
    Time, earliest=st.none() | any_instant, latest=st.none() | any_instant, zone=st.sampled_from(["UTC", "CET", "?"])
)


@settings(deadline=None, max_examples=60)
@given(st.lists(any_time, max_size=6), st.none() | any_time, st.floats(0, 3000), st.sampled_from(["Asia/Tokyo", "no"]))
def test_any_times_at_all_give_a_layout(times: list[Time], moment: Time | None, width: float, zone: str) -> None:
    events = {str(n): Event(id=str(n), time=time) for n, time in enumerate(times)}
    layout = chart_layout(Review(id="r", zone=zone, events=events, detected=KeyMoment(time=moment)), width)
    assert all(left.x < right.x for left, right in pairwise(layout.ticks))
    assert len(layout.ticks) <= width / 96 + 2


def test_a_step_is_never_narrower_than_asked_for() -> None:
    for seconds in (1, 59, 3600, 86400 * 5, 86400 * 4000, 10**11):
        assert tick_step(seconds, 800, 96) * 800 / seconds >= 96 - 1e-9
