"""One change to rows and log rows, step by step, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, assert_never

from sqlite_utils import Database

from pmdesk.domain.changes import Add, Remove, Set, Step, steps
from pmdesk.domain.items import Item
from pmdesk.domain.plain import scalar_fields, to_plain
from pmdesk.domain.review import ITEM_MAPS, REVIEW, Review
from pmdesk.editing.ports import Entry
from pmdesk.storage.log import LONG_TEXT, Head, LogWriter, Origin, edit_of, entity_of, kind_text
from pmdesk.storage.reading import load_review
from pmdesk.storage.rows import LINKS, plan_of, to_json


class OutOfStepError(RuntimeError):
    """A change names a row that is not there: a fault of the program."""


@cache
def upsert_sql(kind: str) -> str:
    """Return the statement that adds an item, or gives a removed one back with new values."""
    plan = plan_of(kind)
    columns = plan.quoted if kind == REVIEW else f'{plan.quoted}, "review"'
    places = ", ".join("?" * (len(plan.columns) + (kind != REVIEW)))
    key = '"id"' if kind == REVIEW else '"review", "id"'
    values = ", ".join(f'"{name}" = excluded."{name}"' for name in plan.columns[1:])
    return (
        f'INSERT INTO "{kind}" ({columns}) VALUES ({places}) '  # noqa: S608 (names of our own)
        f'ON CONFLICT ({key}) DO UPDATE SET {values}, "removed" = 0'
    )


@cache
def _update(kind: str, columns: tuple[str, ...]) -> str:
    values = ", ".join(f'"{name}" = ?' for name in columns)
    where = '"id" = ?' if kind == REVIEW else '"id" = ? AND "review" = ?'
    return f'UPDATE "{kind}" SET {values} WHERE {where} AND "removed" = 0'  # noqa: S608 (names of our own)


@cache
def link_sql(kind: str, field: str) -> tuple[str, str, str]:
    """Return how to put a member, take one out, and take all out."""
    table, owner, member = LINKS[kind, field]
    out = f'UPDATE "{table}" SET "removed" = 1 WHERE "review" = ? AND "{owner}" = ?'  # noqa: S608 (names of our own)
    put = f"""INSERT INTO "{table}" ("review", "{owner}", "{member}") VALUES (?, ?, ?)
        ON CONFLICT ("review", "{owner}", "{member}") DO UPDATE SET "removed" = 0"""  # noqa: S608 (names of our own)
    return put, f'{out} AND "{member}" = ?', out


class ChangeWriter:
    """Writes the steps of one entry. It keeps each item as it stands between the steps."""

    def __init__(self, db: Database, log: LogWriter, entry: Entry) -> None:
        """Prepare for one entry; nothing is written yet."""
        self._run = db.conn.execute
        self._db = db
        self._log = log
        self._entry = entry
        self._origin = Origin(group=entry.group, command=entry.command, kind=kind_text(entry.kind, entry.of))
        self._now: dict[tuple[str, str, str], Any] = {}

    def write(self) -> None:
        """Write all rows and log rows of the entry."""
        for step in steps(self._entry.change):
            self._step(step)

    def _step(self, step: Step) -> None:
        match step:
            case Add() if isinstance(step.item, Review):
                self._add_review(step.item)
            case Add():
                assert not isinstance(step.item, Review)  # noqa: S101 (narrowing)
                self._add(step.review, step.kind, step.item)
            case Remove():
                self._remove(step.review, step.kind, step.id)
            case Set():
                self._set(step)
            case _:
                assert_never(step)

    def _append(self, review: str, kind: str, item_id: str, field: str, value: str | None, parents: list[Head]) -> None:
        self._log.append(self._origin, review, entity_of(kind, item_id), field, value, parents)

    def _head(self, review: str, kind: str, item_id: str, field: str = "") -> list[Head]:
        return self._log.head(review, entity_of(kind, item_id), field)

    def _add(self, review: str, kind: str, item: Item) -> None:
        self._run(upsert_sql(kind), (*plan_of(kind).write(item), review))
        for owner_kind, field in LINKS:
            if owner_kind == kind:
                put, _take, clear = link_sql(kind, field)
                self._run(clear, (review, item.id))
                for member in sorted(getattr(item, field)):
                    self._run(put, (review, item.id, member))
        self._append(review, kind, item.id, "", to_json(to_plain(item)), self._head(review, kind, item.id))
        self._now[review, kind, item.id] = item

    def _add_review(self, review: Review) -> None:
        """Write a review with its items; one that was removed finds its own items again."""
        former = load_review(self._db, review.id, removed=True)
        self._run(upsert_sql(REVIEW), plan_of(REVIEW).write(review))
        whole = {"id": review.id, **{name: to_plain(getattr(review, name)) for name in scalar_fields(REVIEW)}}
        self._append(review.id, REVIEW, review.id, "", to_json(whole), self._head(review.id, REVIEW, review.id))
        self._now[review.id, REVIEW, review.id] = review
        for kind in ITEM_MAPS:
            known: Mapping[str, Item] = former.items(kind) if former is not None else {}
            wanted = review.items(kind)
            for item_id in known:
                if item_id not in wanted:
                    self._remove(review.id, kind, item_id)
            for item_id, item in wanted.items():
                if known.get(item_id) != item:
                    self._add(review.id, kind, item)

    def _remove(self, review: str, kind: str, item_id: str) -> None:
        parents = self._log.heads(review, entity_of(kind, item_id))
        self._change_row(review, kind, item_id, ("removed",), (1,))
        self._append(review, kind, item_id, "", None, parents)
        self._now[review, kind, item_id] = None

    def _set(self, step: Set) -> None:
        before = self._item(step.review, step.kind, step.id)
        changed: Any = replace(before, **{step.field: step.value})
        if (step.kind, step.field) in LINKS:
            self._set_members(step, getattr(before, step.field))
        else:
            plan = plan_of(step.kind).fields[step.field]
            self._change_row(step.review, step.kind, step.id, plan.columns, plan.write(step.value))
            parents = self._head(step.review, step.kind, step.id, step.field)
            value = self._log_value(getattr(before, step.field), step, parents)
            self._append(step.review, step.kind, step.id, step.field, value, parents)
        self._now[step.review, step.kind, step.id] = changed

    def _log_value(self, before: object, step: Set, parents: list[Head]) -> str:
        """Return the JSON of a new value; a long text as an edit against its one parent when that is shorter."""
        after = step.value
        if (
            isinstance(after, str)
            and isinstance(before, str)
            and len(after) > LONG_TEXT
            and len(parents) == 1
            and self._log.takes_edit(step.review, entity_of(step.kind, step.id), step.field)
        ):
            edit = to_json(edit_of(before, after))
            if len(edit) < len(after):
                return edit
        return to_json(to_plain(after))

    def _set_members(self, step: Set, before: frozenset[str]) -> None:
        put, take, _clear = link_sql(step.kind, step.field)
        changes: Iterable[tuple[str, str, bool]] = (
            *((take, member, False) for member in sorted(before - step.value)),
            *((put, member, True) for member in sorted(step.value - before)),
        )
        for sql, member, present in changes:
            field = f"{step.field}:{member}"
            self._run(sql, (step.review, step.id, member))
            parents = self._head(step.review, step.kind, step.id, field)
            self._append(step.review, step.kind, step.id, field, to_json(present), parents)

    def _change_row(
        self, review: str, kind: str, item_id: str, columns: tuple[str, ...], values: tuple[Any, ...]
    ) -> None:
        key = (item_id,) if kind == REVIEW else (item_id, review)
        if self._run(_update(kind, columns), (*values, *key)).rowcount != 1:
            msg = f"{kind} {item_id} of review {review} has no row"
            raise OutOfStepError(msg)

    def _item(self, review: str, kind: str, item_id: str) -> Any:  # noqa: ANN401 (an Item or a Review, by its kind)
        key = (review, kind, item_id)
        if key not in self._now:
            before = self._entry.before.get(review)
            self._now[key] = before if before is None or kind == REVIEW else before.item(kind, item_id)
        if self._now[key] is None:
            # A review that this very entry adds carries its items with it.
            added = self._now.get((review, REVIEW, review))
            item = added.item(kind, item_id) if isinstance(added, Review) and kind != REVIEW else None
            if item is None:
                msg = f"{kind} {item_id} of review {review} is not there"
                raise OutOfStepError(msg)
            return item
        return self._now[key]
