from __future__ import annotations

import pytest

from pmdesk.domain.changes import (
    Add,
    Batch,
    Remove,
    Set,
    StaleChangeError,
    apply,
    apply_all,
    reviews_of,
    set_fact,
    steps,
)
from pmdesk.domain.items import Event, Note
from pmdesk.domain.review import Review

EVENT = Event(id="e", text="pager fires")
EMPTY = Review(id="r", title="Deploy")


@pytest.mark.parametrize(
    ("before", "step"),
    [
        (None, Add("r", EMPTY)),
        (EMPTY, Remove("r", "review", "r")),
        (EMPTY, Add("r", EVENT)),
        (Review(id="r", events={"e": EVENT}), Remove("r", "event", "e")),
        (Review(id="r", events={"e": EVENT}), Set("r", "event", "e", "text", "it fires")),
        (EMPTY, set_fact(EMPTY, "title", "Rollback")),
    ],
)
def test_a_step_and_its_inverse_lead_back(before: Review | None, step: Add | Remove | Set) -> None:
    after, inverse = apply(before, step)
    assert after != before
    again, forth = apply(after, inverse)
    assert again == before
    assert apply(again, forth)[0] == after


@pytest.mark.parametrize(
    ("before", "step"),
    [
        (EMPTY, Add("r", EMPTY)),
        (None, Remove("r", "review", "r")),
        (None, Set("r", "review", "r", "title", "x")),
        (Review(id="r", events={"e": EVENT}), Add("r", EVENT)),
        (EMPTY, Remove("r", "event", "e")),
        (EMPTY, Set("r", "event", "e", "text", "x")),
    ],
)
def test_a_step_that_does_not_fit_is_a_fault(before: Review | None, step: Add | Remove | Set) -> None:
    with pytest.raises(StaleChangeError, match="there"):
        apply(before, step)


def test_nothing_is_mutated() -> None:
    before = Review(id="r", events={"e": EVENT})
    apply(before, Remove("r", "event", "e"))
    apply(before, Add("r", Event(id="f")))
    assert dict(before.events) == {"e": EVENT}


def test_a_batch_spans_reviews_and_is_taken_back_in_reverse() -> None:
    other = Review(id="s", notes={"n": Note(id="n", text="later")})
    change = Batch(
        (
            Batch((Remove("s", "note", "n"), Add("r", Note(id="n", text="later")))),
            Set("r", "note", "n", "text", "now"),
        )
    )
    assert reviews_of(change) == ("s", "r")
    assert len(tuple(steps(change))) == 3
    after, inverse = apply_all({"r": EMPTY, "s": other}, change)
    assert after["r"] is not None
    assert after["r"].notes["n"] == Note(id="n", text="now")
    assert apply_all(after, inverse)[0] == {"r": EMPTY, "s": other}


def test_a_batch_that_stops_half_way_changes_nothing() -> None:
    reviews: dict[str, Review | None] = {"r": EMPTY}
    with pytest.raises(StaleChangeError):
        apply_all(reviews, Batch((Add("r", EVENT), Remove("r", "event", "gone"))))
    assert reviews == {"r": EMPTY}


def test_the_kind_of_what_is_added() -> None:
    assert Add("r", EVENT).kind == "event"
    assert Add("r", EMPTY).kind == "review"
