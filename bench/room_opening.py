"""The first opening of the room's window on a review of 5,000 events, each in a process of its own.

Beside it, in the same process, a bare window of the same size with one line of text. ``room_opening.py WHEN`` is one
such process: WHEN is "cold" (F5 as soon as the review is there, before any spare time) or "prepared".
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable

from desk_window import large_window, made_review, wait
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from table import Line, median, milliseconds, print_lines

EVENTS, TIMES = 5_000, 5
SIZE = (1280, 720)
SETTLE_MS, NEXT_KEY_MS, SPARE_MS = 3_000, 200, 5_000
WHEN = ("cold", "prepared")


class Bare(QWidget):
    """A window that paints one line."""

    def __init__(self) -> None:
        """Be as large as the window of the room."""
        super().__init__()
        self.resize(*SIZE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a ground and one line of text."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), "white")
        painter.drawText(self.rect(), "What the room sees")


class NextPaint(QObject):
    """Waits until a window that was not there before has been painted."""

    def __init__(self) -> None:
        """Remember the windows that are shown now."""
        super().__init__()
        self._before = {one for one in QApplication.topLevelWidgets() if one.isVisible()}
        self._painted = False
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the first paint of a new window."""
        new = event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow()
        self._painted = self._painted or (new and watched not in self._before)
        return False

    def after(self, show: Callable[[], object]) -> None:
        """Show the window and wait for its paint, which is over when the event loop comes back."""
        show()
        while not self._painted:
            QApplication.processEvents()
        QApplication.instance().removeEventFilter(self)


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is: what is done in spare time waits for hands at work."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def opened(show: Callable[[], object]) -> tuple[float, float]:
    """Return how long a window takes from the key to its first picture, and how long its thread worked for it."""
    watch, begun = NextPaint(), time.thread_time()
    took = milliseconds(lambda: watch.after(show))
    return took, (time.thread_time() - begun) * 1000


def child(when: str) -> dict[str, float]:
    """Open the window once, bare and ours, and ours once more."""
    with large_window(made_review("large", events=EVENTS), made_review("small", number=2)) as window:
        body = window.centralWidget()
        wait(SETTLE_MS)  # a person finds the review in the list
        bare = Bare()
        floor, _ = opened(bare.show)
        bare.close()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        body.show_review("large")
        press(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        wait(NEXT_KEY_MS)
        if when == "prepared":
            wait(SPARE_MS)
        first, work = opened(lambda: press(window, Qt.Key.Key_F5))
        press(window, Qt.Key.Key_F5)
        QApplication.processEvents()
        again, _ = opened(lambda: press(window, Qt.Key.Key_F5))
    return {"first": first, "work": work, "again": again, "floor": floor}


def once(when: str) -> dict[str, float]:
    """Return what one process measured."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    done = subprocess.run([sys.executable, __file__, when], capture_output=True, text=True, check=True, env=environment)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def lines() -> list[Line]:
    """Measure both, in turn."""
    runs = {when: [once(when) for _ in range(TIMES)] for when in WHEN}
    every = [one for found in runs.values() for one in found]
    floor = median([one["floor"] for one in every])
    figures = [
        (f"first time, {when}: {name}", take([one[key] for one in runs[when]]))
        for when in WHEN
        for name, key, take in (("median", "first", median), ("slowest", "first", max), ("work alone", "work", median))
    ]
    figures.append(("again: median", median([one["again"] for one in every])))
    return [
        Line(what=what, ours=ours, floor=floor, beside="bare window", aim="aim: < 100 ms") for what, ours in figures
    ]


def main() -> None:
    if sys.argv[1:]:
        print(json.dumps(child(sys.argv[1])))
    else:
        print_lines(f"The room's window, with {EVENTS} events", lines())


if __name__ == "__main__":
    main()
