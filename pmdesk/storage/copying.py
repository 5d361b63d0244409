"""Copies of a library: for others without what is private, and of a backup with everything."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from pmdesk.editing.ports import Ids
from pmdesk.meeting.after import for_others
from pmdesk.storage.backup import copy_checked
from pmdesk.storage.forgetting import forget_meetings
from pmdesk.storage.rows import checksum

_PRIVATE = ("draft", "private_note", "wording_choice")


def save_copy(db: Database, path: Path, ids: Ids) -> None:
    """Copy a library without drafts, private notes and decisions about wording; their bytes are gone from it too.

    Of a meeting, what is for the facilitator's eyes only stays behind, and so do the answers to a question of the
    pulse that too few people answered to be shown. The copy is a device of its own: two files never write
    log rows of one name. Raises KnownError.
    """
    device = ids()
    copy_checked(db, path, then=lambda copy: _leave_out_the_private(copy, device))


def bring_back(db: Database, path: Path, ids: Ids) -> None:
    """Make of a backup a library to go on with: all of it, as a device of its own. Raises KnownError."""
    device = ids()
    copy_checked(db, path, then=lambda copy: _name_device(copy, device))


def _leave_out_the_private(copy: Database, device: str) -> None:
    for table in _PRIVATE:
        copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 (names of our own)
    forget_meetings(copy, for_others)
    copy.execute("INSERT INTO private_search (private_search) VALUES ('delete-all')")
    _name_device(copy, device)
    copy.execute("VACUUM")


def _name_device(copy: Database, device: str) -> None:
    copy.execute(
        'UPDATE "meta" SET "value" = ?, "sum" = ? WHERE "key" = \'device\'', (device, checksum("device", device))
    )
