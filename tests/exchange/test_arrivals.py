from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given, settings
from strategies import reviews

from pmdesk.domain.changes import Add
from pmdesk.domain.items import Action, Event, Factor, Person, Quiet
from pmdesk.domain.review import ITEM_MAPS, KeyMoment, Review
from pmdesk.exchange.arrivals import arrive, with_new_ids


class Counting:
    def __init__(self) -> None:
        self._numbers = itertools.count()

    def __call__(self) -> str:
        return f"new{next(self._numbers):013d}"


def linked() -> Review:
    return Review(
        id="r",
        number=4,
        people={"p": Person(id="p", role="operator")},
        events={"e": Event(id="e", actor="p"), "g": Event(id="g", actor="Metrics")},
        factors={"f": Factor(id="f", evidence=frozenset({"e"}), enabled_by=frozenset({"h"})), "h": Factor(id="h")},
        actions={"a": Action(id="a", owner="p", factors=frozenset({"f"}))},
        quiets={"q": Quiet(id="q", after="e", before="g")},
        detected=KeyMoment(event="e"),
        facilitator="p",
    )


def test_a_review_that_is_new_keeps_its_ids_and_number() -> None:
    review = linked()
    arrival = arrive(review, known=False, numbers={1, 2}, next_number=5, ids=Counting())
    assert arrival.change == Add("r", review)
    assert not arrival.copied
    assert not arrival.renumbered


def test_a_taken_number_becomes_the_next_one() -> None:
    arrival = arrive(linked(), known=False, numbers={4}, next_number=9, ids=Counting())
    assert arrival.review.number == 9
    assert arrival.renumbered


def test_no_number_becomes_the_next_one() -> None:
    arrival = arrive(Review(id="r"), known=False, numbers=(), next_number=1, ids=Counting())
    assert arrival.review.number == 1
    assert arrival.renumbered


def test_a_number_that_leaves_no_room_for_more_becomes_the_next_one() -> None:
    arrival = arrive(replace(linked(), number=2**63 - 1), known=False, numbers=(), next_number=3, ids=Counting())
    assert arrival.review.number == 3
    assert arrival.renumbered


def test_a_known_review_becomes_a_copy_with_every_link_kept() -> None:
    arrival = arrive(linked(), known=True, numbers={4}, next_number=5, ids=Counting())
    copy = arrival.review
    assert arrival.copied
    assert copy.id.startswith("new")
    person = next(iter(copy.people))
    first, second = copy.events.values()
    factor, behind = copy.factors.values()
    assert (first.actor, second.actor) == (person, "Metrics")
    assert factor.evidence == {first.id}
    assert factor.enabled_by == {behind.id}
    assert next(iter(copy.actions.values())).owner == person
    assert next(iter(copy.actions.values())).factors == {factor.id}
    quiet = next(iter(copy.quiets.values()))
    assert (quiet.after, quiet.before) == (first.id, second.id)
    assert copy.detected == KeyMoment(event=first.id)
    assert copy.facilitator == person


@settings(max_examples=25)
@given(reviews())
def test_a_copy_shares_no_id_and_loses_nothing(review: Review) -> None:
    copy = with_new_ids(review, Counting())
    assert copy.id != review.id
    for kind, name in ITEM_MAPS.items():
        assert len(getattr(copy, name)) == len(getattr(review, name))
        assert not set(copy.items(kind)) & set(review.items(kind))
        assert all(item_id == item.id for item_id, item in copy.items(kind).items())
