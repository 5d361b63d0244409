"""The words a person reads: message ids to sentences, dates and durations in the house style.

Rooms below the window return ids with values; ui, reports and cli look the sentences up here.
The catalogue itself is data in resources/<language>/*.toml and is handed in by app.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whenever import Date, Instant

from pmdesk.domain.measures import Measure
from pmdesk.domain.review import KEY_MOMENTS
from pmdesk.domain.rules import Problem
from pmdesk.domain.times import in_zone

_NBSP = "\u00a0"
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


class Words:
    """A catalogue: dotted ids ("problems.gap_open") to templates with ``{slots}``."""

    def __init__(self, language: str, catalogue: Mapping[str, object]) -> None:
        """Take the nested tables of the catalogue as they came from TOML."""
        self.language = language
        self._catalogue = catalogue

    def __call__(self, id: str, **values: object) -> str:  # noqa: A002 (the word of the catalogue)
        """Return a message. With ``count`` in the values, "one" and "many" forms are chosen.

        Raises KeyError for an id that the catalogue does not hold: a fault of the program.
        """
        found = self._find(id)
        if isinstance(found, Mapping):
            found = found["one" if values.get("count") == 1 else "many"]
        if not isinstance(found, str):
            raise KeyError(id)
        return found.format_map(values) if values else found

    def list(self, id: str) -> Sequence[str]:  # noqa: A002
        """Return a list of sentences, such as a stage's prompts."""
        found = self._find(id)
        if not isinstance(found, list):
            raise KeyError(id)
        return tuple(str(one) for one in found)

    def has(self, id: str) -> bool:  # noqa: A002
        """Return whether the catalogue holds this id."""
        try:
            self._find(id)
        except KeyError:
            return False
        return True

    def _find(self, id: str) -> object:  # noqa: A002
        found: object = self._catalogue
        for part in id.split("."):
            if not isinstance(found, Mapping) or part not in found:
                raise KeyError(id)
            found = found[part]
        return found

    def date(self, date: Date, *, year: bool = True) -> str:
        """Return "Thu 12 Nov 2026", or without the year "Thu 12 Nov"."""
        weekday = self.list("calendar.weekdays")[date.day_of_week().value - 1]
        month = self.list("calendar.months")[date.month - 1]
        text = f"{weekday} {date.day} {month}"
        return f"{text} {date.year}" if year else text

    def instant(self, instant: Instant, zone: str) -> str:
        """Return "Thu 12 Nov 2026, 14:02"."""
        local = in_zone(instant, zone)
        return f"{self.date(local.date())}, {local.hour:02d}:{local.minute:02d}"

    def zone_text(self, zone: str, at: Instant) -> str:
        """Return the zone as a person states it: "CET (UTC+1)"."""
        local = in_zone(at, zone)
        minutes = round(local.offset.total("minutes"))
        hours, rest = divmod(abs(minutes), 60)
        sign = "+" if minutes >= 0 else "−"
        offset = f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "") if minutes else "UTC"
        return offset if zone in {"UTC", "Etc/UTC"} else f"{zone} ({offset})"

    def duration(self, seconds: int) -> str:
        """Return "45 min", "1 h 41 min", "2 d 3 h" or "40 s", with non-breaking spaces."""
        sign, seconds = ("−", -seconds) if seconds < 0 else ("", seconds)
        if 0 < seconds < _MINUTE:
            parts = [(seconds, "s")]
        elif seconds < _DAY:
            parts = [(seconds // _HOUR, "h"), (seconds % _HOUR // _MINUTE, "min")]
        else:
            parts = [(seconds // _DAY, "d"), (seconds % _DAY // _HOUR, "h")]
        shown = [f"{number}{_NBSP}{self(f'calendar.units.{unit}')}" for number, unit in parts if number]
        return sign + (_NBSP.join(shown) or f"0{_NBSP}{self('calendar.units.min')}")

    def measure(self, measure: Measure) -> str:
        """Return a measure in words: "45 min", "40 to 50 min" as a range, or "unknown"."""
        if measure.least is None or measure.most is None:
            return self("measures.unknown")
        least, most = self.duration(measure.least), self.duration(measure.most)
        if least == most:
            return self("measures.about", span=least) if measure.about or measure.least != measure.most else least
        return self("measures.between", least=least, most=most)

    def problem(self, problem: Problem) -> str:
        """Return the sentence of a problem; key moments in it have their names, minutes are a length."""
        values: dict[str, object] = {}
        for name, value in problem.values:
            if name == "minutes":
                values["length"] = self.duration(int(value) * _MINUTE)
            else:
                values[name] = self(f"enums.key_moment.{value}") if value in KEY_MOMENTS else value
        return self(f"problems.{problem.id}", **values)
