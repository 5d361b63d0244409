"""The four changes, and apply(): the only way from one review to the next.

A change names its review. ``apply`` returns the new frozen review and the inverse change; nothing
is mutated. A move is a Set of an order key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, assert_never

from pmdesk.domain.items import Item
from pmdesk.domain.review import ITEM_MAPS, REVIEW, Review, kind_of


@dataclass(frozen=True, slots=True)
class Add:
    """Add an item to a review, or a whole review (with its items) to the library."""

    review: str
    item: Item | Review

    @property
    def kind(self) -> str:
        """The kind of the item: "event", ..., or "review"."""
        return REVIEW if isinstance(self.item, Review) else kind_of(self.item)


@dataclass(frozen=True, slots=True)
class Remove:
    """Take an item out of a review, or a whole review out of the library."""

    review: str
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Set:
    """Give one field of one item (or of the review itself, kind "review") a new value."""

    review: str
    kind: str
    id: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Batch:
    """Several changes that are done, logged and undone as one; may span reviews."""

    changes: tuple[Change, ...]


Step = Add | Remove | Set
Change = Step | Batch


class StaleChangeError(LookupError):
    """A change names something that is not there: a fault of the program, never of the user."""


def set_fact(review: Review, field: str, value: object) -> Set:
    """Return the Set of one of the review's own fields."""
    return Set(review.id, REVIEW, review.id, field, value)


def steps(change: Change) -> Iterator[Step]:
    """Yield the single changes of ``change`` in the order in which they are applied."""
    if isinstance(change, Batch):
        for part in change.changes:
            yield from steps(part)
    else:
        yield change


def reviews_of(change: Change) -> tuple[str, ...]:
    """Return the ids of the reviews that a change touches, each once, in order."""
    return tuple(dict.fromkeys(step.review for step in steps(change)))


def apply(review: Review | None, step: Step) -> tuple[Review | None, Step]:
    """Apply one step to the review it names and return (new review, inverse).

    ``None`` stands for a review that is not in the library (before its Add, after its Remove).
    Raises StaleChangeError when the step does not fit the review.
    """
    if isinstance(step, Add) and isinstance(step.item, Review):
        if review is not None:
            msg = f"review {step.review} is already there"
            raise StaleChangeError(msg)
        return step.item, Remove(step.review, REVIEW, step.review)
    if review is None:
        msg = f"review {step.review} is not there"
        raise StaleChangeError(msg)
    match step:
        case Add():
            return _add(review, step)
        case Remove():
            return _remove(review, step)
        case Set():
            return _set(review, step)
        case _:
            assert_never(step)


def apply_all(reviews: Mapping[str, Review | None], change: Change) -> tuple[dict[str, Review | None], Change]:
    """Apply a change to the reviews it names.

    ``reviews`` holds each named review (None when it is not in the library). Returns those
    reviews after the change, and the inverse.
    """
    after = {name: reviews.get(name) for name in reviews_of(change)}
    inverses: list[Change] = []
    for step in steps(change):
        after[step.review], inverse = apply(after[step.review], step)
        inverses.append(inverse)
    inverses.reverse()
    return after, inverses[0] if len(inverses) == 1 else Batch(tuple(inverses))


def _with_items(review: Review, kind: str, items: Mapping[str, Item]) -> Review:
    changed: dict[str, Any] = {ITEM_MAPS[kind]: items}
    return replace(review, **changed)


def _add(review: Review, step: Add) -> tuple[Review, Step]:
    item = step.item
    assert not isinstance(item, Review)  # noqa: S101 (narrowing: apply() takes whole reviews itself)
    items = review.items(step.kind)
    if item.id in items:
        msg = f"{step.kind} {item.id} is already there"
        raise StaleChangeError(msg)
    return _with_items(review, step.kind, {**items, item.id: item}), Remove(review.id, step.kind, item.id)


def _remove(review: Review, step: Remove) -> tuple[Review | None, Step]:
    if step.kind == REVIEW:
        return None, Add(review.id, review)
    items = dict(review.items(step.kind))
    item = items.pop(step.id, None)
    if item is None:
        msg = f"{step.kind} {step.id} is not there"
        raise StaleChangeError(msg)
    return _with_items(review, step.kind, items), Add(review.id, item)


def _set(review: Review, step: Set) -> tuple[Review, Step]:
    value: dict[str, Any] = {step.field: step.value}
    if step.kind == REVIEW:
        before = getattr(review, step.field)
        return replace(review, **value), Set(review.id, REVIEW, review.id, step.field, before)
    items = review.items(step.kind)
    item = items.get(step.id)
    if item is None:
        msg = f"{step.kind} {step.id} is not there"
        raise StaleChangeError(msg)
    before = getattr(item, step.field)
    changed = replace(item, **value)
    return (
        _with_items(review, step.kind, {**items, step.id: changed}),
        Set(review.id, step.kind, step.id, step.field, before),
    )
