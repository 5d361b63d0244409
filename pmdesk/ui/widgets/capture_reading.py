"""How captured lines are said: in short for a list, and as one sentence for a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pmdesk.domain.items import EventKind
from pmdesk.domain.review import Review
from pmdesk.domain.times import clock_text, in_zone
from pmdesk.editing.capture import Proposal
from pmdesk.editing.pasting import CapturedLine
from pmdesk.editing.words import Words
from pmdesk.ui.models.timeline_entries import actor_text


class CaptureReading:
    """Says lines in the words of a review. ``review`` is asked each time."""

    def __init__(self, words: Words, review: Callable[[], Review | None]) -> None:
        """Use the catalogue and the review that lines are captured for."""
        self._words, self._review = words, review

    def clock(self, line: CapturedLine) -> str:
        """Return the time of an entry in figures; empty for what has none."""
        review = self._review()
        if line.proposal is None or review is None:
            return ""
        time = line.proposal.time
        return clock_text(time, review.zone) if time.placed else self._words("capture.batch.no_time")

    def days(self, lines: Iterable[CapturedLine]) -> str:
        """Return the day that the times of lines fall on, or the first and the last; empty without a time."""
        review = self._review()
        starts = [one.proposal.time.start for one in lines if one.proposal is not None]
        if review is None or not any(starts):
            return ""
        days = sorted({in_zone(start, review.zone).date() for start in starts if start is not None})
        if len(days) == 1:
            return self._words.date(days[0])
        return self._words("capture.batch.days", first=self._words.date(days[0]), last=self._words.date(days[-1]))

    def actor(self, proposal: Proposal) -> str:
        """Return who or what acts, as the room calls them."""
        review = self._review()
        known = actor_text(review.people, proposal.actor) if review is not None and proposal.actor else ""
        return known or proposal.actor_given

    def side(self, line: CapturedLine) -> str:
        """Return what stands beside the words: who acts, or where the line goes."""
        if line.proposal is not None:
            return self.actor(line.proposal)
        return self._words(f"capture.target.{line.target.value}").partition(",")[0]

    def sentence(self, line: CapturedLine, out: bool) -> str:  # noqa: FBT001 (the model hands it on)
        """Return the whole line in words."""
        words, proposal = self._words, line.proposal
        if proposal is None:
            parts = [words(f"capture.target.{line.target.value}"), line.text]
        else:
            kind = words(f"enums.event_kind.{(proposal.kind or EventKind.OTHER).value}").lower()
            parts = [self.clock(line), kind, line.text, self.actor(proposal)]
            parts += [words("enums.known.later").lower()] if proposal.later else []
            parts += [words("timeline.row.for_report")] if proposal.starred else []
        text = ", ".join(part for part in parts if part)
        return words("capture.batch.row_out", text=text) if out else text
