"""The follow-up as an iCalendar file (RFC 5545): the next meeting, due dates, and checks whether actions held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from icalendar import Calendar, Event
from whenever import Date, Instant

from pmdesk.domain.items import Action
from pmdesk.domain.measures import OPEN
from pmdesk.domain.review import Review
from pmdesk.domain.shown_text import clean, one_line
from pmdesk.editing.public_review import Withheld, public_review
from pmdesk.editing.words import Words

_CHECKS = (("check_30", 30), ("check_90", 90))


@dataclass(frozen=True, slots=True)
class _Day:
    """One whole day of the calendar; ``part`` tells it apart inside the review."""

    part: str
    on: Date
    title: str
    about: str = ""


def calendar_file(review: Review, *, words: Words, now: Instant, owner_names: bool = False) -> bytes:
    """Return whole-day entries for a review: roles stand for names, but for owners with ``owner_names``.

    An entry keeps its UID, so that a file made again replaces what an earlier one brought in.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//pmdesk//pmdesk//EN")
    calendar.add("version", "2.0")
    outside = public_review(
        review,
        frozenset({Withheld.NAMES}),
        owner_names=owner_names,
        participant=words("report.participant"),
        facilitator=words("report.facilitator"),
        address=lambda who: words("report.address", who=who),
    )
    for day in _days(outside.review, outside.owners, words):
        entry = Event()
        entry.add("uid", f"{review.id}-{day.part}@pmdesk")
        entry.add("dtstamp", datetime.fromtimestamp(now.timestamp(), UTC))
        entry.add("dtstart", date(day.on.year, day.on.month, day.on.day))
        # Cleaned: a sign that ends a line for some reader must not begin a property of its own.
        entry.add("summary", one_line(day.title))
        if day.about:
            entry.add("description", clean(day.about))
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _days(review: Review, owners: Mapping[str, str], words: Words) -> Iterator[_Day]:
    label = words("calendar.file.review", number=review.number)
    if review.next_date is not None:
        purpose = review.next_for.value if review.next_for is not None else "follow_up"
        yield _Day("next", review.next_date, f"{label}: {words(f'calendar.file.{purpose}')}", review.title)
    for action in review.ordered("action"):
        if isinstance(action, Action):
            yield from _of_action(action, owners.get(action.owner, ""), label, words)


def _of_action(action: Action, owner: str, label: str, words: Words) -> Iterator[_Day]:
    text = action.text.strip() or words("calendar.file.no_text")
    about = "\n".join(
        words(f"calendar.file.{name}", value=value)
        for name, value in (("owner", owner), ("done_when", action.done_when.strip()))
        if value
    )
    if action.status in OPEN and action.due is not None:
        yield _Day(f"{action.id}-due", action.due, f"{label}: {words('calendar.file.due', text=text)}", about)
    if action.done_on is not None:
        for field, days in _CHECKS:
            if getattr(action, field) is None and action.done_on <= Date.MAX.subtract(days=days):
                title = words("calendar.file.check", days=days, text=text)
                yield _Day(f"{action.id}-{field}", action.done_on.add(days=days), f"{label}: {title}", about)
