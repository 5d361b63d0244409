"""A due date as people type it: "30 Dec", "2026-12-30", "30.12.", "+14", "+6w", "Fri".

Strict on purpose: what is not surely a date is none, and the window shows how it was understood
before it is kept. Bare days and weekdays mean the next one that comes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whenever import Date

_LATER = re.compile(r"\+\s*(\d{1,3})\s*([a-z]*)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})?")
_NAMED = re.compile(r"(\d{1,2})\.?\s+([^\W\d]+)\.?,?(?:\s+(\d{4}))?")
_NAMED_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?")
_LEAST_LETTERS = 3
_YEARS_AHEAD = 4  # 29 Feb comes within four years, 1900-like centuries apart
_WEEK = 7


def read_due(text: str, today: Date, *, months: Sequence[str], weekdays: Sequence[str]) -> Date | None:
    """Return the date that ``text`` means, or None.

    ``months`` and ``weekdays`` are the short names in the language of the window, from January and
    from Monday; three letters or more of a name are enough.
    """
    said = " ".join(text.split()).casefold()
    if found := _LATER.fullmatch(said):
        return _later(int(found[1]), found[2], today)
    if found := _ISO.fullmatch(said):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.fullmatch(said):
        return _day(int(found[1]), int(found[2]), found[3], today)
    said = _without_weekday(said, weekdays)
    if (at := _named(said, weekdays)) is not None:
        ahead = (at + 1 - today.day_of_week().value) % _WEEK
        return today.add(days=ahead or _WEEK)
    if (found := _NAMED.fullmatch(said)) and (month := _named(found[2], months)) is not None:
        return _day(int(found[1]), month + 1, found[3], today)
    if (found := _NAMED_FIRST.fullmatch(said)) and (month := _named(found[1], months)) is not None:
        return _day(int(found[2]), month + 1, found[3], today)
    return None


def _later(number: int, unit: str, today: Date) -> Date | None:
    """Read "+14", "+14d", "+6w", "+6 weeks", "+2 months"."""
    if unit in {"", "d", "day", "days"}:
        return today.add(days=number)
    if unit in {"w", "week", "weeks"}:
        return today.add(weeks=number)
    if unit in {"m", "month", "months"}:
        return today.add(months=number)
    return None


def _without_weekday(said: str, weekdays: Sequence[str]) -> str:
    """Drop the weekday of "Wed 30 Dec"."""
    first, _space, rest = said.partition(" ")
    return rest if rest and _named(first.rstrip(",."), weekdays) is not None else said


def _named(word: str, names: Sequence[str]) -> int | None:
    """Return the place of the name that ``word`` abbreviates or spells out."""
    if len(word) < _LEAST_LETTERS:
        return None
    starts = [name.casefold() for name in names]
    return next((at for at, name in enumerate(starts) if word.startswith(name) or name.startswith(word)), None)


def _day(day: int, month: int, year: str | None, today: Date) -> Date | None:
    if year:
        return _date(int(year), month, day)
    coming = (_date(today.year + ahead, month, day) for ahead in range(_YEARS_AHEAD + 1))
    return next((date for date in coming if date is not None and date >= today), None)


def _date(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None
