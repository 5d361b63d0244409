"""One writer for a library: an OS lock on a sidecar file, which a dead holder never keeps.

The library file itself is never opened for this: closing another descriptor of it would drop the
locks that SQLite holds on it.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_LOCKED_BYTE = 1 << 30
"""Where Windows locks: beyond the text, for it forbids reading what is locked."""


def lock_path(library: Path) -> Path:
    """Return the sidecar file of a library."""
    return library.with_name(library.name + ".lock")


_READS, _READ_PAUSE = 5, 0.02


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the library open for writing; ``words`` is empty when the file does not tell."""

    words: str


class Lock:
    """The lock of a library, held from take() to release()."""

    def __init__(self, path: Path, descriptor: int) -> None:
        """Use take() instead."""
        self._path = path
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go. The file is removed while the lock is held, so nobody can hold a removed one unseen."""
        if self._descriptor < 0:
            return
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = -1
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)


def take(library: Path) -> Lock | Holder:
    """Return the lock, or who holds it. Raises OSError where no lock file can be made."""
    path = lock_path(library)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _try_lock(descriptor):
                words = _read_patiently(descriptor)
                os.close(descriptor)
                return Holder(words)
            if _same_file(descriptor, path):
                os.ftruncate(descriptor, 0)
                os.lseek(descriptor, 0, os.SEEK_SET)
                os.write(descriptor, _about_us().encode())
                return Lock(path, descriptor)
            os.close(descriptor)
        except OSError:
            os.close(descriptor)
            raise


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 (Windows only)

            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 (POSIX only)

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _same_file(descriptor: int, path: Path) -> bool:
    """Return whether the path still leads to the file that was locked (its holder may have removed it)."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _about_us() -> str:
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):
        user = ""
    return json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "user": user})


def _read_patiently(descriptor: int) -> str:
    """Return who holds the lock; a holder of this very moment may still be writing its name."""
    for _ in range(_READS - 1):
        words = _read(descriptor)
        if words:
            return words
        time.sleep(_READ_PAUSE)
    return _read(descriptor)


def _read(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return _words(os.read(descriptor, 1000).decode("utf-8", "replace"))


def _words(text: str) -> str:
    try:
        about = json.loads(text)
        words = f"pid {int(about['pid'])} on {about['host']}"
        return f"{about['user']}, {words}" if about.get("user") else words
    except (ValueError, TypeError, KeyError, AttributeError):
        return ""
