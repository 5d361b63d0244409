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
    """An event, the key moments that are read through it, and its actor as people say it.

    ``day`` is its local day in the zone of the review, ``wide`` says that its time needs more room
    than "14:02".
    """

    event: Event
    moments: tuple[str, ...]
    actor: str
    day: Date | None
    wide: bool

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
        self._review: Review | None = None
        self._ordered: tuple[Event, ...] = ()
        self._gaps: tuple[Gap, ...] = ()
        self._kept: dict[str, EventRow] = {}
        self._silences: dict[tuple[str, str], GapRow] = {}
        self._days: dict[Date, DayRow] = {}

    def entries(self, review: Review, *, starred_only: bool) -> Entries:
        """Return the rows of a review, in the order of time.

        With ``starred_only`` the unstarred events and all silences are left out. A day has a row
        when the timeline spans more than one, or another one than the review's own.
        """
        self._follow(review)
        before = {} if starred_only else {gap.before: self._silence(gap) for gap in self._gaps}
        self._silences = {(row.gap.after, row.gap.before): row for row in before.values()}
        rows: list[Row] = []
        last: Date | None = None
        days = starred = 0
        wide = False
        for row in self._event_rows(review):
            event = row.event
            if event.starred:
                starred += 1
            elif starred_only:
                continue
            wide = wide or row.wide
            gap = before.get(event.id)
            if gap is not None:
                rows.append(gap)
            day = row.day
            if day is not None and (last is None or day > last):
                rows.append(self._days.setdefault(day, DayRow(day)))
                last, days = day, days + 1
            rows.append(row)
        if days == 1 and last == review.day:
            rows = [row for row in rows if not isinstance(row, DayRow)]
        return Entries(rows=tuple(rows), ordered=self._ordered, silences=self._gaps, starred=starred, wide=wide)

    def _follow(self, review: Review) -> None:
        """Order the events again, and find the gaps again, when something about them changed."""
        former = self._review
        self._review = review
        if former is None or former.id != review.id or former.zone != review.zone:
            self._kept = {}
        former_order = self._ordered
        if former is None or former.events is not review.events:
            self._ordered = in_order(review, former_order)
        if former is None or former.quiets is not review.quiets or not _same_times(former_order, self._ordered):
            self._gaps = gaps(review, self._ordered)

    def _event_rows(self, review: Review) -> list[EventRow]:
        """Return the rows of the events, in order: the kept one where nothing about it changed."""
        linked, people, kept = _linked(review), review.people, self._kept
        rows: list[EventRow] = []
        for event in self._ordered:
            row = kept.get(event.id)
            moments = linked.get(event.id, ())
            person = people.get(event.actor)
            actor = event.actor if person is None else actor_text(people, event.actor)
            if row is None or row.event is not event or row.moments != moments or row.actor != actor:
                start = event.time.start
                day = in_zone(start, review.zone).date() if start is not None else None
                row = EventRow(event, moments, actor, day, _is_wide(event))
            rows.append(row)
        self._kept = {row.event.id: row for row in rows}
        return rows

    def _silence(self, gap: Gap) -> GapRow:
        kept = self._silences.get((gap.after, gap.before))
        return kept if kept is not None and kept.gap == gap else GapRow(gap)


def _same_times(former: tuple[Event, ...], now: tuple[Event, ...]) -> bool:
    """Return whether both hold the same events with the same times in the same order."""
    return former is now or (
        len(former) == len(now)
        and all(one is was or (one.id == was.id and one.time == was.time) for one, was in zip(now, former, strict=True))
    )


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
