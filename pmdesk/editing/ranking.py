"""Gathering similar factors or ideas under a name, keeping what the room voted, and sorting by it.

``kind`` is "factor" or "action" throughout. Gathering before voting is affinity grouping (Kawakita's KJ method);
several dots a head is the dot vote that many facilitators use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pmdesk.domain.changes import Batch, Change, Set, apply_all
from pmdesk.domain.item_numbers import action_numbers, factor_numbers, idea_numbers
from pmdesk.domain.items import Action, ActionStatus, Factor
from pmdesk.domain.order import key_between
from pmdesk.domain.review import Review

NOTHING = Batch(())
_NOT_VOTED_ON = -1


def ranked_items(review: Review, kind: str) -> tuple[Factor | Action, ...]:
    """Return the factors, or the actions and ideas, in their order."""
    return tuple(item for item in review.ordered(kind) if isinstance(item, Factor | Action))


def group_names(review: Review, kind: str) -> tuple[str, ...]:
    """Return the names of the groups that there are, in the order in which they are first met."""
    return tuple(dict.fromkeys(item.group for item in ranked_items(review, kind) if item.group))


def voted_on(review: Review, kind: str) -> Mapping[str, str]:
    """Return id -> label ("F1") of what people vote on: factors, ideas, or without ideas the open commitments."""
    if kind == "factor":
        return factor_numbers(review)
    return idea_numbers(review) or {
        one: label
        for one, label in action_numbers(review).items()
        if review.actions[one].status is not ActionStatus.WONT_DO
    }


def gather(review: Review, kind: str, item_id: str, name: str) -> Change:
    """Put an item into the group with this name, right behind its last member; an empty name takes it out."""
    items = ranked_items(review, kind)
    item = next((one for one in items if one.id == item_id), None)
    name = " ".join(name.split())
    if item is None or item.group == name:
        return NOTHING
    into = Set(review.id, kind, item_id, "group", name)
    others = [one for one in items if one.id != item_id]
    last = max((at for at, one in enumerate(others) if name and one.group == name), default=None)
    if last is None or (items.index(item) == last + 1):
        return into
    after = others[last + 1].order if last + 1 < len(others) else None
    return Batch((into, Set(review.id, kind, item_id, "order", key_between(others[last].order, after))))


def keep_votes(review: Review, kind: str, votes: Mapping[str, int]) -> Batch:
    """Keep the sums of a vote with the items that it was about."""
    items = review.items(kind)
    return Batch(
        tuple(
            Set(review.id, kind, item, "votes", count)
            for item, count in votes.items()
            if item in items and getattr(items[item], "votes", None) != count
        )
    )


def by_votes(items: Sequence[Factor | Action]) -> tuple[str, ...]:
    """Return ids, most votes first: a group stands together, at the place of its sum.

    Among equals the order that there is stays; what was not voted on comes last.
    """
    sums: dict[str, int] = {}
    for item in items:
        before = sums.setdefault(_block(item), _NOT_VOTED_ON)
        if item.votes is not None:
            sums[_block(item)] = max(before, 0) + item.votes
    first = {block: at for at, block in reversed(list(enumerate(map(_block, items))))}

    def rank(item: Factor | Action) -> tuple[int, int, int]:
        block = _block(item)
        return -sums[block], first[block], -(item.votes if item.votes is not None else _NOT_VOTED_ON)

    return tuple(item.id for item in sorted(items, key=rank))


def keep_and_sort(review: Review, kind: str, votes: Mapping[str, int]) -> Batch:
    """Keep the sums of a vote, and put what was voted on into the order of the votes: one step."""
    kept = keep_votes(review, kind, votes)
    voted = apply_all({review.id: review}, kept)[0].get(review.id) or review
    return Batch((*kept.changes, *sort_by_votes(voted, kind, votes).changes))


def sort_by_votes(review: Review, kind: str, ids: Iterable[str] | None = None) -> Batch:
    """Reorder items by their votes (all, or these ones among the places that they hold now)."""
    wanted = None if ids is None else frozenset(ids)
    items = [one for one in ranked_items(review, kind) if wanted is None or one.id in wanted]
    ranked = by_votes(items)
    if list(ranked) == [one.id for one in items]:
        return NOTHING
    now = {one.id: one.order for one in items}
    keys = _keys([one.order for one in items])
    return Batch(
        tuple(
            Set(review.id, kind, item, "order", key) for item, key in zip(ranked, keys, strict=True) if now[item] != key
        )
    )


def _block(item: Factor | Action) -> str:
    return f"group {item.group}" if item.group else f"item {item.id}"


def _keys(orders: Sequence[str]) -> Sequence[str]:
    """Return rising keys: those that there are when no two are equal, else new ones from the first on."""
    if len(set(orders)) == len(orders) and all(orders):
        return orders
    keys = [key_between(None, orders[0] or None) if not orders[0] else orders[0]]
    for _ in orders[1:]:
        keys.append(key_between(keys[-1], None))
    return keys
