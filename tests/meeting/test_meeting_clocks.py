from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant, TimeDelta

from pmdesk.meeting import clocks
from pmdesk.meeting.agenda import MINUTES, STAGES, Preset
from pmdesk.meeting.clock_words import face
from pmdesk.meeting.clocks import Clocks, Pace

START = Instant.from_utc(2026, 11, 18, 13, 45)


def at(minutes: float) -> Instant:
    return START + TimeDelta(minutes=minutes)


def begun(stage: str = "open", preset: Preset = Preset.HOUR) -> Clocks:
    return clocks.begin(preset, stage, START)


def reopened(one: Clocks) -> Clocks:
    return clocks.from_state(json.loads(json.dumps({"here": ["x"], **clocks.to_state(one)})))


def test_nothing_runs_before_it_begins() -> None:
    empty = Clocks()
    assert not (empty.begun)
    assert not (empty.running)
    assert not (empty.paused)
    assert clocks.state(empty, "open", START) is Pace.BEFORE
    assert clocks.total_state(empty, START) is Pace.BEFORE
    for same in (
        clocks.to_stage(empty, "factors", START),
        clocks.pause(empty, START),
        clocks.resume(empty, START),
        clocks.end(empty, START),
    ):
        assert same == empty


def test_a_stage_visited_twice_adds_up() -> None:
    one = clocks.to_stage(begun(), "timeline", at(6))
    one = clocks.to_stage(one, "factors", at(20))
    one = clocks.to_stage(one, "timeline", at(23))
    assert clocks.used(one, "open", at(30)) == 6 * 60
    assert clocks.used(one, "timeline", at(30)) == (14 + 7) * 60
    assert clocks.used(one, "factors", at(30)) == 3 * 60
    assert clocks.total(one, at(30)) == 30 * 60
    assert clocks.planned_total(one) == 60 * 60
    assert one.stage == "timeline"


def test_prepare_has_no_clock_and_leaves_the_running_one_alone() -> None:
    one = begun("prepare")
    assert one.stage == "open"
    assert clocks.to_stage(one, "prepare", at(3)) == one
    assert clocks.to_stage(one, "open", at(3)) == one


def test_a_stage_goes_from_within_to_near_to_over_and_back_when_extended() -> None:
    one = begun()
    paces = [clocks.state(one, "open", at(minutes)) for minutes in (0, 3.9, 4, 5, 5.1)]
    assert paces == [Pace.WITHIN, Pace.WITHIN, Pace.NEAR, Pace.NEAR, Pace.OVER]
    longer = clocks.extend(one, "open")
    assert clocks.planned(longer, "open") == 10 * 60
    assert clocks.state(longer, "open", at(5.1)) is Pace.WITHIN
    assert clocks.planned_total(longer) == 65 * 60
    assert clocks.planned(clocks.extend(longer, "open", -30), "open") == 0
    assert clocks.extend(one, "prepare") == one


def test_a_stage_without_a_plan_is_never_over() -> None:
    one = clocks.to_stage(begun(preset=Preset.TWO_MEETINGS), "close", at(1))
    assert clocks.planned(one, "close") == 0
    assert clocks.state(one, "close", at(90)) is Pace.WITHIN


def test_a_pause_does_not_count_and_stages_can_be_changed_in_it() -> None:
    one = clocks.pause(begun(), at(4))
    assert one.paused
    one = clocks.to_stage(one, "factors", at(6))
    assert not one.running
    one = clocks.resume(one, at(9))
    assert one.running
    assert not one.paused
    assert clocks.used(one, "open", at(12)) == 4 * 60
    assert clocks.used(one, "factors", at(12)) == 3 * 60
    assert clocks.paused_for(one, at(12)) == 5 * 60


def test_after_the_end_nothing_moves_until_it_goes_on() -> None:
    one = clocks.end(begun(), at(20))
    assert clocks.total(one, at(500)) == 20 * 60
    assert clocks.to_stage(one, "close", at(21)) == one
    assert clocks.end(one, at(22)) == one
    on = clocks.resume(one, at(25))
    assert on.ended is None
    assert clocks.paused_for(on, at(30)) == 5 * 60
    assert clocks.total(on, at(30)) == 25 * 60


def test_a_forgotten_meeting_can_be_ended_in_the_past() -> None:
    one = begun()
    assert not clocks.forgotten(one, at(299))
    assert clocks.forgotten(one, at(301))
    assert clocks.total(clocks.end(one, at(55)), at(900)) == 55 * 60
    assert not clocks.forgotten(clocks.end(one, at(55)), at(900))


def test_a_running_span_goes_on_after_a_crash() -> None:
    one = reopened(clocks.to_stage(begun(), "timeline", at(5)))
    assert one.running
    assert clocks.used(one, "timeline", at(17)) == 12 * 60
    paused = reopened(clocks.pause(one, at(18)))
    assert paused.paused
    assert clocks.total(paused, at(40)) == 18 * 60


