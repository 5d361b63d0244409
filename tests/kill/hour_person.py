"""Plays the scripted hour in the real windows by keys, finding things by their accessible names, until it is killed.

Run as a script: ``hour_person.py LIBRARY SETTINGS whole|short FIRST NOW PACE``. FIRST is the number of the step
to go on with, NOW the instant at which it begins (ISO 8601), PACE how much faster than the wall clock the
hour runs (0: as fast as it can). The clock and all timers of the window are moved by the script, a tenth of a
second a key: 120 words a minute.

Every key and every step that was shown as saved is told on the standard output as a line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "whole"))

from hand_time import ZONE, HandTime
from hour_script import SHORT, WHOLE, Step, script
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMainWindow, QTextEdit, QWidget
from settling import settle
from whenever import Instant

from pmdesk.app import machine, window_start
from pmdesk.ui import start

KEY_SECONDS = 0.1
STAGE_KEYS = {"open": "Ctrl+2", "timeline": "Ctrl+3", "factors": "Ctrl+4", "actions": "Ctrl+5", "close": "Ctrl+6"}
STAGE_NAMES = {
    stage: f"{name}, stage {number} of 6"
    for number, (stage, name) in enumerate(
        (
            ("open", "Open"),
            ("timeline", "Timeline"),
            ("factors", "Factors"),
            ("actions", "Actions"),
            ("close", "Close"),
        ),
        2,
    )
}


class HourPerson:
    """Somebody at the keyboard; ``hand`` is the time that passes only while they work."""

    def __init__(self, window: QMainWindow, hand: HandTime, pace: float) -> None:
        self._window, self._hand, self._pace = window, hand, pace
        self._wall, self._from = time.monotonic(), hand.now
        self._costs: list[float] = []

    # ---- what they see

    def shown(self, name: str) -> QWidget:
        """Return the shown widget with this accessible name that takes the keyboard."""
        return next(
            one
            for one in QApplication.allWidgets()
            if one.accessibleName() == name and one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        )

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def saved(self) -> str:
        """Return what the status line says of the last save."""
        texts = (one.text() for one in self._window.findChildren(QLabel) if one.isVisible())
        return next((text for text in texts if text.startswith("Saved ")), "")

    def clocks(self) -> dict[str, str]:
        """Return what a screen reader says of the minutes of each stage."""
        buttons = [one for one in self._window.findChildren(QAbstractButton) if one.isVisible()]
        return {
            stage: one.accessibleDescription()
            for stage, name in STAGE_NAMES.items()
            for one in buttons
            if one.accessibleName() == name
        }

    # ---- what they do

    def tell(self, kind: str, **facts: object) -> None:
        line = json.dumps({"kind": kind, "now": self._hand.now.format_iso(), **facts}) + "\n"
        os.write(1, line.encode())

    def tell_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell what went wrong, also where Qt only prints it and goes on."""
        self.tell("error", text=f"{kind.__name__}: {error}")
        sys.__excepthook__(kind, error, trace)

    def pass_time(self, seconds: float) -> None:
        """Let time pass in tenths of a second, with all timers that are due."""
        until = self._hand.now.add(seconds=seconds)
        while self._hand.now < until:
            left = (until - self._hand.now).total("seconds")
            self._hand.go(min(left, 1.0))
            settle()
        self._keep_pace()

    def press(self, keys: str) -> None:
        combination = QKeySequence(keys)[0]
        QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
        self._hand.go(KEY_SECONDS)
        settle()

    def letter(self, letter: str) -> None:
        """Press one letter, and wait until everything that it changed is painted."""
        begun = time.perf_counter()
        focus = self.focus
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(focus, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        QApplication.processEvents()
        self._costs.append((time.perf_counter() - begun) * 1000)
        self._hand.go(KEY_SECONDS)
        settle()

    def type(self, number: int, text: str) -> None:
        for at, letter in enumerate(text):
            self.letter(letter)
            self.tell("half", step=number, text=text[: at + 1])

    def look_around(self) -> None:
        """Look through an earlier review: what is read in once for all is there when the meeting begins."""
        self.press("Ctrl+Shift+N")
        for keys in (*STAGE_KEYS.values(), STAGE_KEYS["close"]):
            self.press(keys)
            ends = time.monotonic() + (1.5 if self._pace else 0.3)
            while time.monotonic() < ends:
                self._hand.go(KEY_SECONDS)
                QApplication.processEvents()
                time.sleep(0.005)
        self.press("Ctrl+B")

    def play(self, steps: list[Step], first: int, begun: Instant) -> None:
        """Do the steps from ``first`` on; the meeting began at ``begun``."""
        for number, step in enumerate(steps):
            if number < first:
                continue
            due = begun.add(seconds=step.at)
            if due > self._hand.now:
                self.pass_time((due - self._hand.now).total("seconds"))
            self._do(number, step)
            self.tell("costs", costs=[round(cost, 2) for cost in self._costs])
            self._costs.clear()
            self.tell("done", step=number, saved=self.saved(), rss=_resident())

    def _do(self, number: int, step: Step) -> None:
        match step.kind:
            case "stage":
                self.press(STAGE_KEYS[step.text])
            case "pause" | "go on":
                self.press("Shift+F9")
            case "end":
                self.press("Ctrl+Shift+F9")
            case "glance" | "vote" | "count" | "pulse" | "reveal":
                self._float(step)
            case "thought" | "half":
                self.press("Ctrl+R")
                self._fill(number, step.text, enter=step.kind == "thought")
                self.press("Escape")
            case "event":
                self._capture(number, step.text)
            case "factor":
                self.press("Ctrl+Shift+F")
                self._fill(number, step.text)
            case "idea":
                self.press("Ctrl+Shift+I")
                self._fill(number, step.text)
            case prefix:
                self._capture(number, f"{prefix} {step.text}")

    def _float(self, step: Step) -> None:
        """Work what floats over the page or covers it, without typing a text."""
        match step.kind:
            case "glance":
                for opens in ("F3", "Ctrl+P"):
                    self._press_all(opens, "Tab", "Tab", "Tab", "Escape")
            case "vote":
                self._press_all("Ctrl+Shift+V", *("Right",) * int(step.text), "Tab", "Escape")
            case "count":
                self._press_all("Ctrl+Shift+V", "Down", *("Right",) * int(step.text))
                self._tab_to("Keep and sort by votes")
                self.press("Space")
            case "pulse":
                self._hand_round(step.text.split())
            case _:
                self.press("Ctrl+U")

    def _press_all(self, *keys: str) -> None:
        for key in keys:
            self.press(key)

    def _tab_to(self, name: str) -> None:
        for _ in range(40):
            if self.focus.accessibleName() == name:
                return
            self.press("Tab")
        message = f"Tab never comes to {name!r}"
        raise RuntimeError(message)

    def _hand_round(self, sheets: list[str]) -> None:
        """Fill sheets of the pulse; one that is too short is left as it is."""
        self.press("Ctrl+Shift+Y")
        for sheet in sheets:
            self._press_all(*sheet)
            if len(sheet) == len(sheets[0]):
                self.press("Return")
        self.press("Escape")

    def _capture(self, number: int, line: str) -> None:
        self.press("Ctrl+N")
        self._fill(number, line)
        self.press("Escape")

    def _fill(self, number: int, text: str, *, enter: bool = True) -> None:
        """Type into what holds the keyboard; what a crash left there is typed over."""
        box = self.focus
        found = box.text() if isinstance(box, QLineEdit) else box.toPlainText() if isinstance(box, QTextEdit) else ""
        if found:
            self.tell("found", step=number, text=found)
            self.press("Ctrl+A")
        self.type(number, text)
        if enter:
            self.press("Return")

    def _keep_pace(self) -> None:
        if self._pace:
            ahead = (self._hand.now - self._from).total("seconds") / self._pace - (time.monotonic() - self._wall)
            ends = time.monotonic() + ahead
            while time.monotonic() < ends:
                QApplication.processEvents()
                time.sleep(0.002)


def _resident() -> int:
    """Return the memory of this process in bytes, 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def main() -> int:
    library, settings, size = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    first, now, pace = int(sys.argv[4]), Instant.parse_iso(sys.argv[5]), float(sys.argv[6])
    begun = Instant.parse_iso(sys.argv[7]) if len(sys.argv) > 7 else now
    hand = HandTime()
    hand.now = now
    machine.SystemClock.now = lambda _self: hand.now  # type: ignore[method-assign]
    machine.SystemClock.zone = lambda _self: ZONE  # type: ignore[method-assign]
    start.QtTimers = hand.timers  # type: ignore[misc, assignment]
    window = window_start.empty_frame(settings)
    window_start.fill_frame(window, library)
    window.resize(1440, 900)
    window.show()
    QTest.qWaitForWindowActive(window)
    person = HourPerson(window, hand, pace)
    sys.excepthook = person.tell_error
    person.pass_time(1)
    if first == 0:
        person.look_around()
        person.press("Ctrl+N")
        person.press("Ctrl+2")
        person.press("F9")
        begun = hand.now
    else:
        person.press("Ctrl+Return")
    person.pass_time(1)
    person.press("F5")
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    person.tell("ready", begun=begun.format_iso(), clocks=person.clocks(), rss=_resident())
    person.play(script(WHOLE if size == "whole" else SHORT), first, begun)
    return 0


if __name__ == "__main__":
    sys.exit(main())
