"""Dates as people write them: "2018-02-20", "20 Feb", "Feb 20, 2018", "20.02.2018", "yesterday"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whenever import Date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_AFTER = r"(?![\w/]|[.:\-]\d)"

_ISO = re.compile(
    r"(?P<year>\d{4})(?P<mark>[\-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?=T\d|(?![\w/]|[.:\-]\d))"
)
_NAMED = (
    re.compile(rf"{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR}(?!:))?{_AFTER}", re.IGNORECASE),
    re.compile(rf"{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR}(?!:))?{_AFTER}", re.IGNORECASE),
)
_DOTTED = re.compile(rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.(?:\s?{_YEAR})?(?![\w/])")
_SLASHED = re.compile(rf"(?P<one>\d{{1,2}})/(?P<other>\d{{1,2}})/{_YEAR}{_AFTER}")
_SAID = re.compile(r"(?P<said>yesterday|today|tomorrow)\b(?!')", re.IGNORECASE)
_ON = re.compile(rf"(?P<weekday>{_WEEKDAY})\b\.?,?\s*", re.IGNORECASE)
_STEP = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MIDDAY_OF_WEEK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date that was read and where it ended; ``certain`` when no word of prose reads like it."""

    date: Date
    end: int
    certain: bool = False


def day_at(text: str, at: int, *, near: Date, base: Date, loose: bool = False) -> Day | None:
    """Return the date that stands at an offset, or None.

    A missing year, a weekday and (when ``loose``) an unclear order of day and month are read as
    near to ``near`` as can be; "yesterday" counts from ``base``.
    """
    found = _ON.match(text, at)
    if found is not None:
        after = _plain(text, found.end(), near, base, loose=loose)
        return after or Day(date=_weekday(found["weekday"], near), end=at + len(found.group().rstrip(" ,")))
    return _plain(text, at, near, base, loose=loose)


def _plain(text: str, at: int, near: Date, base: Date, *, loose: bool) -> Day | None:
    found = _ISO.match(text, at)
    if found is not None:
        return _dated(found, found["month"], found["day"], near, certain=found["mark"] == "-")
    for pattern in _NAMED:
        found = pattern.match(text, at)
        if found is not None:
            month = _MONTHS.index(found["month"][:3].lower()) + 1
            return _dated(found, month, found["day"], near)
    found = _DOTTED.match(text, at)
    if found is not None:
        return _dated(found, found["month"], found["day"], near)
    found = _SLASHED.match(text, at)
    if found is not None:
        return _slashed(found, near, loose=loose)
    found = _SAID.match(text, at)
    if found is not None:
        return Day(date=base.add(days=_STEP[found["said"].lower()]), end=found.end())
    return None


def _dated(found: re.Match[str], month: str | int, day: str, near: Date, *, certain: bool = False) -> Day | None:
    year = found["year"]
    years = (int(year),) if year else (near.year - 1, near.year, near.year + 1)
    dates = [date for one in years if (date := _date(one, int(month), int(day))) is not None]
    if not dates:
        return None
    return Day(date=min(dates, key=lambda date: _away(date, near)), end=found.end(), certain=certain)


def _slashed(found: re.Match[str], near: Date, *, loose: bool) -> Day | None:
    one, other, year = int(found["one"]), int(found["other"]), int(found["year"])
    dates = {date for pair in ((one, other), (other, one)) if (date := _date(year, *pair)) is not None}
    if not dates or (len(dates) > 1 and not loose):
        return None
    return Day(date=min(dates, key=lambda date: (_away(date, near), date)), end=found.end())


def _date(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def _away(date: Date, near: Date) -> int:
    return abs(date.to_stdlib().toordinal() - near.to_stdlib().toordinal())


def _weekday(word: str, near: Date) -> Date:
    """Return the day of that name that is nearest to ``near``."""
    wanted = _WEEKDAYS.index(word[:3].lower())
    ahead = (wanted - (near.day_of_week().value - 1)) % 7
    return near.add(days=ahead - 7 if ahead > _MIDDAY_OF_WEEK else ahead)
