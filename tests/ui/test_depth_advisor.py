"""How deep to go: signs answered by keys in Prepare, and what they speak for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from accessible_names import repeated, unnamed
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from stage_person import KEY, StagePerson
from whenever import Date

from pmdesk.domain.review import DetectedBy, NextFor, Review, ReviewKind
from pmdesk.meeting.depth import SIGNS
from pmdesk.ui.context import Context
from pmdesk.ui.stages.prepare import PreparePage

PLAIN = replace(story(), detected_by=DetectedBy.ALERT, customers=None, repeat_of="", kind=ReviewKind.INCIDENT)
TEAMS = "Did more than two teams work on it?"
NEAR = "Was it a near miss?"
DATA = "Was data lost, changed or exposed?"


@pytest.fixture
def seated(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Callable[..., StagePerson]:
    def seat(review: Review = PLAIN) -> StagePerson:
        memory.reviews[review.id] = review
        page = PreparePage(ctx)
        ctx.bridge.changed.connect(page.on_changed)
        person = StagePerson(ctx, page, qtbot, review.id)
        page.show_review(review.id)
        return person

    return seat


def said(me: StagePerson) -> str:
    return "\n".join(one.text() for one in me.window.findChildren(QLabel) if one.isVisible() and one.text())


def answer(me: StagePerson, sign: str, word: str) -> None:
    me.focus(f"{sign}: {word}")
    me.press(KEY.Key_Space)


def planned(me: StagePerson) -> object:
    agenda = me.ctx.meeting.state(me.review_id).get("agenda")
    return agenda["1"]["preset"] if isinstance(agenda, dict) else None


def test_nothing_is_asked_for_and_nothing_waits(seated: Callable[..., StagePerson]) -> None:
    me = seated()
    assert "How much meeting fits this one?" in said(me)
    assert not any(name.startswith(TEAMS) for name in me.names())
    assert me.ctx.meeting.state(me.review_id) == {}
    assert me.named("Start the meeting").isEnabled()


def test_signs_are_answered_by_keys_and_kept(seated: Callable[..., StagePerson]) -> None:
    me = seated()
    me.focus("0 of 10 signs answered")
    me.press(KEY.Key_Space)
    answer(me, NEAR, "Yes")
    assert "Light review, 10 minutes" in said(me)
    assert "A near miss is a free lesson (" in said(me)
    assert "Howie guide, 2021" in said(me)
    answer(me, TEAMS, "Yes")
    assert "Full review, 60 minutes" in said(me)
    assert me.ctx.meeting.state(me.review_id)["depth"] == {
        "signs": {"near_miss": True, "several_teams": True},
        "chosen": "",
    }
    answer(me, TEAMS, "Open")
    assert "Light review, 10 minutes" in said(me)
    again = seated()
    assert "1 of 10 signs answered" in again.names()
    assert "Light review, 10 minutes" in said(again)


def test_arrow_keys_answer_as_in_a_group_of_choices(seated: Callable[..., StagePerson]) -> None:
    me = seated()
    me.click("0 of 10 signs answered")
    me.focus(f"{DATA}: Open")
    me.press(KEY.Key_Left)
    assert me.ctx.meeting.state(me.review_id)["depth"] == {"signs": {"data_touched": False}, "chosen": ""}
    me.press(KEY.Key_Left)
    assert "Full review, 60 minutes" in said(me)
    assert "Work across teams" not in said(me)


def test_no_meeting_is_advised_only_when_every_sign_says_no(seated: Callable[..., StagePerson]) -> None:
    me = seated()
    me.click("0 of 10 signs answered")
    rows = sorted(name.removesuffix(": No") for name in me.names() if name.endswith(": No"))
    assert len(rows) == len(SIGNS)
    for row in rows[:-1]:
        answer(me, row, "No")
    assert "No meeting, keep the record" not in said(me)
    answer(me, rows[-1], "No")
    assert "No meeting, keep the record" in said(me)
    assert me.named("Start the meeting").isEnabled()
    assert "Plan ten minutes" not in me.names()


def test_what_the_facts_say_is_a_yes_that_a_person_may_correct(seated: Callable[..., StagePerson]) -> None:
    me = seated(replace(PLAIN, customers=300))
    assert "Light review, 10 minutes" in said(me)
    assert "depth" not in me.ctx.meeting.state(me.review_id)
    me.click("1 of 10 signs answered")
    assert "Did customers notice it? (the facts say so)" in said(me)
    answer(me, "Did customers notice it?", "No")
    assert "(the facts say so)" not in said(me)
    assert "Light review" not in said(me)


def test_light_plans_ten_minutes_and_the_hour_comes_back(seated: Callable[..., StagePerson]) -> None:
    me = seated(replace(PLAIN, kind=ReviewKind.NEAR_MISS))
    me.click("Plan ten minutes")
    assert planned(me) == "10"
    assert [me.text(f"Planned minutes for {one}") for one in ("Open", "Timeline", "Close")] == ["2", "4", "1"]
    assert "Planned length: 10" in me.names()
    assert "Plan ten minutes" not in me.names()
    me.click("1 of 10 signs answered")
    answer(me, TEAMS, "Yes")
    me.click("Plan the hour")
    assert planned(me) == "60"
    assert "Planned length: 10" not in me.names()
    me.click("Planned length: 30")  # the person chooses, whatever the signs say
    assert planned(me) == "30"
    assert "Plan the hour" not in me.names()


def test_the_second_meeting_has_its_own_agenda(seated: Callable[..., StagePerson]) -> None:
    waiting = replace(PLAIN, kind=ReviewKind.NEAR_MISS, next_date=Date(2026, 11, 20), next_for=NextFor.COMMIT)
    me = seated(waiting)
    assert "Plan ten minutes" not in me.names()
    assert me.text("Planned minutes for Actions") == "12"
    assert "Planned minutes for Timeline" not in me.names()
    assert "Start the second meeting" in me.names()


def test_everything_has_a_name_of_its_own(seated: Callable[..., StagePerson]) -> None:
    me = seated()
    me.click("0 of 10 signs answered")
    assert unnamed(me.window) == []
    assert repeated(me.window) == []


def test_a_full_disk_leaves_the_answer_as_it_is(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    me = seated()
    me.click("0 of 10 signs answered")
    memory.full = True
    answer(me, TEAMS, "Yes")
    assert me.ctx.meeting.state(me.review_id) == {}
    assert "How much meeting fits this one?" in said(me)
    me.focus("Planned minutes for Timeline")
    me.press(KEY.Key_Up)
    assert me.text("Planned minutes for Timeline") == "25"
