"""Times as people know them: exact, within a range, about, half-known or not placed at all.

A ``Time`` keeps the earliest and the latest instant it may mean, the zone it was said in, how
precise it is, and the text as given. Zone arithmetic is left to ``whenever``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from whenever import Instant, OffsetDateTime, PlainDateTime, TimeDelta, ZonedDateTime


class Precision(StrEnum):
    """How finely a time is known."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    ABOUT = "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time of the review.

    ``earliest`` and ``latest`` are equal when the time is exact. One of them may be unknown
    ("after 15:00"); when both are, the time is not placed and its item sorts by its order key.
    ``zone`` is an IANA name or abbreviation that tzdata knows ("CET", "Europe/Warsaw") or a fixed
    offset ("+05:30"); ``given`` is the text as it was typed.
    """

    earliest: Instant | None = None
    latest: Instant | None = None
    zone: str = "UTC"
    precision: Precision = Precision.MINUTE
    given: str = ""

    @property
    def placed(self) -> bool:
        """Whether anything is known about when it was."""
        return self.earliest is not None or self.latest is not None

    @property
    def ranged(self) -> bool:
        """Whether the time spans more than one instant."""
        return self.earliest != self.latest

    @property
    def start(self) -> Instant | None:
        """The instant the time sorts by: the earliest one, else the latest one."""
        return self.earliest if self.earliest is not None else self.latest

    @property
    def end(self) -> Instant | None:
        """The latest instant, else the earliest one."""
        return self.latest if self.latest is not None else self.earliest


UNPLACED = Time()


LocalTime = ZonedDateTime | OffsetDateTime
"""A moment on somebody's clock: year to second, date(), offset."""

_OFFSET = re.compile(r"([+-])([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


@lru_cache(maxsize=8192)
def in_zone(instant: Instant, zone: str) -> LocalTime:
    """Return the local time of ``instant`` in ``zone``; an unknown zone reads as UTC.

    A fixed offset such as "+05:30" is understood as well as the names of tzdata.
    """
    offset = fixed_offset(zone)
    try:
        return instant.to_tz(zone) if offset is None else instant.to_fixed_offset(offset)
    except (ValueError, LookupError):
        return instant.to_tz("UTC")


def zone_known(zone: str) -> bool:
    """Return whether ``zone`` can be used for local times."""
    if fixed_offset(zone) is not None:
        return True
    try:
        Instant.from_utc(2000, 1, 1).to_tz(zone)
    except (ValueError, LookupError):
        return False
    return True


def fixed_offset(zone: str) -> TimeDelta | None:
    """Return the offset that a text such as "+05:30" names, else None."""
    found = _OFFSET.fullmatch(zone)
    if found is None:
        return None
    offset = TimeDelta(hours=int(found[2]), minutes=int(found[3]))
    return -offset if found[1] == "-" else offset


def instants_of(local: PlainDateTime, zone: str, said: TimeDelta | None = None) -> tuple[Instant, Instant]:
    """Return the first and the last instant that a clock in ``zone`` may mean by ``local``.

    They differ in the hour that an autumn change repeats, unless ``said`` (an offset named with
    the time, such as that of "EDT") tells which it was. A time that a spring change skips is read
    as if the clock had been changed already. An unknown zone reads as UTC. Raises ValueError
    outside the years 1 to 9999.
    """
    offset = fixed_offset(zone)
    if offset is not None:
        only = local.assume_fixed_offset(offset).to_instant()
        return only, only
    known = zone if zone_known(zone) else "UTC"
    first = local.assume_tz(known, disambiguation="earlier")
    last = local.assume_tz(known, disambiguation="later")
    if first.to_plain() != local:
        return last.to_instant(), last.to_instant()
    if said is not None and first.offset != last.offset and said in {first.offset, last.offset}:
        first = last = first if first.offset == said else last
    return first.to_instant(), last.to_instant()


def clock_text(time: Time, zone: str = "") -> str:
    """Return the time of day in figures: "14:02", "~15:00", "17:00–18:00", "22:xx", "?".

    ``zone`` shows it in another zone than its own. A half-known range keeps its open side:
    "15:00–?".
    """
    zone = zone or time.zone
    if time.earliest is None and time.latest is None:
        return "?"
    seconds = time.precision is Precision.SECOND
    first = _hours(time.earliest, zone, seconds=seconds) if time.earliest is not None else "?"
    last = _hours(time.latest, zone, seconds=seconds) if time.latest is not None else "?"
    about = "~" if time.precision is Precision.ABOUT else ""
    if first == last and not time.ranged:
        return about + first
    if time.precision is Precision.DAY:
        return "–"
    if time.precision is Precision.HOUR and first[:2] == last[:2] and first.endswith(":00"):
        return about + first[:2] + ":xx"
    return f"{about}{first}–{last}"


def _hours(instant: Instant, zone: str, *, seconds: bool) -> str:
    local = in_zone(instant, zone)
    text = f"{local.hour:02d}:{local.minute:02d}"
    return f"{text}:{local.second:02d}" if seconds else text
