"""A person in front of the timeline stage: keys in, the review out."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import replace

from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from settling import throw_away

from pmdesk.domain.items import Event
from pmdesk.domain.review import Review
from pmdesk.domain.timeline import in_order
from pmdesk.domain.times import clock_text
from pmdesk.ui.context import Context
from pmdesk.ui.stages.timeline import TimelinePage

KEY = Qt.Key


class HandTimers:
    """Timers whose time passes only when a test says so."""

    def __init__(self) -> None:
        self._now = 0
        self._count = itertools.count()
        self._waiting: list[tuple[int, int, Callable[[], object]]] = []
        self._gone: set[int] = set()

    def call_later(self, milliseconds: int, call: Callable[[], object]) -> Callable[[], None]:
        at = next(self._count)
        heapq.heappush(self._waiting, (self._now + milliseconds, at, call))
        return lambda: self._gone.add(at)

    def pass_time(self, milliseconds: int) -> None:
        end = self._now + milliseconds
        while self._waiting and self._waiting[0][0] <= end:
            self._now, at, call = heapq.heappop(self._waiting)
            if at not in self._gone:
                call()
        self._now = end


def empty_review() -> Review:
    return replace(story(), events={}, factors={}, actions={}, impact_starts=None, detected=None, mitigated=None)


class Facilitator:
    """Drives the page by keys and accessible names."""

    def __init__(self, ctx: Context, memory: MemoryLibrary, qtbot: QtBot, review: Review | None = None) -> None:
        self.ctx, self.memory = ctx, memory
        if review is not None:
            memory.reviews[review.id] = review
        self.review_id = next(iter(memory.reviews))
        self.page = TimelinePage(ctx)
        ctx.bridge.changed.connect(self.page.on_changed)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.page)
        self.window.resize(920, 820)
        qtbot.addWidget(self.window)
        self.said: list[str] = []
        self.page.say.connect(self.said.append)
        self.page.show_review(self.review_id)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.page.focus_first()

    @property
    def review(self) -> Review:
        review = self.ctx.desk.review(self.review_id)
        assert review is not None
        return review

    @property
    def told(self) -> list[str]:
        """Every entry as "14:02 text", in the order of the timeline."""
        review = self.review
        return [f"{clock_text(one.time, review.zone)} {one.text}" for one in in_order(review)]

    def event(self, text: str) -> Event:
        return next(one for one in self.review.events.values() if one.text.startswith(text))

    def named(self, name: str) -> QWidget:
        found = [
            one
            for one in self.window.findChildren(QWidget)
            if one.isVisible() and one.accessibleName() == name and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        assert len(found) == 1, (name, sorted({one.accessibleName() for one in self.window.findChildren(QWidget)}))
        return found[0]

    def line(self) -> QLineEdit:
        line = self.named("New entry")
        assert isinstance(line, QLineEdit)
        return line

    def list(self) -> QAbstractItemView:
        view = self.named("Timeline entries")
        assert isinstance(view, QAbstractItemView)
        return view

    def rows(self) -> list[str]:
        """Return what the rows say to a screen reader."""
        model = self.list().model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.index(at, 0).data(role) for at in range(model.rowCount())]

    def go_to(self, *texts: str) -> None:
        """Select the entries with these words, by walking the list with the keys."""
        view = self.list()
        view.setFocus()
        rows = self.rows()
        for count, text in enumerate(texts):
            at = next(at for at, row in enumerate(rows) if text in row)
            self.press(KEY.Key_Home, Qt.KeyboardModifier.ControlModifier if count else Qt.KeyboardModifier.NoModifier)
            extra = Qt.KeyboardModifier.ControlModifier if count else Qt.KeyboardModifier.NoModifier
            while view.currentIndex().row() < at:
                self.press(KEY.Key_Down, extra)
            if count:
                self.press(KEY.Key_Space, extra)
        assert view.currentIndex().isValid()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifiers)
        throw_away()

    def enter(self, text: str) -> None:
        """Type a line and press Enter."""
        self.type(text)
        self.press(KEY.Key_Return)

    def capture(self, *lines: str) -> None:
        for line in lines:
            self.page.focus_first()
            self.enter(line)

    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget
