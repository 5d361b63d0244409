from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.editing.words import Words
from pmdesk.meeting import pulse


def test_nothing_is_shown_before_four_answered() -> None:
    assert pulse.result({}, "learned") is None
    assert pulse.result({"learned": {"5": 3}}, "learned") is None
    four = pulse.result({"learned": {"5": 2, "2": 1, "1": 1}}, "learned")
    assert four is not None
    assert (four.n, four.distribution, four.median) == (4, (1, 1, 0, 0, 2), 3.5)


def test_each_question_needs_four_of_its_own() -> None:
    counted = {"learned": {"4": 5}, "safe_to_say": {"3": 3}}
    assert set(pulse.results(counted, ["learned", "safe_to_say", "worth_the_time"])) == {"learned"}


def test_what_is_no_answer_does_not_count() -> None:
    assert pulse.answered({"learned": "3", "safe_to_say": "6", "x": "1", "worth_the_time": ""}) == {"learned": "3"}
    assert pulse.result({"learned": {"5": 3, "6": 4, "": 1, "4": -2}}, "learned") is None


@given(st.lists(st.integers(1, 5), min_size=4, max_size=30))
def test_the_median_lies_in_the_middle(answers: list[int]) -> None:
    counted = {"learned": {str(one): answers.count(one) for one in set(answers)}}
    found = pulse.result(counted, "learned")
    assert found is not None
    assert found.n == sum(found.distribution) == len(answers)
    assert 2 * sum(one < found.median for one in answers) <= found.n
    assert 2 * sum(one > found.median for one in answers) <= found.n


@given(st.lists(st.sampled_from([*pulse.QUESTIONS, "x", ""])))
def test_there_are_always_two_to_four_questions(chosen: list[str]) -> None:
    found = pulse.fitting(chosen)
    assert 2 <= len(set(found)) == len(found) <= 4
    assert set(found) <= set(pulse.QUESTIONS)
    assert pulse.from_state(json.loads(json.dumps(pulse.to_state(found)))) == found


@pytest.mark.parametrize("broken", [None, 3, [], ["x", 3], {}])
def test_without_a_choice_the_usual_ones_are_asked(broken: object) -> None:
    assert pulse.from_state({"pulse": broken}) == pulse.DEFAULT


def test_every_question_and_answer_has_words(words: Words) -> None:
    assert all(words(f"meeting.pulse.questions.{one}").endswith(".") for one in pulse.QUESTIONS)
    assert all(words(f"meeting.pulse.answers.{one}") for one in pulse.ANSWERS)
