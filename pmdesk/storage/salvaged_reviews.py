"""Reviews put together from the readable rows of a damaged library, and from its log where a row is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pmdesk.domain.items import Item
from pmdesk.domain.review import ITEM_MAPS, REVIEW, Review
from pmdesk.storage.damaged import Rows
from pmdesk.storage.log import entity_of, split_entity
from pmdesk.storage.replay import LogRow, Replayed, review_of
from pmdesk.storage.rows import LINKS, linked, plan_of

Items = dict[str, dict[str, dict[str, Item]]]
"""Review -> kind -> id -> item."""


def tried(read: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401 (what the reading gives, or None)
    """Return what ``read`` gives, None where the data makes no sense."""
    try:
        return read(*given)
    except (ValueError, TypeError, LookupError):
        return None


def is_id(value: object) -> bool:
    """Return whether a value of a damaged row can be an id."""
    return isinstance(value, str) and value != ""


def put_together(tables: Mapping[str, Rows], log: Mapping[str, list[LogRow]]) -> Iterator[Review]:
    """Yield every review that was present; one whose facts are lost keeps its items under an empty title."""
    told = {review: _replayed_kindly(rows) for review, rows in log.items() if review}
    facts: dict[str, Review] = {}
    removed: set[str] = set()
    for *row, gone in tables[REVIEW]:
        review = tried(plan_of(REVIEW).read, row)
        if not is_id(row[0]):
            continue
        if gone == 1:
            removed.add(row[0])
        elif review is not None:
            facts[review.id] = review
    for name, entities in told.items():
        own = entities.get(entity_of(REVIEW, name))
        if own is None or name in facts or name in removed:
            continue
        review = tried(review_of, name, {entity_of(REVIEW, name): own})
        if not own.present and own.values:
            removed.add(name)
        elif review is not None:
            facts[name] = review
    items = _items(tables, told)
    for name in sorted({*facts, *items} - removed):
        held = {ITEM_MAPS[kind]: found for kind, found in items.get(name, {}).items()}
        whole: Any = facts.get(name) or Review(id=name)
        yield replace(whole, **held)


def _replayed_kindly(rows: list[LogRow]) -> dict[str, Replayed]:
    """Replay what makes sense; a row whose base is missing is passed over."""
    found: dict[str, Replayed] = {}
    for row in rows:
        tried(found.setdefault(row.entity, Replayed()).apply, split_entity(row.entity)[0], row)
    return found


def _items(tables: Mapping[str, Rows], told: Mapping[str, Mapping[str, Replayed]]) -> Items:
    """Return the present items from rows first, then from the log."""
    items: Items = {}
    known: set[tuple[str, str, str]] = set()
    sets = _sets(tables)
    for kind in ITEM_MAPS:
        for *row, review, removed in tables[kind]:
            members = {name: held.get((review, row[0]), frozenset()) for name, held in sets.get(kind, {}).items()}
            item = tried(plan_of(kind).read, row, members)
            if item is not None and is_id(review) and is_id(item.id):
                known.add((review, kind, item.id))
                if removed != 1:
                    items.setdefault(review, {}).setdefault(kind, {})[item.id] = item
    for review, entities in told.items():
        for entity, one in entities.items():
            kind, item_id = split_entity(entity)
            if kind in ITEM_MAPS and one.present and (review, kind, item_id) not in known:
                item = tried(one.item, kind)
                if item is not None:
                    items.setdefault(review, {}).setdefault(kind, {})[item_id] = item
    return items


def _sets(tables: Mapping[str, Rows]) -> dict[str, dict[str, dict[Any, frozenset[str]]]]:
    """Return kind -> set field -> (review, owner) -> members."""
    sets: dict[str, dict[str, dict[Any, frozenset[str]]]] = {}
    for (kind, name), (table, _owner, _member) in LINKS.items():
        present = (key for key, (removed,) in tables[table].found.items() if removed != 1)
        sets.setdefault(kind, {})[name] = linked(((review, owner), member) for review, owner, member in present)
    return sets
