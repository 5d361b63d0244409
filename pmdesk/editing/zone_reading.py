"""Zones as people write them: "UTC", "CET", "PDT", "+01:00", "UTC+2", "Europe/Warsaw"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from whenever import TimeDelta

from pmdesk.domain.times import fixed_offset, zone_known

ABBREVIATIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "UTC": ("UTC", "+00:00"),
        "GMT": ("UTC", "+00:00"),
        "Z": ("UTC", "+00:00"),
        "WET": ("WET", "+00:00"),
        "WEST": ("WET", "+01:00"),
        "BST": ("Europe/London", "+01:00"),
        "CET": ("CET", "+01:00"),
        "CEST": ("CET", "+02:00"),
        "EET": ("EET", "+02:00"),
        "EEST": ("EET", "+03:00"),
        "MSK": ("Europe/Moscow", "+03:00"),
        "SAST": ("Africa/Johannesburg", "+02:00"),
        "IST": ("Asia/Kolkata", "+05:30"),
        "SGT": ("Asia/Singapore", "+08:00"),
        "HKT": ("Asia/Hong_Kong", "+08:00"),
        "JST": ("Asia/Tokyo", "+09:00"),
        "KST": ("Asia/Seoul", "+09:00"),
        "AWST": ("Australia/Perth", "+08:00"),
        "ACST": ("Australia/Adelaide", "+09:30"),
        "ACDT": ("Australia/Adelaide", "+10:30"),
        "AEST": ("Australia/Sydney", "+10:00"),
        "AEDT": ("Australia/Sydney", "+11:00"),
        "NZST": ("Pacific/Auckland", "+12:00"),
        "NZDT": ("Pacific/Auckland", "+13:00"),
        "BRT": ("America/Sao_Paulo", "-03:00"),
        "EST": ("America/New_York", "-05:00"),
        "EDT": ("America/New_York", "-04:00"),
        "CST": ("America/Chicago", "-06:00"),
        "CDT": ("America/Chicago", "-05:00"),
        "MST": ("America/Denver", "-07:00"),
        "MDT": ("America/Denver", "-06:00"),
        "PST": ("America/Los_Angeles", "-08:00"),
        "PDT": ("America/Los_Angeles", "-07:00"),
        "AKST": ("America/Anchorage", "-09:00"),
        "AKDT": ("America/Anchorage", "-08:00"),
        "HST": ("Pacific/Honolulu", "-10:00"),
    }
)
"""Abbreviation -> (zone, offset).

People say "EST" in July and mean the clock on the wall in New York, so an abbreviation stands for
the clock of its region; its offset only tells which of two repeated hours was meant. Of the
abbreviations with several homes, IST is India's, CST Chicago's and BST Britain's.
"""

_ZONE = re.compile(
    r"(?P<space>\s?)(?P<open>\()?"
    r"(?:(?:UTC|GMT)\s?(?P<around>[+\-−]\d{1,2}(?::?[0-5]\d)?)"
    r"|(?P<offset>[+\-−]\d{2}:?[0-5]\d)"
    r"|(?P<name>[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z]+(?:[_\-][A-Za-z]+)*){1,2})"
    r"|(?P<short>[A-Z]{1,5}))"
    r"(?(open)\))(?![\w/:@#]|[+\-.]\w)",
    re.ASCII,
)
_LOOSE = re.compile(_ZONE.pattern, re.ASCII | re.IGNORECASE)
_FURTHEST = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A zone that was read: a name for ``Time.zone``, the offset it implies, and where it ended."""

    name: str
    said: TimeDelta | None
    end: int


def zone_at(text: str, at: int, *, loose: bool = False, glued_minus: bool = False) -> Zone | None:
    """Return the zone that stands at an offset (one space before it is fine), or None.

    ``loose`` takes abbreviations in small letters too. "-05:00" right behind a clock is the end of
    a range; ``glued_minus`` says that it is an offset (ISO 8601).
    """
    found = (_LOOSE if loose else _ZONE).match(text, at)
    if found is None:
        return None
    if found["name"] is not None:
        return Zone(name=found["name"], said=None, end=found.end()) if zone_known(found["name"]) else None
    offset = found["around"] or found["offset"]
    if offset is not None:
        if found["offset"] and offset[0] != "+" and not found["space"] and not glued_minus:
            return None
        name = _offset_name(offset)
        return Zone(name=name, said=fixed_offset(name), end=found.end()) if name else None
    short = found["short"].upper()
    if short == "Z" and found["space"] and not loose:
        return None
    known = ABBREVIATIONS.get(short)
    return Zone(name=known[0], said=fixed_offset(known[1]), end=found.end()) if known else None


def read_zone(text: str) -> str | None:
    """Return the zone that a text names as a whole ("CET", "utc+2", "Europe/Warsaw"), or None."""
    wanted = text.strip()
    zone = zone_at(wanted, 0, loose=True, glued_minus=True)
    if zone is not None and zone.end == len(wanted):
        return zone.name
    return wanted if wanted and zone_known(wanted) else None


def _offset_name(text: str) -> str:
    """Return "+05:30" for "+05:30", "+0530", "+5" or "+530"; empty when no place has that offset."""
    figures = text[1:].replace(":", "")
    minutes = figures[-2:] if len(figures) > len("14") else "00"
    hours = figures[:-2] if len(figures) > len("14") else figures
    if int(hours) > _FURTHEST:
        return ""
    sign = "+" if text[0] == "+" else "-"
    return f"{sign}{int(hours):02d}:{minutes}"
