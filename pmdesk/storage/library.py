"""A library file: what the desk writes through and everybody reads from.

LibraryFile satisfies Store, Library, Drafts, PrivateNotes, Meetings, Pulses, WordingMemory and
PictureDesk of editing/ports.py. Reading raises KnownError("storage.damaged") where a row is not sound.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmdesk.editing.ports import Entry, History, KnownError, PrivateNote, WordingChoice
from pmdesk.storage import outside_log
from pmdesk.storage.backup import DailyBackup
from pmdesk.storage.connection import leave_wal, transaction
from pmdesk.storage.errors import read_soundly, said_kindly
from pmdesk.storage.history import rebuild
from pmdesk.storage.library_reader import LibraryReader, Source
from pmdesk.storage.lock import Lock
from pmdesk.storage.log import LogWriter
from pmdesk.storage.writing import ChangeWriter

PICTURE_CAP = 20_000_000
"""The largest picture in bytes."""


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
        for blob in outside_log.pictures_named(entry.change) if self._offered else ():
            self._offered.pop(blob, None)

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
