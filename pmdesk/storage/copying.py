"""A copy of a library for others: the record without what is private."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from pmdesk.editing.ports import Ids
from pmdesk.storage.backup import copy_checked
from pmdesk.storage.rows import checksum

_PRIVATE = ("draft", "private_note", "wording_choice")


def save_copy(db: Database, path: Path, ids: Ids) -> None:
    """Copy a library without drafts, private notes and decisions about wording; their bytes are gone from it too.

    The copy is a device of its own: two files never write log rows of one name. Raises KnownError.
    """
    device = ids()
    copy_checked(db, path, then=lambda copy: _leave_out_the_private(copy, device))


def _leave_out_the_private(copy: Database, device: str) -> None:
    for table in _PRIVATE:
        copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 (names of our own)
    copy.execute("INSERT INTO private_search (private_search) VALUES ('delete-all')")
    copy.execute(
        'UPDATE "meta" SET "value" = ?, "sum" = ? WHERE "key" = \'device\'', (device, checksum("device", device))
    )
    copy.execute("VACUUM")
