"""A part of a page that folds to its heading: its title, and one fact at the right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.editing.words import Words
from pmdesk.ui.look import Look

INDENT = 34
"""Where the title begins, in px at 100 %."""


class FoldingPart(QWidget):
    """Subclasses put their widgets into ``content``; it is folded until a person opens it."""

    unfolded = Signal(bool)

    def __init__(self, look: Look, words: Words, title: str, icon: str, *, indent: int = INDENT) -> None:
        """``title`` is the heading, and the name of the button that folds; ``indent`` is that of the content, in px."""
        super().__init__()
        self._look, self._indent = look, indent
        self._head = _Head(look, words, title, icon)
        self._head.toggled.connect(self._show_content)
        self._body = QWidget()
        self.content = QVBoxLayout(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._body)
        self._body.hide()
        look.changed.connect(self._restyle)
        self._restyle()

    def set_fact(self, fact: str, tone: str = "text2") -> None:
        """Say what there is inside, at the right of the title."""
        self._head.set_fact(fact, tone)

    def unfold(self) -> None:
        """Show the content."""
        self._head.setChecked(True)

    def focus_head(self) -> None:
        """Take the focus to the heading."""
        self._head.setFocus()

    def _show_content(self, shown: bool) -> None:  # noqa: FBT001 (Qt's own signature)
        self._body.setVisible(shown)
        self.unfolded.emit(shown)

    def _restyle(self) -> None:
        px = self._look.px
        self.content.setContentsMargins(px(self._indent), px(6), px(10), px(12))
        self.content.setSpacing(px(6))


class _Head(QAbstractButton):
    """The heading: an icon, the title, the fact, and a chevron that says whether it is open."""

    def __init__(self, look: Look, words: Words, title: str, icon: str) -> None:
        super().__init__()
        self._look, self._words, self._title, self._icon = look, words, title, icon
        self._fact, self._tone = "", "text2"
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(self._describe)
        look.changed.connect(self.updateGeometry)
        self._describe()

    def set_fact(self, fact: str, tone: str) -> None:
        self._fact, self._tone = fact, tone
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        look = self._look
        wide = look.metrics("body-strong").horizontalAdvance(self._title) + look.px(INDENT + 30)
        return QSize(wide, look.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(80), self._look.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, middle = look.px, self.height() // 2
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(self.rect(), px(6), px(6))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(6), px(6))
        painter.drawPixmap(px(10), middle - px(8), look.icon(self._icon, 16, "text2"))
        chevron = "chevron-down" if self.isChecked() else "chevron-right"
        right = self.width() - px(24)
        painter.drawPixmap(right, middle - px(7), look.icon(chevron, 14, "text3"))
        painter.setFont(look.font("body-strong"))
        painter.setPen(look.colour("text"))
        across = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(px(INDENT), 0, right - px(INDENT), self.height()), across, self._title)
        left = px(INDENT) + look.metrics("body-strong").horizontalAdvance(self._title) + px(12)
        room = QRect(left, 0, right - left - px(8), self.height())
        painter.setFont(look.font("small"))
        painter.setPen(look.colour(self._tone))
        fact = look.metrics("small").elidedText(self._fact, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, across | Qt.AlignmentFlag.AlignRight, fact)

    def _describe(self) -> None:
        state = self._words("close.unfolded" if self.isChecked() else "close.folded")
        self.setAccessibleDescription(". ".join(part for part in (self._fact, state) if part))
        self.setToolTip(self._fact)
