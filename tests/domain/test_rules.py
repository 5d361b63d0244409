from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from strategies import reviews
from whenever import Date, Instant, TimeDelta

from pmdesk.domain.items import Action, ActionStatus, Category, Event, Factor, Person, Quiet
from pmdesk.domain.review import DetectedBy, KeyMoment, Review, Severity, Trigger
from pmdesk.domain.rules import action_problems, evidence_of, open_gaps, problems
from pmdesk.domain.teams import is_team
from pmdesk.domain.times import UNPLACED, Time
from pmdesk.editing.words import Words

ZERO = Instant.from_utc(2018, 2, 20, 13)


def at(minutes: int) -> Time:
    instant = ZERO + TimeDelta(minutes=minutes)
    return Time(earliest=instant, latest=instant)


def moment(minutes: int) -> KeyMoment:
    return KeyMoment(time=at(minutes))


SAM = Person(id="sam", name="Sam")
GOOD = Review(
    id="r",
    title="Deploy",
    severity=Severity.SEV2,
    summary="It broke.",
    impact="Some.",
    detected_by=DetectedBy.ALERT,
    trigger=Trigger.DEPLOYMENT,
    impact_starts=moment(0),
    detected=moment(5),
    acknowledged=moment(6),
    mitigated=moment(7),
    resolved=moment(9),
    people={"sam": SAM},
    events={"e": Event(id="e", time=at(0)), "f": Event(id="f", time=at(10))},
    factors={
        name: Factor(id=name, category=category, evidence=frozenset({"e"}), order=name)
        for name, category in zip("xyz", (Category.PROCESS, Category.TECHNOLOGY, None), strict=True)
    },
    actions={
        "a": Action(
            id="a",
            owner="sam",
            agreed=True,
            due=Date(2018, 3, 20),
            done_when="seen",
            factors=frozenset("xyz"),
            status=ActionStatus.COMMITTED,
        )
    },
)


def ids(review: Review) -> list[str]:
    return [problem.id for problem in problems(review)]


def test_a_full_review_has_no_problems() -> None:
    assert problems(GOOD) == ()


def test_an_empty_review_is_asked_about_everything() -> None:
    found = ids(Review(id="r"))
    assert found.count("moment_missing") == 5
    assert {"title_missing", "severity_missing", "summary_missing", "no_events", "few_factors"} <= set(found)
    assert "technical_only" not in found


def test_moments_in_the_wrong_order() -> None:
    found = problems(replace(GOOD, detected=moment(-5)))
    assert [(one.id, dict(one.values)) for one in found] == [
        ("moments_out_of_order", {"earlier": "impact_starts", "later": "detected"})
    ]


def test_a_moment_before_one_that_is_not_its_neighbour() -> None:
    wide = KeyMoment(time=Time(earliest=at(-60).earliest, latest=at(60).latest))
    found = problems(replace(GOOD, detected=wide, acknowledged=None, mitigated=moment(-5), resolved=moment(-3)))
    assert [dict(one.values) for one in found if one.id == "moments_out_of_order"] == [
        {"earlier": "impact_starts", "later": "mitigated"},
        {"earlier": "impact_starts", "later": "resolved"},
    ]


def test_empty_space_is_no_answer() -> None:
    blank = replace(GOOD, title=" ", actions={}, factors={n: replace(f, accepted=" ") for n, f in GOOD.factors.items()})
    assert ids(blank) == ["title_missing", *["factor_without_action"] * 3]


def test_gaps_until_they_are_answered() -> None:
    events = {**GOOD.events, "g": Event(id="g", time=at(40))}
    assert ids(replace(GOOD, events=events)) == ["gap_open"]
    assert len(open_gaps(replace(GOOD, events=events))) == 1
    quiet = Quiet(id="q", after="f", before="g")
    assert ids(replace(GOOD, events=events, quiets={"q": quiet})) == []


