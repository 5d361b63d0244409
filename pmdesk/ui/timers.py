"""Qt's own clock for calls that come later; tests give another one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from shiboken6 import isValid


class QtTimers(QObject):
    """Satisfies the Timers port with single-shot QTimers, which end with the parent of this object."""

    def call_later(self, milliseconds: int, call: Callable[[], object]) -> Callable[[], None]:
        """Call ``call`` once after that time; the returned function cancels it."""
        if not isValid(self):
            return _nothing
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one may be 5 % late

        def end() -> None:
            timer.stop()
            timer.timeout.disconnect(fire)  # else what ``call`` holds, maybe these timers, would end inside its own end
            timer.deleteLater()

        def fire() -> None:
            end()
            call()

        def cancel() -> None:
            if isValid(timer) and timer.isActive():
                end()

        timer.timeout.connect(fire)
        timer.start(milliseconds)
        return cancel


def _nothing() -> None:
    """Cancel nothing: the window has gone already."""
