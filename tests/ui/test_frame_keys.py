"""Keys that the frame takes when no widget wants them, and the room that text sizes need."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pmdesk.editing.ports import KnownError
from pmdesk.ui.context import Context
from pmdesk.ui.frame import Frame
from pmdesk.ui.remembered import Remembered
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.labels import Label


class Inside:
    """Contents that want no key."""

    def may_close(self) -> bool:
        return True

    def left(self) -> None:
        """Keep nothing."""

    def tell(self, _error: KnownError) -> None:
        """Say nothing."""

    def key(self, _text: str) -> bool:
        return False


def test_enter_presses_the_button_with_the_focus(qtbot: QtBot, ctx: Context) -> None:
    frame = Frame(ctx.look, Remembered(None))
    qtbot.addWidget(frame)
    button = Button(ctx.look, "New review")
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    frame.fill(button, Inside())
    frame.show()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Enter)
    assert len(pressed) == 2
    button.setEnabled(False)
    QTest.keyClick(frame, Qt.Key.Key_Return)
    assert len(pressed) == 2


def test_a_first_window_fits_the_screen(qtbot: QtBot, ctx: Context) -> None:
    frame = Frame(ctx.look, Remembered(None))
    qtbot.addWidget(frame)
    free = frame.screen().availableSize()
    assert frame.width() < free.width()
    assert frame.height() < free.height()


def test_a_label_keeps_its_text_size_when_its_tone_changes(qtbot: QtBot, ctx: Context) -> None:
    label = Label(ctx.look, "Saved", "small", "text3")
    qtbot.addWidget(label)
    label.show()
    ctx.look.set_scale(200)
    label.set_tone("text2")
    assert label.font().pixelSize() == ctx.look.font("small").pixelSize()
    ctx.look.set_scale(100)
