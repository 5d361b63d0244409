from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.domain.review import DetectedBy, Review, ReviewKind
from pmdesk.editing.words import Words
from pmdesk.meeting import depth
from pmdesk.meeting.depth import SIGNS, STRONG, Answers, Depth

WEAK = [sign for sign in SIGNS if sign not in STRONG]
answers = st.dictionaries(st.sampled_from(SIGNS), st.booleans())


@pytest.mark.parametrize(
    ("signs", "expected", "rule"),
    [
        ([], Depth.NONE, "none"),
        (["near_miss"], Depth.LIGHT, "some"),
        (["near_miss", "workaround"], Depth.LIGHT, "some"),
        (["near_miss", "workaround", "unclear_roles"], Depth.FULL, "several"),
        (["looks_like_a_repeat"], Depth.FULL, "strong"),
        (["near_miss", "several_teams"], Depth.FULL, "strong"),
    ],
)
def test_the_advice_and_its_reasons(signs: list[str], expected: Depth, rule: str) -> None:
    advice = depth.advise(dict.fromkeys(signs, True))
    assert (advice.depth, advice.rule) == (expected, rule)
    assert set(advice.reasons) == set(signs)


def test_a_strong_sign_is_the_first_reason() -> None:
    assert depth.advise({"near_miss": True, "data_touched": True}).reasons == ("data_touched", "near_miss")


@given(answers)
def test_one_more_sign_never_makes_it_shallower(signs: dict[str, bool]) -> None:
    order = [Depth.NONE, Depth.LIGHT, Depth.FULL]
    before = order.index(depth.advise(signs).depth)
    for sign in SIGNS:
        assert order.index(depth.advise({**signs, sign: True}).depth) >= before


@given(answers)
def test_a_no_weighs_as_much_as_no_answer(signs: dict[str, bool]) -> None:
    assert depth.advise(signs) == depth.advise({sign: True for sign, yes in signs.items() if yes})


def test_the_person_decides() -> None:
    one = depth.answer(Answers(), "several_teams", yes=True)
    assert depth.choose(one, Depth.LIGHT).chosen is Depth.LIGHT
    assert depth.choose(depth.choose(one, Depth.LIGHT), None) == one
    assert depth.answer(one, "several_teams", yes=None) == Answers()
    assert depth.answer(one, "no such sign", yes=True) == one


def test_what_the_review_shows_is_filled_in_and_can_be_corrected() -> None:
    review = Review(id="r", kind=ReviewKind.NEAR_MISS, detected_by=DetectedBy.CUSTOMER, repeat_of="q")
    assert depth.seen_in(review) == dict.fromkeys(
        ["customers_noticed", "near_miss", "looks_like_a_repeat", "found_by_chance"], True
    )
    corrected = depth.with_seen(Answers(signs={"near_miss": False}), review)
    assert corrected.signs["near_miss"] is False
    assert corrected.signs["found_by_chance"]
    assert depth.seen_in(Review(id="r", detected_by=DetectedBy.ALERT)) == {}
    assert depth.seen_in(Review(id="r", customers=3)) == {"customers_noticed": True}


@given(answers, st.none() | st.sampled_from(Depth))
def test_answers_survive_a_restart(signs: dict[str, bool], chosen: Depth | None) -> None:
    one = Answers(signs=signs, chosen=chosen)
    assert depth.from_state(json.loads(json.dumps(depth.to_state(one)))) == one


@pytest.mark.parametrize("broken", [None, 3, {"signs": [1]}, {"signs": {"near_miss": "yes", "x": True}}, {"chosen": 7}])
def test_broken_data_is_no_answer(broken: object) -> None:
    assert depth.from_state({"depth": broken}) == Answers()


def test_everything_can_be_said(words: Words) -> None:
    for sign in SIGNS:
        assert words(f"meeting.depth.signs.{sign}.ask").endswith("?")
        assert all(words(f"meeting.depth.signs.{sign}.{one}") for one in ("why", "source"))
    for count in range(len(WEAK) + 1):
        for strong in range(3):
            advice = depth.advise(dict.fromkeys([*WEAK[:count], *sorted(STRONG)[:strong]], True))
            assert "{" not in words(advice.said.id, **dict(advice.said.values))
            assert words(f"meeting.depth.names.{advice.depth}")
    assert set(depth.PRESETS) == set(Depth)
