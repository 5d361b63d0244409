"""The log replayed against the rows: every item, present or removed, with the members of its sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from pmdesk.domain.review import ITEM_MAPS, REVIEW
from pmdesk.storage.log import entity_of, split_entity
from pmdesk.storage.replay import Replayed, replay, reviews_in_log, rows_of_review
from pmdesk.storage.rows import LINKS, plan_of

Difference = tuple[str, Mapping[str, str | int]]
"""(Last part of the message id, its values)."""


def compare_with_log(db: Database) -> Iterator[Difference]:
    """Yield where the rows are not what the log tells, review by review."""
    in_rows = [row[0] for row in db.execute('SELECT "id" FROM "review" ORDER BY "pk"').fetchall()]
    for review in dict.fromkeys([*in_rows, *reviews_in_log(db), *_strays(db)]):
        try:
            told = replay(rows_of_review(db, review))
        except (ValueError, TypeError, LookupError) as error:
            yield "replay_unreadable", {"review": review, "detail": str(error)[:200]}
            continue
        yield from _compare(db, review, told)


def _strays(db: Database) -> Iterator[str]:
    """Yield the reviews that any item names, there or not."""
    for kind in ITEM_MAPS:
        for (review,) in db.execute(f'SELECT DISTINCT "review" FROM "{kind}"').fetchall():  # noqa: S608 (own names)
            yield review


def _compare(db: Database, review: str, told: Mapping[str, Replayed]) -> Iterator[Difference]:
    seen = set()
    for kind in (REVIEW, *ITEM_MAPS):
        members = _all_members(db, kind, review)
        for row in _rows(db, kind, review):
            entity = entity_of(kind, row[0])
            seen.add(entity)
            values: dict[str, str | int] = {"review": review, "entity": entity}
            found = told.get(entity)
            if found is None:
                yield "not_in_log", values
            elif not _same(kind, row, found, {name: one.get(row[0], {}) for name, one in members.items()}):
                yield "differs", values
    for entity in told:
        if entity not in seen and split_entity(entity)[0] in {REVIEW, *ITEM_MAPS}:
            yield "not_in_rows", {"review": review, "entity": entity}


def _rows(db: Database, kind: str, review: str) -> list[Any]:
    key = "id" if kind == REVIEW else "review"
    sql = f'SELECT {plan_of(kind).quoted}, "removed" FROM "{kind}" WHERE "{key}" = ?'  # noqa: S608 (names of our own)
    return db.execute(sql, (review,)).fetchall()


def _all_members(db: Database, kind: str, review: str) -> dict[str, dict[str, dict[str, bool]]]:
    """Return set field -> owner -> member -> whether it is in, for members that were ever in."""
    found: dict[str, dict[str, dict[str, bool]]] = {}
    for (owner_kind, name), (table, owner, member) in LINKS.items():
        if owner_kind == kind:
            owners = found.setdefault(name, {})
            sql = f'SELECT "{owner}", "{member}", "removed" FROM "{table}" WHERE "review" = ?'  # noqa: S608 (own names)
            for of, one, removed in db.execute(sql, (review,)):
                owners.setdefault(of, {})[one] = not removed
    return found


def _same(kind: str, row: Any, told: Replayed, members: Mapping[str, Mapping[str, bool]]) -> bool:  # noqa: ANN401
    *values, removed = row
    sets = {name: frozenset(one for one, is_in in known.items() if is_in) for name, known in members.items()}
    try:
        item = plan_of(kind).read(values, sets)
        told_item = told.item(kind)
    except (ValueError, TypeError, LookupError):
        return False
    logged = {name: known for name, known in told.members.items() if known}
    return bool(
        told.present == (not removed)
        and item == told_item
        and {name: known for name, known in members.items() if known} == logged
    )
