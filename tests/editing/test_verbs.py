from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import START, CountingIds
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import reviews
from whenever import Date

from pmdesk.domain.changes import Change, apply_all
from pmdesk.domain.items import Action, ActionStatus, Event, Factor, Note, NoteKind, Person, Quiet, Size
from pmdesk.domain.review import KeyMoment, Review, ReviewStatus
from pmdesk.domain.times import Precision, Time
from pmdesk.editing import verbs
from pmdesk.editing.verbs import NOTHING

TODAY = Date(2026, 11, 12)
SAM = Person(id="sam", name="Sam Smith", role="SRE", handles=("@samsm",), order="i00000")
R = Review(
    id="r",
    title="Deploy",
    people={"sam": SAM},
    events={name: Event(id=name, order=f"i0000{at}") for at, name in enumerate("abc")},
    factors={
        "f": Factor(id="f", order="i00000", enabled_by=frozenset({"g"})),
        "g": Factor(id="g", order="i00001"),
    },
    actions={"x": Action(id="x", order="i00000", status=ActionStatus.COMMITTED)},
)


def after(change: Change | None, review: Review = R) -> Review:
    assert change is not None
    found = apply_all({review.id: review}, change)[0].get(review.id, review)
    assert found is not None
    return found


def order(review: Review, kind: str = "event") -> str:
    return "".join(item.id for item in review.ordered(kind))


def test_an_item_goes_to_the_end_of_its_kind() -> None:
    assert order(after(verbs.add_item(R, Event(id="z")))) == "abcz"
    assert after(verbs.add_item(R, Event(id="z", order="h"))).events["z"].order == "h"
    assert after(verbs.add_item(R, Quiet(id="q", after="a"))).quiets["q"].after == "a"
    assert verbs.last_order(Review(id="e"), "event") == "i00000"


def test_setting_what_is_already_so_is_nothing() -> None:
    assert verbs.set_field(R, "review", "r", "title", "Deploy") == NOTHING
    assert verbs.set_field(R, "event", "gone", "text", "x") == NOTHING
    assert verbs.set_fields(R, "event", "a", text="", lane="") == NOTHING
    assert after(verbs.set_fields(R, "event", "a", text="x", lane="")).events["a"].text == "x"
    assert verbs.retime_event(R, "a", R.events["a"].time) == NOTHING


def test_removing_skips_what_is_gone() -> None:
    assert order(after(verbs.remove_items(R, "event", ["a", "gone", "c"]))) == "b"
    assert verbs.remove_items(R, "event", []) == NOTHING


@pytest.mark.parametrize(
    ("name", "places", "expected"),
    [("a", 1, "bac"), ("a", 2, "bca"), ("a", 9, "bca"), ("c", -1, "acb"), ("c", -9, "cab"), ("b", 0, "abc")],
)
def test_moving_an_item(name: str, places: int, expected: str) -> None:
    assert order(after(verbs.move_item(R, "event", name, places))) == expected


def test_moving_what_cannot_move_is_nothing() -> None:
    assert verbs.move_item(R, "event", "gone", 1) == NOTHING
    assert verbs.move_item(R, "event", "c", 5) == NOTHING
    assert verbs.place_after(R, "a", "gone") == NOTHING


def test_placing_an_event() -> None:
    assert order(after(verbs.place_after(R, "c", None))) == "cab"
    assert order(after(verbs.place_after(R, "a", "b"))) == "bac"
    assert order(after(verbs.place_after(R, "a", "c"))) == "bca"


@given(reviews(most=4), st.data())
@settings(max_examples=60)
def test_items_with_odd_order_keys_can_be_moved_too(review: Review, data: st.DataObject) -> None:
    odd = st.sampled_from(["", "i00000", "abc", "I?", "zzzzzz", "000000"])
    events = {name: replace(one, order=data.draw(odd)) for name, one in review.events.items()}
    review = replace(review, events=events)
    for name in events:
        after(verbs.move_item(review, "event", name, data.draw(st.integers(-3, 3))), review)
        after(verbs.place_after(review, name, data.draw(st.sampled_from([None, *events]))), review)


