"""A person who hears the window: no mouse, and nothing but what a screen reader would say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from accessible_names import CONTROLS, name_of, reachable, unnamed
from hand_time import HandTime
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication
from window_person import WindowPerson

_FAR = 120
"""More stops of Tab than any stage has."""


class NamesPerson:
    """Walks by keys alone. Wherever the keyboard comes to has a name, and is there to be seen."""

    def __init__(self, desk: WindowPerson, time: HandTime) -> None:
        self.desk, self.time = desk, time

    # ---- what they do

    def press(self, *keys: str) -> None:
        for key in keys:
            self.desk.press(key)
            self._hear(key)

    def type(self, text: str) -> None:
        self.desk.type(text)
        self.desk.settle()

    def enter(self, *texts: str) -> None:
        for text in texts:
            self.type(text)
            self.press("Return")

    def choose(self, text: str) -> None:
        """Type into the filter of a list, hear what Enter would take, and take it."""
        self.type(text)
        said = self.desk.focus.accessibleDescription()
        assert text.casefold() in said.casefold(), (text, said)
        self.press("Return")

    def reach(self, name: str, key: str = "Tab") -> None:
        """Press Tab until the keyboard is at something of this name."""
        met = [self.desk.at]
        while self.desk.at != name:
            self.press(key)
            met.append(self.desk.at)
            assert len(met) < _FAR, (name, met)

    def walk_round(self) -> None:
        """Press Tab until the keyboard is back: it is never trapped, and every stop says what it is."""
        first, stops = self.desk.focus, 0
        while stops == 0 or self.desk.focus is not first:
            self.press("Tab")
            stops += 1
            assert stops < _FAR, self.at

    def row(self, text: str) -> None:
        """Walk the list with the keyboard, from its top, to the row that says a text."""
        self.press("Home")
        heard = [self.desk.standing]
        while text not in heard[-1]:
            self.press("Down")
            assert self.desk.standing != heard[-1], (text, heard)
            heard.append(self.desk.standing)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.time.go(seconds)
        self.desk.settle()

    # ---- what they hear

    @property
    def at(self) -> str:
        return self.desk.at

    @property
    def told(self) -> str:
        """The description of what holds the keyboard."""
        return self.desk.focus.accessibleDescription()

    @property
    def status(self) -> str:
        """The sentence of the status line: what was done last."""
        lines = self.desk.said.splitlines()
        at = max(number for number, line in enumerate(lines) if re.match(r"Saved \d\d:", line))
        return lines[at + 1]

    @property
    def room(self) -> str:
        """What the window of the room says in one breath; empty without one."""
        found = (one for one in QApplication.topLevelWidgets() if one.accessibleName() == "What the room sees")
        return " ".join(next((one.accessibleDescription() for one in found if one.isVisible()), "").split())

    @property
    def question(self) -> str:
        """The follow-up question of the console; empty without one."""
        found = (one for one in reachable(self.desk.window) if name_of(one) == "Another follow-up question")
        return next((one.text(QAccessible.Text.Description) for one in found), "")

    @contextmanager
    def stays(self) -> Iterator[None]:
        """The keyboard ends where it began, and the text there is the same."""
        focus, box = self.desk.focus, self.desk.at
        text = self.desk.text(box) if box in self.desk.writable else ""
        yield
        assert self.desk.focus is focus, (box, self.desk.at)
        assert not text or self.desk.text(box) == text

    def everything_is_named(self, *twice: str) -> None:
        """What can be reached now has a name of its own, but for the verbs that stand here ``twice``."""
        silent = unnamed(self.desk.window)
        assert not silent, silent
        names = Counter(name_of(one) for one in reachable(self.desk.window) if one.role() in CONTROLS)
        found = [name for name, count in names.items() if count > 1 and name not in twice]
        assert not found, found

    def _hear(self, key: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None, f"after {key} the keyboard is nowhere"
        assert focus.isVisible(), f"after {key} the keyboard is at what is not shown: {self.at}"
        assert self.at, f"after {key} the keyboard is at something without a name: {focus}"
        if isinstance(focus, QAbstractItemView) and focus.currentIndex().isValid():
            assert self.desk.standing not in {"", "None"}, f"after {key} a row of {self.at} says nothing"