def test_times_that_are_missing_or_turned_round() -> None:
    turned = Time(earliest=at(5).earliest, latest=at(3).latest)
    events = {**GOOD.events, "g": Event(id="g", time=UNPLACED), "h": Event(id="h", time=turned)}
    assert ids(replace(GOOD, events=events)) == ["event_unplaced", "times_out_of_order"]


def test_factors_need_evidence_company_and_an_answer() -> None:
    lone = Factor(id="x", category=Category.TECHNOLOGY, evidence=frozenset({"gone"}))
    review = replace(GOOD, factors={"x": lone}, actions={})
    assert ids(review) == ["few_factors", "technical_only", "factor_without_evidence", "factor_without_action"]
    assert evidence_of(review, lone) == ()
    assert "factor_without_action" not in ids(replace(review, factors={"x": replace(lone, accepted="rare")}))


@pytest.mark.parametrize("status", [ActionStatus.IDEA, ActionStatus.WONT_DO])
def test_ideas_and_refusals_answer_no_factor(status: ActionStatus) -> None:
    action = replace(GOOD.actions["a"], status=status, reason="costly")
    assert set(ids(replace(GOOD, actions={"a": action}))) == {"factor_without_action"}


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, ()),
        ({"owner": ""}, ("owner_missing",)),
        ({"owner": "gone"}, ("owner_missing",)),
        ({"agreed": False}, ("owner_not_agreed",)),
        ({"due": None}, ("due_missing",)),
        ({"done_when": " "}, ("done_when_missing",)),
        ({"factors": frozenset({"gone"})}, ("action_without_factor",)),
        ({"status": ActionStatus.DONE, "owner": ""}, ()),
        ({"status": ActionStatus.IDEA, "owner": ""}, ()),
        ({"status": ActionStatus.WONT_DO}, ("reason_missing",)),
        ({"status": ActionStatus.WONT_DO, "reason": "costly"}, ()),
    ],
)
def test_what_an_action_lacks(change: dict[str, object], missing: tuple[str, ...]) -> None:
    assert action_problems(GOOD, replace(GOOD.actions["a"], **change)) == missing  # type: ignore[arg-type] # fields by name


@given(reviews())
@settings(max_examples=40)
def test_rules_return_problems_for_anything_and_every_problem_has_its_words(words: Words, review: Review) -> None:
    for problem in problems(review):
        assert words.has(f"problems.{problem.id}")


@pytest.mark.parametrize(
    ("person", "team"),
    [
        (Person(id="x", name="Platform team"), True),
        (Person(id="x", role="Database engineers"), True),
        (Person(id="x", handles=("@ops",)), True),
        (Person(id="x", name="Everybody"), True),
        (Person(id="x", name="Team of two"), True),
        (Person(id="x", name="Sam", role="Platform team"), False),
        (Person(id="x", role="Team lead"), False),
        (Person(id="x", role="On-call engineer 2"), False),
        (Person(id="x"), False),
    ],
)
def test_a_team_is_told_from_somebody(person: Person, team: bool) -> None:
    assert is_team(person) is team


def test_a_team_that_owns_an_action_is_asked_about_once() -> None:
    review = replace(GOOD, people={"sam": replace(SAM, name="SREs")})
    for agreed in (True, False):
        action = replace(GOOD.actions["a"], agreed=agreed)
        assert action_problems(review, action) == ("owner_is_team",)


def test_a_date_that_has_passed_is_open_only_when_the_day_is_known() -> None:
    action = GOOD.actions["a"]
    assert action_problems(GOOD, action, Date(2018, 3, 20)) == ()
    assert action_problems(GOOD, action, Date(2018, 3, 21)) == ("due_past",)
    assert [one.id for one in problems(GOOD, Date(2018, 3, 21))] == ["due_past"]
    done = replace(action, status=ActionStatus.DONE)
    assert action_problems(GOOD, done, Date(2018, 3, 21)) == ()
