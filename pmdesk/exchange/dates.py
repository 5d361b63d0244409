"""Forgiving dates: pmdesk's own reader first, then dateparser for other wordings and languages.

What dateparser makes of a text is a guess; the window shows it before it is kept.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from whenever import Date, Instant, PlainDateTime

from pmdesk.domain.times import Precision, Time, in_zone, instants_of
from pmdesk.editing.clock_reading import Frame, read_whole

LANGUAGES = ("en", "de", "fr", "es", "pl", "it", "pt", "nl", "cs", "sv", "uk", "ru", "ja", "zh")
"""Tried in this order; all two hundred of dateparser take seconds for the first text that is no date."""

_LONGEST = 80


class ForgivingDates:
    """Reads what a person typed into a time field (the Dates port)."""

    def read(self, text: str, *, day: Date, zone: str, now: Instant) -> Time | None:
        """Return how ``text`` is understood, or None; see the port."""
        today = in_zone(now, zone).date()
        found = read_whole(text, Frame(day=day, zone=zone, base=today, now=now))
        if found is not None or not text.strip() or len(text) > _LONGEST:
            return found
        try:
            return _guessed(" ".join(text.split()), day, zone, now)
        except (ValueError, OverflowError, LookupError):
            return None


def _guessed(text: str, day: Date, zone: str, now: Instant) -> Time | None:
    # Imported here: it takes a tenth of a second, and a start of the application does not need it.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    here = in_zone(now, zone).to_plain()
    settings = {
        "RETURN_TIME_AS_PERIOD": True,
        "RELATIVE_BASE": here.to_stdlib().replace(second=0, microsecond=0),
        "TIMEZONE": "UTC",
        "DATE_ORDER": "DMY",
        "PREFER_DATES_FROM": "past",
    }
    guess = DateDataParser(languages=list(LANGUAGES), settings=settings).get_date_data(text)
    if guess.date_obj is None:
        return None
    parts = frozenset(guess.parts or ())
    if guess.date_obj.tzinfo is not None:
        return _exact(Instant(guess.date_obj), zone, text)
    local = _in_calendar(guess.date_obj, parts, day)
    if "time" in parts:
        vague = Precision.ABOUT if guess.period == "part_of_day" else Precision.MINUTE
        earliest, latest = instants_of(local, zone)
        return Time(earliest=earliest, latest=latest, zone=zone, precision=vague, given=text)
    if {"month", "day"} <= parts:
        begins = instants_of(local.replace(hour=0, minute=0), zone)[0]
        ends = instants_of(local.replace(hour=23, minute=59), zone)[1]
        return Time(earliest=begins, latest=ends, zone=zone, precision=Precision.DAY, given=text)
    return None


def _exact(instant: Instant, zone: str, text: str) -> Time:
    return Time(earliest=instant, latest=instant, zone=zone, given=text)


def _in_calendar(guess: datetime, parts: frozenset[Any], day: Date) -> PlainDateTime:
    """Return the guess with what the text left out filled in from ``day``."""
    local = PlainDateTime(guess).replace(nanosecond=0)
    if "day" not in parts and "month" not in parts:
        return local.replace_date(day)
    if "year" in parts:
        return local
    years = [year for year in (day.year - 1, day.year, day.year + 1) if _has(local, year)]
    return min(
        (local.replace(year=year) for year in years),
        key=lambda one: abs(one.date().to_stdlib().toordinal() - day.to_stdlib().toordinal()),
    )


def _has(local: PlainDateTime, year: int) -> bool:
    try:
        local.replace(year=year)
    except ValueError:
        return False
    return True
