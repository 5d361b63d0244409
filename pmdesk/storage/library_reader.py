"""Reading a library through one connection: reviews, lists, searches, and what is kept beside the log.

LibraryReader satisfies Library and the reading halves of the ports of editing/ports.py. A row that is not
sound raises KnownError("storage.damaged").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database
from whenever import Date

from pmdesk.domain.review import Review
from pmdesk.editing.ports import CarriedNote, Hit, Ids, OpenAction, PrivateNote, Summary, WordingChoice
from pmdesk.storage import copying, outside_log, search
from pmdesk.storage.backup import Backup, backups_of, is_backup
from pmdesk.storage.errors import read_soundly, said_kindly
from pmdesk.storage.reading import carried_notes, load_review, next_number, open_actions
from pmdesk.storage.summaries import summaries


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An open connection with its file; ``again`` opens another one that reads, for a worker."""

    path: Path
    db: Database
    device: str
    ids: Ids
    again: Callable[[], Source]


class LibraryReader:
    """Everything that reads. Its connection belongs to one thread at a time."""

    def __init__(self, source: Source) -> None:
        """Read from an open connection, which close() closes."""
        self._source = source
        self._db = source.db

    @property
    def path(self) -> Path:
        """The library file."""
        return self._source.path

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def reader(self) -> LibraryReader:
        """Return a reader with a connection of its own, for one worker thread. Raises KnownError."""
        return LibraryReader(self._source.again())

    def load(self, review: str) -> Review | None:
        """Return a review, or None when the library does not hold it."""
        with read_soundly(self.path):
            return load_review(self._db, review)

    def next_number(self) -> int:
        """Return the number for the next new review; a number is never given twice."""
        with read_soundly(self.path):
            return next_number(self._db)

    def summaries(self, today: Date) -> Sequence[Summary]:
        """Return every review, newest incident first; archived ones too."""
        with read_soundly(self.path):
            return tuple(summaries(self._db, today))

    def search(self, text: str, limit: int) -> Sequence[Hit]:
        """Return places where all the words of any text stand, best first."""
        with read_soundly(self.path):
            return tuple(search.search(self._db, text, limit))

    def open_actions(self, before: str) -> Sequence[OpenAction]:
        """Return the open commitments of all reviews but ``before``, soonest due first."""
        with read_soundly(self.path):
            return tuple(open_actions(self._db, before))

    def carried_notes(self, before: str) -> Sequence[CarriedNote]:
        """Return the thoughts that all reviews but ``before`` carried forward, newest review first."""
        with read_soundly(self.path):
            return tuple(carried_notes(self._db, before))

    def draft(self, key: str) -> str:
        """Return the draft of a place, or an empty text."""
        with read_soundly(self.path):
            return outside_log.draft(self._db, key)

    def drafts_under(self, prefix: str) -> Mapping[str, str]:
        """Return all drafts whose key begins with ``prefix``, by key."""
        with read_soundly(self.path):
            return dict(outside_log.drafts_under(self._db, prefix))

    def private_notes(self, review: str) -> Sequence[PrivateNote]:
        """Return the private notes of a review, oldest first, binned ones too."""
        with read_soundly(self.path):
            return tuple(outside_log.private_notes(self._db, review))

    def search_private(self, text: str, limit: int) -> Sequence[str]:
        """Return the ids of private notes that hold all words, best first."""
        with read_soundly(self.path):
            return search.search_private(self._db, text, limit)

    def meeting(self, review: str) -> Mapping[str, object]:
        """Return the state of a review's meeting, empty when there is none."""
        with read_soundly(self.path):
            return outside_log.meeting(self._db, review)

    def other_meetings(self, review: str) -> Sequence[Mapping[str, object]]:
        """Return the states of the meetings of all other reviews, newest review first."""
        with read_soundly(self.path):
            return tuple(outside_log.other_meetings(self._db, review))

    def meetings_on(self, days: Sequence[Date]) -> Mapping[str, Mapping[str, object]]:
        """Return review -> state of the meetings in whose state an instant of one of these days (UTC) stands."""
        with read_soundly(self.path):
            return dict(outside_log.meetings_on(self._db, days))

    def pulse(self, review: str) -> Mapping[str, Mapping[str, int]]:
        """Return question -> answer -> count of the learning pulse."""
        with read_soundly(self.path):
            return outside_log.pulse(self._db, review)

    def wording_choices(self) -> Sequence[WordingChoice]:
        """Return all decisions about wording, oldest first."""
        with read_soundly(self.path):
            return tuple(outside_log.wording_choices(self._db))

    def picture(self, blob: str) -> bytes | None:
        """Return the bytes of a picture, or None when the library does not hold them."""
        with read_soundly(self.path):
            return outside_log.picture(self._db, blob)

    def save_copy(self, path: Path) -> bool:
        """Write a copy for others: without what is private (see copying.py), with a device of its own.

        Of a backup it is the owner's way back, and holds everything: then it returns True.
        Raises KnownError("storage.exists") when the path is taken: nothing is overwritten.
        """
        whole = is_backup(self.path)
        with read_soundly(path):
            (copying.bring_back if whole else copying.save_copy)(self._db, path, self._source.ids)
        return whole

    def backups(self) -> Sequence[Backup]:
        """Return the backups of this library, newest first."""
        with said_kindly(self.path):
            return backups_of(self.path)
