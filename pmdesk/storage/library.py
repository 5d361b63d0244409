"""A library file: what the desk writes through and everybody reads from.

LibraryFile satisfies Store, Library, Drafts, PrivateNotes, Meetings, Pulses, WordingMemory and
PictureDesk of editing/ports.py. Reading raises KnownError("storage.damaged") where a row is not sound.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database
from whenever import Date

from pmdesk.domain.review import Review
from pmdesk.editing.ports import (
    CarriedNote,
    Entry,
    History,
    Hit,
    Ids,
    KnownError,
    OpenAction,
    PrivateNote,
    Summary,
    WordingChoice,
)
from pmdesk.storage import copying, outside_log, search
from pmdesk.storage.backup import Backup, DailyBackup, backups_of
from pmdesk.storage.connection import leave_wal, transaction
from pmdesk.storage.errors import read_soundly, said_kindly
from pmdesk.storage.history import rebuild
from pmdesk.storage.lock import Lock
from pmdesk.storage.log import LogWriter
from pmdesk.storage.reading import carried_notes, load_review, next_number, open_actions
from pmdesk.storage.summaries import summaries
from pmdesk.storage.writing import ChangeWriter

PICTURE_CAP = 20_000_000
"""The largest picture in bytes."""


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

    def save_copy(self, path: Path) -> None:
        """Write a copy for others: without drafts and private notes, with a device of its own.

        Raises KnownError("storage.exists") when the path is taken: nothing is overwritten.
        """
        with read_soundly(path):
            copying.save_copy(self._db, path, self._source.ids)

    def backups(self) -> Sequence[Backup]:
        """Return the backups of this library, newest first."""
        with said_kindly(self.path):
            return backups_of(self.path)


class LibraryFile(LibraryReader):
    """A library with its one write connection, or open for reading only.

    ``holder`` says who holds it when another process does ("sam, pid 123 on desk-7").
    """

    def __init__(
        self,
        source: Source,
        *,
        log: LogWriter | None = None,
        lock: Lock | None = None,
        backup: DailyBackup | None = None,
        holder: str = "",
    ) -> None:
        """Take an open connection; without ``log`` it is for reading only. Use open_library()."""
        super().__init__(source)
        self._log = log
        self._lock = lock
        self._backup = backup
        self._offered: dict[str, tuple[str, bytes]] = {}
        self.holder = holder

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written through this library."""
        return self._log is None

    @property
    def backup_problem(self) -> KnownError | None:
        """What stopped the backup of the day, if anything did."""
        return self._backup.problem if self._backup is not None else None

    def finish_backup(self) -> None:
        """Wait for the backup of the day, when one is being made."""
        if self._backup is not None:
            self._backup.wait()

    def close(self) -> None:
        """Finish: everything goes into the one file, which can then be copied whole; the lock is let go."""
        self.finish_backup()
        try:
            if not self.read_only:
                leave_wal(self._db)
        finally:
            super().close()
            if self._lock is not None:
                self._lock.release()

    def record(self, entry: Entry) -> None:
        """Write the rows and log rows of an entry in one transaction; durable when it returns."""
        log = self._writable()
        with said_kindly(self.path):
            try:
                with transaction(self._db):
                    self._write_offered(entry)
                    ChangeWriter(self._db, log, entry).write()
            except BaseException:
                log.drop()
                raise
        log.keep()

    def _writable(self) -> LogWriter:
        if self._log is None:
            raise KnownError("storage.read_only", name=self.path.name, holder=self.holder)
        return self._log

    def _write_offered(self, entry: Entry) -> None:
        if self._offered:
            for blob in outside_log.pictures_named(entry.change):
                if blob in self._offered:
                    outside_log.keep_picture(self._db, blob, *self._offered[blob])

    def history(self, limit: int) -> History:
        """Return at most ``limit`` steps of each stack, rebuilt from the log up to the last schema step."""
        if self.read_only:
            return History()
        with read_soundly(self.path):
            return rebuild(self._db, self._source.device, limit)

    def keep_draft(self, key: str, text: str) -> None:
        """Keep a draft durably; an empty text forgets it."""
        self._writable()
        with said_kindly(self.path):
            outside_log.keep_draft(self._db, key, text)

    def forget_drafts(self, prefix: str) -> None:
        """Erase all drafts whose key begins with ``prefix``, bytes and all."""
        self._writable()
        with said_kindly(self.path):
            outside_log.forget_drafts(self._db, prefix)

    def keep_private_note(self, note: PrivateNote) -> None:
        """Write one private note durably."""
        self._writable()
        with said_kindly(self.path):
            outside_log.keep_private_note(self._db, note)

    def keep_meeting(self, review: str, state: Mapping[str, object]) -> None:
        """Replace the state of a review's meeting durably."""
        self._writable()
        with said_kindly(self.path):
            outside_log.keep_meeting(self._db, review, state)

    def count_pulse(self, review: str, answers: Mapping[str, str]) -> None:
        """Add one to the count of each question's answer, durably."""
        self._writable()
        with said_kindly(self.path):
            outside_log.count_pulse(self._db, review, answers)

    def keep_wording_choice(self, choice: WordingChoice) -> None:
        """Keep a decision about wording durably."""
        self._writable()
        with said_kindly(self.path):
            outside_log.keep_wording_choice(self._db, choice)

    def forget_wording_choice(self, choice_id: str) -> None:
        """Take a decision about wording back durably."""
        self._writable()
        with said_kindly(self.path):
            outside_log.forget_wording_choice(self._db, choice_id)

    def offer_picture(self, data: bytes, kind: str) -> str:
        """Return the hash of a picture; its bytes are written with the first change that names it.

        ``kind`` is its media type ("image/png"). Raises KnownError("storage.picture_too_large").
        """
        self._writable()
        if len(data) > PICTURE_CAP:
            raise KnownError("storage.picture_too_large", most=PICTURE_CAP // 1_000_000)
        blob = outside_log.blob_name(data)
        self._offered[blob] = (kind, data)
        return blob

    def picture(self, blob: str) -> bytes | None:
        """Return the bytes of a picture, offered ones too, or None."""
        if blob in self._offered:
            return self._offered[blob][1]
        return super().picture(blob)
