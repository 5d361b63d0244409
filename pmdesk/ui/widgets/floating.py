"""A frame that floats over the page and never takes the focus: how typed text is understood."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from pmdesk.ui.widgets.popover import anchor_of

_MARGIN = 8
"""How near to the edge of the window it may come, in px."""


class FloatingFrame(QFrame):
    """Shown below a widget while there is something to say; pushes nothing aside."""

    def __init__(self, owner: QWidget, name: str) -> None:
        """Belong to the window of ``owner`` once that has one; ``name`` is read aloud."""
        super().__init__(owner)
        self._owner = owner
        self.setObjectName("popover")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        owner.destroyed.connect(self.deleteLater)

    def float_under(self, widget: QWidget, width: int = 0, gap: int = 4) -> None:
        """Show below ``widget``, as wide as it needs or ``width``; above it where there is no room."""
        window = widget.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.ensurePolished()
        layout = self.layout()
        if layout is not None:
            layout.activate()
        anchor = anchor_of(widget)
        wide = min(width or self.sizeHint().width(), window.width() - 2 * _MARGIN)
        high = self.heightForWidth(wide) if self.hasHeightForWidth() else self.sizeHint().height()
        x = min(max(anchor.left(), _MARGIN), max(window.width() - wide - _MARGIN, _MARGIN))
        y = anchor.bottom() + gap
        if y + high > window.height() - _MARGIN and anchor.top() - high - gap >= _MARGIN:
            y = anchor.top() - high - gap
        self.setGeometry(x, y, wide, high)
        self.show()
        self.raise_()
