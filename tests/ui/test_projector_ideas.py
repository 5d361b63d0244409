"""The window of the room: ideas, votes and groups, who acted in an entry, and a look at Prepare in mid-meeting."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from memory_library import MemoryLibrary
from painted_text import Painted
from payment_story import story
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot
from room_person import RoomPerson, seats
from timeline_person import HandTimers
from whenever import TimeDelta

from pmdesk.domain.changes import Set
from pmdesk.domain.items import Action, ActionStatus, Factor, Person
from pmdesk.domain.review import Review
from pmdesk.meeting import clocks, voting
from pmdesk.meeting.agenda import Preset
from pmdesk.meeting.voting import Voting
from pmdesk.ui.context import Context

SIZES = [(1920, 1080), (1280, 720), (3840, 2160), (1080, 1920), (1024, 768)]
FLEET, REPLAY = "One connection pool for the fleet", "Replay peak traffic in staging"
REJECT = "Reject a pool limit below measured peak"


@pytest.fixture
def timers() -> HandTimers:
    return HandTimers()


@pytest.fixture
def seat(
    make_context: Callable[..., Context], memory: MemoryLibrary, qtbot: QtBot, timers: HandTimers
) -> Iterator[Callable[[Review], RoomPerson]]:
    with seats(make_context(timers=timers), memory, qtbot, timers) as take:
        yield take


def at_stage(me: RoomPerson, stage: str, standing: str = "") -> RoomPerson:
    me.page.go(stage, standing)
    me.settle()
    return me


def begin(me: RoomPerson, preset: Preset = Preset.HOUR, stage: str = "timeline", part: int = 1) -> None:
    now = me.ctx.clock.now()
    me.ctx.meeting.put(me.page.review_id, **clocks.to_state(clocks.begin(preset, stage, now, part=part)))
    me.settle()


def vote(me: RoomPerson, kind: str, running: Voting | None) -> None:
    state = me.ctx.meeting.state(me.page.review_id)
    me.ctx.meeting.put(me.page.review_id, **voting.to_state(state, kind, running))
    me.settle()


def ideas_only() -> Review:
    review = story()
    return replace(review, actions={key: one for key, one in review.actions.items() if one.status is ActionStatus.IDEA})


def words_of(me: RoomPerson) -> str:
    return me.reads.replace("\n", " ")


def assert_apart(painted: list[Painted], room: QRect) -> None:
    for first, second in itertools.combinations(painted, 2):
        assert not first.box.intersects(second.box), (first, second)
    for one in painted:
        assert room.adjusted(-2, -2, 2, 2).contains(one.box.toRect()), one


# ---- ideas


def test_without_commitments_the_ideas_are_rows(seat: Callable[..., RoomPerson]) -> None:
    me = at_stage(seat(ideas_only()).open(), "actions")
    assert FLEET in words_of(me)
    assert REPLAY in words_of(me)
    assert me.ctx.words("projector.ideas", count=2) not in me.reads
    assert me.ctx.words("actions.empty") not in words_of(me)
    me.ctx.bridge.do(Set("r42", "action", "d1", "status", ActionStatus.COMMITTED), command="action.commit")
    me.settle()
    assert REPLAY in words_of(me)
    assert FLEET not in words_of(me)
    assert me.ctx.words("projector.ideas", count=1) in me.reads


def test_the_first_of_two_meetings_is_for_ideas_and_the_second_for_commitments(seat: Callable[..., RoomPerson]) -> None:
    me = at_stage(seat(story()).open(), "actions", "a1")
    assert FLEET not in words_of(me)
    begin(me, Preset.TWO_MEETINGS, "actions")
    assert FLEET in words_of(me)
    assert REJECT not in words_of(me)
    assert me.ctx.words("projector.committed", count=8) in me.reads
    begin(me, Preset.TWO_MEETINGS, "actions", part=2)
    assert FLEET not in words_of(me)
    assert "Canary on 3 nodes" in words_of(me)


def test_the_idea_that_is_talked_about_is_shown_beside_commitments_too(seat: Callable[..., RoomPerson]) -> None:
    me = at_stage(seat(story()).open(), "actions", "d1")
    assert REPLAY in words_of(me)


# ---- groups and votes


@pytest.mark.parametrize("linked", [False, True])
def test_a_group_and_kept_votes_stand_on_the_factor(seat: Callable[..., RoomPerson], linked: bool) -> None:
    review = story()
    factors = {**review.factors, "f1": replace(review.factors["f1"], group="Watching", votes=4)}
    if linked:
        factors["f0"] = replace(factors["f0"], enabled_by=frozenset({"f1"}))
    me = at_stage(seat(replace(review, factors=factors)).open(), "factors")
    assert (me.ctx.words("factors.map.incident") in me.reads) is linked
    words = next(one for one in me.painted if "watched node" in one.text)
    ranked = next(one for one in me.painted if "4 votes" in one.text)
    assert "Watching" in ranked.text
    assert 0 < ranked.y - words.y < 90
    assert_apart(me.painted, me.window.rect())


@pytest.mark.parametrize("size", SIZES)
def test_they_stand_on_ideas_and_commitments(seat: Callable[..., RoomPerson], size: tuple[int, int]) -> None:
    review = story()
    ranked = {
        name: replace(review.actions[name], group="Limits", votes=count)
        for name, count in (("a0", 5), ("d0", 3), ("d1", 0))
    }
    me = at_stage(seat(replace(review, actions={**review.actions, **ranked})).open(*size), "actions", "a0")
    assert "5 votes" in me.reads
    assert "Limits" in me.reads
    assert_apart(me.painted, me.window.rect())
    at_stage(me, "actions", "d0")
    assert "3 votes" in me.reads
    assert "0 votes" in me.reads
    assert me.reads.count("Limits") == 2
    assert_apart(me.painted, me.window.rect())
    assert min(one.size for one in me.painted) >= 28 * min(size) / 1080


def test_a_running_vote_shows_what_to_do_and_labels_and_no_sums(seat: Callable[..., RoomPerson]) -> None:
    review = story()
    factors = {**review.factors, "f1": replace(review.factors["f1"], votes=7, enabled_by=frozenset({"f2"}))}
    me = at_stage(seat(replace(review, factors=factors)).open(), "factors", "f1")
    question = me.ctx.words.list("stages.factors.prompts")[0]
    assert question in words_of(me)
    assert "7 votes" in me.reads
    vote(me, "factor", Voting(heads=5, each=3, given={"f0": 6}))
    assert me.ctx.words("projector.vote", count=3) in words_of(me)
    assert question not in words_of(me)
    for number, factor in enumerate(review.factors.values(), start=1):
        label = next(one for one in me.painted if one.text == f"F{number}")
        words = next(one for one in me.painted if one.text.startswith(factor.statement[:20]))
        assert label.x < words.x
        assert abs(label.y - words.y) < 50
    before = me.reads
    assert "votes" not in before.replace(me.ctx.words("projector.vote", count=3), "")
    vote(me, "factor", Voting(heads=5, each=3, given={"f0": 9, "f1": 2}))
    assert me.reads == before
    vote(me, "factor", None)
    assert question in words_of(me)
    assert "F1" not in me.reads.splitlines()
    assert "7 votes" in me.reads


def test_a_vote_on_ideas_shows_them_and_one_on_factors_leaves_other_stages(seat: Callable[..., RoomPerson]) -> None:
    me = at_stage(seat(story()).open(), "actions", "a1")
    vote(me, "factor", Voting(heads=5))
    assert me.ctx.words("projector.vote", count=3) not in words_of(me)
    vote(me, "action", Voting(heads=5, each=1))
    assert me.ctx.words("projector.vote", count=1) in words_of(me)
    assert {"I1", "I2"} <= set(me.reads.splitlines())
    assert FLEET in words_of(me)
    assert REJECT not in words_of(me)
    me.ctx.meeting.put("r42", asking={"actions": "And how?"}, asking_about={"actions": "e5"})
    me.settle()
    assert "About 1" not in me.reads


def test_without_ideas_the_commitments_are_voted_on(seat: Callable[..., RoomPerson]) -> None:
    review = story()
    actions = {key: one for key, one in review.actions.items() if one.status is not ActionStatus.IDEA}
    actions["a1"] = replace(actions["a1"], status=ActionStatus.WONT_DO)
    me = at_stage(seat(replace(review, actions=actions)).open(), "actions")
    vote(me, "action", Voting(heads=5))
    assert {"A1", "A3", "A8"} <= set(me.reads.splitlines())
    assert "A2" not in me.reads.splitlines()
    assert REJECT in words_of(me)


@pytest.mark.parametrize("size", SIZES)
def test_all_that_can_be_called_out_is_there(seat: Callable[..., RoomPerson], size: tuple[int, int]) -> None:
    text = "a condition that takes more than one line on a card, for there is much to be said about it"
    factors = {f"n{at:02d}": Factor(id=f"n{at:02d}", statement=f"{at} {text}", order=f"i{at:02d}") for at in range(10)}
    ideas = {f"m{at:02d}": Action(id=f"m{at:02d}", text=f"{at} {text}", order=f"i{at:02d}") for at in range(9)}
    me = at_stage(seat(replace(story(), factors=factors, actions=ideas)).open(*size), "factors", "n09")
    vote(me, "factor", Voting(heads=5))
    assert {f"F{at}" for at in range(1, 11)} <= set(me.reads.splitlines())
    assert_apart(me.painted, me.window.rect())
    at_stage(me, "actions")
    vote(me, "action", Voting(heads=5))
    assert {f"I{at}" for at in range(1, 10)} <= set(me.reads.splitlines())
    assert_apart(me.painted, me.window.rect())
    assert min(one.size for one in me.painted) >= 28 * min(size) / 1080


# ---- who acted


def acted(text: str, actor: str) -> Review:
    review = story()
    return replace(review, events={**review.events, "e5": replace(review.events["e5"], text=text, actor=actor)})


def test_who_acted_is_the_subject_of_the_entry_in_a_second_tone(seat: Callable[..., RoomPerson]) -> None:
    me = at_stage(seat(acted("said the change looked fine", "p4")).open(), "timeline", "e5")
    role = next(one for one in me.painted if one.text == "Support lead")
    words = next(one for one in me.painted if one.text == "said the change looked fine")
    assert role.y == words.y
    assert role.box.right() < words.x < role.box.right() + 60
    assert "Sam" not in me.reads
    me.show_names()
    assert "Sam" in me.reads.splitlines()


def test_it_is_not_said_twice_and_a_free_name_is_not_said_at_all(seat: Callable[..., RoomPerson]) -> None:
    me = at_stage(seat(acted("The support lead looked", "p4")).open(), "timeline", "e5")
    assert "Support lead" not in me.reads
    me.ctx.bridge.do(Set("r42", "event", "e5", "actor", "Marguerite"), command="event.actor")
    me.settle()
    assert "Marguerite" not in me.reads


@pytest.mark.parametrize("size", SIZES)
def test_a_long_role_and_a_long_text_have_room_together(seat: Callable[..., RoomPerson], size: tuple[int, int]) -> None:
    text = "said that the change looked fine to everybody who had seen the panel"
    review = acted(text, "p4")
    role = "Person who looks after the calls of merchants in the north"
    people = {**review.people, "p4": Person(id="p4", name="Sam", role=role)}
    me = at_stage(seat(replace(review, people=people)).open(*size), "timeline", "e5")
    assert f"{role} {text}" in words_of(me)
    assert_apart(me.painted, me.window.rect())


# ---- a look at Prepare


def test_a_look_at_prepare_in_mid_meeting_leaves_the_last_stage_on_the_screen(seat: Callable[..., RoomPerson]) -> None:
    me = at_stage(seat(story()).open(), "timeline", "e1")
    begin(me)
    me.ctx.clock.at += TimeDelta(minutes=3)  # type: ignore[attr-defined]
    me.timers.pass_time(1100)
    before = me.reads
    assert "Entry 2 of 10" in before
    assert "3:00" in before
    at_stage(me, "prepare", "p1")
    assert me.reads == before
    me.verbs.toggle()
    me.open()
    assert me.ctx.words("projector.welcome") not in me.reads
    assert "Timeline" in me.reads
    now = me.ctx.clock.now()
    me.ctx.meeting.put("r42", **clocks.to_state(clocks.end(clocks.from_state(me.ctx.meeting.state("r42")), now)))
    me.settle()
    assert me.ctx.words("projector.welcome") in me.reads
