"""What the rows of the timeline list are: events, silences and the days they fall on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whenever import Date

from pmdesk.domain.items import Event, Person
from pmdesk.domain.review import KEY_MOMENTS, KeyMoment, Review
from pmdesk.domain.timeline import Gap, gaps, in_order
from pmdesk.domain.times import Precision, in_zone


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event, the key moments that are read through it, and its actor as people say it."""

    event: Event
    moments: tuple[str, ...]
    actor: str

    @property
    def key(self) -> str:
        """What stays the same while the row changes."""
        return self.event.id


@dataclass(frozen=True, slots=True)
class GapRow:
    """A silence between two events."""

    gap: Gap

    @property
    def key(self) -> str:
        """What stays the same while the row changes."""
        return f"gap {self.gap.after} {self.gap.before}"


@dataclass(frozen=True, slots=True)
class DayRow:
    """A local day that begins here."""

    day: Date

    @property
    def key(self) -> str:
        """What stays the same while the row changes."""
        return f"day {self.day.format_iso()}"


Row = EventRow | GapRow | DayRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The rows of a timeline and what was found on the way.

    ``wide`` says that a time needs more room than "14:02"; ``ordered`` and ``silences`` are those of
    the whole review, unfiltered.
    """

    rows: tuple[Row, ...] = ()
    ordered: tuple[Event, ...] = ()
    silences: tuple[Gap, ...] = ()
    starred: int = 0
    wide: bool = False


def actor_text(people: Mapping[str, Person], actor: str) -> str:
    """Return an actor as the room calls it: role, else name, else handle; or the free label."""
    person = people.get(actor)
    if person is None:
        return actor
    handle = next((f"@{one.lstrip('@')}" for one in person.handles), "")
    return person.role or person.name or handle


class EntryRows:
    """Makes the rows of a review; keeps those that did not change."""

    def __init__(self) -> None:
        """Start with nothing kept."""
        self._kept: dict[str, EventRow] = {}
        self._silences: dict[tuple[str, str], GapRow] = {}
        self._days: dict[Date, DayRow] = {}

    def entries(self, review: Review, *, starred_only: bool) -> Entries:
        """Return the rows of a review, in the order of time.

        With ``starred_only`` the unstarred events and all silences are left out. A day has a row
        when the timeline spans more than one, or another one than the review's own.
        """
        ordered = in_order(review)
        silences = gaps(review, ordered)
        linked = _linked(review)
        before = {} if starred_only else {gap.before: self._silence(gap) for gap in silences}
        self._silences = {(row.gap.after, row.gap.before): row for row in before.values()}
        kept: dict[str, EventRow] = {}
        rows: list[Row] = []
        last: Date | None = None
        days = starred = 0
        wide = False
        for event in ordered:
            row = self._row(event, linked.get(event.id, ()), actor_text(review.people, event.actor))
            kept[event.id] = row
            starred += event.starred
            if starred_only and not event.starred:
                continue
            wide = wide or _is_wide(event)
            if (gap := before.get(event.id)) is not None:
                rows.append(gap)
            start = event.time.start
            if start is not None:
                day = in_zone(start, review.zone).date()
                if last is None or day > last:
                    rows.append(self._days.setdefault(day, DayRow(day)))
                    last, days = day, days + 1
            rows.append(row)
        self._kept = kept
        if days == 1 and last == review.day:
            rows = [row for row in rows if not isinstance(row, DayRow)]
        return Entries(rows=tuple(rows), ordered=ordered, silences=silences, starred=starred, wide=wide)

    def _silence(self, gap: Gap) -> GapRow:
        kept = self._silences.get((gap.after, gap.before))
        return kept if kept is not None and kept.gap == gap else GapRow(gap)

    def _row(self, event: Event, moments: tuple[str, ...], actor: str) -> EventRow:
        kept = self._kept.get(event.id)
        if kept is not None and kept.event is event and kept.moments == moments and kept.actor == actor:
            return kept
        return EventRow(event, moments, actor)


def _linked(review: Review) -> dict[str, tuple[str, ...]]:
    linked: dict[str, tuple[str, ...]] = {}
    for name in KEY_MOMENTS:
        moment: KeyMoment | None = getattr(review, name)
        if moment is not None and moment.event:
            linked[moment.event] = (*linked.get(moment.event, ()), name)
    return linked


def _is_wide(event: Event) -> bool:
    time = event.time
    if time.precision is Precision.SECOND:
        return time.placed
    return time.ranged and time.precision not in {Precision.HOUR, Precision.DAY}
