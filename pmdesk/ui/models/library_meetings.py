"""What the library says of meetings: the one that goes on, and those that were held today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whenever import Date, Instant

from pmdesk.domain.review import NextFor
from pmdesk.domain.times import in_zone
from pmdesk.editing.ports import Meetings, Summary
from pmdesk.editing.words import Words
from pmdesk.meeting import clocks
from pmdesk.ui.models.meeting_faces import time_of

_DAY_HOURS = 24
_BEFORE_REPORTS = {"draft", "in_review"}


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """What is said of a meeting, since when it is so, and whether it goes on (it runs or pauses)."""

    text: str
    since: Instant
    goes_on: bool


def lines_of_today(meetings: Meetings, words: Words, at: Instant, zone: str) -> Mapping[str, MeetingLine]:
    """Return review -> line for each meeting that goes on now, also since yesterday, or that ended today.

    The times stand still: nothing ticks in the library.
    """
    days = {one.to_tz("UTC").date() for one in (at.subtract(hours=_DAY_HOURS), at)}
    found: dict[str, MeetingLine] = {}
    for review, state in meetings.meetings_on(sorted(days)).items():
        now = clocks.from_state(state)
        if now.started is not None and clocks.goes_on(now, at):
            since = now.pauses[-1].start if now.paused else now.started
            text = words("library.paused" if now.paused else "library.runs", time=time_of(since, zone))
            found[review] = MeetingLine(text, since, goes_on=True)
        elif now.ended is not None and in_zone(now.ended, zone).date() == in_zone(at, zone).date():
            found[review] = MeetingLine(words("library.held_today"), now.ended, goes_on=False)
    return found


def status_words(words: Words, row: Summary, today: Date | None, line: MeetingLine | None, *, due: bool) -> str:
    """Return what a row says of where the review stands; ``due``: its second meeting is."""
    if line is not None and line.goes_on:
        return line.text
    if row.next_for is NextFor.COMMIT and row.next_date is not None and not due:
        return words("library.settling", date=words.date(row.next_date, year=False))
    if row.status.value in _BEFORE_REPORTS and line is not None:
        return line.text
    if row.status.value in _BEFORE_REPORTS and row.meeting_date:
        if row.meeting_date == today:
            return words("library.meeting_today")
        return words("library.meeting", date=words.date(row.meeting_date, year=False))
    return words(f"enums.review_status.{row.status.value}")
