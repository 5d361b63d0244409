"""The two kinds of text boxes as the marks of wording see them: text, caret, places on screen, edits.

Positions are Qt's own: UTF-16 code units of the text.
"""

from __future__ import annotations

from typing import Protocol
from unicodedata import bidirectional

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QTextCursor, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

_BEFORE_CURSOR = 5
"""QLineEdit's cursor rectangle begins so many px before the cursor itself."""
_SHORT = 2000
_LONGEST_LINE = 32_767
_LONGEST = 400
"""Of a longer phrase only the beginning is looked at: an underline has eight words at most."""


class Surface(Protocol):
    """A text box. ``canvas`` is what is painted on, ``rects`` are in its coordinates."""

    @property
    def box(self) -> QWidget:
        """The box itself."""

    @property
    def canvas(self) -> QWidget:
        """Where text is painted and the mouse arrives."""

    def text(self) -> str:
        """Return the text without what an input method composes."""

    def length(self) -> int:
        """Return about how long the text is, without reading it."""

    def caret(self) -> int:
        """Return the position of the caret."""

    def composing(self, text: str, caret: int) -> None:
        """Note what an input method composes at the caret, and where its own caret stands in it."""

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return where a part of the text stands, one rectangle a run and line."""

    def visible(self) -> tuple[int, int]:
        """Return between which positions lies all that is seen now, or more."""

    def reveal(self, position: int) -> None:
        """Scroll to a position where that can be done without moving the caret."""

    def inside(self) -> QRectF:
        """Return the part of the canvas that shows text."""

    def caret_line(self) -> QRect:
        """Return the line in which the caret stands, as wide as the canvas."""

    def select(self, start: int, end: int) -> None:
        """Select a part of the text."""

    def write(self, start: int, end: int, text: str) -> None:
        """Put a text in place of a part, as one step of the box's own undo."""


