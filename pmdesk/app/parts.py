"""An opened library and everything around it that is not Qt."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmdesk import resources
from pmdesk.app.late import LateDates, LatePages, LatePublisher, late_markdown
from pmdesk.app.machine import RandomIds, SystemClock
from pmdesk.app.places import default_library
from pmdesk.editing.desk import Desk
from pmdesk.editing.ports import Dates, Ids, KnownError, MarkdownPreview, PageImages, Pictures, Publisher
from pmdesk.editing.words import Words
from pmdesk.resources import Resources

if TYPE_CHECKING:
    from pmdesk.storage.library import LibraryFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything that a window or a command line needs, without Qt. Close it when done."""

    desk: Desk
    library: LibraryFile
    words: Words
    publisher: Publisher
    pages: PageImages
    dates: Dates
    markdown: MarkdownPreview
    pictures: Pictures
    clock: SystemClock
    ids: Ids
    resources: Resources

    def close(self) -> None:
        """Close the library so that its file can be copied whole."""
        self.library.close()


class WorkerPictures:
    """Pictures for any thread: each look-up has a connection of its own, closed at once."""

    def __init__(self, library: LibraryFile) -> None:
        """Read from this library."""
        self._library = library

    def picture(self, blob: str) -> bytes | None:
        """Return the bytes, or None when the library does not hold them."""
        reader = self._library.reader()
        try:
            return reader.picture(blob)
        finally:
            reader.close()


def words_of(found: Resources, language: str = "en") -> Words:
    """Return the words of a language."""
    return Words(language, found.catalogue(language))


def compose(path: Path, *, create: bool = True, read_only: bool = False, clock: SystemClock | None = None) -> Parts:
    """Open a library and put everything around it. Raises KnownError ``storage.*``."""
    from pmdesk.storage.opening import open_library  # noqa: PLC0415 (--help and --version need no SQLite)

    found = resources.find()
    words = words_of(found)
    clock = clock or SystemClock()
    ids = RandomIds()
    if create and path == default_library():
        _make_home(path)
    library = open_library(path, clock=clock, ids=ids, author=_author(), create=create, read_only=read_only)
    return Parts(
        desk=Desk(library, clock, ids),
        library=library,
        words=words,
        publisher=LatePublisher(lambda: publisher_of(found, words)),
        pages=LatePages(),
        dates=LateDates(),
        markdown=late_markdown,
        pictures=WorkerPictures(library),
        clock=clock,
        ids=ids,
        resources=found,
    )


def _make_home(path: Path) -> None:
    """Make the folder of the default library, for its owner only. Raises KnownError when that cannot be."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("storage.folder_missing", name=path.name, folder=str(path.parent)) from error


def publisher_of(found: Resources, words: Words) -> Publisher:
    """Return what makes reports; it imports reportlab."""
    from pmdesk.reports.fonts import system_fallbacks  # noqa: PLC0415 (late on purpose)
    from pmdesk.reports.publisher import ReportPublisher  # noqa: PLC0415 (late on purpose)
    from pmdesk.reports.spec import read_spec  # noqa: PLC0415 (late on purpose)

    plans = {name.removesuffix(".toml"): found.text("reports", name) for name in found.names("reports", suffix=".toml")}
    return ReportPublisher(
        words=words,
        fonts=found.path("fonts"),
        icons=found.path("icons"),
        report_specs={name: read_spec(name, text) for name, text in plans.items()},
        fallback_fonts=system_fallbacks(),
    )


def _author() -> str:
    """Return the login name, which the change log keeps with each row; empty when there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
