from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date

from pmdesk.meeting import agenda
from pmdesk.meeting.agenda import MINUTES, OFFERED, STAGES, Preset
from pmdesk.resources import find

WEDNESDAY = Date(2026, 11, 18)


def test_the_default_is_what_the_stages_say() -> None:
    for stage in STAGES:
        table = tomllib.loads(find().text("en", "stages", f"{stage}.toml"))
        assert MINUTES[stage] == table["minutes"]
    assert agenda.planned_minutes(Preset.HOUR) == MINUTES


@pytest.mark.parametrize(
    ("preset", "minutes"),
    [("10", 10), ("30", 30), ("45", 45), ("60", 60), ("90", 90), ("two_meetings", 60)],
)
def test_a_preset_shares_out_all_its_minutes(preset: str, minutes: int) -> None:
    planned = agenda.planned_minutes(Preset(preset))
    assert sum(planned.values()) == minutes
    assert planned["timeline"] == max(planned.values())


@given(st.integers(5, 600))
def test_any_length_keeps_the_proportions(total: int) -> None:
    shares = agenda.scaled(total)
    assert sum(shares.values()) == total
    assert tuple(shares) == STAGES
    assert all(share >= 1 for share in shares.values())
    if total >= 30:
        assert all(abs(share - total * MINUTES[stage] / 60) < 1 for stage, share in shares.items())


def test_of_two_meetings_the_first_ends_with_ideas_and_the_second_commits() -> None:
    two = Preset.TWO_MEETINGS
    assert agenda.parts(two) == 2
    assert tuple(agenda.planned_minutes(two, 1)) == ("open", "timeline", "factors", "actions")
    assert tuple(agenda.planned_minutes(two, 2)) == ("open", "actions", "close")
    assert sum(agenda.planned_minutes(two, 2).values()) == 20
    assert agenda.parts(Preset.HOUR) == 1
    assert tuple(agenda.planned_minutes(Preset.SHORT)) == STAGES


@pytest.mark.parametrize(("first", "second"), [(16, 18), (18, 20), (19, 23), (20, 24), (21, 24), (22, 24)])
def test_the_soak_skips_weekends(first: int, second: int) -> None:
    day = agenda.second_meeting_day(Date(2026, 11, first))
    assert day == Date(2026, 11, second)


def test_after_the_last_of_all_days_there_is_none() -> None:
    assert agenda.second_meeting_day(Date.MAX) == Date.MAX


def test_the_light_review_is_advised_and_not_offered() -> None:
    assert set(OFFERED) == set(Preset) - {Preset.LIGHT}
