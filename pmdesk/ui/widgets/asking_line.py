"""The live line beside the strengths: how many actions are vague or rest on people, and a way through them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from pmdesk.editing.words import Words
from pmdesk.ui.look import Look


class AskingLine(QPushButton):
    """Pressing it goes to the next of them. It keeps its place when there is none."""

    def __init__(self, look: Look, words: Words, key: str) -> None:
        """``key`` is what stands on the key that does the same."""
        super().__init__()
        self._look, self._words, self._key = look, words, key
        self._head = self._hint = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)
        self.show_counts(0, 0)

    def show_counts(self, asked: int, count: int) -> None:
        """Show that ``asked`` of ``count`` open actions are worth a question."""
        words = self._words
        state = "some" if asked else "none" if count else "empty"
        self._head = words(f"actions.vague.head.{state}", part=asked, count=count)
        self._hint = words(f"actions.vague.hint.{state}", key=self._key)
        self.setEnabled(bool(asked))
        self.setAccessibleName(f"{words('actions.vague.name')}: {self._head}")
        self.setAccessibleDescription(self._hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor if asked else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        """Hold two lines of text."""
        look = self._look
        wide = max(
            look.metrics("body-strong").horizontalAdvance(self._head),
            look.metrics("small").horizontalAdvance(self._hint),
        )
        return QSize(wide + look.px(40), look.px(46))

    def minimumSizeHint(self) -> QSize:
        """Let the words be cut before the page is."""
        return QSize(self._look.px(120), self._look.px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark, the count and the question."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(self.rect(), look.px(6), look.px(6))
        icon, tone = ("message-circle", "warn") if self.isEnabled() else ("check", "text3")
        painter.drawPixmap(look.px(6), look.px(5), look.icon(icon, 16, tone))
        x = look.px(30)
        room = self.width() - x - look.px(4)
        for style, ink, text, y, height in (
            ("body-strong", "text" if self.isEnabled() else "text2", self._head, 4, 19),
            ("small", "text3", self._hint, 23, 18),
        ):
            painter.setFont(look.font(style))
            painter.setPen(look.colour(ink))
            shown = look.metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(x, look.px(y), room, look.px(height)), Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), look.px(6), look.px(6))
