"""One line that opens over a part of a list's row and keeps what is typed there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.text_boxes import LineBox
from pmdesk.ui.widgets.text_units import units

_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class InPlaceLine(LineBox):
    """A LineBox over a row. It closes on Enter, Esc, Tab and when the focus goes, if the text is kept.

    ``tabbed`` carries +1 or -1, ``closed`` whether the keyboard closed it (the list then takes the
    focus). While the text cannot be kept, the line stays open with the text in it.
    """

    tabbed = Signal(int)
    closed = Signal(bool)

    def __init__(self, ctx: Context, viewport: QWidget, *, command: str) -> None:
        """Lie over ``viewport``, hidden."""
        super().__init__(ctx, name="", command=command)
        self.setParent(viewport)
        self.setObjectName("inrow")
        self.target = ""
        self.part = ""
        self.hide()
        self.entered.connect(lambda: self._close(by_key=True))

    def open(self, rect: QRect, *, review: str, action: str, field: str, name: str, hint: str) -> bool:
        """Open over ``rect`` on a field of an action; False while another text is not kept yet."""
        if not self.saving.flush():
            self.setFocus()
            return False
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.bind(review, "action", action, field)
        self.target, self.part = action, field
        self.setGeometry(rect)
        self.show()
        self.raise_()
        self.setFocus()
        self.setCursorPosition(units(self.text()))
        return True

    def event(self, event: QEvent) -> bool:
        """Take Tab and Esc before Qt moves the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if step is not None and self._kept():
                self.tabbed.emit(step)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close(by_key=True)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the text and close, unless only the window was left."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self._close(by_key=False)

    def _kept(self) -> bool:
        return self.saving.flush()

    def _close(self, *, by_key: bool) -> None:
        if not self.isVisible() or not self._kept():
            return
        self.hide()
        self.target = ""
        self.closed.emit(by_key)
