"""A box that reads what a person means, shows how it was understood, and keeps it only then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.labels import Label

READ_AFTER_MS = 60


class ForgivingBox(QWidget):
    """A line and, below or beside it, how its text is understood.

    On Enter and when the focus leaves, an understood value is sent by ``chosen`` (None for an empty
    line). The owner keeps it and answers with set_value. A text that is not understood stays as
    typed, as a draft. Subclasses say how to ``read``, ``write`` and ``tell`` a value.
    """

    chosen = Signal(object)

    def __init__(self, ctx: Context, *, name: str, hint: str = "", beside: bool = False, width: int = 0) -> None:
        """``beside`` puts the reading at the right; ``width`` fixes that of the line (px at 100 %)."""
        super().__init__()
        self.ctx = ctx
        self._width = width
        self._value: object | None = None
        self._shown = ""
        self._cancel: Callable[[], None] | None = None
        self.line = HeldLine(ctx, name=name, hint=hint, submit=self._settle)
        self._reading = Label(ctx.look, "", "small", "text3", wrap=True)
        self._reading.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        layout = QBoxLayout(direction, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8 if beside else 2)
        layout.addWidget(self.line, 0)
        layout.addWidget(self._reading, 1)
        self.setFocusProxy(self.line)
        self._reading.setIndent(0 if beside else 10)
        self.line.textEdited.connect(self._tell_soon)
        self.line.left.connect(self.commit)
        ctx.look.changed.connect(self._restyle)
        self._restyle()

    def read(self, text: str) -> object | None:
        """Return what the text means, or None when it is not understood."""
        raise NotImplementedError

    def write(self, value: object) -> str:
        """Return the text that stands in the line for a kept value."""
        raise NotImplementedError

    def tell(self, value: object) -> str:
        """Return how a value is understood, in words."""
        raise NotImplementedError

    def tell_not(self, text: str) -> str:  # noqa: ARG002 (subclasses may look at the text)
        """Return what is said about a text that is not understood."""
        return self.ctx.words("fields.not_understood")

    @property
    def reading(self) -> str:
        """How the text in the line is understood now, in words."""
        return self._reading.text()

    def hold(self, key: str) -> None:
        """Keep half-typed text as the draft of this place from now on; set_value comes next."""
        if key == self.line.key:
            return
        self._value, self._shown = None, ""
        self.line.hold(key)

    def set_value(self, value: object | None) -> None:
        """Show the kept value, unless the line holds text that is not kept yet."""
        typed = self.line.text().strip()
        pending = self.line.text() != self._shown
        settled = self._meaning() == value if typed and value is not None else not typed and value is None
        self._value = value
        self._shown = "" if value is None else self.write(value)
        if not pending or settled:
            self.line.replace(self._shown)
        self._tell()

    def commit(self) -> bool:
        """Send what the line means, as when the focus leaves; True when nothing is left unsaved."""
        if self.line.text() != self._shown and not self.ctx.read_only:
            self._settle(self.line.text())
        return self.line.saving.flush()

    def _settle(self, _text: str) -> bool:
        meaning = self._meaning()
        understood = meaning is not None or not self.line.text().strip()
        if understood and meaning != self._value:
            self.chosen.emit(meaning)
        elif understood:
            self.set_value(self._value)
        self._tell()
        return False  # the line keeps its text: it stands for the value now

    def _meaning(self) -> object | None:
        text = self.line.text().strip()
        if text == self._shown.strip() and self._value is not None:
            return self._value
        return self.read(text) if text else None

    def _tell_soon(self) -> None:
        if self._cancel is not None:
            self._cancel()
        self._cancel = self.ctx.timers.call_later(READ_AFTER_MS, self._tell)

    def _tell(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        text = self.line.text().strip()
        meaning = self._meaning()
        told = "" if not text else self.tell_not(text) if meaning is None else self.tell(meaning)
        self._reading.setText(told)
        self._reading.set_tone("warn" if text and meaning is None else "text3")
        self.line.setAccessibleDescription(told)

    def _restyle(self) -> None:
        look = self.ctx.look
        if self._width:
            self.line.setFixedWidth(look.px(self._width))
        self._reading.setMinimumHeight(look.px(16))
