"""A person in front of one page or panel: finds things by their accessible names, and types."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from settling import throw_away

from pmdesk.domain.review import Review
from pmdesk.ui.context import Context

KEY = Qt.Key


class StagePerson:
    """Shows a widget in a window of its own and works it."""

    def __init__(self, ctx: Context, widget: QWidget, qtbot: QtBot, review_id: str, width: int = 920) -> None:
        self.ctx, self.review_id, self.qtbot = ctx, review_id, qtbot
        self.window = QMainWindow()
        self.window.setCentralWidget(widget)
        self.window.resize(width, 820)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()

    @property
    def review(self) -> Review:
        review = self.ctx.desk.review(self.review_id)
        assert review is not None
        return review

    def named(self, name: str) -> QWidget:
        found = [one for one in self.window.findChildren(QWidget) if one.accessibleName() == name and one.isVisible()]
        assert len(found) == 1, (name, len(found), sorted(self.names()))
        return found[0]

    def names(self) -> set[str]:
        return {one.accessibleName() for one in self.window.findChildren(QWidget) if one.isVisible()}

    def text(self, name: str) -> str:
        box = self.named(name)
        assert isinstance(box, QLineEdit | QTextEdit)
        return box.text() if isinstance(box, QLineEdit) else box.toPlainText()

    def focus(self, name: str) -> QWidget:
        box = self.named(name)
        box.setFocus()
        assert box.hasFocus()
        return box

    def type(self, name: str, text: str, *, enter: bool = False) -> QWidget:
        """Replace the text of a box; without Enter, the text waits for its idle time or the focus to leave."""
        box = self.focus(name)
        assert isinstance(box, QLineEdit | QTextEdit)
        box.selectAll()
        if text:
            QTest.keyClicks(box, text)
        else:
            QTest.keyClick(box, KEY.Key_Delete)
        if enter:
            QTest.keyClick(box, KEY.Key_Return)
            throw_away()
        return box

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)
        throw_away()

    def click(self, name: str) -> None:
        QTest.mouseClick(self.named(name), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        throw_away()

    def tabs(self, first: str, count: int) -> list[str]:
        """Return the names that the focus meets from ``first`` on, with Tab."""
        self.focus(first)
        met = []
        for _ in range(count):
            focus = QApplication.focusWidget()
            assert focus is not None
            met.append(focus.accessibleName())
            QTest.keyClick(focus, KEY.Key_Tab)
            throw_away()
        return met
