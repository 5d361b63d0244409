"""After the meeting, in backups, and for others: what of its state may stay."""

from __future__ import annotations

from collections.abc import Mapping

from pmdesk.meeting import tally
from pmdesk.meeting.nudges import KEY as ZOOM_OUT
from pmdesk.meeting.silent import KEY as SILENT


def after_meeting(state: Mapping[str, object]) -> dict[str, object]:
    """Return the state without what may not stay: the nudge, and the tally unless it was asked for.

    A silent round whose entries wait to be shown, and a vote whose sums are not kept with the items yet,
    stay until a person ends them: nothing that was written or typed is lost with the clock.
    """
    gone = {ZOOM_OUT} if tally.from_state(state).kept else {ZOOM_OUT, tally.KEY}
    return {key: value for key, value in state.items() if key not in gone}


def for_backups(state: Mapping[str, object]) -> dict[str, object]:
    """Return the state for a backup: what may stay after the meeting, without a round whose drafts stay here."""
    return {key: value for key, value in after_meeting(state).items() if key != SILENT}


def for_others(state: Mapping[str, object]) -> dict[str, object]:
    """Return the state for a copy: without the tally (for the facilitator alone) and a round whose drafts stay here."""
    return {key: value for key, value in state.items() if key not in {tally.KEY, SILENT}}
