"""Fitting a review that came from outside into a library: ids and numbers that are free there."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Any

from pmdesk.domain.changes import Add, Change
from pmdesk.domain.items import Action, Event, Factor, Quiet
from pmdesk.domain.review import ITEM_MAPS, KEY_MOMENTS, KeyMoment, Review
from pmdesk.editing.ports import Ids

MOST_NUMBER = 999_999_999
"""The greatest number that a review may bring along: the next ones still have to fit into the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A review as it can be added. ``copied`` says that its id was taken, ``renumbered`` its number."""

    change: Change
    review: Review
    copied: bool
    renumbered: bool


def arrive(review: Review, *, known: bool, numbers: Container[int], next_number: int, ids: Ids) -> Arrival:
    """Return the change that adds ``review``.

    When the library holds a review of that id, ``known``, everything gets new ids and the review
    becomes a copy of its own. A number that is taken, too great, or none becomes
    ``next_number``.
    """
    fitted = with_new_ids(review, ids) if known else review
    renumbered = not 1 <= fitted.number <= MOST_NUMBER or fitted.number in numbers
    if renumbered:
        fitted = replace(fitted, number=next_number)
    return Arrival(change=Add(fitted.id, fitted), review=fitted, copied=known, renumbered=renumbered)


def with_new_ids(review: Review, ids: Ids) -> Review:
    """Return the same review under new ids throughout, with every link kept."""
    renamed = {item_id: ids() for kind in ITEM_MAPS for item_id in review.items(kind)}
    changed: dict[str, Any] = {
        name: {renamed[item_id]: _renamed(item, renamed) for item_id, item in review.items(kind).items()}
        for kind, name in ITEM_MAPS.items()
    }
    for name in KEY_MOMENTS:
        moment: KeyMoment | None = getattr(review, name)
        if moment is not None and moment.event:
            changed[name] = replace(moment, event=renamed.get(moment.event, moment.event))
    facilitator = renamed.get(review.facilitator, review.facilitator)
    return replace(review, id=ids(), facilitator=facilitator, **changed)


def _renamed(item: Any, renamed: dict[str, str]) -> Any:  # noqa: ANN401 (an item of any kind)
    """Return an item under its new id, its links to others too; a link to nothing stays as it is."""

    def one(name: str) -> str:
        return renamed.get(name, name)

    def some(names: frozenset[str]) -> frozenset[str]:
        return frozenset(map(one, names))

    item = replace(item, id=renamed[item.id])
    match item:
        case Event():
            return replace(item, actor=one(item.actor))
        case Factor():
            return replace(item, evidence=some(item.evidence), enabled_by=some(item.enabled_by))
        case Action():
            return replace(item, owner=one(item.owner), factors=some(item.factors))
        case Quiet():
            return replace(item, after=one(item.after), before=one(item.before))
        case _:
            return item
