"""Reading what can be read of a damaged table: forwards, backwards, then row by row between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pysqlite3.dbapi2 as sqlite
from sqlite_utils import Database

from pmdesk.storage.connection import connect_to_memory
from pmdesk.storage.migrations import Step, migrate

MOST_PROBES = 200_000
"""Row numbers tried one by one between the readable ends of a table."""


@dataclass(slots=True)
class Rows:
    """Rows by their key, and whether reading came to the end without trouble."""

    found: dict[tuple[Any, ...], tuple[Any, ...]] = field(default_factory=dict)
    whole: bool = True

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.found.values())


def columns_since(version: int, steps: Sequence[Step]) -> Mapping[str, Mapping[str, str]]:
    """Return what later steps added to the tables of a version: table -> column -> its default as SQL."""
    then, now = (_columns(steps[:count]) for count in (version, len(steps)))
    return {
        table: {name: default for name, default in columns.items() if name not in then.get(table, {})}
        for table, columns in now.items()
    }


def _columns(steps: Sequence[Step]) -> dict[str, dict[str, str]]:
    model = connect_to_memory()
    try:
        migrate(model, steps, lambda _db, _version: None)
        sql = """SELECT t."name", c."name", coalesce(c."dflt_value", 'NULL')
            FROM sqlite_schema AS t, pragma_table_info(t."name") AS c WHERE t."type" = 'table' """
        found: dict[str, dict[str, str]] = {}
        for table, name, default in model.execute(sql):
            found.setdefault(table, {})[name] = default
        return found
    finally:
        model.close()


def read_table(
    db: Database, table: str, columns: Sequence[str], key: Sequence[str], later: Mapping[str, str] | None = None
) -> Rows:
    """Return the readable rows of a table; text that is not UTF-8 keeps what can be shown of it.

    ``later`` holds the columns that this version does not have yet, with what stands for them: SQLite
    would take their quoted names for text.
    """
    later = later or {}
    if set(key) <= later.keys():
        return Rows()
    names = ", ".join(later.get(name, f'"{name}"') for name in (*key, *columns))
    rows = Rows()
    for direction in ("", " DESC"):
        order = ", ".join(f'"{name}"{direction}' for name in key)
        sql = f'SELECT {names} FROM "{table}" ORDER BY {order}'  # noqa: S608 (names of our own)
        if _take(db, sql, (), len(key), rows):
            return rows
        rows.whole = False
    if tuple(key) == ("pk",) and rows.found:
        sql = f'SELECT {names} FROM "{table}" WHERE "pk" = ?'  # noqa: S608 (names of our own)
        least, most = min(rows.found)[0], max(rows.found)[0]
        for pk in range(least, min(most, least + MOST_PROBES)):
            if (pk,) not in rows.found:
                _take(db, sql, (pk,), len(key), rows)
    return rows


def _take(db: Database, sql: str, values: Sequence[object], width: int, rows: Rows) -> bool:
    """Add the rows of a query up to the first one that cannot be read; True when all could."""
    try:
        cursor = db.conn.execute(sql, values)
        while (row := cursor.fetchone()) is not None:
            rows.found.setdefault(row[:width], row[width:])
    except (sqlite.Error, MemoryError):
        return False
    return True


def read_text_kindly(db: Database) -> None:
    """Let damaged text through with a mark where a character was, instead of stopping at it."""
    db.conn.text_factory = lambda data: data.decode("utf-8", "replace")
