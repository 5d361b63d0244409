"""Putting a window on a library: the only place that knows Qt's room and all others."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmdesk import resources
from pmdesk.app.jobs import sample_change
from pmdesk.app.machine import RandomIds, SystemClock
from pmdesk.app.parts import PROGRAM, Parts, compose, default_library, settings_path, words_of
from pmdesk.editing.ports import Ids

if TYPE_CHECKING:
    from pmdesk.storage.library import LibraryFile
    from pmdesk.ui.context import BackupFile, Ports
    from pmdesk.ui.start import Start


class Files:
    """What the window does with whole files; satisfies LibraryFiles of ui/context.py.

    The library is known once it is open: before that, and when it does not open, only backups
    and salvage make sense.
    """

    def __init__(self, clock: SystemClock, ids: Ids) -> None:
        """Start without a library."""
        self._clock, self._ids = clock, ids
        self._library: LibraryFile | None = None

    def opened(self, library: LibraryFile) -> None:
        """Take the library that was opened."""
        self._library = library

    def save_copy(self, path: Path) -> None:
        """Save a copy of the open library, without drafts and private notes. Raises KnownError."""
        if self._library is not None:
            self._library.save_copy(path)

    def backups(self, path: Path) -> Sequence[BackupFile]:
        """Return the backups of a library file, newest first."""
        from pmdesk.storage.backup import backups_of  # noqa: PLC0415 (late on purpose)
        from pmdesk.ui.context import BackupFile  # noqa: PLC0415 (Qt is imported only when a window opens)

        return [BackupFile(path=one.path, made=one.made, size=one.path.stat().st_size) for one in backups_of(path)]

    def salvage(self, path: Path, out: Path) -> int:
        """Save what can be read of a damaged file into a new one; return how many reviews. Raises KnownError."""
        from pmdesk.storage.salvage import salvage  # noqa: PLC0415 (late on purpose)

        return salvage(path, out, clock=self._clock, ids=self._ids).reviews

    def close(self) -> None:
        """Leave the open library whole, and let others write to it."""
        if self._library is not None:
            self._library.close()
            self._library = None


def start_of(path: Path, *, read_only: bool = False, settings: Path | None = None) -> Start:
    """Return what a window on ``path`` needs; ``settings`` is the file that it remembers things in."""
    from pmdesk.ui.start import Start  # noqa: PLC0415 (Qt is imported only when a window opens)

    found = resources.find()
    clock = SystemClock()
    files = Files(clock, RandomIds())

    def open_ports() -> Ports:
        parts = compose(path, read_only=read_only, clock=clock)
        files.opened(parts.library)
        return _ports(parts, files)

    return Start(
        path=path,
        open_ports=open_ports,
        words=words_of(found),
        clock=clock,
        files=files,
        tokens=found.path("theme", "tokens.json"),
        fonts=found.path("fonts"),
        icons=found.path("icons"),
        settings=settings or settings_path(),
        program=[sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", PROGRAM],
    )


def _ports(parts: Parts, files: Files) -> Ports:
    from pmdesk.ui.context import Ports  # noqa: PLC0415 (Qt is imported only when a window opens)

    library = parts.library
    return Ports(
        path=library.path,
        holder=library.holder,
        read_only=library.read_only,
        desk=parts.desk,
        words=parts.words,
        clock=parts.clock,
        ids=parts.ids,
        library=library,
        drafts=library,
        private_notes=library,
        meetings=library,
        pictures=parts.pictures,
        publisher=parts.publisher,
        pages=parts.pages,
        dates=parts.dates,
        markdown=parts.markdown,
        files=files,
        sample=lambda: sample_change(parts),
    )


def open_window(library_path: Path | None, *, read_only: bool = False) -> int:
    """Open the window on a library and return the exit status when it is closed."""
    from pmdesk.ui.start import run  # noqa: PLC0415 (Qt is imported only when a window opens)

    return run(start_of(library_path or default_library(), read_only=read_only))
