"""Is a library file whole? SQLite's own checks, and everything that SQLite cannot know.

The log is replayed against the rows, the search index compared with a fresh one, and each row that
no replay reaches has a checksum. What is found is told as message ids; a bad file never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlite_utils import Database

from pmdesk.editing.ports import KnownError
from pmdesk.storage.check_replay import compare_with_log
from pmdesk.storage.connection import connect_to_memory, connect_to_read
from pmdesk.storage.damaged import columns_since
from pmdesk.storage.errors import opened_soundly
from pmdesk.storage.log import COLUMNS, QUOTED, split_reference
from pmdesk.storage.migrations import STEPS, Step, migrate
from pmdesk.storage.opening import check_header, in_new_form, look_at
from pmdesk.storage.outside_log import blob_name
from pmdesk.storage.rows import checksum, from_json
from pmdesk.storage.schema import SEARCHED, index_fill, index_sql

MOST_FINDINGS = 100
"""Findings told of one kind of check; a badly damaged file has no use for more."""

GUARDED: Mapping[str, tuple[str, ...]] = {
    "meta": ("key", "value"),
    "draft": ("key", "text"),
    "private_note": ("id", "review", "text", "at", "binned"),
    "meeting": ("review", "state"),
    "pulse": ("review", "question", "answer", "count"),
    "wording_choice": ("id", "kind", "rule", "review", "text", "context"),
}
"""Tables outside the log -> the columns that their checksum covers."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written. ``id`` is the whole message id ("errors.check.differs")."""

    id: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """``ok`` when nothing was found; the checks go on after a finding as far as they can."""

    ok: bool
    findings: tuple[Finding, ...]


def check_file(path: Path, *, steps: Sequence[Step] = STEPS) -> CheckReport:
    """Check a library without changing it; never raises for a bad file."""
    try:
        with opened_soundly(path):
            look_at(path)
            db = connect_to_read(path)
    except KnownError as error:
        return _report([_told(error)])
    try:
        with opened_soundly(path):
            version = check_header(db, path, len(steps))
        return _report(_all_checks(db, version, steps))
    except KnownError as error:
        return _report([_told(error)])
    finally:
        db.close()


def _told(error: KnownError) -> Finding:
    return Finding(f"errors.{error.id}", error.values)


def _report(findings: Iterable[Finding]) -> CheckReport:
    found = tuple(findings)
    return CheckReport(ok=not found, findings=found)


def _all_checks(db: Database, version: int, steps: Sequence[Step]) -> Iterator[Finding]:
    db.execute("PRAGMA query_only=0")  # the file is opened for reading only; the fresh index lies in TEMP
    yield from _guarded("sqlite_schema", lambda: _integrity(db))
    yield from _guarded("sqlite_schema", lambda: _foreign_keys(db))
    yield from _guarded("sqlite_schema", lambda: _schema(db, steps[:version]))
    yield from _guarded("log", lambda: _log(db))
    later = columns_since(version, steps)
    for table in (one for one in GUARDED if "sum" not in later[one]):
        yield from _guarded(table, lambda table=table: _sums(db, table))  # type: ignore[misc] # bound now
    yield from _guarded("blob", lambda: _pictures(db))
    yield from _guarded("search", lambda: _index(db, "search", [index_fill("fresh", kind) for kind in SEARCHED]))
    yield from _guarded("private_search", lambda: _index(db, "private_search", [_PRIVATE_FILL]))
    if version == len(steps):
        yield from _guarded("log", lambda: _replayed(db))
    else:
        copy = in_new_form(db, steps)
        yield from _guarded("log", lambda: _replayed(copy))
        copy.close()


