"""The nudge to zoom out, for the review that is shown: when its list grows and no key moment comes of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from pmdesk.domain.changes import Add, Set, steps
from pmdesk.domain.items import Event
from pmdesk.domain.review import KEY_MOMENTS, REVIEW
from pmdesk.editing.desk import Changed
from pmdesk.meeting import nudges, script
from pmdesk.ui.context import Context


class ZoomOuts(QObject):
    """Watches the events and key moments of one review. ``changed``: the nudge comes or goes.

    While it is not ``counting`` (nobody but the facilitator is there yet), entries are no growing list.
    """

    changed = Signal()

    def __init__(self, ctx: Context, parent: QObject) -> None:
        """Watch no review yet."""
        super().__init__(parent)
        self._ctx = ctx
        self._review = ""
        self._turn = 0
        self._now = nudges.ZoomOut()
        self.counting = False

    @property
    def showing(self) -> bool:
        """Whether the nudge is to be shown."""
        return self._now.showing

    @property
    def count(self) -> int:
        """How many entries came since the last key moment, or the last look from afar."""
        return max(self._entries() - self._now.entries, 0)

    @property
    def question(self) -> str:
        """A question that looks from further away."""
        questions = self._ctx.words.list(script.ZOOM_OUT)
        return questions[self._turn % len(questions)]

    def show_review(self, review: str) -> None:
        """Watch another review: what it holds already does not count."""
        self._review = review
        kept = self._ctx.meeting.state(review)
        self._now = nudges.from_state(kept) if nudges.KEY in kept else nudges.begun(self._entries())
        self.changed.emit()

    def on_changed(self, news: Changed) -> None:
        """Count what came; many entries at once were written before, and are no growing list either."""
        own = [step for step in steps(news.change) if step.review == self._review]
        came = sum(isinstance(step, Add) and isinstance(step.item, Event) for step in own)
        entries, now = self._entries(), self._now
        if any(_links_moment(step) for step in own):
            now = nudges.answered(now, entries)
        elif came > 1 or not self.counting:
            now = replace(now, entries=now.entries + (came - 1 if self.counting else came))
        if came or entries < now.entries:
            now = nudges.looked(now, entries, self._ctx.clock.now())
        self._take(now)

    def another(self) -> None:
        """Turn to another question."""
        self._turn += 1
        self.changed.emit()

    def dismiss(self) -> None:
        """Take the nudge away: the room has looked, or does not want to."""
        self._turn += 1
        self._take(nudges.answered(self._now, self._entries()))

    def _take(self, now: nudges.ZoomOut) -> None:
        if now == self._now:
            return
        seen, self._now = self._now.showing, now
        if seen or now.showing or nudges.KEY in self._ctx.meeting.state(self._review):
            self._ctx.meeting.put(self._review, **nudges.to_state(now))
        if seen or now.showing:
            self.changed.emit()

    def _entries(self) -> int:
        review = self._ctx.desk.review(self._review) if self._review else None
        return len(review.events) if review is not None else 0


def _links_moment(step: object) -> bool:
    """Return whether a step gives a key moment a value."""
    return isinstance(step, Set) and step.kind == REVIEW and step.field in KEY_MOMENTS and step.value is not None
