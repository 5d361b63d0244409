"""What a meeting promises to forget, taken out of a copy of its library."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlite_utils import Database

from pmdesk.meeting.pulse import LEAST_ANSWERS
from pmdesk.meeting.silent import DRAFTS
from pmdesk.storage import outside_log

_TOO_FEW = """DELETE FROM "pulse" WHERE ("review", "question") IN
    (SELECT "review", "question" FROM "pulse" GROUP BY "review", "question" HAVING sum("count") < ?)"""


def forget_meetings(copy: Database, what_stays: Callable[[Mapping[str, object]], dict[str, object]]) -> None:
    """Leave in a copy only ``what_stays`` of the state of each meeting.

    Entries of silent rounds go, and so do the answers to a question of the pulse that too few people answered to be
    shown. A state that nobody can read goes as well: it may hold what is to be forgotten.
    """
    outside_log.erase_drafts(copy, DRAFTS)
    for (review,) in copy.execute('SELECT "review" FROM "meeting"').fetchall():
        try:
            state = outside_log.meeting(copy, review)
        except (ValueError, TypeError):
            copy.execute('DELETE FROM "meeting" WHERE "review" = ?', (review,))
        else:
            stays = what_stays(state)
            if stays.keys() != state.keys():
                outside_log.keep_meeting(copy, review, stays)
    copy.execute(_TOO_FEW, (LEAST_ANSWERS,))
