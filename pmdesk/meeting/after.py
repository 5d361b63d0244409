"""After the meeting: what of its state may stay."""

from __future__ import annotations

from collections.abc import Mapping

from pmdesk.meeting import tally
from pmdesk.meeting.nudges import KEY as ZOOM_OUT
from pmdesk.meeting.silent import KEY as SILENT
from pmdesk.meeting.voting import KEY as VOTES

_RUNNING_ONLY = (VOTES, SILENT, ZOOM_OUT)


def after_meeting(state: Mapping[str, object]) -> dict[str, object]:
    """Return the state without what may not stay: the tally unless it was asked for, votes, silent rounds.

    The counts of a vote are in the review by then; who gave which was never known.
    """
    gone = _RUNNING_ONLY if tally.from_state(state).kept else (*_RUNNING_ONLY, tally.KEY)
    return {key: value for key, value in state.items() if key not in gone}