def test_new_reviews_and_templates() -> None:
    change = verbs.new_review(review_id="n", number=7, today=TODAY, zone="CET", title="Queue")
    found = apply_all({}, change)[0]["n"]
    assert found == Review(id="n", number=7, title="Queue", zone="CET", day=TODAY, created=TODAY)
    full = replace(R, services=("api",), ground_rules="Listen.", summary="It broke.")
    change = verbs.duplicate_as_template(full, ids=CountingIds(), number=8, today=TODAY, title="Copy")
    (copy,) = apply_all({}, change)[0].values()
    assert copy is not None
    assert (copy.title, copy.services, copy.ground_rules) == ("Copy", ("api",), "Listen.")
    assert (copy.summary, copy.number, copy.status) == ("", 8, ReviewStatus.DRAFT)
    assert [(one.name, one.role) for one in copy.people.values()] == [("Sam Smith", "SRE")]
    assert not set(copy.people) & set(full.people)
    assert [len(held) for held in (copy.events, copy.factors, copy.actions)] == [0, 0, 0]


def test_the_archive() -> None:
    archived = after(verbs.set_archived(R, archived=True))
    assert archived.status is ReviewStatus.ARCHIVED
    assert verbs.set_archived(archived, archived=True) == NOTHING
    assert after(verbs.set_archived(archived, archived=False), archived).status is ReviewStatus.DRAFT


def test_key_moments_are_typed_linked_and_unknown_again() -> None:
    typed = KeyMoment(time=Time(earliest=START, latest=START, precision=Precision.ABOUT))
    found = after(verbs.set_moment(R, "detected", typed))
    assert found.detected == typed
    assert verbs.set_moment(found, "detected", typed) == NOTHING
    linked = after(verbs.toggle_moment(found, "detected", "a"), found)
    assert linked.detected == KeyMoment(event="a")
    assert after(verbs.toggle_moment(linked, "detected", "a"), linked).detected is None


def test_a_gap_is_answered_and_the_answer_taken_back() -> None:
    found = after(verbs.answer_gap(R, after="a", before="b", text="quiet", ids=CountingIds()))
    (quiet,) = found.quiets.values()
    assert (quiet.after, quiet.before, quiet.text) == ("a", "b", "quiet")
    assert not after(verbs.answer_gap(found, after="a", before="b", text="", ids=CountingIds()), found).quiets
    assert len(after(verbs.answer_gap(found, after="b", before="c", text="", ids=CountingIds(5)), found).quiets) == 2


def test_members_of_a_set() -> None:
    found = after(verbs.toggle_member(R, "factor", "f", "evidence", "a"))
    assert found.factors["f"].evidence == {"a"}
    assert not after(verbs.toggle_member(found, "factor", "f", "evidence", "a"), found).factors["f"].evidence
    assert verbs.toggle_member(R, "factor", "gone", "evidence", "a") == NOTHING


def test_the_cause_map_never_closes_a_circle() -> None:
    assert verbs.toggle_enabled_by(R, "g", "f") is None
    assert verbs.toggle_enabled_by(R, "f", "f") is None
    assert not after(verbs.toggle_enabled_by(R, "f", "g")).factors["f"].enabled_by
    assert verbs.toggle_enabled_by(R, "gone", "f") == NOTHING
    assert verbs.toggle_enabled_by(R, "f", "gone") == NOTHING


def test_the_condition_behind_a_factor() -> None:
    found = after(verbs.add_condition_behind(R, "g", "Nobody is told", ids=CountingIds()))
    behind = found.factors["id00000000000001"]
    assert (behind.statement, found.factors["g"].enabled_by) == ("Nobody is told", {behind.id})
    assert verbs.add_condition_behind(R, "gone", "x", ids=CountingIds()) == NOTHING


