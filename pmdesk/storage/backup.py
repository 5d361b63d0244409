"""Backups and copies: made with SQLite's backup API, opened and checked before they count.

They lie in a sibling folder "<name>.backups". Daily ones are thinned to the last of seven days,
four weeks and six months, and hold nothing that a meeting promises to forget; those made before a migration stay,
and hold everything.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database
from whenever import Instant

from pmdesk.editing.ports import KnownError
from pmdesk.meeting.after import for_backups
from pmdesk.storage.connection import connect_to_build, connect_to_read
from pmdesk.storage.errors import opened_soundly
from pmdesk.storage.forgetting import forget_meetings

DAILY = "daily"
DAYS, WEEKS, MONTHS = 7, 4, 6
_FOLDER = ".backups"
_PART = ".part"
_SUFFIX = ".pmdesk"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: where it lies, when it was made, how large it is in bytes."""

    path: Path
    made: Instant
    bytes: int


def backup_folder(library: Path) -> Path:
    """Return where the backups of a library lie."""
    return library.with_name(library.name + _FOLDER)


def backups_of(library: Path) -> Sequence[Backup]:
    """Return the backups of a library, newest first; also for one that cannot be opened."""
    found = []
    folder = backup_folder(library)
    for path in folder.glob(f"*{_SUFFIX}") if folder.is_dir() else ():
        made = _made(path)
        if made is not None:
            found.append(Backup(path, made, path.stat().st_size))
    return tuple(sorted(found, key=lambda one: (one.made, one.path.name), reverse=True))


def is_backup(path: Path) -> bool:
    """Return whether a library is a backup that lies where backups are made."""
    return path.absolute().parent.name.endswith(_FOLDER) and _made(path) is not None


def _made(path: Path) -> Instant | None:
    try:
        return Instant.parse_iso(path.name.partition("-")[0])
    except ValueError:
        return None


def _label(path: Path) -> str:
    return path.name.partition("-")[2].removesuffix(_SUFFIX)


def daily_due(library: Path, now: Instant) -> bool:
    """Return whether there is no daily backup of today (by UTC) yet."""
    today = now.to_tz("UTC").date()
    return all(_label(one.path) != DAILY or one.made.to_tz("UTC").date() != today for one in backups_of(library))


def make_backup(library: Path, now: Instant, label: str = DAILY) -> Backup:
    """Copy a library into its backup folder, check the copy, and thin the daily ones.

    Uses a read connection of its own, so that a worker thread may call it. Raises KnownError.
    """
    folder = backup_folder(library)
    path = folder / f"{now.format_iso(basic=True, unit='second')}-{label}{_SUFFIX}"
    with opened_soundly(path):
        folder.mkdir(mode=0o700, exist_ok=True)
        source = connect_to_read(library)
        try:
            copy_checked(source, path, replace=True, then=_without_meetings if label == DAILY else None)
        finally:
            source.close()
        thin(library)
        return Backup(path, now, path.stat().st_size)


def _without_meetings(copy: Database) -> None:
    forget_meetings(copy, for_backups)


def copy_checked(
    source: Database, path: Path, *, replace: bool = False, then: Callable[[Database], None] | None = None
) -> None:
    """Copy a database to ``path``: into a file beside it, checked, then renamed.

    ``then`` may change the copy first. Raises KnownError("storage.exists") when the path is taken
    and ``replace`` is not given, KnownError("storage.damaged") when the copy is not sound.
    """
    part = path.with_name(path.name + _PART)
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        copy = connect_to_build(part)
        try:
            source.conn.backup(copy.conn)
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
            if then is not None:
                then(copy)
            found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            copy.close()
        _require_sound(found, path)
        put_in_place(part, path, replace=replace)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _require_sound(found: object, path: Path) -> None:
    if found != "ok":
        raise KnownError("storage.damaged", name=path.name, path=str(path))


def put_in_place(part: Path, path: Path, *, replace: bool = False) -> None:
    """Give a finished file its name, never over another one unless ``replace`` is given.

    Raises KnownError("storage.exists").
    """
    if replace:
        part.replace(path)
    else:
        try:
            os.link(part, path)
        except FileExistsError as error:
            raise KnownError("storage.exists", name=path.name) from error
        except OSError:
            # A file system without hard links (FAT): claim the name first.
            try:
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            except FileExistsError as error:
                raise KnownError("storage.exists", name=path.name) from error
            part.replace(path)
        else:
            part.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename durable (POSIX; Windows cannot open folders, and does not need it)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def thin(library: Path) -> None:
    """Remove daily backups that the thinning rule does not keep, and parts of broken-off ones."""
    daily = [one for one in backups_of(library) if _label(one.path) == DAILY]
    kept = {one.path for one in kept_of(daily)}
    for one in daily:
        if one.path not in kept:
            one.path.unlink(missing_ok=True)
    for path in backup_folder(library).glob(f"*{_PART}"):
        path.unlink(missing_ok=True)


def kept_of(backups: Iterable[Backup]) -> Sequence[Backup]:
    """Return the backups to keep: the last of each of 7 days, 4 weeks and 6 months that have any."""
    newest = sorted(backups, key=lambda one: one.made, reverse=True)
    kept: dict[Path, Backup] = {}
    rules: tuple[tuple[int, Callable[[Backup], object]], ...] = (
        (DAYS, lambda one: one.made.to_tz("UTC").date()),
        (WEEKS, lambda one: _week(one.made)),
        (MONTHS, lambda one: one.made.to_tz("UTC").date().year_month()),
    )
    for most, period in rules:
        seen: set[object] = set()
        for one in newest:
            if period(one) not in seen and len(seen) < most:
                seen.add(period(one))
                kept[one.path] = one
    return tuple(one for one in newest if one.path in kept)


def _week(made: Instant) -> object:
    """Return the Monday of the week."""
    day = made.to_tz("UTC").date()
    return day.add(days=1 - day.day_of_week().value)


class DailyBackup:
    """The backup of the day, made in a thread of its own; trouble with it never stops the work."""

    def __init__(self, library: Path, now: Instant) -> None:
        """Start."""
        self.problem: KnownError | None = None
        self._library = library
        self._now = now
        self._thread = threading.Thread(target=self._make, name="daily backup")
        self._thread.start()

    def _make(self) -> None:
        try:
            make_backup(self._library, self._now)
        except KnownError as error:
            self.problem = error

    def wait(self) -> None:
        """Return when it is made."""
        self._thread.join()
