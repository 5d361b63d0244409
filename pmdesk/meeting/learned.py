"""What earlier meetings of the team teach: how long each stage really took, as a median with its n.

The idea of a clock that learns the team's own pace is Parabol's; here nothing is suggested from fewer than
three meetings, and only meetings that were ended count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from pmdesk.meeting import clocks
from pmdesk.meeting.agenda import STAGES
from pmdesk.meeting.clocks import Clocks

LEAST_MEETINGS = 3
LEAST_SECONDS = 60
_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Whole minutes (at least one) that a stage took, the median of ``n`` meetings."""

    minutes: int
    n: int


def learned(states: Sequence[Mapping[str, object]]) -> Mapping[str, Learned]:
    """Return stage -> what the states of earlier meetings teach; a stage with fewer than three is absent.

    Of a review with two meetings the minutes of both add up.
    """
    found = {stage: _used(states, stage) for stage in STAGES}
    return {
        stage: Learned(minutes=max(1, int(median(seconds) / _MINUTE + 0.5)), n=len(seconds))
        for stage, seconds in found.items()
        if len(seconds) >= LEAST_MEETINGS
    }


def with_learned(minutes: Mapping[str, int], taught: Mapping[str, Learned]) -> Mapping[str, int]:
    """Return planned minutes with those that were learned in their place; for clocks.begin(minutes=...)."""
    return {stage: taught[stage].minutes if stage in taught else planned for stage, planned in minutes.items()}


def _used(states: Iterable[Mapping[str, object]], stage: str) -> list[int]:
    sums = (sum(_ended(one, stage) for one in clocks.all_from_state(state)) for state in states)
    return [seconds for seconds in sums if seconds >= LEAST_SECONDS]


def _ended(one: Clocks, stage: str) -> int:
    return clocks.used(one, stage, one.ended) if one.ended is not None else 0
