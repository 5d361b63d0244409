"""Merging and splitting entries: nothing is lost, nothing dangles, and undo gives all of it back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import CountingIds
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import reviews
from whenever import Date, Instant

from pmdesk.domain.changes import Change, apply_all
from pmdesk.domain.items import Event, EventKind, Evidence, EvidenceKind, Factor, Known, Quiet
from pmdesk.domain.review import KEY_MOMENTS, KeyMoment, Review
from pmdesk.domain.times import UNPLACED, Precision, Time
from pmdesk.editing.capture import CaptureContext
from pmdesk.editing.event_verbs import merge_events, split_event
from pmdesk.editing.verbs import NOTHING

LINK, CHART = Evidence(text="https://x.example/1"), Evidence(kind=EvidenceKind.PICTURE, blob="b1")
CONTEXT = CaptureContext(day=Date(2026, 11, 12), zone="CET")


def at(minute: int, until: int | None = None, precision: Precision = Precision.MINUTE) -> Time:
    hour = Instant.from_utc(2026, 11, 12, 13)
    return Time(
        earliest=hour.add(minutes=minute),
        latest=hour.add(minutes=until if until is not None else minute),
        zone="CET",
        precision=precision,
        given=f"14:{minute:02d}",
    )


REVIEW = Review(
    id="r",
    events={
        "a": Event(id="a", time=at(2), text="deploy starts", evidence=(LINK,), order="i00001"),
        "b": Event(
            id="b",
            time=at(5),
            text="all nodes; ",
            kind=EventKind.CHANGE,
            actor="sam",
            evidence=(LINK, CHART),
            known=Known.LATER,
            starred=True,
            order="i00002",
        ),
        "c": Event(id="c", time=at(9), text="pager", order="i00003"),
    },
    factors={"f": Factor(id="f", evidence=frozenset({"b", "c"})), "g": Factor(id="g", evidence=frozenset({"c"}))},
    quiets={
        "q1": Quiet(id="q1", after="a", before="b"),
        "q2": Quiet(id="q2", after="b", before="c"),
        "q3": Quiet(id="q3", after="a", before="c", text="kept"),
    },
    detected=KeyMoment(event="b"),
    resolved=KeyMoment(event="c"),
)


def done(review: Review, change: Change) -> Review:
    after, inverse = apply_all({review.id: review}, change)
    if change == NOTHING:
        return review
    found = after[review.id]
    assert found is not None
    assert apply_all(after, inverse)[0][review.id] == review, "undo gives the review back as it was"
    return found


def test_merging_unites_what_the_entries_hold() -> None:
    after = done(REVIEW, merge_events(REVIEW, ["a", "b"]))
    merged = after.events["a"]
    assert list(after.events) == ["a", "c"]
    assert merged.text == "deploy starts; all nodes"
    assert (merged.time.earliest, merged.time.latest) == (at(2).earliest, at(5).latest)
    assert merged.time.given == "14:02, 14:05"
    assert merged.evidence == (LINK, CHART)
    assert (merged.kind, merged.actor, merged.known, merged.starred) == (EventKind.CHANGE, "sam", Known.LATER, True)


def test_what_points_to_the_merged_entry_follows() -> None:
    after = done(REVIEW, merge_events(REVIEW, ["a", "b"]))
    assert after.factors["f"].evidence == {"a", "c"}
    assert after.factors["g"] == REVIEW.factors["g"]
    assert after.detected == KeyMoment(event="a")
    assert after.resolved == KeyMoment(event="c")
    assert [(one.id, one.after, one.before) for one in after.quiets.values()] == [("q3", "a", "c")]


def test_the_first_named_stays_wherever_it_was_added() -> None:
    after = done(REVIEW, merge_events(REVIEW, ["c", "b", "c", "gone"]))
    assert list(after.events) == ["a", "c"]
    assert after.events["c"].text == "pager; all nodes"
    assert [(one.after, one.before) for one in after.quiets.values()] == [("a", "c")]


def test_equal_times_stay_as_given_and_an_unplaced_one_takes_the_other() -> None:
    events = {"x": Event(id="x", text="x"), "y": Event(id="y", text="y", time=at(3)), "z": Event(id="z", time=at(3))}
    review = Review(id="r", events=events)
    assert done(review, merge_events(review, ["x", "y", "z"])).events["x"].time == at(3)
    loose = replace(review, events={name: replace(one, time=UNPLACED) for name, one in events.items()})
    assert done(loose, merge_events(loose, ["x", "y"])).events["x"].time == UNPLACED


def test_the_coarsest_precision_stays() -> None:
    times = {"x": at(0, 59, Precision.HOUR), "y": at(3)}
    review = Review(id="r", events={name: Event(id=name, time=time) for name, time in times.items()})
    merged = done(review, merge_events(review, ["x", "y"])).events["x"].time
    assert (merged.earliest, merged.latest, merged.precision) == (at(0).earliest, at(59).latest, Precision.HOUR)


@pytest.mark.parametrize("ids", [[], ["a"], ["a", "a"], ["a", "gone"]])
def test_one_entry_alone_is_merged_already(ids: list[str]) -> None:
    assert merge_events(REVIEW, ids) == NOTHING


def test_splitting_makes_two_entries_that_stand_together() -> None:
    text = REVIEW.events["a"].text
    change, second = split_event(REVIEW, "a", len("deploy"), ids=CountingIds(), context=CONTEXT)
    after = done(REVIEW, change)
    assert (after.events["a"].text, after.events[second].text) == ("deploy", "starts")
    assert after.events[second].time == after.events["a"].time
    assert "i00001" < after.events[second].order < "i00002"
    assert (after.events["a"].evidence, after.events[second].evidence) == ((LINK,), ())
    merged = done(after, merge_events(after, ["a", second]))
    assert merged.events["a"].text.replace("; ", " ") == text


def test_the_second_half_may_say_its_own_time() -> None:
    review = replace(REVIEW, events={"a": replace(REVIEW.events["a"], text="deploy starts; 14:05 pager #fix @sam")})
    change, second = split_event(review, "a", len("deploy starts"), ids=CountingIds(), context=CONTEXT)
    found = done(review, change).events[second]
    assert (found.text, found.time.earliest) == ("pager #fix @sam", at(5).earliest)


@pytest.mark.parametrize("place", [0, len("deploy starts"), 99])
def test_a_split_that_leaves_no_words_is_none(place: int) -> None:
    assert split_event(REVIEW, "a", place, ids=CountingIds(), context=CONTEXT) == (NOTHING, "")
    assert split_event(REVIEW, "gone", 3, ids=CountingIds(), context=CONTEXT) == (NOTHING, "")


@st.composite
def tangled(draw: st.DrawFn) -> Review:
    """A review whose links point at its own events."""
    review = draw(reviews(4))
    names = st.sampled_from(sorted(review.events)) if review.events else st.nothing()
    some = st.frozensets(names, max_size=3) if review.events else st.just(frozenset())
    one = names if review.events else st.just("")
    return replace(
        review,
        factors={name: replace(item, evidence=draw(some)) for name, item in review.factors.items()},
        quiets={name: replace(item, after=draw(one), before=draw(one)) for name, item in review.quiets.items()},
        detected=KeyMoment(event=draw(one)),
    )


@settings(max_examples=60)
@given(tangled(), st.data())
def test_no_link_dangles_and_undo_is_exact(review: Review, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted(review.events)), max_size=4)) if review.events else []
    after = done(review, merge_events(review, chosen))
    gone = set(review.events) - set(after.events)
    assert len(gone) == max(len(set(chosen)) - 1, 0)
    assert not any(factor.evidence & gone for factor in after.factors.values())
    assert not any(quiet.after in gone or quiet.before in gone for quiet in after.quiets.values())
    for name in KEY_MOMENTS:
        moment = getattr(after, name)
        assert moment is None or moment.event not in gone
    before = {evidence for event in review.events.values() for evidence in event.evidence}
    assert {evidence for event in after.events.values() for evidence in event.evidence} == before


@settings(max_examples=60)
@given(reviews(3), st.data())
def test_a_split_loses_no_word(review: Review, data: st.DataObject) -> None:
    if not review.events:
        return
    event = review.events[data.draw(st.sampled_from(sorted(review.events)))]
    place = data.draw(st.integers(0, 45))
    change, second = split_event(review, event.id, place, ids=CountingIds(), context=CONTEXT)
    after = done(review, change)
    if second:
        time = after.events[second].time
        given = time.given if time != event.time else ""
        joined = after.events[event.id].text + given + after.events[second].text
        assert [one for one in joined if one not in " \t\n;,"] == [one for one in event.text if one not in " \t\n;,"]
    else:
        assert after == review
