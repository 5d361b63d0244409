"""What to say in a hard moment, beside the console: words to read aloud, each with what it is for."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmdesk.meeting import script
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import IconButton
from pmdesk.ui.widgets.labels import Label, rule
from pmdesk.ui.widgets.popover import Popover

_WIDTH = 440


class Phrases(Popover):
    """ELMO ("enough, let us move on") first, then a safe phrase for each hard moment."""

    def __init__(self, ctx: Context, window: QWidget) -> None:
        """Belong to ``window``."""
        words, look = ctx.words, ctx.look
        super().__init__(look, window, words("console.phrases.title"))
        self._ctx = ctx
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, look.px(12), 0)
        self._column.setSpacing(1)
        self._add(words("console.phrases.elmo"), *words.list(script.ELMO))
        for phrase in script.SAFE_PHRASES:
            self._column.addSpacing(look.px(4))
            self._column.addWidget(rule())
            self._add(words(script.when_id(phrase)), words(script.say_id(phrase)))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(words("console.phrases.aloud"))
        self._area.setWidget(body)
        for ground in (self._area.viewport(), body):
            ground.setAutoFillBackground(False)
        close = IconButton(look, "x", words("console.phrases.close"), keys="Esc", size=14)
        close.clicked.connect(self.dismiss)
        head = QHBoxLayout()
        head.addWidget(Label(look, words("console.phrases.title"), "body-strong"))
        head.addStretch(1)
        head.addWidget(Label(look, words("console.phrases.aloud"), "small", "text3"))
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 4, 12)
        column.addLayout(head)
        column.addWidget(self._area)
        self._body = body

    def show_beside(self, console: QRect) -> None:
        """Show at the left of the console (its rectangle in the window's coordinates)."""
        px = self._ctx.look.px
        width = min(px(_WIDTH), max(console.left() - 16, px(240)))
        room = console.height() - 16 - px(64)
        inner = width - 20 - self._area.verticalScrollBar().sizeHint().width()
        self._area.setFixedHeight(min(self._body.heightForWidth(inner), room))
        self.show_at(QRect(console.left() - width - 8, console.top() + 3, 1, 1), width)
        self._area.setFocus()

    def _add(self, moment: str, *sentences: str) -> None:
        look = self._ctx.look
        label = Label(look, moment, "small-medium", "text3", wrap=True)
        label.setContentsMargins(0, look.px(2), 0, 0)
        self._column.addWidget(label)
        for sentence in sentences:
            self._column.addWidget(Label(look, sentence, "body", "text", wrap=True))
