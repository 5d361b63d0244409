"""The hindsight guard: which factors lean on something that nobody knew at the time."""

from __future__ import annotations

from pmdesk.domain.items import Event, Factor, Known
from pmdesk.domain.review import Review
from pmdesk.domain.rules import learned_later

REVIEW = Review(
    id="r",
    events={
        "then": Event(id="then"),
        "later": Event(id="later", known=Known.LATER),
        "also": Event(id="also", known=Known.LATER),
    },
)


def test_only_what_was_learned_later_and_is_there_counts() -> None:
    factor = Factor(id="f", evidence=frozenset({"then", "later", "also", "gone"}))
    assert learned_later(REVIEW, factor) == ("also", "later")
    assert learned_later(REVIEW, Factor(id="g", evidence=frozenset({"then", "gone"}))) == ()
