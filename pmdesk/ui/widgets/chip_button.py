"""A chip that can be pressed: a state, a category, a count; painted, with an icon and a word."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from pmdesk.ui.look import Look

_SLACK = 3
"""Widths of words are rounded: a little more keeps them from being elided."""


@dataclass(frozen=True, slots=True)
class ChipFace:
    """What a chip shows. Colours are tokens, and an empty ``ground`` is none.

    ``tile`` tints a square behind the icon; ``lead`` stands before the text and ``strong`` behind it.
    """

    text: str
    icon: str = ""
    ink: str = "text2"
    ground: str = ""
    dashed: bool = False
    tile: str = ""
    icon_ink: str = ""
    style: str = "small-medium"
    lead: str = ""
    strong: str = ""


class ChipButton(QAbstractButton):
    """Shows a ChipFace; a press emits ``clicked``. Its name is always said in full."""

    def __init__(self, look: Look, face: ChipFace, name: str, *, firm: bool = False) -> None:
        """``name`` is the accessible name and the tooltip; a ``firm`` chip is never elided."""
        super().__init__()
        self._firm = firm
        self._look = look
        self._face = face
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.rename(name)
        look.changed.connect(self.updateGeometry)

    def show_face(self, face: ChipFace, name: str) -> None:
        """Show another face under another name."""
        if face != self._face:
            self._face = face
            self.updateGeometry()
            self.update()
        self.rename(name)

    def rename(self, name: str) -> None:
        """Give it another name."""
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """Fit icon and words."""
        look, face = self._look, self._face
        width = look.metrics(face.style).horizontalAdvance(face.text)
        if face.lead:
            width += look.metrics("body-strong").horizontalAdvance(face.lead) + look.px(8)
        if face.strong:
            width += look.metrics("small-strong").horizontalAdvance(face.strong) + look.px(5 if face.text else 1)
        if face.icon:
            width += look.px(22 if face.tile else 14) + (look.px(8 if face.tile else 5) if width else 0)
        padding = look.px(14 if face.ground or face.dashed else 4) + _SLACK
        return QSize(width + padding, max(look.px(24), 24))

    def minimumSizeHint(self) -> QSize:
        """Be elided rather than push others out, unless it is firm."""
        if self._firm:
            return self.sizeHint()
        return QSize(min(self.sizeHint().width(), self._look.px(40)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and words; a ring when the keyboard is here."""
        look, face, painter = self._look, self._face, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        ground = face.ground or ("hover" if self.underMouse() else "")
        painter.setPen(Qt.PenStyle.NoPen)
        if ground:
            painter.setBrush(look.colour(ground))
            painter.drawRoundedRect(box, look.px(5), look.px(5))
        if face.dashed:
            pen = QPen(look.colour("control"), 1, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, look.px(5), look.px(5))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, look.px(5), look.px(5))
        self._draw_words(painter, self._draw_icon(painter))

    def _draw_icon(self, painter: QPainter) -> int:
        """Draw the icon; return where the words begin."""
        look, face = self._look, self._face
        x = look.px(7) if face.ground or face.dashed else look.px(2)
        if not face.icon:
            return x
        size = look.px(14)
        if face.tile:
            square = QRect(x, (self.height() - look.px(22)) // 2, look.px(22), look.px(22))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(face.tile))
            painter.drawRoundedRect(square, look.px(5), look.px(5))
            x += look.px(4)
        icon = look.icon(face.icon, 14, face.icon_ink or face.ink, stroke=2)
        painter.drawPixmap(x, (self.height() - size) // 2, icon)
        return x + size + (look.px(12) if face.tile else look.px(5))

    def _draw_words(self, painter: QPainter, x: int) -> None:
        look, face = self._look, self._face
        room = self.width() - x - (look.px(7) if face.ground or face.dashed else look.px(2))
        if face.lead:
            painter.setFont(look.font("body-strong"))
            painter.setPen(look.colour("text"))
            painter.drawText(QRect(x, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, face.lead)
            lead = look.metrics("body-strong").horizontalAdvance(face.lead) + look.px(8)
            x, room = x + lead, room - lead
        strong = look.metrics("small-strong").horizontalAdvance(face.strong) if face.strong else 0
        text = look.metrics(face.style).elidedText(face.text, Qt.TextElideMode.ElideRight, room - strong)
        painter.setFont(look.font(face.style))
        painter.setPen(look.colour(face.ink))
        painter.drawText(QRect(x, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if face.strong:
            x += look.metrics(face.style).horizontalAdvance(text) + look.px(5 if face.text else 1)
            painter.setFont(look.font("small-strong"))
            painter.drawText(QRect(x, 0, strong + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, face.strong)
