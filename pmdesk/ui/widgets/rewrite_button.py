"""A rewrite that can be taken: its key, its words, and its slots as coloured places."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from pmdesk.ui.look import Look
from pmdesk.ui.widgets.slot_walk import SLOT
from pmdesk.ui.widgets.text_units import units


class RewriteButton(QAbstractButton):
    """Shows one rewrite, as high as it needs. The text is plain: words of the user are never markup."""

    def __init__(self, look: Look, keys: str, rewrite: str, name: str) -> None:
        """``keys`` is what is painted in the cap, ``name`` is read aloud."""
        super().__init__()
        self._look, self._keys, self._rewrite = look, keys, rewrite
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Fit a usual width."""
        wide = self._look.px(480)
        return QSize(wide, self.heightForWidth(wide))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words at this width."""
        words = self._laid_out(width - self._left() - self._look.px(10))
        return max(round(words.boundingRect().height()) + self._look.px(14), self._look.px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, cap and words."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = 2 if self.hasFocus() else 1
        painter.setPen(QPen(look.colour("accent" if self.hasFocus() else "line2"), thick))
        painter.setBrush(look.colour("hover" if self.underMouse() or self.isDown() else "raised"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), look.px(6), look.px(6))
        cap = QRect(look.px(10), 0, self._left() - look.px(20), look.px(18))
        cap.moveTop(look.px(9))
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(cap, look.px(4), look.px(4))
        painter.setFont(look.font("keycap"))
        painter.setPen(look.colour("text2"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._keys)
        painter.setPen(look.colour("text"))
        words = self._laid_out(self.width() - self._left() - look.px(10))
        words.draw(painter, QPointF(self._left(), (self.height() - words.boundingRect().height()) / 2))

    def _left(self) -> int:
        """Return where the words begin."""
        return self._look.metrics("keycap").horizontalAdvance(self._keys) + self._look.px(32)

    def _laid_out(self, width: int) -> QTextLayout:
        look = self._look
        slot_look = QTextCharFormat()
        slot_look.setFont(look.font("body-medium"))
        slot_look.setForeground(look.colour("accent"))
        slot_look.setBackground(look.colour("accentsoft"))
        text, at, formats = "", 0, []
        for slot in SLOT.finditer(self._rewrite):
            text += self._rewrite[at : slot.start()]
            one = QTextLayout.FormatRange()
            one.start = units(text)
            shown = f"\u00a0{slot[1].replace(' ', chr(0xA0))}\u00a0"
            one.length = units(shown)
            one.format = slot_look
            formats.append(one)
            text += shown
            at = slot.end()
        layout = QTextLayout(text + self._rewrite[at:], look.font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(formats)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, y))
            y += line.height() + look.px(2)
        layout.endLayout()
        return layout
