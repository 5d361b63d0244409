"""Putting a window on a library: the only place that knows Qt's room and all others."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmdesk import resources

if TYPE_CHECKING:
    from pmdesk.app.late import LateRulebook
    from pmdesk.app.machine import SystemClock
    from pmdesk.app.parts import Parts
    from pmdesk.domain.changes import Change
    from pmdesk.editing.ports import Ids
    from pmdesk.storage.library import LibraryFile
    from pmdesk.ui.context import BackupFile, Context, LibraryFiles, Ports
    from pmdesk.ui.frame import Frame
    from pmdesk.ui.review_page import ReviewPage
    from pmdesk.ui.start import Start

HANDED_OVER_S = 0.0001
"""A worker lets the window have the interpreter so soon: a key asks for it up to sixty times, and waited 5 ms each."""


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

    def save_copy(self, path: Path) -> bool:
        """Save a copy of the open library, without drafts and private notes unless it is a backup: then True.

        Raises KnownError.
        """
        return self._library is not None and self._library.save_copy(path)

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


def start_of(path: Path, *, read_only: bool = False) -> Start:
    """Return what a window on ``path`` needs; nothing is opened before the window asks."""
    from pmdesk.app.jobs import sample_change  # noqa: PLC0415 (late on purpose: after the first paint)
    from pmdesk.app.late import LateRulebook  # noqa: PLC0415 (late on purpose)
    from pmdesk.app.machine import RandomIds, SystemClock  # noqa: PLC0415 (late on purpose)
    from pmdesk.app.parts import compose, words_of  # noqa: PLC0415 (late on purpose)
    from pmdesk.ui.start import Start  # noqa: PLC0415 (Qt is imported only when a window opens)

    clock = SystemClock()
    files = Files(clock, RandomIds())
    rulebook = LateRulebook(resources.find())

    def open_ports() -> Ports:
        parts = compose(path, read_only=read_only, clock=clock)
        files.opened(parts.library)
        return _ports(parts, files, rulebook, lambda: sample_change(parts))

    return Start(
        path=path,
        open_ports=open_ports,
        make_review=_review_page,
        read_ahead=lambda: _read_ahead(rulebook),
        words=words_of(resources.find()),
        clock=clock,
        files=files,
        program=[sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "pmdesk"],
    )


def _read_ahead(rulebook: LateRulebook) -> None:
    """Import what a review and the window of the room need, so that both open at once; then read the wording rules."""
    from pmdesk.ui import review_page  # noqa: F401, PLC0415 (late on purpose)
    from pmdesk.ui.projector import projector_verbs  # noqa: F401, PLC0415 (late on purpose)
    from pmdesk.wording import engine  # noqa: F401, PLC0415 (late on purpose)

    rulebook()


def _review_page(context: Context) -> ReviewPage:
    from pmdesk.ui.review_page import ReviewPage  # noqa: PLC0415 (late on purpose: a start shows the library)

    return ReviewPage(context)


def _ports(parts: Parts, files: Files, rulebook: LateRulebook, sample: Callable[[], Change]) -> Ports:
    from pmdesk.app.late import LateQuestions, late_calendar  # noqa: PLC0415 (late on purpose)
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
        pulses=library,
        wording_memory=library,
        pictures=parts.pictures,
        picture_desk=library,
        publisher=parts.publisher,
        calendar=late_calendar(parts.words, parts.clock),
        pages=parts.pages,
        dates=parts.dates,
        markdown=parts.markdown,
        files=files,
        rulebook=rulebook,
        questions=LateQuestions(parts.resources),
        sample=sample,
        backup_problem=lambda: library.backup_problem,
    )


def empty_frame(settings: Path | None) -> Frame:
    """Return the frame of a window before anything is opened, in the look that ``settings`` remembers."""
    from pmdesk.ui.frame import application, frame_of  # noqa: PLC0415 (Qt is imported only when a window opens)

    application()
    found = resources.find()
    return frame_of(found.path("theme", "tokens.json"), found.path("fonts"), found.path("icons"), settings)


def fill_frame(frame: Frame, path: Path, *, read_only: bool = False) -> LibraryFiles:
    """Open the library at ``path`` in a frame; what is returned has to be closed at the end."""
    from pmdesk.ui.collector import Collector  # noqa: PLC0415 (late on purpose: after the first paint)
    from pmdesk.ui.start import fill  # noqa: PLC0415 (late on purpose: after the first paint)

    sys.setswitchinterval(HANDED_OVER_S)
    start = start_of(path, read_only=read_only)
    fill(frame, start)
    Collector(frame)
    return start.files


def open_window(library_path: Path | None, *, read_only: bool = False) -> int:
    """Open the window on a library and return the exit status when it is closed."""
    from pmdesk.app.places import default_library, settings_path  # noqa: PLC0415 (late on purpose)
    from pmdesk.ui.frame import run  # noqa: PLC0415 (Qt is imported only when a window opens)

    gc.disable()  # until the frame is filled: a start makes much and throws away little
    opened: list[LibraryFiles] = []
    frame = empty_frame(settings_path())
    path = library_path or default_library()
    status = run(frame, lambda: opened.append(fill_frame(frame, path, read_only=read_only)))
    for files in opened:
        files.close()
    return status
