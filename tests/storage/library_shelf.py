"""Opens libraries for tests, with a desk over them, and closes what they leave open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fakes import CountingIds, FakeClock
from whenever import Date

from pmdesk.domain.review import Review
from pmdesk.editing.desk import Desk
from pmdesk.editing.verbs import new_review
from pmdesk.storage.library import LibraryFile
from pmdesk.storage.opening import open_library


class Shelf:
    """Opens libraries with one clock and one source of ids, and closes what a test leaves open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock()
        self.ids = CountingIds()
        self._opened: list[LibraryFile] = []

    def open(self, name: str | Path = "team.pmdesk", **options: Any) -> LibraryFile:
        library = open_library(self.folder / name, clock=self.clock, ids=self.ids, author="sam", **options)
        self._opened.append(library)
        return library

    def desk(self, library: LibraryFile) -> Desk:
        return Desk(library, self.clock, self.ids)

    def with_review(self, name: str = "team.pmdesk", title: str = "Queue stood still") -> tuple[LibraryFile, Desk, str]:
        library = self.open(name)
        desk = self.desk(library)
        return library, desk, self.review(desk, title)

    def review(self, desk: Desk, title: str) -> str:
        ident = self.ids()
        change = new_review(
            review_id=ident, number=desk.next_number(), today=Date(2026, 11, 12), zone="UTC", title=title
        )
        desk.do(change, command="new")
        return ident

    def close_all(self) -> None:
        for library in self._opened:
            library.close()
        self._opened.clear()


def whole(review: Review | None) -> Review:
    """The review, which is there."""
    assert review is not None
    return review
