"""Work that is done ahead, one small job at a time, while nobody presses a key."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

QUIET_MS = 700
STEP_MS = 40

_HANDS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.InputMethod})


class SpareTime(QObject):
    """Runs jobs in turn. A job may take as long as building a page: hands on the keys come first."""

    def __init__(self, parent: QObject) -> None:
        """Watch the hands of the person."""
        super().__init__(parent)
        self._jobs: deque[Callable[[], object]] = deque()
        self._quiet = QElapsedTimer()
        self._quiet.start()
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._turn)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one: we have a parent

    def add(self, *jobs: Callable[[], object]) -> None:
        """Do these when there is time, after those that wait already."""
        self._jobs.extend(jobs)
        self._timer.start()

    def stop(self) -> None:
        """Forget what was not done."""
        self._jobs.clear()
        self._timer.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that the person is at work."""
        if event.type() in _HANDS:
            self._quiet.restart()
        return False

    def _turn(self) -> None:
        if self._quiet.elapsed() < QUIET_MS:
            return
        if self._jobs:
            self._jobs.popleft()()
        if not self._jobs:
            self._timer.stop()