def test_actions_and_ideas() -> None:
    found = after(verbs.add_action(R, "Alert on depth", ids=CountingIds(), factors=["f"]))
    action = found.actions["id00000000000001"]
    assert (action.status, action.factors) == (ActionStatus.COMMITTED, {"f"})
    assert after(verbs.add_action(R, "x", ids=CountingIds(), idea=True)).actions["id00000000000001"].status == "idea"


def test_a_size_proposes_the_due_date_until_somebody_chose_one() -> None:
    small = after(verbs.set_size(R, "x", Size.SMALL, TODAY))
    assert small.actions["x"].due == TODAY.add(days=14)
    large = after(verbs.set_size(small, "x", Size.LARGE, TODAY), small)
    assert large.actions["x"].due == TODAY.add(days=56)
    assert after(verbs.set_size(large, "x", None, TODAY), large).actions["x"].due is None
    chosen = after(verbs.set_field(large, "action", "x", "due", TODAY), large)
    assert after(verbs.set_size(chosen, "x", Size.SMALL, TODAY), chosen).actions["x"].due == TODAY
    assert verbs.set_size(R, "gone", Size.SMALL, TODAY) == NOTHING


def test_one_owner_who_agrees() -> None:
    owned = after(verbs.set_owner(R, "x", " sre ", ids=CountingIds()))
    assert (owned.actions["x"].owner, owned.actions["x"].agreed) == ("sam", False)
    agreed = after(verbs.set_field(owned, "action", "x", "agreed", True), owned)
    assert verbs.set_owner(agreed, "x", "Sam Smith", ids=CountingIds()) == NOTHING
    other = after(verbs.set_owner(agreed, "x", "@Nia", ids=CountingIds()), agreed)
    person = other.people[other.actions["x"].owner]
    assert (person.name, person.handles, other.actions["x"].agreed) == ("", ("Nia",), False)
    assert after(verbs.set_owner(agreed, "x", " ", ids=CountingIds()), agreed).actions["x"].owner == ""
    assert verbs.set_owner(R, "gone", "Sam Smith", ids=CountingIds()) == NOTHING


@pytest.mark.parametrize("text", ["sam", "Sam Smith", "SRE", "@samsm", "SMITH", "Sam"])
def test_people_are_found_by_what_they_are_called(text: str) -> None:
    assert verbs.find_person(R, text) == SAM


def test_a_role_that_two_people_have_is_nobodys() -> None:
    two = replace(R, people={**R.people, "other": Person(id="other", name="Nia Kos", role="SRE")})
    assert verbs.find_person(two, "SRE") is None
    assert verbs.find_person(two, "other") == two.people["other"]


def test_nobody_is_found_by_half_a_name_that_two_people_have() -> None:
    two = replace(R, people={**R.people, "other": Person(id="other", name="Sam Jones")})
    assert verbs.find_person(two, "Smith") == SAM
    assert verbs.find_person(two, "Sa") is None
    assert verbs.find_person(two, "") is None
    assert verbs.find_person(replace(two, people={"a": replace(SAM, id="a"), "o": two.people["other"]}), "sam") is None


def test_done_keeps_its_day() -> None:
    done = after(verbs.set_action_status(R, "x", ActionStatus.DONE, TODAY))
    assert done.actions["x"].done_on == TODAY
    assert verbs.set_action_status(done, "x", ActionStatus.DONE, TODAY.add(days=3)) == NOTHING
    again = after(verbs.set_action_status(done, "x", ActionStatus.IN_PROGRESS, TODAY), done)
    assert again.actions["x"].done_on is None
    assert verbs.set_action_status(R, "gone", ActionStatus.DONE, TODAY) == NOTHING


def test_parking() -> None:
    found = after(verbs.park(R, "Why two hubs?", START, ids=CountingIds(), kind=NoteKind.QUESTION))
    assert found.notes["id00000000000001"] == Note(
        id="id00000000000001", kind=NoteKind.QUESTION, text="Why two hubs?", at=START, order="i00000"
    )
