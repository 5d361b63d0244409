"""A copy of a library for others: the record without what is private."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from pmdesk.editing.ports import Ids
from pmdesk.meeting.after import for_others
from pmdesk.meeting.pulse import LEAST_ANSWERS
from pmdesk.storage import outside_log
from pmdesk.storage.backup import copy_checked
from pmdesk.storage.rows import checksum

_PRIVATE = ("draft", "private_note", "wording_choice")
_TOO_FEW = """DELETE FROM "pulse" WHERE ("review", "question") IN
    (SELECT "review", "question" FROM "pulse" GROUP BY "review", "question" HAVING sum("count") < ?)"""


def save_copy(db: Database, path: Path, ids: Ids) -> None:
    """Copy a library without drafts, private notes and decisions about wording; their bytes are gone from it too.

    Of a meeting, what is for the facilitator's eyes only stays behind, and so do the answers to a question of the
    pulse that too few people answered to be shown. The copy is a device of its own: two files never write
    log rows of one name. Raises KnownError.
    """
    device = ids()
    copy_checked(db, path, then=lambda copy: _leave_out_the_private(copy, device))


def _leave_out_the_private(copy: Database, device: str) -> None:
    for table in _PRIVATE:
        copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 (names of our own)
    for (review,) in copy.execute('SELECT "review" FROM "meeting"').fetchall():
        outside_log.keep_meeting(copy, review, for_others(outside_log.meeting(copy, review)))
    copy.execute(_TOO_FEW, (LEAST_ANSWERS,))
    copy.execute("INSERT INTO private_search (private_search) VALUES ('delete-all')")
    copy.execute(
        'UPDATE "meta" SET "value" = ?, "sum" = ? WHERE "key" = \'device\'', (device, checksum("device", device))
    )
    copy.execute("VACUUM")
