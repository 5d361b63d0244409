"""Opening a library. It always leads somewhere: open, open for reading only, or a sentence that says why not."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from pmdesk.editing.ports import Clock, Ids, KnownError
from pmdesk.storage.backup import DailyBackup, daily_due, make_backup, put_in_place
from pmdesk.storage.connection import (
    APPLICATION_ID,
    connect_to_build,
    connect_to_memory,
    connect_to_read,
    connect_to_write,
    leave_wal,
)
from pmdesk.storage.errors import opened_soundly, said_kindly
from pmdesk.storage.file_facts import DEVICE, MADE, SCHEMA, fact, put_fact, schema_sum
from pmdesk.storage.library import LibraryFile
from pmdesk.storage.library_reader import Source
from pmdesk.storage.lock import Holder, Lock, take
from pmdesk.storage.log import LogWriter, schema_step
from pmdesk.storage.migrations import STEPS, Step, migrate, version_of

_LEAST_SIZE = 512
"""Bytes of the smallest page that SQLite knows; it takes a shorter file for an empty one."""

__all__ = ["LibraryFile", "open_library"]


def open_library(
    path: Path,
    *,
    clock: Clock,
    ids: Ids,
    author: str = "",
    create: bool = True,
    read_only: bool = False,
    steps: Sequence[Step] = STEPS,
) -> LibraryFile:
    """Open a library, or make a new one where there is none and ``create`` is given.

    It opens for reading only when that is asked for, when another process holds it (``holder``
    says which), or where nothing can be written. ``author`` is written into the log. ``steps``
    are the migrations (another value is for tests of future ones).

    Raises KnownError: storage.missing, folder_missing, is_a_directory, no_permission, empty_file,
    not_a_library, other_application, newer_version, damaged, read_only_medium, disk_full, locked,
    disk_without_wal, old_sqlite. Nothing that exists is ever overwritten.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 (absolute() keeps "..", resolve() follows links)
    with opened_soundly(path):
        if create and not read_only and not os.path.lexists(path):
            _create_unless_there(path, clock=clock, ids=ids, steps=steps)
        look_at(path)
        lock = None if read_only or not os.access(path, os.W_OK) else _take(path)
        if isinstance(lock, Lock):
            try:
                return _open_to_write(path, lock, clock=clock, ids=ids, author=author, steps=steps)
            except BaseException:
                lock.release()
                raise
        return LibraryFile(open_source(path, ids, steps), holder=lock.words if isinstance(lock, Holder) else "")


def create_library(path: Path, *, clock: Clock, ids: Ids, steps: Sequence[Step] = STEPS) -> None:
    """Make an empty library: whole beside its place (mode 0600), then named, so a half one is never seen.

    Raises KnownError("storage.exists") when something is there already.
    """
    if not path.parent.is_dir():
        raise KnownError("storage.folder_missing", name=path.name, folder=str(path.parent))
    part = path.with_name(f"{path.name}.{ids()}.part")
    with said_kindly(path):
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            db = connect_to_build(part)
            try:
                migrate(db, steps, lambda _db, _version: None)
                put_fact(db, DEVICE, ids())
                put_fact(db, MADE, clock.now().format_iso())
            finally:
                db.close()
            put_in_place(part, path)
        finally:
            part.unlink(missing_ok=True)


def _create_unless_there(path: Path, *, clock: Clock, ids: Ids, steps: Sequence[Step]) -> None:
    try:
        create_library(path, clock=clock, ids=ids, steps=steps)
    except KnownError as error:
        if error.id != "storage.exists":  # another process was quicker: that one is opened
            raise


def open_source(path: Path, ids: Ids, steps: Sequence[Step] = STEPS) -> Source:
    """Open a library for reading only, with a connection of its own. Raises KnownError."""
    with opened_soundly(path):
        look_at(path)
        db = connect_to_read(path)
        try:
            version = check_header(db, path, len(steps))
            require_own_plan(db, path)
            if version < len(steps):
                old, db = db, in_new_form(db, steps)
                old.close()
            return _source(path, db, ids, steps)
        except BaseException:
            db.close()
            raise


def _source(path: Path, db: Database, ids: Ids, steps: Sequence[Step]) -> Source:
    return Source(path=path, db=db, device=fact(db, DEVICE), ids=ids, again=lambda: open_source(path, ids, steps))


def in_new_form(db: Database, steps: Sequence[Step]) -> Database:
    """Return a copy in memory that went through the missing migrations; the file stays as it is."""
    copy = connect_to_memory()
    db.conn.backup(copy.conn)
    migrate(copy, steps, lambda _db, _version: None)
    return copy


def look_at(path: Path) -> None:
    """Say what is known without opening: SQLite alone opens the file (locks!)."""
    if path.is_dir():
        raise KnownError("storage.is_a_directory", name=path.name)
    if not path.exists():
        raise KnownError("storage.missing", name=path.name, path=str(path))
    if not os.access(path, os.R_OK):
        raise KnownError("storage.no_permission", name=path.name, path=str(path))
    size = path.stat().st_size
    if size == 0:
        raise KnownError("storage.empty_file", name=path.name)
    if size < _LEAST_SIZE:
        raise KnownError("storage.not_a_library", name=path.name)


def _take(path: Path) -> Lock | Holder:
    try:
        return take(path)
    except OSError:
        return Holder("")  # nothing can be written beside it: a medium for reading


def check_header(db: Database, path: Path, newest: int) -> int:
    """Return the schema version. Raises KnownError when the file belongs to another or newer program."""
    application = db.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise KnownError("storage.other_application", name=path.name)
    version = version_of(db)
    if version > newest or version < 0:
        raise KnownError("storage.newer_version", name=path.name, version=version, known=newest)
    if version == 0:
        raise KnownError("storage.damaged", name=path.name, path=str(path))
    return version


def require_own_plan(db: Database, path: Path) -> None:
    """Raise KnownError("storage.damaged") when tables or triggers are not as pmdesk made them."""
    if fact(db, SCHEMA) != schema_sum(db):
        raise KnownError("storage.damaged", name=path.name, path=str(path))


def _open_to_write(
    path: Path, lock: Lock, *, clock: Clock, ids: Ids, author: str, steps: Sequence[Step]
) -> LibraryFile:
    # A reader looks first: a file that is not ours keeps everything, its journal mode too.
    reader = connect_to_read(path)
    try:
        version = check_header(reader, path, len(steps))
        require_own_plan(reader, path)
    finally:
        reader.close()
    if version < len(steps):
        make_backup(path, clock.now(), f"before-version-{len(steps)}")
    db = connect_to_write(path)
    try:
        log = LogWriter(db, fact(db, DEVICE), clock, author)
        migrate(db, steps, lambda _db, reached: schema_step(log, ids(), reached))
        log.keep()
        source = _source(path, db, ids, steps)
        return LibraryFile(source, log=log, lock=lock, backup=_daily_backup(db, path, clock))
    except BaseException:
        leave_wal(db)
        db.close()
        raise


def _daily_backup(db: Database, path: Path, clock: Clock) -> DailyBackup | None:
    """Start the backup of the day beside the work, when there is something to keep."""
    now = clock.now()
    if db.execute('SELECT 1 FROM "log" LIMIT 1').fetchone() is None or not daily_due(path, now):
        return None
    return DailyBackup(path, now)
