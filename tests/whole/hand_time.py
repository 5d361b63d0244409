"""Time that passes only when a test says so, for the whole window: its clock and its timers."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable

from PySide6.QtCore import QObject
from whenever import Instant, ZonedDateTime

ZONE = "Europe/Berlin"


class HandTime:
    """The clock of the machine and every timer of the window, moved together by ``go``.

    It begins a fifth of a second after a full one, so that a test never stands on the edge of a tick.
    """

    def __init__(self) -> None:
        self.now = ZonedDateTime(2026, 11, 18, 13, 45, tz=ZONE).to_instant().add(milliseconds=200)
        self._count = itertools.count()
        self._waiting: list[tuple[Instant, int, Callable[[], object]]] = []
        self._gone: set[int] = set()

    def timers(self, _parent: QObject | None = None) -> HandTime:
        """Stand in for QtTimers."""
        return self

    def call_later(self, milliseconds: int, call: Callable[[], object]) -> Callable[[], None]:
        at = next(self._count)
        heapq.heappush(self._waiting, (self.now.add(milliseconds=milliseconds), at, call))
        return lambda: self._gone.add(at)

    def go(self, seconds: float) -> int:
        """Let time pass; return how many timers went off."""
        end, calls = self.now.add(seconds=seconds), 0
        while self._waiting and self._waiting[0][0] <= end:
            self.now, at, call = heapq.heappop(self._waiting)
            if at in self._gone:
                self._gone.remove(at)
            else:
                call()
                calls += 1
        self.now = end
        return calls

    def jump(self, hours: float) -> None:
        """Let time pass with the machine asleep: no timer goes off before it wakes."""
        self.now = self.now.add(hours=hours)

    def stop(self) -> None:
        """Forget all timers, as a program that was killed does."""
        self._waiting.clear()
        self._gone.clear()
