"""The clocks of the meeting that is shown, and the one tick a second while they run."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from pmdesk.meeting import clocks
from pmdesk.meeting.clocks import Clocks
from pmdesk.ui.context import Context

_SECOND_MS = 1000
_A_LITTLE_MS = 4
"""A tick comes so much after the full second, so that no timer that is early shows the old one."""


class MeetingTicker(QObject):
    """Holds the clocks of the review that is watched; nothing ticks when none runs or none is watched.

    ``changed``: the state of its meeting is another one. ``ticked``: a second went by, and that only.
    """

    changed = Signal()
    ticked = Signal()

    def __init__(self, ctx: Context, parent: QObject | None = None) -> None:
        """Watch nothing yet."""
        super().__init__(parent)
        self._ctx = ctx
        self._cancel: Callable[[], None] | None = None
        self.review = ""
        self.state: Mapping[str, object] = {}
        self.clocks = Clocks()
        ctx.meeting.changed.connect(self._on_meeting)

    @property
    def ticking(self) -> bool:
        """Whether another tick will come."""
        return self._cancel is not None

    def watch(self, review: str) -> None:
        """Watch the meeting of a review from now on; an empty id watches none."""
        if review != self.review:
            self.review = review
            self._read()

    def _on_meeting(self, review: str) -> None:
        if review == self.review:
            self._read()

    def _read(self) -> None:
        self.state = self._ctx.meeting.state(self.review)
        self.clocks = clocks.from_state(self.state)
        self._schedule()
        self.changed.emit()

    def _schedule(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        if self.review and self.clocks.running:
            into = self._ctx.clock.now().timestamp(unit="millisecond") % _SECOND_MS
            self._cancel = self._ctx.timers.call_later(_SECOND_MS - into + _A_LITTLE_MS, self._tick)

    def _tick(self) -> None:
        self._cancel = None
        self._schedule()
        self.ticked.emit()
