"""What every section of a report is told beside the review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from whenever import Date, Instant

from pmdesk.domain.items import Action, Event, Factor
from pmdesk.domain.review import KEY_MOMENTS, Review, moment_time
from pmdesk.domain.times import Time, clock_text, in_zone
from pmdesk.editing.public_review import Projection
from pmdesk.editing.words import Words
from pmdesk.reports.blocks import Cell, Heading, rich
from pmdesk.reports.spec import ReportSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The words, the report's description, and what is worked out once for all sections.

    ``events`` are in order; ``factor_numbers`` and ``action_numbers`` map ids to "F1", "A1";
    ``labels`` and ``owners`` map person ids to what may be shown of them; ``days`` are the local
    dates on which something begins; ``width`` is that of the text in points.
    """

    words: Words
    spec: ReportSpec
    events: tuple[Event, ...]
    factors: tuple[Factor, ...]
    actions: tuple[Action, ...]
    factor_numbers: Mapping[str, str]
    action_numbers: Mapping[str, str]
    labels: Mapping[str, str]
    owners: Mapping[str, str]
    owner_names: bool
    project: Projection
    picture: Callable[[str], bytes | None]
    days: tuple[Date, ...]
    width: float

    def heading(self, section: str) -> Heading:
        """Return the heading of a section."""
        return Heading(text=self.words(f"report.headings.{section}"))

    def word(self, id: str, **values: object) -> str:  # noqa: A002 (the word of the catalogue)
        """Return a message of resources/<language>/report.toml."""
        return self.words(f"report.{id}", **values)

    def missing(self, id: str) -> Cell:  # noqa: A002
        """Return a cell that says honestly that something is not known."""
        return Cell(runs=rich(self.word(id)), tone="warn")

    def actor(self, event: Event) -> str:
        """Return who or what acted, as shown outside."""
        return self.labels.get(event.actor, event.actor)

    def when(self, time: Time, review: Review) -> str:
        """Return the clock text of a time, with its date when the review spans several days."""
        clock = clock_text(time, review.zone)
        day = day_of(time, review.zone)
        if day is None or len(self.days) <= 1:
            return clock
        return f"{self.words.date(day, year=False)} {clock}".rstrip(" –")

    def times(self, times: list[Time], review: Review) -> str:
        """Return the clock texts of several times; each date is said once when there are several."""
        if len(self.days) <= 1:
            return ", ".join(clock_text(time, review.zone) for time in times)
        found: dict[Date | None, list[str]] = {}
        for time in times:
            found.setdefault(day_of(time, review.zone), []).append(clock_text(time, review.zone))
        return "\n".join(
            f"{self.words.date(day, year=False)} {', '.join(clocks)}" if day else ", ".join(clocks)
            for day, clocks in found.items()
        )

    def zone_line(self, review: Review) -> str:
        """Return the zone of the times as a person states it, with both offsets when they change."""
        starts = [start for event in self.events if (start := event.time.start) is not None]
        if not starts:
            noon = review.day or review.meeting_date
            starts = [Instant.from_utc(noon.year, noon.month, noon.day, 12)] if noon else []
        if not starts:
            return review.zone
        first, last = (self.words.zone_text(review.zone, at) for at in (min(starts), max(starts)))
        return first if first == last else self.word("zone_changes", first=first, last=last)


def day_of(time: Time, zone: str) -> Date | None:
    """Return the local date on which a time begins, or None when it is not placed."""
    return in_zone(time.start, zone).date() if time.start is not None else None


def days_of(review: Review) -> tuple[Date, ...]:
    """Return the local dates on which events and key moments of a review begin, in order."""
    times = [event.time for event in review.events.values()]
    times += [time for name in KEY_MOMENTS if (time := moment_time(review, name)) is not None]
    return tuple(sorted({day for time in times if (day := day_of(time, review.zone)) is not None}))


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a plain text that are not empty, without the signs of a list."""
    stripped = (line.strip() for line in text.splitlines())
    return tuple(line[2:].strip() if line[:2] in {"- ", "* ", "• "} else line for line in stripped if line)
