"""How the rows of the timeline are said: times, lengths, and the sentence for a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from whenever import Instant, ZonedDateTime

from pmdesk.domain.items import Event, Known
from pmdesk.domain.review import Review
from pmdesk.domain.timeline import Gap
from pmdesk.domain.times import Precision, Time, clock_text, in_zone
from pmdesk.editing.words import Words
from pmdesk.ui.models.timeline_entries import DayRow, EventRow, GapRow, Row


class Sentences:
    """Says rows in words. ``zone`` is asked each time: the zone of the review that is shown."""

    def __init__(self, words: Words, zone: Callable[[], str]) -> None:
        """Use the catalogue and the zone of the list."""
        self.words = words
        self._zone = zone

    @property
    def zone(self) -> str:
        """The zone that times are shown in."""
        return self._zone()

    def clock(self, event: Event) -> str:
        """Return the time of an event in figures, "?" when it has none."""
        return clock_text(event.time, self.zone)

    def gap_ends(self, gap: Gap) -> tuple[str, str]:
        """Return the two times of day that a silence lies between; with dates when they differ."""
        first, last = (in_zone(at, self.zone) for at in (gap.first, gap.last))
        texts = tuple(f"{at.hour:02d}:{at.minute:02d}" for at in (first, last))
        if first.date() == last.date():
            return texts[0], texts[1]
        dates = tuple(self.words.date(at.date(), year=False) for at in (first, last))
        return f"{dates[0]}, {texts[0]}", f"{dates[1]}, {texts[1]}"

    def gap_length(self, gap: Gap) -> str:
        """Return how long a silence is, in whole minutes and up."""
        return self.words.duration(gap.minutes * 60)

    def moment(self, name: str) -> str:
        """Return the name of a key moment."""
        return self.words(f"enums.key_moment.{name}")

    def sentence(self, row: Row) -> str:
        """Return one sentence that says the whole row."""
        match row:
            case EventRow():
                return self._event(row)
            case GapRow(gap=gap):
                first, last = self.gap_ends(gap)
                id_ = "timeline.row.quiet_sentence" if gap.quiet else "timeline.row.gap_sentence"
                return self.words(id_, duration=self.gap_length(gap), first=first, last=last)
            case DayRow(day=day):
                return self.words("timeline.row.day", date=self.words.date(day))
            case _:
                assert_never(row)

    def _event(self, row: EventRow) -> str:
        event, words = row.event, self.words
        placed = event.time.placed
        parts = [
            self.clock(event) if placed else words("timeline.row.unplaced"),
            words(f"enums.event_kind.{event.kind.value}").lower(),
            event.text or words("timeline.row.empty"),
        ]
        parts += [row.actor] if row.actor else []
        parts += [self.moment(name).lower() for name in row.moments]
        parts += [words("enums.known.later").lower()] if event.known is Known.LATER else []
        if event.evidence:
            parts.append(words("timeline.row.sources", count=len(event.evidence)))
        parts += [words("timeline.row.for_report")] if event.starred else []
        return ", ".join(parts)


def understood(words: Words, time: Time, zone: str) -> str:
    """Return how a time was understood: "15:58 CET, Thu 12 Nov 2026"; of a range both days."""
    start, end = time.start, time.end
    if start is None or end is None:
        return words("timeline.time.no_time")
    first, last = (in_zone(at, zone).date() for at in (start, end))
    dates = words.date(first)
    if last != first:
        dates = words("timeline.moments.range", first=words.date(first, year=False), last=words.date(last))
    if time.precision is Precision.DAY:
        return dates
    return words("timeline.time.understood", time=clock_text(time, zone), zone=short_zone(zone, start), date=dates)


def short_zone(zone: str, at: Instant) -> str:
    """Return a zone as people write it behind a time: "CET" for Europe/Berlin in winter."""
    local = in_zone(at, zone)
    short = local.tz_abbrev() if isinstance(local, ZonedDateTime) else ""
    return short if short.isalpha() else zone


def moment_clock(review: Review, time: Time | None) -> str:
    """Return the time of a key moment in figures, empty when it is not known."""
    return clock_text(time, review.zone) if time is not None else ""
