"""What SQLite and the file system say, turned into sentences that a person can act on."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from pmdesk.editing.ports import KnownError

BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
PERM, AUTH = 3, 23

_BY_CODE = {
    BUSY: "storage.locked",
    LOCKED: "storage.locked",
    READONLY: "storage.read_only",
    CORRUPT: "storage.damaged",
    FULL: "storage.disk_full",
    CANTOPEN: "storage.no_permission",
    PERM: "storage.no_permission",
    AUTH: "storage.no_permission",
    NOTADB: "storage.not_a_library",
}
_IOERR_WHEN_READING = frozenset({266, 522, 1802, 7178, 8458, 8714})
"""Extended codes of reading (READ, SHORT_READ, FSTAT, ...); every other one is of writing or syncing."""

_DAMAGE_WITHOUT_CODE = ("decode to UTF-8", "invalid fts5 file format", "vtable constructor failed")
"""What SQLite and its driver say of damage with the general code 1, or none."""

_BY_ERRNO = {
    errno.ENOSPC: "storage.disk_full",
    errno.EDQUOT: "storage.disk_full",
    errno.EFBIG: "storage.disk_full",
    errno.EACCES: "storage.no_permission",
    errno.EPERM: "storage.no_permission",
    errno.EROFS: "storage.read_only_medium",
    errno.EISDIR: "storage.is_a_directory",
    errno.ENOENT: "storage.missing",
    errno.EEXIST: "storage.exists",
}


def code_of(error: BaseException) -> int:
    """Return the primary result code of a SQLite error, 0 when it has none."""
    return int(getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def known(error: BaseException, path: Path) -> KnownError | None:
    """Return the sentence for an error of the world, or None for a fault of the program."""
    if isinstance(error, sqlite.Error):
        found = _of_sqlite(error)
    elif isinstance(error, UnicodeEncodeError):
        found = "storage.half_character"
    elif isinstance(error, OverflowError):
        found = "storage.number_too_large"
    elif isinstance(error, OSError):
        found = _BY_ERRNO.get(error.errno or 0, "storage.disk_trouble")
    else:
        found = None
    return KnownError(found, name=path.name, path=str(path)) if found else None


def _of_sqlite(error: sqlite.Error) -> str | None:
    code = code_of(error)
    if code == IOERR:
        reading = int(error.sqlite_errorcode) in _IOERR_WHEN_READING
        return "storage.disk_trouble" if reading else "storage.disk_full"
    if isinstance(error, sqlite.OperationalError) and any(words in str(error) for words in _DAMAGE_WITHOUT_CODE):
        return "storage.damaged"
    return _BY_CODE.get(code)


@contextmanager
def said_kindly(path: Path) -> Iterator[None]:
    """Raise KnownError for what the world did; let faults of the program through."""
    try:
        yield
    except (sqlite.Error, OSError, UnicodeEncodeError, OverflowError) as error:
        kind = known(error, path)
        if kind is None:
            raise
        raise kind from error


@contextmanager
def read_soundly(path: Path) -> Iterator[None]:
    """Like said_kindly, and a row that does not hold what its columns promise is damage too."""
    try:
        with said_kindly(path):
            yield
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise KnownError("storage.damaged", name=path.name, path=str(path)) from error


@contextmanager
def opened_soundly(path: Path) -> Iterator[None]:
    """Like read_soundly, for opening: there, tables that are not as they were made are damage too."""
    try:
        with read_soundly(path):
            yield
    except sqlite.Error as error:
        raise KnownError("storage.damaged", name=path.name, path=str(path)) from error
