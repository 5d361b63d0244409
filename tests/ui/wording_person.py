"""A person in front of one text box, with time that passes by hand, and eyes for underlines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from settling import settle, throw_away
from timeline_person import HandTimers

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.draft_line import DraftLine
from pmdesk.ui.widgets.text_boxes import LineBox, TextBox
from pmdesk.ui.widgets.wording_card import WordingCard
from pmdesk.ui.wording_verbs import WordingVerbs

BLAME = "We should have paged on-call sooner"
PLAIN = "Latency rose to two seconds on node seven"
Box = LineBox | TextBox | DraftLine
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Writer:
    """Shows a box in a window and works it by keys."""

    ctx: Context
    timers: HandTimers
    qtbot: QtBot
    box: Box
    width: int = 700
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.window = QMainWindow()
        page = QWidget()
        column = QVBoxLayout(page)
        self.other = LineBox(self.ctx, name="Another box")
        column.addWidget(self.box)
        column.addWidget(self.other)
        column.addStretch(1)
        self.window.setCentralWidget(page)
        self.window.resize(self.width, 600)
        self.qtbot.addWidget(self.window)
        with self.qtbot.waitActive(self.window):
            self.window.show()
        self.box.setFocus()
        self.verbs = WordingVerbs(self.ctx, self.window)
        self.verbs.say.connect(self.said.append)
        self.wait(100)

    # ---- what is done

    def wait(self, milliseconds: int) -> None:
        self.timers.pass_time(milliseconds)
        settle()

    def type(self, text: str) -> None:
        """Type letter by letter, any script."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(self.box, QKeyEvent(kind, 0, NONE, letter))

    def write(self, text: str) -> None:
        """Type and wait until it is checked."""
        self.type(text)
        self.wait(700)

    def paste(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.box.paste()

    def fill(self, text: str) -> None:
        self.box.selectAll()
        self.paste(text)
        self.wait(1000)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.box, key, modifiers)
        throw_away()

    def leave(self) -> None:
        self.other.setFocus()

    def ask(self) -> WordingCard | None:
        """Do the verb that opens the card; return it."""
        self.verbs.card()
        return self.card()

    def card(self) -> WordingCard | None:
        return next((one for one in self.window.findChildren(WordingCard) if one.isVisible()), None)

    # ---- what is seen

    @property
    def text(self) -> str:
        return self.box.toPlainText() if isinstance(self.box, QTextEdit) else self.box.text()

    @property
    def canvas(self) -> QWidget:
        return self.box.viewport() if isinstance(self.box, QTextEdit) else self.box

    @property
    def underlined(self) -> list[str]:
        """The words under which a line is drawn."""
        shown = self.box.marks.shown.underlined
        return [self.text[one.span.start : one.span.end] for one in shown]

    @property
    def counted(self) -> int:
        return len(self.box.marks.shown.counted)

    def painted(self) -> list[QPoint]:
        """Where the canvas has the colour of a finding."""
        image: QImage = self.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        ratio, warn = image.devicePixelRatio(), QColor(self.ctx.look.colour("warn")).rgb()
        across = image.bytesPerLine() // 4
        pixels = memoryview(image.constBits()).cast("B").cast("I")
        found = (divmod(at, across) for at, pixel in enumerate(pixels) if pixel == warn)
        return [QPoint(round(x / ratio), round(y / ratio)) for y, x in found if x < image.width()]

    def painted_text(self) -> str:
        """The text above what is painted, as Qt itself reads positions from places."""
        found = self.painted()
        assert found, "nothing is painted"
        lines: dict[int, list[int]] = {}
        for one in found:
            lines.setdefault(one.y(), []).append(one.x())
        y = max(lines)
        first, last = min(lines[y]), max(lines[y])
        start, end = (self._position(x, y) for x in (first, last))
        data = self.text.encode("utf-16-le")
        return data[2 * min(start, end) : 2 * max(start, end)].decode("utf-16-le")

    def _position(self, x: int, y: int) -> int:
        if isinstance(self.box, QTextEdit):
            return self.box.cursorForPosition(QPoint(x, y - 8)).position()
        return self.box.cursorPositionAt(QPoint(x, self.box.height() // 2))


MakeWriter = Callable[..., Writer]
