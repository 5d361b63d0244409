"""The state of a review's meeting, for everything that shows or changes it: console, clocks, projector."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from pmdesk.editing.ports import Meetings
from pmdesk.ui.bridge import Bridge


class MeetingRoom(QObject):
    """``changed`` carries the id of a review whose meeting state is another one now.

    The state is plain data by name; each part belongs to one owner: ``asked`` and ``question`` to
    the console, ``clocks`` to the clocks, and so on. It is kept durably at once, and never undone.
    """

    changed = Signal(str)

    def __init__(self, meetings: Meetings, bridge: Bridge, *, read_only: bool, parent: QObject | None = None) -> None:
        """Read and keep through ``meetings``; trouble is told by the bridge."""
        super().__init__(parent)
        self._meetings, self._bridge, self._read_only = meetings, bridge, read_only
        self._read: tuple[str, Mapping[str, object]] = "", {}

    def state(self, review: str) -> Mapping[str, object]:
        """Return the state of a meeting; empty when there is none.

        It is read once after each change, for many ask; where another window may write, whenever somebody asks.
        """
        if not review:
            return {}
        if self._read_only:
            return self._meetings.meeting(review)
        if self._read[0] != review:
            self._read = review, MappingProxyType(dict(self._meetings.meeting(review)))
        return self._read[1]

    def put(self, review: str, **parts: object) -> bool:
        """Set parts of the state (None takes one out); False when that could not be kept."""
        if not review or self._read_only:
            return False
        state = {**self.state(review), **parts}
        return self.replace(review, {name: value for name, value in state.items() if value is not None})

    def replace(self, review: str, state: Mapping[str, object]) -> bool:
        """Keep another state in place of the whole; False when that could not be kept."""
        if not review or self._read_only:
            return False
        self._read = "", {}
        kept = self._bridge.keep(lambda: self._meetings.keep_meeting(review, state))
        if kept:
            self.changed.emit(review)
        return kept
