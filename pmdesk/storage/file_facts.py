"""The few facts that a library file keeps about itself: its device, when it was made, its own plan."""

from __future__ import annotations

from sqlite_utils import Database

from pmdesk.storage.rows import checksum

DEVICE, MADE, SCHEMA = "device", "made", "schema"


def put_fact(db: Database, key: str, value: str) -> None:
    """Write one fact."""
    db.execute('INSERT OR REPLACE INTO "meta" VALUES (?, ?, ?)', (key, value, checksum(key, value)))


def fact(db: Database, key: str) -> str:
    """Return a fact, or an empty text."""
    row = db.execute('SELECT "value" FROM "meta" WHERE "key" = ?', (key,)).fetchone()
    return "" if row is None else str(row[0])


def schema_sum(db: Database) -> str:
    """Return a checksum over the statements of all tables, indexes and triggers.

    It is kept as the fact SCHEMA and compared at opening: where a flipped bit changed the plan of
    a table, nothing that is read through it can be trusted.
    """
    rows = db.execute("SELECT name, type, tbl_name, sql FROM sqlite_schema ORDER BY name").fetchall()
    return str(checksum(*(value for row in rows for value in row)))
