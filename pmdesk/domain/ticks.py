"""Round times for an axis: every 5 minutes, every hour, every day, on the local clock."""

from __future__ import annotations

from collections.abc import Iterator

from whenever import Instant

from pmdesk.domain.times import LocalTime, in_zone

_DAY = 86400
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200)
_DAY_STEPS = (1, 2, 7, 14, 28, 91, 182, 364, 728)
_EPOCH_MONDAY = 4 * _DAY
"""1970-01-05 was a Monday: steps of weeks begin on Mondays."""

EARLIEST = Instant.MIN.timestamp() + 3 * _DAY
LATEST = Instant.MAX.timestamp() - 3 * _DAY
"""Timestamps that every zone can show."""


def tick_step(seconds: float, width: float, tick_width: float) -> int:
    """Return the smallest round step (in seconds) whose ticks stand ``tick_width`` apart or more."""
    least = seconds * tick_width / width if width > 0 else seconds
    for step in (*_STEPS, *(days * _DAY for days in _DAY_STEPS)):
        if step >= least:
            return step
    return _DAY_STEPS[-1] * _DAY * (int(least // (_DAY_STEPS[-1] * _DAY)) + 1)


def ticks_between(first: int, last: int, step: int, zone: str) -> Iterator[tuple[int, LocalTime]]:
    """Yield (timestamp, local time) of each round time of a step from ``first`` to ``last``.

    Round means round on the local clock, also across a daylight-saving change: a time that the
    clocks skip has no tick.
    """
    local = first + _offset(first, zone)
    anchor = _EPOCH_MONDAY if step > _DAY else 0
    local = anchor + -(-(local - anchor) // step) * step - step
    seen = first - 1
    while True:
        at = local - _offset(local - _offset(local, zone), zone)
        if local - _DAY > last or at > LATEST:
            return
        exact = at + _offset(at, zone) == local
        if exact and max(first, seen + 1, EARLIEST) <= at <= last:
            yield at, in_zone(Instant.from_timestamp(at), zone)
            seen = at
        local += step


def _offset(timestamp: int, zone: str) -> int:
    """Return the offset of the local clock from UTC in seconds."""
    inside = min(max(timestamp, EARLIEST), LATEST)
    return round(in_zone(Instant.from_timestamp(inside), zone).offset.total("seconds"))
