from __future__ import annotations

import json

import pytest
from whenever import Instant, TimeDelta

from pmdesk.editing.words import Words
from pmdesk.meeting import nudges, script
from pmdesk.meeting.nudges import GREW_BY, ZoomOut

START = Instant.from_utc(2026, 11, 18, 13, 45)


def at(minutes: float) -> Instant:
    return START + TimeDelta(minutes=minutes)


def test_it_shows_when_the_list_grew_and_counts_anew_when_answered() -> None:
    one = nudges.begun(40)
    assert not nudges.looked(one, 40 + GREW_BY - 1, at(5)).showing
    one = nudges.looked(one, 40 + GREW_BY, at(5))
    assert one.showing
    assert nudges.looked(one, 99, at(60)) == one
    one = nudges.answered(one, 55)
    assert not one.showing
    assert not nudges.looked(one, 55 + GREW_BY - 1, at(60)).showing
    assert nudges.looked(one, 55 + GREW_BY, at(60)).showing


def test_it_comes_at_most_once_in_ten_minutes() -> None:
    one = nudges.answered(nudges.looked(ZoomOut(), 12, at(0)), 12)
    assert not nudges.looked(one, 40, at(9.9)).showing
    assert nudges.looked(one, 40, at(10)).showing
    assert nudges.looked(one, 40, at(-60)).showing


def test_a_key_moment_in_time_keeps_it_away() -> None:
    one = nudges.answered(nudges.looked(ZoomOut(), 11, at(1)), 11)
    assert not nudges.looked(one, 22, at(30)).showing
    assert one.at is None


def test_entries_that_were_removed_count_again() -> None:
    one = nudges.looked(nudges.begun(40), 10, at(1))
    assert one.entries == 10
    assert nudges.looked(one, 22, at(2)).showing


def test_it_survives_a_restart() -> None:
    for one in (ZoomOut(), nudges.looked(ZoomOut(entries=3), 30, at(4))):
        assert nudges.from_state(json.loads(json.dumps(nudges.to_state(one)))) == one


@pytest.mark.parametrize("broken", [None, 3, {"entries": -1, "at": "noon", "showing": 1}])
def test_broken_data_is_an_empty_list(broken: object) -> None:
    assert nudges.from_state({"zoom_out": broken}) == ZoomOut()


def test_what_is_at_hand_to_read_aloud(words: Words) -> None:
    lists = (script.OPENING, script.GROUND_RULES, script.ELMO, script.ZOOM_OUT, script.VOTING)
    assert all(len(words.list(one)) >= 2 for one in lists)
    assert len(script.SAFE_PHRASES) == 8
    for phrase in script.SAFE_PHRASES:
        assert words(script.when_id(phrase))
        assert words(script.say_id(phrase))
