"""The real application, which types into itself by real key events until somebody kills it.

Run as a script: ``typist.py LIBRARY SETTINGS SEED``. Every key that the window has taken is told on the
standard output as one line of JSON, with the monotonic instant after it was taken. What has been told
for longer than a second is a promise.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pmdesk.app.window_start import empty_frame, fill_frame

WORDS = ("cache", "node", "żółw", "pager", "σήμα", "queue", "时间", "hub", "limit", "Москва", "alert", "naïve")
KEY_MS = 6


def tell(kind: str, text: str) -> None:
    """Tell what was taken, and when."""
    line = json.dumps({"t": time.monotonic(), "kind": kind, "text": text}) + "\n"
    os.write(1, line.encode())


def named(name: str) -> QWidget:
    """Return the shown widget with this accessible name."""
    return next(one for one in QApplication.allWidgets() if one.accessibleName() == name and one.isVisible())


class Typist:
    """Types what ``plan`` yields: one key or one verb each turn of the timer."""

    def __init__(self, window: QWidget, seed: int) -> None:
        self._window = window
        self._chance = random.Random(seed)
        self._plan = self._work()
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._turn)

    def start(self) -> None:
        self._timer.start(KEY_MS)

    def _turn(self) -> None:
        tell("beat", "")
        next(self._plan)

    def _work(self) -> Iterator[None]:
        self._chord(Qt.Key.Key_N)
        yield
        tell("ready", "")
        number = 0
        title = ""
        while True:
            number += 1
            if self._chance.random() < 0.2:
                self._chord(Qt.Key.Key_1)
                yield
                box = named("Title")
                box.setFocus()
                box.end(False)
                for letter in f"t{number} {self._chance.choice(WORDS)} ":
                    title += letter
                    self._key(letter)
                    tell("title", title)
                    yield
                continue
            self._chord(Qt.Key(Qt.Key.Key_1.value + self._chance.randrange(6)))
            yield
            self._chord(Qt.Key.Key_N)
            yield
            text = f"line-{number}- " + " ".join(self._chance.choices(WORDS, k=self._chance.randint(2, 7)))
            if self._chance.random() < 0.5:
                text = f"{self._chance.randint(10, 22)}:{self._chance.randint(10, 59)} {text}"
            for at, letter in enumerate(text):
                self._key(letter)
                tell("half", text[: at + 1])
                yield
                if self._chance.random() < 0.01:
                    for _pause in range(self._chance.randint(20, 120)):
                        yield
            QTest.keyClick(self._focus(), Qt.Key.Key_Return)
            tell("entered", text)
            yield
            if self._chance.random() < 0.15:
                self._chord(Qt.Key.Key_Z)
                tell("undone", text)
                yield
                self._chord(Qt.Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
                tell("redone", text)
                yield

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _key(self, letter: str) -> None:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(self._focus(), event)

    def _chord(self, key: Qt.Key, more: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focus(), key, Qt.KeyboardModifier.ControlModifier | more)


def main() -> int:
    library, settings, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    window = empty_frame(settings)
    fill_frame(window, library)
    window.show()
    QTest.qWaitForWindowActive(window)
    typist = Typist(window, seed)
    typist.start()
    return QApplication.exec()


if __name__ == "__main__":
    sys.exit(main())
