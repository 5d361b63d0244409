"""Writing a finished report: complete or not at all, and durable when it is there."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from pmdesk.editing.ports import KnownError

_REASONS = {
    errno.ENOENT: "folder_missing",
    errno.ENOTDIR: "folder_missing",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "read_only",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EISDIR: "is_a_directory",
    errno.ENAMETOOLONG: "name_too_long",
}


def write_whole(path: Path, data: bytes) -> None:
    """Write to a new file beside ``path``, sync it, and rename it over ``path``.

    The file gets the permissions that new files get here: a report is made to be shared. Raises
    KnownError ``report.*`` and leaves what stood at ``path`` as it was.
    """
    if "\x00" in str(path):
        raise KnownError("report.name_too_long", name="", folder="")
    beside = path.parent / f".{secrets.token_hex(8)}.pmdesk-part"
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        _written(beside, data)
    except OSError as error:
        _forget(beside)
        raise _known(error, path) from error
    try:
        os.replace(beside, path)  # noqa: PTH105 (the name says that it replaces, also on Windows)
    except PermissionError as error:
        _forget(beside)
        raise KnownError(
            "report.in_use" if path.exists() else "report.no_permission", name=path.name, folder=str(path.parent)
        ) from error
    except OSError as error:
        _forget(beside)
        raise _known(error, path) from error
    _sync_folder(path.parent)


def _written(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system lets folders be synced (Windows does not)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _known(error: OSError, path: Path) -> KnownError:
    reason = _REASONS.get(error.errno or 0, "disk_trouble")
    return KnownError(f"report.{reason}", name=path.name, folder=str(path.parent))
