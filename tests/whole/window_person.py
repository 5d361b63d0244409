"""A person in front of the whole window: keys in, and the file out. Finds things by their accessible names only."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QMainWindow, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from settling import settle

from pmdesk.app.jobs import reading
from pmdesk.app.window_start import empty_frame, fill_frame
from pmdesk.domain.review import Review
from pmdesk.editing.ports import Summary

KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class WindowPerson:
    """One window on one library, made as the program makes it."""

    def __init__(
        self,
        path: Path,
        settings: Path,
        qtbot: QtBot,
        *,
        read_only: bool = False,
        size: tuple[int, int] | None = (1440, 900),
    ) -> None:
        self.path, self.qtbot = path, qtbot
        self.closed = False
        frame = empty_frame(settings)
        self._files = fill_frame(frame, path, read_only=read_only)
        self.window: QMainWindow = frame
        if size is not None:
            self.window.resize(*size)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.settle()

    # ---- what a person sees

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    @property
    def at(self) -> str:
        """The name of what holds the keyboard."""
        return self.focus.accessibleName()

    @property
    def said(self) -> str:
        """Everything that stands in labels now, line by line."""
        shown = [one for one in self.window.findChildren(QLabel) if one.isVisible() and one.text()]
        return "\n".join(one.text() for one in shown)

    @property
    def region(self) -> str:
        """The name of the nearest named thing around what holds the keyboard."""
        around = self.focus.parentWidget()
        while around is not None and not around.accessibleName():
            around = around.parentWidget()
        return around.accessibleName() if around is not None else ""

    @property
    def standing(self) -> str:
        """What a screen reader says of the row that the keyboard is on."""
        view = self.focus
        assert isinstance(view, QAbstractItemView), view
        return str(view.currentIndex().data(SPOKEN))

    @property
    def writable(self) -> list[str]:
        """The names of the boxes that take text."""
        boxes = (one for one in self._shown() if isinstance(one, QLineEdit | QTextEdit) and one.isEnabled())
        return [one.accessibleName() for one in boxes if not one.isReadOnly()]

    def names(self) -> list[str]:
        return sorted({one.accessibleName() for one in self._shown() if one.accessibleName()})

    def has(self, name: str) -> bool:
        return any(one.accessibleName() == name for one in self._shown())

    def named(self, name: str) -> QWidget:
        """Return the shown widget with this name; of a picker and its list, the one that takes keys."""
        found = [one for one in self._shown() if one.accessibleName() == name]
        found = [one for one in found if one.focusPolicy() != Qt.FocusPolicy.NoFocus] or found
        assert len(found) == 1, (name, len(found), self.names())
        return found[0]

    def text(self, name: str) -> str:
        box = self.named(name)
        assert isinstance(box, QLineEdit | QTextEdit), box
        return box.text() if isinstance(box, QLineEdit) else box.toPlainText()

    def rows(self, name: str) -> list[str]:
        """Return what the rows of a list say to a screen reader, also those that are scrolled away."""
        view = next(one for one in self._shown() if one.accessibleName() == name and isinstance(one, QAbstractItemView))
        assert isinstance(view, QAbstractItemView)
        model = view.model()
        return [str(model.index(at, 0).data(SPOKEN)) for at in range(model.rowCount())]

    # ---- what a person does

    def press(self, *keys: str) -> None:
        """Press keys as they are written in the sheet: "Ctrl+Shift+K", "Down", "S"."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
            self.settle()

    def type(self, text: str) -> None:
        """Type letter by letter, any script, to whatever holds the keyboard."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(self.focus, QKeyEvent(kind, 0, NONE, letter))

    def enter(self, text: str) -> None:
        self.type(text)
        self.press("Return")

    def go(self, name: str) -> None:
        """Take the keyboard to what has this name."""
        self.named(name).setFocus()
        assert self.focus is self.named(name) or self.named(name).isAncestorOf(self.focus), (name, self.at)
        self.settle()

    def fill(self, name: str, text: str, *, enter: bool = False) -> None:
        """Replace the text of a box."""
        self.go(name)
        self.press("Ctrl+A")
        self.type(text) if text else self.press("Del")
        if enter:
            self.press("Return")

    def use(self, name: str) -> None:
        """Press the button with this name, by the keyboard."""
        self.go(name)
        self.press("Space")

    def click(self, name: str) -> None:
        QTest.mouseClick(self.named(name), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        self.settle()

    def do(self, verb: str) -> None:
        """Find a verb in the palette and do it."""
        self.press("Ctrl+K")
        self.enter(verb)

    def choose(self, name: str, text: str) -> None:
        """Walk a list by the arrow keys to the row that says ``text``."""
        self.go(name)
        view = self.focus
        assert isinstance(view, QAbstractItemView), view
        said = self.rows(name)
        at = next((at for at, row in enumerate(said) if text in row), None)
        assert at is not None, (text, said)
        self.press("Home")
        for _ in said:
            if view.currentIndex().row() >= at:
                break
            self.press("Down")
        assert view.currentIndex().row() == at, (text, view.currentIndex().row(), said)

    def settle(self) -> None:
        settle()

    def wait(self, until: Callable[[], object], most: int = 5000) -> None:
        self.qtbot.waitUntil(lambda: bool(until()), timeout=most)

    def paste(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.press("Ctrl+V")

    def fill_the_disk(self) -> None:
        """Let the file of the library grow no more, as a full disk does."""
        pages = self.pragma("page_count")
        self.pragma(f"max_page_count={pages}")

    def free_the_disk(self) -> None:
        self.pragma("max_page_count=1000000")

    def pragma(self, text: str) -> int:
        """Run a pragma on the very connection that the window writes through; return what it says."""
        library = self._files._library  # type: ignore[attr-defined]  # what app/window_start.py opened
        said = library._db.conn.execute(f"PRAGMA {text}").fetchone()
        return int(said[0]) if said else 0

    # ---- what the file holds

    @property
    def reviews(self) -> list[Summary]:
        """The reviews of the library, as another process would read them."""
        with reading(self.path) as parts:
            return list(parts.library.summaries(parts.clock.today()))

    def review(self, number: int = 1) -> Review:
        """Return a review from the file, by a connection of its own."""
        with reading(self.path) as parts:
            found = next(one for one in parts.library.summaries(parts.clock.today()) if one.number == number)
            review = parts.library.load(found.id)
        assert review is not None
        return review

    # ---- and the end

    def close(self) -> bool:
        """Close the window; True when it did close, and nothing of it is left."""
        if self.closed:
            return True
        if not self.window.close():
            self.settle()
            return False
        self._throw_away()
        return True

    def crash(self) -> None:
        """Be gone without being asked: only what the file holds is left."""
        self._throw_away()

    def _throw_away(self) -> None:
        self.closed = True
        self.window.deleteLater()
        del self.window
        self.settle()
        gc.collect()
        self._files.close()

    def _shown(self) -> list[QWidget]:
        return [one for one in self.window.findChildren(QWidget) if one.isVisible()]


class Desks:
    """Opens windows for a test, and closes them behind it."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self._folder, self._qtbot = folder, qtbot
        self._open: list[WindowPerson] = []
        self._threads = set(threading.enumerate())
        self._before = set(QApplication.topLevelWidgets())  # what another test may have left

    @property
    def settings(self) -> Path:
        return self._folder / "settings.json"

    def __call__(
        self, path: Path | None = None, *, read_only: bool = False, size: tuple[int, int] | None = (1440, 900)
    ) -> WindowPerson:
        """Open a library (by default always the same one) as the program does."""
        path = path or self._folder / "reviews.pmdesk"
        person = WindowPerson(path, self.settings, self._qtbot, read_only=read_only, size=size)
        self._open.append(person)
        return person

    def close(self) -> None:
        for one in reversed(self._open):
            if not one.closed:
                one.crash()
        left = set(QApplication.topLevelWidgets()) - self._before
        assert not left
        for thread in set(threading.enumerate()) - self._threads:
            thread.join(10)
            assert not thread.is_alive(), thread