class LineSurface:
    """A QLineEdit. It does not tell where its text stands, so the text is laid out once more."""

    def __init__(self, box: QLineEdit) -> None:
        """Look at this box."""
        self.box = box
        self.canvas: QWidget = box
        self._composed, self._composed_caret = "", 0
        self._layout: QTextLayout | None = None
        self._layout_for: tuple[str, str, str, int] | None = None

    def text(self) -> str:
        """Return the text."""
        return self.box.text()

    def length(self) -> int:
        """Return how long a line is at most, by habit: a line is cheap to read."""
        return min(self.box.maxLength(), _LONGEST_LINE)

    def caret(self) -> int:
        """Return the position of the caret."""
        return self.box.cursorPosition()

    def composing(self, text: str, caret: int) -> None:
        """Note what an input method composes."""
        self._composed, self._composed_caret = text, caret

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return where a part of the text stands."""
        line = self._line()
        caret = self.box.cursorPosition()
        cursor = self.box.cursorRect()
        stands = line.cursorToX(caret + (self._composed_caret if self._composed else 0))
        left = cursor.left() + _BEFORE_CURSOR - round(_x(stands))
        shift = len(self._composed.encode("utf-16-le")) // 2
        start, end = (at + shift if at >= caret else at for at in (start, end))
        top = float(cursor.top())
        return [QRectF(left + a, top, b - a, line.height()) for a, b in _runs(line, start, end)]

    def visible(self) -> tuple[int, int]:
        """Return what is seen; of a short text, all of it."""
        length = len(self.box.text())
        if length < _SHORT:
            return 0, 2 * length
        middle = self.box.height() // 2
        ends = [self.box.cursorPositionAt(QPoint(x, middle)) for x in (0, self.box.width())]
        return min(ends), max(ends)

    def reveal(self, position: int) -> None:
        """Scroll nothing: a line follows its caret."""

    def inside(self) -> QRectF:
        """Return the part that shows text."""
        margins = self.box.textMargins()
        return QRectF(self.box.contentsRect().marginsRemoved(margins)).adjusted(2, 0, -2, 0)

    def caret_line(self) -> QRect:
        """Return the whole box: it has one line."""
        return self.box.rect()

    def select(self, start: int, end: int) -> None:
        """Select a part."""
        self.box.setSelection(start, end - start)

    def write(self, start: int, end: int, text: str) -> None:
        """Put a text in place of a part."""
        self.box.setSelection(start, end - start)
        self.box.insert(text)

    def _line(self) -> QTextLine:
        font = self.box.font()
        key = (self.box.displayText(), font.key(), self._composed, self.box.cursorPosition() if self._composed else 0)
        if self._layout is None or self._layout_for != key:
            text = key[0]
            self._layout = QTextLayout(text, font, self.box)
            option = QTextOption()
            option.setTextDirection(
                Qt.LayoutDirection.RightToLeft if _rightwards(text) else Qt.LayoutDirection.LeftToRight
            )
            option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
            option.setWrapMode(QTextOption.WrapMode.NoWrap)
            self._layout.setTextOption(option)
            if self._composed:
                self._layout.setPreeditArea(key[3], self._composed)
            self._layout.beginLayout()
            self._layout.createLine()
            self._layout.endLayout()
            self._layout_for = key
        return self._layout.lineAt(0)


class PageSurface:
    """A QTextEdit with plain text."""

    def __init__(self, box: QTextEdit) -> None:
        """Look at this box."""
        self.box = box

    @property
    def canvas(self) -> QWidget:
        """Where text is painted."""
        return self.box.viewport()

    def text(self) -> str:
        """Return the text."""
        return self.box.toPlainText()

    def length(self) -> int:
        """Return how long the text is."""
        return self.box.document().characterCount() - 1

    def caret(self) -> int:
        """Return the position of the caret."""
        return self.box.textCursor().position()

    def composing(self, text: str, caret: int) -> None:
        """Note nothing: the layout of a document knows what is composed in it."""

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return where a part of the text stands."""
        document = self.box.document()
        scrolled = QPointF(self.box.horizontalScrollBar().value(), self.box.verticalScrollBar().value())
        found: list[QRectF] = []
        block = document.findBlock(start)
        while block.isValid() and block.position() < end:
            layout = block.layout()
            origin = document.documentLayout().blockBoundingRect(block).topLeft() - scrolled
            first, last = max(start - block.position(), 0), min(end - block.position(), block.length() - 1)
            composed, at = len(layout.preeditAreaText()), layout.preeditAreaPosition()
            first, last = (one + composed if composed and one >= at else one for one in (first, last))
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                a, b = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
                if a < b:
                    top = origin.y() + line.y()
                    found += [
                        QRectF(origin.x() + left, top, right - left, line.height()) for left, right in _runs(line, a, b)
                    ]
            block = block.next()
        return found

    def visible(self) -> tuple[int, int]:
        """Return what is seen: whole blocks."""
        view = self.box.viewport().rect()
        first = self.box.cursorForPosition(view.topLeft()).block()
        last = self.box.cursorForPosition(view.bottomRight()).block()
        return first.position(), last.position() + last.length()

    def reveal(self, position: int) -> None:
        """Scroll the text under the caret, which stays where it is in it."""
        cursor = QTextCursor(self.box.document())
        cursor.setPosition(position)
        rect, view, bar = self.box.cursorRect(cursor), self.box.viewport(), self.box.verticalScrollBar()
        if rect.top() < 0 or rect.bottom() > view.height():
            bar.setValue(bar.value() + rect.center().y() - view.height() // 2)

    def inside(self) -> QRectF:
        """Return the part that shows text."""
        return QRectF(self.box.viewport().rect())

    def caret_line(self) -> QRect:
        """Return the line in which the caret stands."""
        caret, view = self.box.cursorRect(), self.box.viewport().rect()
        return QRect(view.left(), caret.top(), view.width(), caret.height()).intersected(view)

    def select(self, start: int, end: int) -> None:
        """Select a part."""
        cursor = self.box.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.box.setTextCursor(cursor)

    def write(self, start: int, end: int, text: str) -> None:
        """Put a text in place of a part."""
        self.select(start, end)
        cursor = self.box.textCursor()
        cursor.beginEditBlock()
        cursor.insertText(text)
        cursor.endEditBlock()
        self.box.setTextCursor(cursor)


def _runs(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """Return the stretches, left to right, that a part of a line covers; several where directions mix."""
    stretches: list[tuple[float, float]] = []
    for at in range(start, min(end, start + _LONGEST)):
        first = _x(line.cursorToX(at, QTextLine.Edge.Leading))
        second = _x(line.cursorToX(at, QTextLine.Edge.Trailing))
        if first != second:
            stretches.append((min(first, second), max(first, second)))
    stretches.sort()
    runs: list[tuple[float, float]] = []
    for left, right in stretches:
        if runs and left <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], right))
        else:
            runs.append((left, right))
    return runs


def _x(answer: object) -> float:
    """Return the x of what cursorToX says: PySide gives (x, position)."""
    return float(answer[0]) if isinstance(answer, tuple) else float(str(answer))


def _rightwards(text: str) -> bool:
    """Return whether Qt lays a line out from the right: by its first letter with a direction."""
    for one in text:
        kind = bidirectional(one)
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return False
