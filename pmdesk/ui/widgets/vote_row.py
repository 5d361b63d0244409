"""One line of a vote: what it is about, how many votes it has, and two buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import IconButton
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.labels import Label

_GIVE = {Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Space}
_TAKE = {Qt.Key.Key_Left, Qt.Key.Key_Minus, Qt.Key.Key_Backspace}
_WALK = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class VoteRow(QWidget):
    """``given`` carries +1 or -1, ``typed`` a digit, ``walked`` -1 or +1 for another row."""

    given = Signal(int)
    typed = Signal(int)
    walked = Signal(int)

    def __init__(self, ctx: Context, label: str, text: str) -> None:
        """``label`` is "F3" or empty, ``text`` what people vote on."""
        super().__init__()
        self._ctx = ctx
        self.item = f"{label} {text}".strip()
        look, words = ctx.look, ctx.words
        self._count = Label(look, "0", "body-strong")
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        take = IconButton(look, "minus", words("ranking.vote.take", item=self.item), keys="←", size=14)
        give = IconButton(look, "plus", words("ranking.vote.give", item=self.item), keys="→", size=14)
        for button, step in ((take, -1), (give, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, step=step: self.given.emit(step))
        self._row = QHBoxLayout(self)
        self._label = Label(look, label, "small-medium", "text3")
        self._row.addWidget(self._label)
        self._row.addWidget(ElidedLabel(look, text), 1)
        for part in (take, self._count, give):
            self._row.addWidget(part)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_count(self, count: int) -> None:
        """Show how many votes it has."""
        self._count.setText(str(count))
        self.setAccessibleName(self._ctx.words("ranking.vote.row", item=self.item, count=count))

    def sizeHint(self) -> QSize:
        """Be one line high."""
        return QSize(super().sizeHint().width(), self._ctx.look.px(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give, take, set or walk by one key."""
        key = Qt.Key(event.key())
        if key in _GIVE:
            self.given.emit(1)
        elif key in _TAKE:
            self.given.emit(-1)
        elif key in _WALK:
            self.walked.emit(_WALK[key])
        elif event.text().isascii() and event.text().isdigit():
            self.typed.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Drop the ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint the row that has the keyboard."""
        if not self.hasFocus():
            return
        look, painter = self._ctx.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent"), 1))
        painter.setBrush(look.colour("selected"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), look.px(6), look.px(6))

    def _restyle(self) -> None:
        px = self._ctx.look.px
        self._row.setContentsMargins(px(8), 0, px(4), 0)
        self._row.setSpacing(px(8))
        self._count.setFixedWidth(px(28))
        self._label.setFixedWidth(px(28) if self._label.text() else 0)
