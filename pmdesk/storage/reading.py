"""Rows to reviews, and what is read across reviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlite_utils import Database

from pmdesk.domain.items import Action
from pmdesk.domain.measures import OPEN
from pmdesk.domain.review import ITEM_MAPS, REVIEW, Review
from pmdesk.editing.ports import CarriedNote, OpenAction
from pmdesk.storage.rows import LINKS, linked, plan_of


@cache
def _select(kind: str) -> str:
    key = "id" if kind == REVIEW else "review"
    return f'SELECT {plan_of(kind).quoted} FROM "{kind}" WHERE "{key}" = ? AND "removed" = ?'  # noqa: S608 (own names)


def load_review(db: Database, review: str, *, removed: bool = False) -> Review | None:
    """Return a present review, or with ``removed`` one that was removed; None when there is none.

    Raises ValueError, TypeError or LookupError when a row does not hold what it promises.
    """
    row = db.conn.execute(_select(REVIEW), (review, int(removed))).fetchone()
    if row is None:
        return None
    maps = {field: load_items(db, review, kind) for kind, field in ITEM_MAPS.items()}
    found: Review = plan_of(REVIEW).read(row, maps)  # type: ignore[arg-type] # maps of items fill fields as sets do
    return found


def load_items(db: Database, review: str, kind: str, *, removed: bool = False) -> dict[str, Any]:
    """Return the present (or the removed) items of one kind by id."""
    sets = {field: _members(db, kind, field, review) for owner, field in LINKS if owner == kind}
    read = plan_of(kind).read
    rows = db.conn.execute(_select(kind), (review, int(removed)))
    if not sets:
        return {row[0]: read(row) for row in rows}
    nothing: frozenset[str] = frozenset()
    return {row[0]: read(row, {name: found.get(row[0], nothing) for name, found in sets.items()}) for row in rows}


def _members(db: Database, kind: str, field: str, review: str) -> Mapping[str, frozenset[str]]:
    table, owner, member = LINKS[kind, field]
    sql = f'SELECT "{owner}", "{member}" FROM "{table}" WHERE "review" = ? AND "removed" = 0'  # noqa: S608 (own names)
    return linked(db.conn.execute(sql, (review,)))


def next_number(db: Database) -> int:
    """Return one more than the greatest number ever given; removed reviews keep theirs."""
    return int(db.execute('SELECT coalesce(max("number"), 0) + 1 FROM "review"').fetchone()[0])


def open_actions(db: Database, before: str) -> Iterator[OpenAction]:
    """Yield the open commitments of all reviews but ``before``, soonest due first, undated last."""
    plan = plan_of("action")
    columns = ", ".join(f'a."{name}"' for name in plan.columns)
    statuses = ", ".join(f"'{one.value}'" for one in sorted(OPEN))
    factors: dict[tuple[str, str], set[str]] = {}
    links = f"""SELECT l."review", l."action", l."factor" FROM "action" AS a JOIN "action_factor" AS l
        ON a."review" = l."review" AND a."id" = l."action"
        WHERE l."removed" = 0 AND a."removed" = 0 AND a."status" IN ({statuses})"""  # noqa: S608 (names of our own)
    for review, action, factor in db.execute(links):
        factors.setdefault((review, action), set()).add(factor)
    sql = f"""SELECT r."id", r."number", r."title",
            coalesce(nullif(p."name", ''), nullif(p."role", ''), p."handles" ->> 0, ''), {columns}
        FROM "action" AS a JOIN "review" AS r ON r."id" = a."review" AND r."removed" = 0
        LEFT JOIN "person" AS p ON p."review" = a."review" AND p."id" = a."owner" AND p."removed" = 0
        WHERE a."removed" = 0 AND a."status" IN ({statuses}) AND r."id" <> ?
        ORDER BY a."due" IS NULL, a."due", r."number", a."order", a."id" """  # noqa: S608 (names of our own)
    for review, number, title, owner, *row in db.execute(sql, (before,)):
        served = frozenset(factors.get((review, row[0]), ()))
        kept: Action = plan.read(row, {"factors": served})
        yield OpenAction(review=review, number=number, title=title, action=kept, owner=owner)


def carried_notes(db: Database, before: str) -> Iterator[CarriedNote]:
    """Yield the thoughts that all reviews but ``before`` carried forward, newest review first."""
    plan = plan_of("note")
    columns = ", ".join(f'n."{name}"' for name in plan.columns)
    sql = f"""SELECT r."id", r."number", r."title", {columns}
        FROM "note" AS n JOIN "review" AS r ON r."id" = n."review" AND r."removed" = 0
        WHERE n."removed" = 0 AND n."carried" = 1 AND r."id" <> ?
        ORDER BY r."number" DESC, r."id", n."order", n."id" """  # noqa: S608 (names of our own)
    for review, number, title, *row in db.execute(sql, (before,)):
        yield CarriedNote(review=review, number=number, title=title, note=plan.read(row))
