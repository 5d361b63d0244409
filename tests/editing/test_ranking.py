"""Groups, votes and sorting: whatever is done keeps every item, and undo leads back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.domain.changes import Batch, Change, apply_all
from pmdesk.domain.items import Action, Factor
from pmdesk.domain.order import key_between
from pmdesk.domain.review import Review
from pmdesk.editing.ranking import (
    by_votes,
    gather,
    group_names,
    keep_votes,
    ranked_items,
    sort_by_votes,
)


def review_of(*rows: tuple[str, str, int | None], kind: str = "factor") -> Review:
    """A review with (id, group, votes) in this order."""
    key = None
    items = {}
    for name, group, votes in rows:
        key = key_between(key, None)
        made = Factor if kind == "factor" else Action
        items[name] = made(id=name, group=group, votes=votes, order=key)
    return Review(id="r", **{f"{kind}s": items})


def after(review: Review, change: Change) -> Review:
    done, inverse = apply_all({"r": review}, change)
    changed = done.get("r", review)
    assert changed is not None
    back, _ = apply_all({"r": changed}, inverse)
    assert back.get("r", changed) == review
    return changed


def order(review: Review, kind: str = "factor") -> str:
    return "".join(one.id for one in ranked_items(review, kind))


def test_gathering_stands_an_item_behind_its_group() -> None:
    review = review_of(("a", "", None), ("b", "told", None), ("c", "", None), ("d", "", None))
    changed = after(review, gather(review, "factor", "d", "  told "))
    assert order(changed) == "abdc"
    assert changed.factors["d"].group == "told"
    first = after(changed, gather(changed, "factor", "a", "told"))
    assert order(first) == "bdac"
    assert group_names(first, "factor") == ("told",)
    out = after(first, gather(first, "factor", "d", ""))
    assert (order(out), out.factors["d"].group) == ("bdac", "")


def test_gathering_what_is_there_already_is_nothing() -> None:
    review = review_of(("a", "told", None))
    assert gather(review, "factor", "a", "told") == Batch(())
    assert gather(review, "factor", "gone", "told") == Batch(())


@pytest.mark.parametrize("kind", ["factor", "action"])
def test_sorting_keeps_groups_together_and_equals_in_place(kind: str) -> None:
    review = review_of(
        ("a", "", None), ("b", "", 2), ("c", "told", 1), ("d", "", 3), ("e", "told", 3), ("f", "", 0), kind=kind
    )
    assert by_votes(ranked_items(review, kind)) == ("e", "c", "d", "b", "f", "a")
    changed = after(review, sort_by_votes(review, kind))
    assert order(changed, kind) == "ecdbfa"
    assert sort_by_votes(changed, kind) == Batch(())


def test_only_the_given_items_move() -> None:
    review = review_of(("a", "", 1), ("b", "", 9), ("c", "", 2), kind="action")
    changed = after(review, sort_by_votes(review, "action", ["a", "c"]))
    assert order(changed, "action") == "cba"


def test_votes_are_kept_for_items_that_are_there() -> None:
    review = review_of(("a", "", None), ("b", "", 2))
    changed = after(review, keep_votes(review, "factor", {"a": 0, "b": 2, "gone": 4}))
    assert [one.votes for one in ranked_items(changed, "factor")] == [0, 2]


ROWS = st.lists(
    st.tuples(st.sampled_from(["", "x", "y"]), st.one_of(st.none(), st.integers(0, 9))), min_size=1, max_size=12
)


@given(rows=ROWS, equal=st.booleans())
def test_any_sorting_keeps_all_and_ranks_groups(rows: list[tuple[str, int | None]], equal: bool) -> None:
    review = review_of(*((f"{at:02d}", group, votes) for at, (group, votes) in enumerate(rows)))
    if equal:
        review = replace(review, factors={key: replace(one, order="") for key, one in review.factors.items()})
    changed = after(review, sort_by_votes(review, "factor"))
    items = ranked_items(changed, "factor")
    assert {one.id for one in items} == set(review.factors)
    assert [one.id for one in items] == list(by_votes(ranked_items(review, "factor")))
    groups = [one.group or one.id for one in items]
    assert len(set(groups)) == sum(1 for at, one in enumerate(groups) if at == 0 or groups[at - 1] != one)