def _guarded(table: str, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """Yield what a check finds, at most a hundred; what it cannot read is a finding too."""
    try:
        for count, finding in enumerate(check()):
            if count == MOST_FINDINGS:
                return
            yield finding
    except (sqlite.Error, ValueError, TypeError, LookupError, RecursionError, MemoryError) as error:
        yield Finding("errors.check.unreadable", {"table": table, "detail": _detail(error)})


def _detail(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _integrity(db: Database) -> Iterator[Finding]:
    for (found,) in db.execute(f"PRAGMA integrity_check({MOST_FINDINGS})"):
        if found != "ok":
            yield Finding("errors.check.integrity", {"detail": " ".join(str(found).split())[:200]})


def _foreign_keys(db: Database) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    for table, *_rest in db.execute("PRAGMA foreign_key_check"):
        counts[table] = counts.get(table, 0) + 1
    for table, count in counts.items():
        yield Finding("errors.check.foreign_key", {"table": table, "count": count})


def _schema(db: Database, steps: Sequence[Step]) -> Iterator[Finding]:
    """Compare all tables, indexes and triggers with those of a new library."""
    model = connect_to_memory()
    try:
        migrate(model, steps, lambda _db, _version: None)
        wanted, found = ({name: rest for name, *rest in _objects(one)} for one in (model, db))
    finally:
        model.close()
    for name in sorted({*wanted, *found}, key=str):
        if wanted.get(name) != found.get(name):
            yield Finding("errors.check.schema", {"table": str(name)})


def _objects(db: Database) -> Iterator[tuple[str, str, str, str]]:
    yield from db.execute("SELECT name, type, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'")


def _log(db: Database) -> Iterator[Finding]:
    """Check that every log row is as written, that none is missing and that parents are there."""
    greatest: dict[str, int] = dict(db.execute('SELECT "device", max("n") FROM "log" GROUP BY "device"').fetchall())
    counts: dict[str, int] = {}
    for row in db.execute(f'SELECT {QUOTED}, "sum" FROM "log"'):  # noqa: S608 (names of our own)
        device, n, parents = row[0], row[1], row[COLUMNS.index("parents")]
        counts[device] = counts.get(device, 0) + 1
        if checksum(*row[:-1]) != row[-1]:
            yield Finding("errors.check.log_sum", {"row": f"{device}:{n}"})
        elif not all(_is_there(parent, greatest) for parent in from_json(parents)):
            yield Finding("errors.check.log_parent", {"row": f"{device}:{n}"})
    for device, wanted in greatest.items():
        if counts.get(device, 0) != wanted:
            values: dict[str, str | int] = {"device": device, "found": counts.get(device, 0), "wanted": wanted}
            yield Finding("errors.check.log_gap", values)


def _is_there(parent: str, greatest: Mapping[str, int]) -> bool:
    device, n = split_reference(parent)
    return 1 <= n <= greatest.get(device, 0)


def _sums(db: Database, table: str) -> Iterator[Finding]:
    columns = GUARDED[table]
    names = ", ".join(f'"{name}"' for name in columns)
    for row in db.execute(f'SELECT {names}, "sum" FROM "{table}"'):  # noqa: S608 (names of our own)
        if checksum(*row[:-1]) != row[-1]:
            yield Finding("errors.check.row_sum", {"table": table, "entity": str(row[0])})


def _pictures(db: Database) -> Iterator[Finding]:
    for blob, data in db.execute('SELECT "hash", "bytes" FROM "blob"'):
        if blob_name(data) != blob:
            yield Finding("errors.check.picture", {"entity": blob})


_PRIVATE_FILL = """INSERT INTO "fresh" (rowid, title, body)
    SELECT "pk", '', "text" FROM "private_note" WHERE "binned" = 0"""


def _index(db: Database, name: str, fill: Sequence[str]) -> Iterator[Finding]:
    """Compare an index, word by word and place by place, with one made from the rows just now."""
    db.execute(index_sql("fresh").replace("CREATE VIRTUAL TABLE ", "CREATE VIRTUAL TABLE temp."))
    try:
        for statement in fill:
            db.execute(statement)
        db.execute(f"CREATE VIRTUAL TABLE temp.words_found USING fts5vocab('main', '{name}', 'instance')")
        db.execute("CREATE VIRTUAL TABLE temp.words_fresh USING fts5vocab('temp', 'fresh', 'instance')")
        pairs = (
            ("SELECT term, doc, col, offset FROM words_found", "SELECT term, doc, col, offset FROM words_fresh"),
            (f"SELECT id, sz FROM {name}_docsize ORDER BY id", "SELECT id, sz FROM fresh_docsize ORDER BY id"),  # noqa: S608
        )
        if any(_differ(db.execute(found), db.execute(fresh)) for found, fresh in pairs):
            yield Finding("errors.check.search", {"table": name})
    finally:
        for table in ("words_found", "words_fresh", "fresh"):
            db.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _differ(found: Iterable[object], fresh: Iterable[object]) -> bool:
    return any(one != other for one, other in zip_longest(found, fresh))


def _replayed(db: Database) -> Iterator[Finding]:
    for message, values in compare_with_log(db):
        yield Finding(f"errors.check.{message}", values)
