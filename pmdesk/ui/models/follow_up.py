"""What the follow-up of a review holds, counted and in words: next meeting, due dates, checks."""

from __future__ import annotations

from dataclasses import dataclass

from pmdesk.domain.items import Action
from pmdesk.domain.measures import OPEN
from pmdesk.domain.review import Review
from pmdesk.editing.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """How many days of each sort the calendar file has: the same that exchange/calendar_out.py writes."""

    meetings: int
    due: int
    checks: int

    @property
    def empty(self) -> bool:
        """Whether there is no day at all."""
        return not (self.meetings or self.due or self.checks)


def follow_up_of(review: Review) -> FollowUp:
    """Count the days that a calendar file of this review has."""
    actions = [one for one in review.actions.values() if isinstance(one, Action)]
    done = [one for one in actions if one.done_on is not None]
    return FollowUp(
        meetings=int(review.next_date is not None),
        due=sum(one.status in OPEN and one.due is not None for one in actions),
        checks=sum((one.check_30 is None) + (one.check_90 is None) for one in done),
    )


def calendar_text(review: Review, words: Words) -> str:
    """Return what goes into the calendar file: "Goes in: the next meeting, 5 due dates, 2 checks"."""
    found = follow_up_of(review)
    if found.empty:
        return words("close.calendar.nothing")
    things = [words("close.calendar.meeting")] if found.meetings else []
    things += [
        words(f"close.calendar.{name}", count=count)
        for name, count in (("due", found.due), ("checks", found.checks))
        if count
    ]
    return words("close.calendar.about", things=", ".join(things))


def meeting_text(review: Review, words: Words) -> str:
    """Return "Wed 2 Dec 2026, follow-up on the actions", without what is not said; empty without a date."""
    if review.next_date is None:
        return ""
    day = words.date(review.next_date)
    if review.next_for is None:
        return day
    return words("close.next.day_for", day=day, purpose=words(f"enums.next_for.{review.next_for}"))
