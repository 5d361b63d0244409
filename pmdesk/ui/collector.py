"""Collecting garbage in the thread of the window only, when it rests.

Python collects in whichever thread happens to allocate. In a worker that makes a report this could throw
away widgets, and Qt objects may only go in the thread that they live in. It also took frames: with 5,000
events a full collection takes about 30 ms.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500
_THRESHOLDS = (20_000, 20, 100)
"""When each of the three generations is collected: by new objects, then by collections of the one before."""


class Collector(QObject):
    """Takes the place of Python's own collector, which stays off from then on."""

    def __init__(self, parent: QObject) -> None:
        """Keep what a start made out of all collections: it is not looked at again and again."""
        super().__init__(parent)
        gc.freeze()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY_MS)

    def collect(self) -> int:
        """Collect the generations that are due; return how many objects went."""
        counts = gc.get_count()
        due = next((at for at in (2, 1, 0) if counts[at] > _THRESHOLDS[at]), None)
        return 0 if due is None else gc.collect(due)
