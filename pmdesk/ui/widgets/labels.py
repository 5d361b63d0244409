"""Labels and rules in the styles of the design; they follow the text size."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from pmdesk.ui.look import Look

_ON_THE_KEY = {"Return": "Enter"}
"""Qt's name of a key -> what stands on it."""


class Label(QLabel):
    """Plain text in a style of look.STYLES and a tone (text, text2, text3, accent, warn, ok ...).

    Always plain: user text is never read as rich text.
    """

    def __init__(
        self, look: Look, text: str = "", style: str = "body", tone: str = "text", *, wrap: bool = False
    ) -> None:
        """Follow ``look`` for the font."""
        super().__init__(text)
        self._look = look
        self._style = style
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_tone(self, tone: str) -> None:
        """Give the text another tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
            self._restyle()  # polishing brings the font of an earlier text size back

    def showEvent(self, event: QShowEvent) -> None:
        """Take the font again: a first polish after a change of text size brings the old one back."""
        super().showEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._look.font(self._style))


class IconLabel(QWidget):
    """An icon that says something together with the text beside it; decoration for a screen reader."""

    def __init__(self, look: Look, icon: str, size: int = 16, tone: str = "text2") -> None:
        """Draw ``icon`` at ``size`` px (100 %)."""
        super().__init__()
        self._look, self._icon, self._px, self._tone = look, icon, size, tone
        look.changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, tone: str) -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the icon."""
        return self._look.icon_size(self._px)

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon in the middle."""
        painter = QPainter(self)
        size = self.sizeHint()
        x, y = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter.drawPixmap(x, y, self._look.icon(self._icon, self._px, self._tone))


class KeyCaps(QWidget):
    """Key caps such as [Ctrl] [K] and what they do; decoration beside a named control."""

    def __init__(self, look: Look, keys: str, text: str = "", *, spare: bool = False) -> None:
        """``keys`` is a key sequence as written in commands.py; ``spare`` ones are not drawn where there is no room."""
        super().__init__()
        self._look, self._text, self._spare = look, text, spare
        self._keys = [_ON_THE_KEY.get(key, key) for key in keys.split("+")] if keys != "+" else ["+"]
        look.changed.connect(self.updateGeometry)

    @property
    def told(self) -> str:
        """What it shows, in words: "Ctrl+Z Undo"."""
        return f"{'+'.join(self._keys)} {self._text}".strip()

    def sizeHint(self) -> QSize:
        """Fit the caps and the text."""
        look = self._look
        caps = sum(self._cap_width(key) + look.px(4) for key in self._keys)
        text = look.metrics("small").horizontalAdvance(self._text) + look.px(6) if self._text else 0
        return QSize(caps + text, look.px(20))

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed, but for spare ones."""
        return QSize(0, self.sizeHint().height()) if self._spare else self.sizeHint()

    def _cap_width(self, key: str) -> int:
        return self._look.metrics("keycap").horizontalAdvance(key) + self._look.px(10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw caps, then text."""
        if self._spare and self.width() < self.sizeHint().width():
            return
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, height = 0, look.px(17)
        y = (self.height() - height) // 2
        painter.setFont(look.font("keycap"))
        for key in self._keys:
            width = self._cap_width(key)
            painter.setPen(QPen(look.colour("line2"), 1))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(x, y, width - 1, height - 1, look.px(4), look.px(4))
            painter.setPen(look.colour("text2"))
            painter.drawText(x, y, width, height, Qt.AlignmentFlag.AlignCenter, key)
            x += width + look.px(4)
        if self._text:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("text2"))
            painter.drawText(x + look.px(2), 0, self.width(), self.height(), Qt.AlignmentFlag.AlignVCenter, self._text)


def rule(*, vertical: bool = False) -> QFrame:
    """Return a hairline."""
    line = QFrame()
    line.setObjectName("rule")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
