"""The agenda: planned minutes of each stage, in one meeting or in two with a soak between them.

The 60 minutes follow what published guides share (resources/en/stages hold the same figures): most of the hour
on the timeline, actions at the end. The soak of two working days before
a small group commits to actions is the idea of Etsy's Debriefing Facilitation Guide (2016).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from whenever import Date

STAGES = ("open", "timeline", "factors", "actions", "close")
"""The stages that have a clock, in their order. Prepare comes before the meeting and has none."""

MINUTES: Mapping[str, int] = {"open": 5, "timeline": 25, "factors": 15, "actions": 10, "close": 5}
"""The default of 60 minutes; the shorter and longer presets keep its proportions."""

_FIRST: Mapping[str, int] = {"open": 5, "timeline": 30, "factors": 15, "actions": 10}
_SECOND: Mapping[str, int] = {"open": 3, "actions": 12, "close": 5}
_SOAK_WORKING_DAYS = 2
_FRIDAY = 5


class Preset(StrEnum):
    """How long the room has. LIGHT is what the depth advisor calls a light review."""

    LIGHT = "10"
    SHORT = "30"
    THREE_QUARTERS = "45"
    HOUR = "60"
    LONG = "90"
    TWO_MEETINGS = "two_meetings"


OFFERED = (Preset.SHORT, Preset.THREE_QUARTERS, Preset.HOUR, Preset.LONG, Preset.TWO_MEETINGS)
"""The presets to choose from for a full review."""


def parts(preset: Preset) -> int:
    """Return how many meetings a preset has: one or two."""
    return 2 if preset is Preset.TWO_MEETINGS else 1


def planned_minutes(preset: Preset, part: int = 1) -> Mapping[str, int]:
    """Return stage -> planned minutes of the first or second meeting; a stage that it does not have is absent.

    Of two meetings the first ends with ideas for actions and has no close; the second looks at what is
    still open, commits to actions and closes.
    """
    if preset is Preset.TWO_MEETINGS:
        return dict(_FIRST if part == 1 else _SECOND)
    return scaled(int(preset.value))


def scaled(total: int) -> Mapping[str, int]:
    """Return ``total`` minutes shared out in the proportions of the hour: whole minutes, at least one a stage.

    What rounding leaves goes to the largest remainders, of equal ones to the shortest stage.
    """
    whole = sum(MINUTES.values())
    shares = {stage: max(1, total * minutes // whole) for stage, minutes in MINUTES.items()}
    by_need = sorted(STAGES, key=lambda stage: (-(total * MINUTES[stage] % whole), MINUTES[stage]))
    for stage in by_need[: max(0, total - sum(shares.values()))]:
        shares[stage] += 1
    while sum(shares.values()) > max(total, len(shares)):
        shares[max(shares, key=lambda stage: shares[stage])] -= 1
    return shares


def second_meeting_day(first: Date, working_days: int = _SOAK_WORKING_DAYS) -> Date:
    """Return the day of the second meeting: that many working days after the first, weekends skipped.

    Public holidays are not known here; the day is an offer and a person moves it.
    """
    day, left = first, working_days
    while left and day < Date.MAX:
        day = day.add(days=1)
        left -= day.day_of_week().value <= _FRIDAY
    return day
