"""The live line of strengths: a bar for each action, and how many of them are weaker."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from pmdesk.domain.items import Strength
from pmdesk.editing.words import Words
from pmdesk.ui.look import Look

_MOST_BARS = 24
_PITCH, _THIN_PITCH = 15, 5
"""From one bar to the next, in px: as wide as it looks best, and as thin as it can still be told."""
_LEAST = 280
"""The line asks for no more px than that."""
_HEIGHTS = {Strength.STRONGER: 24, Strength.INTERMEDIATE: 16, Strength.WEAKER: 8}


def draw_layers(painter: QPainter, look: Look, rect: QRect, strength: Strength | None) -> None:
    """Draw the shape of a strength: three layers, of which three, two or one are filled."""
    filled = {Strength.STRONGER: 3, Strength.INTERMEDIATE: 2, Strength.WEAKER: 1}.get(strength, 0) if strength else 0
    ink = look.colour("text2" if strength is Strength.WEAKER else "accent")
    outlined = look.palette_name.startswith("contrast")  # there, a grey layer would look filled
    for layer in range(3):
        painter.setPen(QPen(ink, 1) if outlined else Qt.PenStyle.NoPen)
        empty = look.colour("surface" if outlined else "line2")
        painter.setBrush(ink if layer < filled else empty)
        y = rect.bottom() + 1 - look.px(4) - layer * look.px(5)
        painter.drawRoundedRect(QRectF(rect.left(), y, rect.width(), look.px(3.4)), 1, 1)


class StrengthLine(QPushButton):
    """Says how strong the actions are. Pressing it shows only the weaker ones, or all again."""

    def __init__(self, look: Look, words: Words) -> None:
        """Know no actions yet."""
        super().__init__()
        self._look, self._words = look, words
        self._counts: Mapping[Strength | None, int] = {}
        self._head = self._hint = ""
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_counts(self, counts: Mapping[Strength | None, int]) -> None:
        """Show how many commitments have each strength (None: not rated yet)."""
        self._counts = counts
        words, total = self._words, sum(counts.values())
        weaker, unrated = counts.get(Strength.WEAKER, 0), counts.get(None, 0)
        state, part = "weaker", weaker
        if not total:
            state = "none"
        elif not weaker:
            state, part = ("unrated", unrated) if unrated else ("no_weaker", 0)
        self._head = words(f"actions.strengths.{state}", part=part, count=total)
        self._hint = words(f"actions.strengths.{state}_hint")
        if weaker and unrated:
            self._hint = words("actions.strengths.also_unrated", part=unrated, count=total)
        self.setEnabled(bool(weaker) or self.isChecked())
        self.setAccessibleName(f"{words('actions.strengths.name')}: {self._head}")
        self.setAccessibleDescription(self._hint)
        self.setToolTip(words("actions.strengths.show_all" if self.isChecked() else "actions.strengths.show_weaker"))
        self.setCursor(Qt.CursorShape.PointingHandCursor if weaker else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        """Hold two lines of text beside the bars."""
        look = self._look
        width = max(self._words_width(), look.metrics("small").horizontalAdvance(self._hint))
        return QSize(width + len(self._bars()) * look.px(_PITCH) + look.px(30), look.px(46))

    def minimumSizeHint(self) -> QSize:
        """Let the bars be thin, and then the words be cut, before the page is."""
        look = self._look
        width = self._words_width() + len(self._bars()) * look.px(_THIN_PITCH) + look.px(30)
        return QSize(min(width, look.px(_LEAST)), look.px(46))

    def _bars(self) -> list[Strength | None]:
        bars = [one for one in (*Strength, None) for _ in range(self._counts.get(one, 0))]
        return bars[:_MOST_BARS]

    def _words_width(self) -> int:
        return self._look.metrics("body-strong").horizontalAdvance(self._head)

    def _pitch(self, bars: int) -> int:
        """Return how far the bars stand apart, so that the words beside them have their room."""
        look = self._look
        room = self.width() - self._words_width() - look.px(24)
        return max(look.px(_THIN_PITCH), min(look.px(_PITCH), room // max(bars, 1)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, the count and what it means."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, foot = look.px(4), (self.height() + look.px(24)) // 2
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selected" if self.isChecked() else "hover"))
            painter.drawRoundedRect(self.rect(), look.px(6), look.px(6))
        bars = self._bars()
        pitch = self._pitch(len(bars))
        for strength in bars:
            self._draw_bar(painter, QRect(x, foot, pitch - max(pitch // 5, 1), 0), strength)
            x += pitch
        x += look.px(11) if bars else 0
        room = self.width() - x - look.px(4)
        for style, tone, text, y, height in (
            ("body-strong", "text", self._head, 4, 19),
            ("small", "text3", self._hint, 23, 18),
        ):
            painter.setFont(look.font(style))
            painter.setPen(look.colour(tone))
            shown = look.metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(x, look.px(y), room, look.px(height)), Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), look.px(6), look.px(6))

    def _draw_bar(self, painter: QPainter, foot: QRect, strength: Strength | None) -> None:
        look = self._look
        if strength is None:
            box = QRectF(foot.left() + 0.5, foot.top() - look.px(8) + 0.5, foot.width() - 1, look.px(8) - 1)
            painter.setPen(QPen(look.colour("control"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(Qt.GlobalColor.transparent))
            painter.drawRoundedRect(box, look.px(2), look.px(2))
            return
        height = look.px(_HEIGHTS[strength])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("control" if strength is Strength.WEAKER else "accent"))
        painter.drawRoundedRect(QRectF(foot.left(), foot.top() - height, foot.width(), height), look.px(2), look.px(2))
