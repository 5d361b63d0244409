"""Which actions are asked about, and what is named as open: by the real rules, in invented words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from whenever import Date

from pmdesk.app.wording_rules import rulebook_of
from pmdesk.domain.items import Action, ActionStatus, Person
from pmdesk.domain.review import Review
from pmdesk.editing.action_asking import ActionAsk, action_ask, ask_problem
from pmdesk.resources import find
from pmdesk.wording.engine import Checker
from pmdesk.wording.finding import Finding, Stage

TODAY = Date(2026, 11, 18)
THINGS = frozenset({"alert", "runbook"})
ANA = Person(id="ana", name="Ana")
ACTION = Action(
    id="a", text="Improve monitoring", owner="ana", agreed=True, due=TODAY.add(days=14), status=ActionStatus.COMMITTED
)
REVIEW = Review(id="r", people={"ana": ANA})


@cache
def checker() -> Checker:
    return Checker(rulebook_of(find()))


def findings(text: str) -> tuple[Finding, ...]:
    return checker().check(text, Stage.ACTIONS)


def asked(action: Action, review: Review = REVIEW) -> ActionAsk | None:
    return action_ask(review, action, findings, THINGS, TODAY)


def missing(text: str, done_when: str = "", **fields: object) -> tuple[str, ...]:
    found = asked(replace(ACTION, text=text, done_when=done_when, **fields))
    return () if found is None else found.missing


def test_a_vague_action_is_told_what_is_open() -> None:
    assert missing("Improve monitoring") == ("verb", "artefact", "threshold", "done_when")
    assert missing("Improve the runbook for restores") == ("verb", "threshold", "done_when")
    assert missing("Look into `retry.yaml`, all 12 entries") == ("verb", "done_when")


def test_what_the_fields_leave_open_is_named_too() -> None:
    open_fields = missing("Improve monitoring", owner="", due=None)
    assert open_fields[-2:] == ("owner", "date")
    late = missing("Improve monitoring", due=TODAY.add(days=-1))
    assert late[-1] == "date"
    team = replace(REVIEW, people={"ana": replace(ANA, name="Platform team")})
    found = asked(ACTION, team)
    assert found is not None
    assert found.missing[-1] == "owner"
    assert "owner" not in found.of_words


@pytest.mark.parametrize("done_when", ["an alert fires at a lag of 1000 for 5 min", "it blocks every build over 30 MB"])
def test_a_done_when_that_can_be_seen_bounds_a_vague_text(done_when: str) -> None:
    assert missing("Improve monitoring of the queue", done_when) == ()


@pytest.mark.parametrize("done_when", ["we improve it further", "we know why"])
def test_a_vague_done_when_bounds_nothing(done_when: str) -> None:
    assert missing("Improve monitoring of the queue", done_when)


def test_training_people_is_asked_about_whatever_done_means() -> None:
    found = asked(replace(ACTION, text="Remind all teams to be careful", done_when="5 mails are sent"))
    assert found is not None
    assert found.on_people
    assert ask_problem(found, "verb").id == "action_on_people"


@pytest.mark.parametrize(
    "action",
    [
        replace(ACTION, text="Alert when more than 1 % of requests fail for 5 min"),
        replace(ACTION, status=ActionStatus.IDEA),
        replace(ACTION, status=ActionStatus.DONE),
        replace(ACTION, status=ActionStatus.WONT_DO),
        replace(ACTION, text="  "),
    ],
)
def test_bounded_actions_ideas_and_what_is_over_are_left_alone(action: Action) -> None:
    assert asked(action) is None
