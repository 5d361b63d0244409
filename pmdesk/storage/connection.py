"""Connections to a library file: the pragmas that keep it safe are set and then asserted."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlite_utils import Database

from pmdesk.editing.ports import KnownError
from pmdesk.storage.errors import CANTOPEN, IOERR, READONLY, code_of

APPLICATION_ID = 0x504D444B
"""The letters PMDK in the header of the file."""

BUSY_TIMEOUT = 100
"""Milliseconds that a write waits for another process before it says so."""

_WAL_RESET_FIXED = (3, 51, 3)
_WAL_RESET_BACKPORTS: Mapping[tuple[int, ...], int] = {(3, 50): 7, (3, 44): 6}

_BASE: Mapping[str, int] = {
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": BUSY_TIMEOUT,
}
_WRITING: Mapping[str, int] = {**_BASE, "synchronous": 2, "secure_delete": 1}
"""``secure_delete``: what was erased (a draft that nobody may trace) leaves no bytes behind."""

_MAC: Mapping[str, int] = {"fullfsync": 1, "checkpoint_fullfsync": 1}


def wal_safe(version: tuple[int, ...]) -> bool:
    """Return whether this SQLite is free of the WAL-reset bug.

    It lay in 3.7.0 to 3.51.2 and could damage a WAL file that two connections use; 3.51.3 fixed
    it, with backports in 3.50.7 and 3.44.6.
    """
    if version >= _WAL_RESET_FIXED or version < (3, 7, 0):
        return True
    backport = _WAL_RESET_BACKPORTS.get(version[:2])
    return backport is not None and version[2] >= backport


def require_safe_sqlite(version: tuple[int, ...] = sqlite.sqlite_version_info) -> None:
    """Raise KnownError("storage.old_sqlite") when the SQLite in use has the WAL-reset bug."""
    if not wal_safe(version):
        raise KnownError("storage.old_sqlite", version=".".join(map(str, version)))


def _open(path: Path, query: str, *, same_thread: bool) -> Database:
    connection = sqlite.connect(
        f"{path.absolute().as_uri()}?{query}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT / 1000,
        cached_statements=256,
        check_same_thread=same_thread,
    )
    return Database(connection, execute_plugins=False)


def _set_and_assert(db: Database, pragmas: Mapping[str, int]) -> None:
    for name, wanted in pragmas.items():
        db.execute(f"PRAGMA {name}={wanted}").fetchall()
        found = db.execute(f"PRAGMA {name}").fetchone()[0]
        if found != wanted:
            msg = f"PRAGMA {name} is {found}, not {wanted}"
            raise RuntimeError(msg)


def connect_to_write(path: Path) -> Database:
    """Return the one connection that writes: WAL, synchronous=FULL, foreign keys on.

    Raises KnownError("storage.disk_without_wal") where the disk cannot share memory (some network
    drives): two windows could not be kept apart there.
    """
    require_safe_sqlite()
    db = _open(path, "mode=rw", same_thread=True)
    try:
        _set_and_assert(db, {**_WRITING, **(_MAC if sys.platform == "darwin" else {})})
        _enter_wal(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _enter_wal(db: Database, path: Path) -> None:
    if db.execute("PRAGMA journal_mode=WAL").fetchone()[0] != "wal":
        raise KnownError("storage.disk_without_wal", name=path.name)


def connect_to_build(path: Path) -> Database:
    """Return a connection to a file of our own that nobody else knows yet (a copy, a new library)."""
    db = _open(path, "mode=rw", same_thread=False)
    _set_and_assert(db, _WRITING)
    return db


def connect_to_read(path: Path) -> Database:
    """Return a connection that only reads; it may be handed to one worker thread.

    On a medium that takes no writes SQLite cannot share memory; there the file is read as
    immutable, which is right as long as no unfinished WAL lies beside it. Raises
    KnownError("storage.read_only_medium") when one does.
    """
    db = _open(path, "mode=ro", same_thread=False)
    try:
        _set_and_assert(db, _BASE)
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite.Error as error:
        db.close()
        if code_of(error) not in {CANTOPEN, READONLY, IOERR} or not path.exists():
            raise
        return _connect_immutable(path, error)
    except BaseException:
        db.close()
        raise
    db.execute("PRAGMA query_only=1")
    return db


def _connect_immutable(path: Path, error: Exception) -> Database:
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        raise KnownError("storage.read_only_medium", name=path.name) from error
    db = _open(path, "mode=ro&immutable=1", same_thread=False)
    try:
        _set_and_assert(db, _BASE)
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        db.close()
        raise
    return db


def connect_to_memory() -> Database:
    """Return an empty library in memory (a copy that is read in the form of a newer version)."""
    connection = sqlite.connect(":memory:", isolation_level=None, check_same_thread=False)
    db = Database(connection, execute_plugins=False)
    _set_and_assert(db, {"foreign_keys": 1, "trusted_schema": 0})
    return db


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Commit all or nothing: the write lock is taken at once, and every way out but the end rolls back."""
    run = db.conn.execute
    run("BEGIN IMMEDIATE")
    try:
        yield
        run("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            run("ROLLBACK")
        raise


def leave_wal(db: Database) -> None:
    """Move everything into the one file, so that it can be copied whole.

    Where another window still reads, the WAL stays beside the file; nothing is lost by that.
    """
    try:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        db.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite.Error:
        return
