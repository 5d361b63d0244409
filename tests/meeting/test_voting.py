from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.meeting import voting
from pmdesk.meeting.voting import Voting


def test_votes_are_given_and_taken() -> None:
    one = Voting(heads=2, each=3)
    assert (one.budget, one.left) == (6, 6)
    one = voting.give(voting.give(one, "a"), "b", 2)
    assert (one.of("a"), one.of("b"), one.left) == (1, 2, 3)
    one = voting.take(one, "b")
    assert one.given == {"a": 1, "b": 1}
    assert voting.take(one, "b", 9).given == {"a": 1}
    assert voting.set_votes(one, "a", 4).of("a") == 4
    assert voting.set_votes(one, "a", 99).of("a") == 5
    assert voting.set_votes(one, "a", 0).given == {"b": 1}


def test_a_smaller_room_keeps_what_was_given() -> None:
    one = voting.resized(voting.give(Voting(heads=4, each=2), "a", 6), heads=2, each=2)
    assert (one.of("a"), one.left) == (6, 0)
    assert voting.give(one, "b") == one


def test_results_name_every_item_that_is_asked_for() -> None:
    one = voting.give(Voting(heads=3, each=1), "a", 2)
    assert voting.results(one, ["b", "a"]) == {"b": 0, "a": 2}
    assert voting.results(voting.give(one, "gone"), ["b"]) == {"b": 0}


moves = st.lists(
    st.tuples(st.sampled_from([voting.give, voting.take, voting.set_votes]), st.sampled_from("abc"), st.integers(-3, 9))
)


@given(st.integers(0, 5), st.integers(0, 4), moves)
def test_never_over_the_budget(heads: int, each: int, done: list[tuple[object, str, int]]) -> None:
    one = Voting(heads=heads, each=each)
    for move, item, votes in done:
        one = move(one, item, votes)  # type: ignore[operator]
        assert sum(one.given.values()) + one.left == one.budget
        assert all(count > 0 for count in one.given.values())
    assert voting.from_state(json.loads(json.dumps(voting.to_state({}, "factor", one))), "factor") == one


def test_votes_over_factors_and_over_ideas_run_side_by_side() -> None:
    factors, ideas = Voting(heads=3, given={"f": 2}), Voting(heads=4, each=1)
    state = voting.to_state(voting.to_state({"here": []}, "factor", factors), "action", ideas)
    assert voting.from_state(state, "factor") == factors
    assert voting.from_state(state, "action") == ideas
    assert voting.from_state(voting.to_state(state, "factor", None), "factor") is None
    assert voting.from_state(voting.to_state(state, "factor", None), "action") == ideas


@pytest.mark.parametrize("broken", [None, 3, [], {"factor": 3}, {"factor": None}])
def test_broken_data_is_no_vote(broken: object) -> None:
    assert voting.from_state({"votes": broken}, "factor") is None


def test_broken_numbers_are_the_usual_ones() -> None:
    kept = {"votes": {"factor": {"heads": "x", "each": -1, "given": {"a": "b", "c": 2, "d": True}}}}
    assert voting.from_state(kept, "factor") == Voting(given={"c": 2})
