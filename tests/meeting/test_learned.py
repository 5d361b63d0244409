from __future__ import annotations

from typing import Any

from whenever import Instant, TimeDelta

from pmdesk.meeting import clocks
from pmdesk.meeting.agenda import MINUTES, Preset
from pmdesk.meeting.learned import Learned, learned, with_learned

START = Instant.from_utc(2026, 11, 18, 13, 45)


def meeting(opening: float, timeline: float, *, ended: bool = True, part: int = 1) -> dict[str, Any]:
    """Return the state of a meeting with so many minutes in its first two stages."""
    then = START + TimeDelta(minutes=opening)
    one = clocks.to_stage(clocks.begin(Preset.HOUR, "open", START, part=part), "timeline", then)
    one = clocks.end(one, then + TimeDelta(minutes=timeline)) if ended else one
    return {"here": [], **clocks.to_state(one)}


def test_the_median_of_at_least_three_with_its_n() -> None:
    states = [meeting(5, 30), meeting(6, 32), meeting(4, 41)]
    assert learned(states) == {"open": Learned(minutes=5, n=3), "timeline": Learned(minutes=32, n=3)}
    assert learned(states[:2]) == {}
    assert learned([*states, meeting(9, 33)])["timeline"] == Learned(minutes=33, n=4)


def test_meetings_that_go_on_and_stages_that_were_only_passed_do_not_count() -> None:
    states = [meeting(0.5, 30), meeting(6, 32), meeting(4, 41), meeting(5, 90, ended=False), {}, {"clocks": 3}]
    assert learned(states) == {"timeline": Learned(minutes=32, n=3)}


def test_two_meetings_of_one_review_add_up() -> None:
    both = {**meeting(5, 20), **meeting(3, 10, part=2)}
    assert learned([both, both, both]) == {"open": Learned(minutes=8, n=3), "timeline": Learned(minutes=30, n=3)}


def test_they_take_the_place_of_the_plan() -> None:
    taught = {"timeline": Learned(minutes=32, n=3)}
    assert with_learned(MINUTES, taught) == {**MINUTES, "timeline": 32}
    assert with_learned({"open": 3}, taught) == {"open": 3}
