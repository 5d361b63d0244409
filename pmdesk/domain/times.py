"""Times as people know them: exact, within a range, about, half-known or not placed at all.

A ``Time`` keeps the earliest and the latest instant it may mean, the zone it was said in, how
precise it is, and the text as given. Zone arithmetic is left to ``whenever``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from whenever import Instant, ZonedDateTime


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


@lru_cache(maxsize=8192)
def in_zone(instant: Instant, zone: str) -> ZonedDateTime:
    """Return the local time of ``instant`` in ``zone``; an unknown zone reads as UTC.

    A fixed offset such as "+05:30" is understood as well as the names of tzdata.
    """
    try:
        return instant.to_tz(_offset_zone(zone) or zone)
    except (ValueError, LookupError):
        return instant.to_tz("UTC")


def zone_known(zone: str) -> bool:
    """Return whether ``zone`` can be used for local times."""
    if _offset_zone(zone):
        return True
    try:
        Instant.from_utc(2000, 1, 1).to_tz(zone)
    except (ValueError, LookupError):
        return False
    return True


def _offset_zone(zone: str) -> str:
    """Return the tzdata name of a whole-hour offset such as "+02:00", else an empty text."""
    if len(zone) == len("+02:00") and zone[0] in "+-" and zone.endswith(":00") and zone[1:3].isdigit():
        hours = int(zone[1:3])
        # tzdata's Etc names count westwards: Etc/GMT-2 is two hours ahead of UTC.
        sign = "-" if zone[0] == "+" else "+"
        return f"Etc/GMT{sign}{hours}" if hours else "UTC"
    return ""


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
