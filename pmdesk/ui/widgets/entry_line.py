"""The lines that open over a row of the timeline: one for the words, one for the time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from pmdesk.domain.times import Time
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.text_boxes import LineBox

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class EntryLine(LineBox):
    """The words of an entry, in its row. Kept as typed; leaves on Enter, Esc, and with the focus.

    ``closed`` says whether the keyboard left it, ``to_time`` asks for the time. While the text cannot
    be kept, the line stays open with the text in it.
    """

    closed = Signal(bool)
    to_time = Signal()

    def __init__(self, ctx: Context, viewport: QWidget) -> None:
        """Lie over ``viewport``, hidden."""
        super().__init__(ctx, name=ctx.words("timeline.list_name"), command="event.reword")
        self.setParent(viewport)
        self.setObjectName("entryline")
        self.hide()
        self.entered.connect(lambda: self.close_line(by_key=True))

    def event(self, event: QEvent) -> bool:
        """Take Tab and Esc before Qt moves the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.close_line(by_key=True)
                return True
            if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
                if self.saving.flush():
                    self.to_time.emit()
                return True
            if event.key() in _ENTER:
                super().event(event)
                event.accept()  # or the list below would take Enter too, and open the line again
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the text and close, unless only the window was left."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.close_line(by_key=False)

    def close_line(self, *, by_key: bool) -> None:
        """Close when the text is kept."""
        if self.isHidden() or not self.saving.flush():
            return
        self.hide()
        self.closed.emit(by_key)


class TimeLine(HeldLine):
    """The time of an entry, in its row: read forgivingly, kept on Enter when it is understood.

    ``read`` returns the Time that a text means, or None. Half-typed text is a draft. ``accepted``
    carries the Time, ``told`` the text after each key, ``refused`` a text that Enter could not use.
    """

    accepted = Signal(object)
    told = Signal(str)
    refused = Signal(str)
    closed = Signal(bool)
    to_text = Signal()

    def __init__(self, ctx: Context, viewport: QWidget, read: Callable[[str], Time | None]) -> None:
        """Lie over ``viewport``, hidden."""
        super().__init__(
            ctx, name=ctx.words("timeline.list_name"), submit=self._settle, hint=ctx.words("timeline.time.hint")
        )
        self.setParent(viewport)
        self.setObjectName("inrow")
        self._read = read
        self._start = ""
        self.hide()
        self.textChanged.connect(self.told)

    def open(self, key: str, text: str) -> None:
        """Show the half-typed text of this place, else ``text``, all of it selected."""
        self.hold(key)
        self._start = text
        if not self.text():
            self.setText(text)
        self.selectAll()
        self.told.emit(self.text())

    def event(self, event: QEvent) -> bool:
        """Take Tab and Esc before Qt moves the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.close_line(by_key=True)
                return True
            if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
                if self._settle(self.text()):
                    self.to_text.emit()
                return True
            if event.key() in _ENTER:
                super().event(event)
                event.accept()  # as above
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the half-typed text as a draft and close, unless only the window was left."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.close_line(by_key=False)

    def close_line(self, *, by_key: bool) -> None:
        """Close; a text that was typed and not accepted waits as a draft."""
        if self.isHidden() or not self.saving.flush():
            return
        if self.text() == self._start:
            self.replace("")
        self.hide()
        self.closed.emit(by_key)

    def _settle(self, text: str) -> bool:
        """Accept what is understood. The line is closed by its owner once the time is kept."""
        if text.strip() == self._start.strip():
            self.close_line(by_key=True)
            return True
        time = self._read(text)
        if time is None:
            self.refused.emit(text.strip())
            return False
        self.accepted.emit(time)
        return self.isHidden()
