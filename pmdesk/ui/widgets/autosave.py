"""When typed text is kept: 400 ms after the last key, at most 600 ms after the first unsaved one.

The promise is one second; the rest is for an event loop that is busy when the timer is due.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from pmdesk.editing.ports import Timers

IDLE_MS = 400
LONGEST_MS = 600
RETRY_MS = 2000


class AutoSave(QObject):
    """Watches one text box. ``save`` keeps the text durably and says whether it could.

    When it could not (disk full), the text stays unsaved in the box and is tried again every two
    seconds, until there is room.
    """

    def __init__(self, timers: Timers, save: Callable[[], bool], parent: QObject | None = None) -> None:
        """Use ``timers`` for the idle time."""
        super().__init__(parent)
        self._timers = timers
        self._save = save
        self._dirty = False
        self._saving = False
        self._cancel_idle: Callable[[], None] | None = None
        self._cancel_longest: Callable[[], None] | None = None
        self.destroyed.connect(lambda: self._cancel())  # noqa: PLW0108 (a method of what is gone would not be called)

    @property
    def dirty(self) -> bool:
        """Whether there are keys that are not kept yet."""
        return self._dirty

    @property
    def working(self) -> bool:
        """Whether the text is being kept at this moment (whoever asks hears of its own change)."""
        return self._saving

    def touch(self) -> None:
        """Say that the text changed under the person's hands."""
        self._dirty = True
        if self._cancel_idle is not None:
            self._cancel_idle()
        self._cancel_idle = self._timers.call_later(IDLE_MS, self.flush)
        if self._cancel_longest is None:
            self._cancel_longest = self._timers.call_later(LONGEST_MS, self.flush)

    def flush(self) -> bool:
        """Keep what is unsaved, now; True when nothing is left unsaved."""
        if not self._dirty:
            self.settle()
            return True
        if self._saving:
            return False
        self._cancel()
        self._saving = True
        try:
            kept = self._save()
        finally:
            self._saving = False
        if kept:
            self._dirty = False
        else:
            self._cancel_idle = self._timers.call_later(RETRY_MS, self.flush)
        return kept

    def settle(self) -> None:
        """Forget that anything was typed (the box was filled or cleared by the program)."""
        self._dirty = False
        self._cancel()

    def _cancel(self) -> None:
        for cancel in (self._cancel_idle, self._cancel_longest):
            if cancel is not None:
                cancel()
        self._cancel_idle = self._cancel_longest = None
