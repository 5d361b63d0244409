"""Times in full words: the date, the clock and the zone as a person states them."""

from __future__ import annotations

from whenever import Date

from pmdesk.domain.times import Precision, Time, clock_text, in_zone
from pmdesk.editing.words import Words


def time_in_words(words: Words, time: Time, *, here: str = "") -> str:
    """Return "Tue 20 Feb 2018, 14:17 CET (UTC+1)", in the time's own zone; ``here`` is one that goes without saying.

    A clock time that came twice (the night when clocks go back) is told with both readings.
    """
    start, end = time.start, time.end
    if start is None or end is None:
        return words("fields.time.unplaced")
    first, last = in_zone(start, time.zone), in_zone(end, time.zone)
    zone = "" if time.zone == here else words.zone_text(time.zone, start)
    date = words.date(first.date())
    if _came_twice(time):
        return words(
            "fields.time.twice",
            date=date,
            clock=clock_text(Time(earliest=start, latest=start, zone=time.zone, precision=time.precision)),
            first=_offset(words, time, first=True),
            second=_offset(words, time, first=False),
        )
    if first.date() == last.date():
        clock = clock_text(time)
        told = words("fields.time.day" if clock == "–" else "fields.time.one", date=date, clock=clock, zone=zone)
    elif time.precision is Precision.DAY:
        told = words("fields.time.days", first=date, last=words.date(last.date()), zone=zone)
    else:
        told = words(
            "fields.time.range",
            first=date,
            begins=f"{first.hour:02d}:{first.minute:02d}",
            last=words.date(last.date()),
            ends=f"{last.hour:02d}:{last.minute:02d}",
            zone=zone,
        )
    return told.rstrip(" ,")


def time_entry(time: Time, *, day: Date | None, zone: str) -> str:
    """Return the text that stands for a kept time in a box where ``day`` and ``zone`` go without saying.

    Exact times are written so that they read the same on any later day; the others stand as given.
    """
    start = time.start
    exact = start is not None and not time.ranged and time.precision in {Precision.SECOND, Precision.MINUTE}
    if start is None or (not exact and time.given):
        return time.given or clock_text(time)
    local = in_zone(start, time.zone)
    parts = [] if local.date() == day else [local.date().format_iso()]
    parts.append(clock_text(time))
    if time.zone != zone:
        parts.append(time.zone)
    return " ".join(parts)


def _came_twice(time: Time) -> bool:
    if time.earliest is None or time.latest is None or not time.ranged:
        return False
    first, last = in_zone(time.earliest, time.zone), in_zone(time.latest, time.zone)
    return first.to_plain() == last.to_plain()


def _offset(words: Words, time: Time, *, first: bool) -> str:
    instant = time.earliest if first else time.latest
    assert instant is not None  # noqa: S101 (narrowing: both ends of a time that came twice are known)
    text = words.zone_text(time.zone, instant)
    return text.removeprefix(f"{time.zone} (").removesuffix(")")
