"""Buttons, segmented choices and chips."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from pmdesk.ui.look import Look


class Button(QPushButton):
    """A push button. ``kind`` is standard, primary, flat or link; ``name`` defaults to its text."""

    def __init__(
        self, look: Look, text: str, *, kind: str = "standard", icon: str = "", name: str = "", small: bool = False
    ) -> None:
        """Follow ``look`` for font and icon."""
        super().__init__(text.replace("&", "&&"))
        self._look, self._icon = look, icon
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self._ink = {"primary": "onaccent", "link": "accent"}.get(kind, "text2")
        self._style = "small-medium" if small or kind == "link" else "body-medium"
        self.setAccessibleName(name or text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self._restyle()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the font again: a first polish after a change of text size brings the old one back."""
        super().showEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._look.font(self._style))
        if self._icon:
            gap = 5 if self.text() else 0
            self.setIcon(self._look.qicon(self._icon, 16, self._ink, gap=gap))
            self.setIconSize(self._look.icon_size(16, gap=gap))


class IconButton(QToolButton):
    """A button that is only an icon: it always has a name and a tooltip (with its key)."""

    def __init__(
        self, look: Look, icon: str, name: str, *, keys: str = "", size: int = 16, tone: str = "text2"
    ) -> None:
        """``name`` is read aloud and shown as the tooltip."""
        super().__init__()
        self._look, self._icon, self._px, self._tone = look, icon, size, tone
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {keys}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_icon(self, icon: str, tone: str = "text2") -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self._restyle()

    def _restyle(self) -> None:
        self.setIcon(self._look.qicon(self._icon, self._px, self._tone))
        self.setIconSize(self._look.icon_size(self._px))
        side = max(24, self.iconSize().height() + self._look.px(8))
        self.setMinimumSize(side, side)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a Segmented: its value, its word and an icon."""

    value: Hashable
    text: str
    icon: str = ""


class Segmented(QWidget):
    """One choice out of a few, side by side. ``chosen`` carries the value that a person picked.

    Tab stops at the chosen segment, and arrow keys move between them, as in a group of radio buttons.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, name: str, options: Sequence[Option]) -> None:
        """``name`` says what is chosen, for a screen reader."""
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._values: list[Hashable] = []
        for at, option in enumerate(options):
            button = _Segment(look, option.text, option.icon)
            button.setAccessibleName(f"{name}: {option.text}")
            self._group.addButton(button, at)
            self._values.append(option.value)
            row.addWidget(button)
        self._group.idClicked.connect(lambda at: self.chosen.emit(self._values[at]))

    def set_value(self, value: Hashable | None) -> None:
        """Show a value; one that is no option (None) leaves nothing chosen."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(self._values[self._group.id(button)] == value)
        self._group.setExclusive(True)
        stop = self._group.checkedButton() or self._group.button(0)
        for button in self._group.buttons():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)

    def set_offered(self, value: Hashable, *, offered: bool) -> None:
        """Show an option, or leave it out."""
        self._group.button(self._values.index(value)).setVisible(offered)

    def set_text(self, value: Hashable, text: str) -> None:
        """Give an option another text, such as a new count."""
        button = self._group.button(self._values.index(value))
        button.setText(text.replace("&", "&&"))
        button.setAccessibleName(f"{self.accessibleName()}: {text}")
        button.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        shown = [at for at in range(len(self._values)) if not self._group.button(at).isHidden()]
        now = shown.index(self._group.checkedId()) if self._group.checkedId() in shown else -1
        at = shown[min(max(now + step, 0), len(shown) - 1)]
        self._group.button(at).setFocus()
        self._group.button(at).click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sunken ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.setBrush(self._look.colour("sunken"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), self._look.px(6), self._look.px(6))


class _Segment(QPushButton):
    """One segment, painted."""

    def __init__(self, look: Look, text: str, icon: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self._look, self._icon = look, icon
        self.setCheckable(True)
        self.setAutoDefault(False)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = self._look
        width = look.metrics("small-medium").horizontalAdvance(self.text()) + look.px(22)
        return QSize(width + (look.px(20) if self._icon else 0), max(look.px(25), 24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(0, 0, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(QPen(look.colour("line2") if self.isChecked() else look.colour("sunken"), 1))
            painter.setBrush(look.colour("surface" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, look.px(5), look.px(5))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), look.px(5), look.px(5))
        x = look.px(10)
        ink = "text" if self.isChecked() else "text2"
        if self._icon:
            painter.drawPixmap(x, (self.height() - look.px(14)) // 2, look.icon(self._icon, 14, ink))
            x += look.px(20)
        painter.setFont(look.font("small-strong" if self.isChecked() else "small-medium"))
        painter.setPen(look.colour(ink if self.isEnabled() else "disabled"))
        text = self.rect().adjusted(x if self._icon else 0, 0, 0, 0)
        align = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignLeft if self._icon else Qt.AlignmentFlag.AlignHCenter
        )
        painter.drawText(text, align | Qt.TextFlag.TextShowMnemonic, self.text())


class Chip(QWidget):
    """A small tinted word with an icon: a key moment, a state, how a line was read."""

    def __init__(self, look: Look, text: str, *, tone: str = "text2", ground: str = "sunken", icon: str = "") -> None:
        """``tone`` and ``ground`` are colour tokens."""
        super().__init__()
        self._look, self._text, self._tone, self._ground, self._icon = look, text, tone, ground, icon
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_text(self, text: str, *, tone: str = "", ground: str = "", icon: str | None = None) -> None:
        """Show another text, tone, ground or icon."""
        self._text, self._tone, self._ground = text, tone or self._tone, ground or self._ground
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Fit the text."""
        look = self._look
        width = look.metrics("small-medium").horizontalAdvance(self._text) + look.px(14)
        return QSize(width + (look.px(19) if self._icon else 0), look.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and word."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(self._ground))
        painter.drawRoundedRect(self.rect(), look.px(5), look.px(5))
        x = look.px(7)
        if self._icon:
            painter.drawPixmap(x, (self.height() - look.px(14)) // 2, look.icon(self._icon, 14, self._tone, stroke=2))
            x += look.px(19)
        painter.setFont(look.font("small-medium"))
        painter.setPen(look.colour(self._tone))
        painter.drawText(self.rect().adjusted(x, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)
