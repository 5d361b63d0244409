"""Clock times as people write them: "14:02", "2:15pm", "22:xx", "2X:XX", "17:00–18:00"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pmdesk.domain.times import Precision

DAY_SECONDS = 86400
_HOUR, _MINUTE = 3600, 60
_NOON = 12

_MERIDIEM = r"\s?(?P<half>[ap])\.?m\b\.?"
_FULL = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?"
    rf"(?:{_MERIDIEM})?(?!(?!Z\b|ish\b)[\w/]|[:.]\d)",
    re.IGNORECASE,
)
_WHOLE_HOUR = re.compile(rf"(?P<hour>\d{{1,2}}){_MERIDIEM}(?!\w)", re.IGNORECASE)
_FRENCH = re.compile(r"(?P<hour>\d{1,2})h(?P<minute>[0-5]\d)(?!\w)", re.IGNORECASE)
_BLURRED = re.compile(
    r"(?:(?P<hour>\d{1,2}):(?:(?P<ten>[0-5])[x?]|[x?]{2})|(?P<tens>[0-2])[x?]:[x?]{2})(?!\w)", re.IGNORECASE
)
_LOOSE = (
    re.compile(r"(?P<hour>\d{1,2})[.](?P<minute>[0-5]\d)(?![\w/]|[.:]\d)"),
    re.compile(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)h?(?![\w/:.\-])", re.IGNORECASE),
    re.compile(r"(?P<hour>\d{1,2})\s?h(?!\w)", re.IGNORECASE),
)
_WORDS = re.compile(r"(?P<word>noon|midday|midnight)\b", re.IGNORECASE)
_SHORT_FIRST = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?(?=\s?(?:[\-–—]|to)\s?\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a clock showed: the first and the last second of the day that it may mean.

    ``half`` is "a" or "p" when it said am or pm; ``end`` is where it ended in the text.
    """

    first: int
    last: int
    end: int
    precision: Precision = Precision.MINUTE
    half: str = ""

    @property
    def blurred(self) -> bool:
        """Whether figures were left open, as in "22:xx"."""
        return self.first != self.last


def face_at(text: str, at: int, *, loose: bool = False) -> Face | None:
    """Return the clock time that stands at an offset, or None.

    ``loose`` also takes what prose might hold for other reasons: "14.02", "1402", "14 h", "noon".
    """
    blurred = _BLURRED.match(text, at)
    if blurred is not None:
        return _blurred(blurred)
    for pattern in (_FULL, _WHOLE_HOUR, _FRENCH, *(_LOOSE if loose else ())):
        found = pattern.match(text, at)
        if found is not None:
            return _exact(found)
    found = _WORDS.match(text, at) if loose else None
    if found is not None:
        seconds = 0 if found["word"].lower() == "midnight" else _NOON * _HOUR
        return Face(first=seconds, last=seconds, end=found.end())
    return None


def shortened_face_at(text: str, at: int) -> Face | None:
    """Return the first clock time of a range whose am or pm comes later: the "9" of "9-10pm"."""
    found = _SHORT_FIRST.match(text, at)
    if found is None or not 1 <= int(found["hour"]) <= _NOON:
        return None
    seconds = int(found["hour"]) * _HOUR + int(found["minute"] or 0) * _MINUTE
    return Face(first=seconds, last=seconds, end=found.end())


def with_half_of(first: Face, second: Face) -> Face:
    """Return a first time without am or pm as the second time's am or pm suggests.

    It takes the same half of the day unless it would then be the later one: "11-1pm" begins at 11.
    """
    if first.half or not second.half or first.blurred or first.first >= (_NOON + 1) * _HOUR:
        return first
    morning = first.first % (_NOON * _HOUR)
    evening = morning + _NOON * _HOUR
    if second.half == "a" or evening > second.first:
        return replace(first, first=morning, last=morning)
    return replace(first, first=evening, last=evening)


def _exact(found: re.Match[str]) -> Face | None:
    groups = found.groupdict()
    hour, minute, second = (int(groups.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (groups.get("half") or "").lower()
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    elif half == "a":
        return None
    seconds = hour * _HOUR + minute * _MINUTE + second
    if seconds > DAY_SECONDS:
        return None
    precision = Precision.SECOND if groups.get("second") else Precision.MINUTE
    return Face(first=seconds, last=seconds, end=found.end(), precision=precision, half=half)


def _blurred(found: re.Match[str]) -> Face | None:
    if found["tens"] is not None:
        first = int(found["tens"]) * 10 * _HOUR
        last = min(first + 10 * _HOUR, DAY_SECONDS) - _MINUTE
        return Face(first=first, last=last, end=found.end(), precision=Precision.HOUR)
    first = int(found["hour"]) * _HOUR
    if first >= DAY_SECONDS:
        return None
    if found["ten"] is None:
        return Face(first=first, last=first + _HOUR - _MINUTE, end=found.end(), precision=Precision.HOUR)
    first += int(found["ten"]) * 10 * _MINUTE
    return Face(first=first, last=first + 9 * _MINUTE, end=found.end())