def test_a_clock_that_was_set_back_counts_nought() -> None:
    one = begun()
    assert clocks.used(one, "open", at(-60)) == 0
    one = clocks.to_stage(one, "timeline", at(-60))
    assert clocks.used(one, "timeline", at(-50)) == 10 * 60
    one = clocks.end(clocks.pause(one, at(-70)), at(-100))
    assert clocks.total(one, at(0)) == 0
    assert clocks.paused_for(one, at(0)) == 0


def test_minutes_that_were_learned_replace_the_plan() -> None:
    one = clocks.begin(Preset.HOUR, "open", START, minutes={**MINUTES, "timeline": 31})
    assert clocks.planned(one, "timeline") == 31 * 60


def test_the_second_meeting_has_clocks_of_its_own() -> None:
    first = clocks.end(begun(preset=Preset.TWO_MEETINGS), at(50))
    second = clocks.begin(Preset.TWO_MEETINGS, "open", at(3000), part=2)
    state = {**clocks.to_state(first), **clocks.to_state(second)}
    assert clocks.from_state(state) == second
    assert clocks.all_from_state(state) == (first, second)
    assert clocks.planned_total(second) == 20 * 60


STEPS: dict[str, Callable[[Clocks, Instant, str], Clocks]] = {
    "stage": lambda one, now, stage: clocks.to_stage(one, stage, now),
    "pause": lambda one, now, _stage: clocks.pause(one, now),
    "resume": lambda one, now, _stage: clocks.resume(one, now),
    "extend": lambda one, _now, stage: clocks.extend(one, stage),
    "end": lambda one, now, _stage: clocks.end(one, now),
    "reopen": lambda one, _now, _stage: reopened(one),
}
steps = st.lists(
    st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 4000), st.sampled_from(["prepare", *STAGES])), max_size=12
)


@given(st.sampled_from(Preset), steps)
def test_used_sums_to_the_meeting_minus_its_pauses(preset: Preset, done: list[tuple[str, int, str]]) -> None:
    one, now = clocks.begin(preset, "open", START), START
    for step, wait, stage in done:
        now = now.add(seconds=wait)
        one = STEPS[step](one, now, stage)
    last = one.ended or now
    spent = sum(clocks.used(one, stage, now) for stage in STAGES)
    assert spent == clocks.total(one, now)
    assert spent + clocks.paused_for(one, now) == (last - START).total("seconds")
    assert sum((one.running, one.paused, one.ended is not None)) == 1
    assert reopened(one) == one


@given(st.sampled_from(Preset), steps, st.lists(st.integers(-9000, 9000), min_size=12, max_size=12))
def test_a_clock_that_jumps_about_never_gives_less_than_nought(
    preset: Preset, done: list[tuple[str, int, str]], jumps: list[int]
) -> None:
    one, now = clocks.begin(preset, "open", START), START
    for (step, _wait, stage), jump in zip(done, jumps, strict=False):
        now = now.add(seconds=jump)
        one = STEPS[step](one, now, stage)
        assert all(clocks.used(one, stage, now) >= 0 for stage in STAGES)
        assert clocks.paused_for(one, now) >= 0
        assert reopened(one) == one


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("2026-11-18T13:45:00Z"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["preset", "planned", "stage", "spans", "pauses", "ended", "open", "x"]), inner, max_size=5
        )
        | st.lists(st.sampled_from(["open", "close", "x", None, "2026-11-18T13:45:00Z"]), max_size=4)
    ),
    max_leaves=20,
)


@given(plain, plain)
def test_broken_data_is_the_empty_value_or_something_that_works(first: Any, second: Any) -> None:
    one = clocks.from_state({"clocks": first, "clocks_2": second})
    assert clocks.total(one, at(1)) >= 0
    assert clocks.total_state(one, at(1)) in set(Pace)
    if one.begun:
        assert reopened(one) == one


@pytest.mark.parametrize("broken", [None, 7, [], {"spans": [["lunch", "2026-11-18T13:45:00Z", None]]}, {"spans": "x"}])
def test_what_cannot_be_read_is_a_meeting_that_has_not_begun(broken: object) -> None:
    assert clocks.from_state({"clocks": broken}) == Clocks()
    assert clocks.from_state({}) == Clocks()


def test_an_open_span_in_the_middle_is_closed() -> None:
    begin, later = START.format_iso(), at(5).format_iso()
    one = clocks.from_state({"clocks": {"spans": [["open", begin, None], ["close", later, None]]}})
    assert clocks.used(one, "open", at(9)) == 5 * 60
    assert clocks.used(one, "close", at(9)) == 4 * 60


def test_the_end_by_the_plan_moves_with_extensions_and_pauses() -> None:
    one = begun()
    assert clocks.ends_at(one, at(30)) == at(60)
    one = clocks.resume(clocks.pause(clocks.extend(one, "close"), at(10)), at(13))
    assert clocks.ends_at(one, at(30)) == at(68)
    assert clocks.ends_at(Clocks(), at(0)) is None


@pytest.mark.parametrize(("seconds", "shown"), [(-3, "0:00"), (5, "0:05"), (1570, "26:10"), (3900, "1:05:00")])
def test_what_a_clock_shows(seconds: int, shown: str) -> None:
    assert face(seconds) == shown
