"""What the clocks say, as message ids and values."""

from __future__ import annotations

from whenever import Instant

from pmdesk.meeting import clocks
from pmdesk.meeting.clocks import Clocks
from pmdesk.meeting.said import Said

_MINUTE = 60


def face(seconds: int) -> str:
    """Return "26:10", or "1:02:05" from an hour on."""
    minutes, rest = divmod(max(0, seconds), _MINUTE)
    hours, left = divmod(minutes, _MINUTE)
    return f"{hours}:{left:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def stage_said(one: Clocks, stage: str, now: Instant) -> Said:
    """Return the sentence of a stage's clock: "26:10 of 25 min", "26:10" without a plan, "25 min" before."""
    planned, used = clocks.planned(one, stage), clocks.used(one, stage, now)
    if clocks.state(one, stage, now) is clocks.Pace.BEFORE:
        return (
            Said("meeting.clock.planned", (("planned", planned // _MINUTE),)) if planned else Said("meeting.clock.none")
        )
    return _said(used, planned)


def total_said(one: Clocks, now: Instant) -> Said:
    """Return the sentence of the whole meeting's clock: "17:07 of 60 min"."""
    return _said(clocks.total(one, now), clocks.planned_total(one))


def _said(used: int, planned: int) -> Said:
    if not planned:
        return Said("meeting.clock.used", (("used", face(used)),))
    return Said("meeting.clock.used_of_planned", (("used", face(used)), ("planned", planned // _MINUTE)))
