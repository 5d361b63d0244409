"""What the room is given: the fields that are named, roles for names, and nothing else at all."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from planted_review import NAMES, NUMBER, STRANGERS, marker, planted_review, texts_in, time_at, with_strangers
from strategies import reviews
from whenever import Instant

from pmdesk.domain.items import Event, Known, Person
from pmdesk.domain.review import Review
from pmdesk.editing.commands import STAGES
from pmdesk.editing.room_making import Standing, room_view, with_clocks
from pmdesk.editing.room_review import RoomProjection, RoomReview
from pmdesk.editing.room_view import Conditions, EventRow, Promises, RoomView, Story
from pmdesk.meeting.agenda import Preset
from pmdesk.meeting.clocks import Clocks, begin
from pmdesk.meeting.silent import Round

NOW = Instant.from_utc(2026, 11, 18, 13)
CHOSEN = {"timeline": "e3", "factors": "f1", "actions": "a2"}
SHOWN = {
    ("review", "title"),
    ("review", "learned"),
    ("review", "opening"),
    ("review", "ground_rules"),
    ("person", "role"),
    ("event", "text"),
    ("factor", "statement"),
    ("factor", "group"),
    ("action", "text"),
    ("action", "done_when"),
    ("action", "group"),
}
"""(kind, field) of every text that the room may see."""


def projection() -> RoomProjection:
    return RoomProjection(
        participant="participant", facilitator="Facilitator", somebody="somebody", address=lambda who: f"(of {who})"
    )


def room_of(review: Review, *, names_shown: bool = False) -> RoomReview:
    return projection()(review, names_shown=names_shown)


def view_of(room: RoomReview, stage: str, question: str = "What did Zebulon see?") -> RoomView:
    standing = Standing(stage=stage, entity=CHOSEN.get(stage, ""), question=question, about="e3")
    clocks = begin(Preset.HOUR, "open", NOW)
    return with_clocks(room_view(room, standing, clocks), clocks, Round(stage="open", start=NOW), NOW)


def marks(texts: list[str]) -> set[str]:
    return {found for text in texts for found in re.findall(r"mark\w+x", text)}


def test_the_review_of_the_room_holds_the_fields_that_are_named_and_no_other() -> None:
    room = room_of(planted_review())
    found = texts_in(room.review)
    assert marks(found) == {marker(*one) for one in SHOWN - {("event", "text")}}
    assert marks([room.text_of(one) for one in room.review.events]) == {
        marker("event", "text"),
        marker("person", "role"),
    }
    assert not [text for text in found if str(NUMBER) in text]


def test_the_views_of_all_stages_show_just_these_fields() -> None:
    room = room_of(planted_review())
    found = [text for stage in STAGES for text in texts_in(view_of(room, stage))]
    assert marks(found) == {marker(*one) for one in SHOWN}


@pytest.mark.parametrize("stage", STAGES)
def test_no_view_holds_a_name(stage: str) -> None:
    room = room_of(with_strangers(planted_review()))
    entries = (text(one) for one in room.review.events for text in (room.text_of, room.actor_of))
    for text in (*texts_in(view_of(room, stage)), *texts_in(room.review), *texts_in(room.chart), *entries):
        assert not [name for name in (*NAMES, *STRANGERS) if name in text.casefold()], text


def test_the_question_of_the_moment_has_roles_too() -> None:
    view = view_of(room_of(planted_review()), "timeline")
    assert view.question == f"What did {marker('person', 'role')} see?"


def test_names_are_there_when_they_were_switched_on_and_private_fields_still_are_not() -> None:
    room = room_of(planted_review(), names_shown=True)
    found = [text for stage in STAGES for text in texts_in(view_of(room, stage))]
    assert any("Zebulon Quarkstein" in text for text in found)
    assert marks(found) <= {marker(*one) for one in SHOWN}
    content = view_of(room, "actions").content
    assert isinstance(content, Promises)
    assert {one.owner for one in content.rows if one.owner} == {"Zebulon Quarkstein"}


def test_the_chart_holds_times_and_kinds_and_no_words() -> None:
    content = view_of(room_of(planted_review()), "timeline").content
    assert isinstance(content, Story)
    assert len(content.chart.events) == len(planted_review().events)
    assert marks(texts_in(content.chart)) == set()


def test_somebody_who_joins_the_roster_gets_a_role_in_what_was_shown_before() -> None:
    project = projection()
    review = replace(planted_review(), title="Marguerite looks", people={}, facilitator="")
    assert project(review, names_shown=False).review.title == "Marguerite looks"
    joined = replace(review, people={"m": Person(id="m", name="Marguerite", role="On-call")})
    assert project(joined, names_shown=False).review.title == "On-call looks"
    assert project(joined, names_shown=True).review.title == "Marguerite looks"
    assert project(joined, names_shown=False).review.title == "On-call looks"


def test_what_did_not_change_is_the_same_value_as_before() -> None:
    project, review = projection(), planted_review()
    first = project(review, names_shown=False)
    changed = replace(review, events={**review.events, "new": Event(id="new", text="Later")})
    before = {name: first.text_of(name) for name in first.review.events}
    second = project(changed, names_shown=False)
    assert all(second.review.events[name] is first.review.events[name] for name in before)
    assert all(second.text_of(name) is before[name] for name in before)
    assert second.text_of("new") == "Later"


def test_the_words_of_an_entry_follow_the_roster_and_their_own_change() -> None:
    project = projection()
    review = replace(planted_review(), people={}, facilitator="", events={"e": Event(id="e", text="Marguerite looks")})
    assert project(review, names_shown=False).text_of("e") == "Marguerite looks"
    joined = replace(review, people={"m": Person(id="m", name="Marguerite", role="On-call")})
    assert project(joined, names_shown=False).text_of("e") == "On-call looks"
    assert project(joined, names_shown=True).text_of("e") == "Marguerite looks"
    reworded = replace(joined, events={"e": Event(id="e", text="Marguerite waits")})
    assert project(reworded, names_shown=False).text_of("e") == "On-call waits"


def test_an_owner_who_is_nobody_of_the_roster_is_not_taken_over() -> None:
    review = planted_review()
    assert room_of(review).review.actions["a3"].owner == ""
    assert room_of(review).review.actions["a1"].owner == "p1"


def test_the_timeline_shows_the_chosen_entry_its_place_and_the_silence_before_it() -> None:
    content = view_of(room_of(planted_review()), "timeline").content
    assert isinstance(content, Story)
    assert (content.place, content.count) == (4, 8)
    assert [getattr(one, "now", None) for one in content.rows][:7] == [False, None, False, None, False, None, True]


def test_the_day_is_said_where_the_story_goes_over_several() -> None:
    review = planted_review()
    one_day = view_of(room_of(review), "timeline").content
    assert isinstance(one_day, Story)
    assert one_day.day is None
    moved = replace(review.events["e7"], time=time_at(60 * 30))
    two_days = view_of(room_of(replace(review, events={**review.events, "e7": moved})), "timeline").content
    assert isinstance(two_days, Story)
    assert two_days.day == review.day


def test_the_path_of_the_chosen_factor_is_marked() -> None:
    content = view_of(room_of(planted_review()), "factors").content
    assert isinstance(content, Conditions)
    assert [(one.chosen, one.path) for one in content.cards] == [(True, ""), (False, "leads_to")]


def test_what_was_learned_later_is_told_without_the_evidence() -> None:
    review = planted_review()
    events = {**review.events, "e1": replace(review.events["e1"], known=Known.LATER)}
    factors = {**review.factors, "f2": replace(review.factors["f2"], evidence=frozenset({"e2", "gone"}))}
    room = room_of(replace(review, events=events, factors=factors))
    told, story = view_of(room, "factors").content, view_of(room, "timeline").content
    assert isinstance(told, Conditions)
    assert isinstance(story, Story)
    assert [(one.id, one.later) for one in told.cards] == [("f1", True), ("f2", False)]
    assert [one.later for one in story.rows if isinstance(one, EventRow)] == [name == "e1" for name in events]
    assert not any(one.evidence for one in room.review.factors.values())


def test_clocks_come_and_go_without_touching_the_rest() -> None:
    room = room_of(planted_review())
    bare = room_view(room, Standing(stage="timeline"), Clocks())
    ticking = view_of(room, "timeline")
    assert bare.clock is None
    assert ticking.clock is not None
    assert ticking.silent is not None
    assert ticking.silent.left == 300
    assert ticking.still.clock is None


@given(reviews())
def test_any_review_has_a_view_of_every_stage(review: Review) -> None:
    room = room_of(review)
    for stage in STAGES:
        for text in texts_in(view_of(room, stage).content):
            assert "\0" not in text
