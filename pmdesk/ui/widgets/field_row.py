"""A label with its field; in a narrow column the label goes above."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from pmdesk.ui.look import Look
from pmdesk.ui.widgets.labels import Label

BESIDE_FROM = 380
LABEL_WIDTH = 88
_ANY = 16_777_215  # Qt's own largest width


class FieldRow(QWidget):
    """The field has an accessible name of its own; on Linux, a drop-down is named by its label."""

    def __init__(self, look: Look, label: str, field: QWidget | QLayout, *, stretch: bool = True) -> None:
        """``stretch`` lets the field fill the row; else it keeps its own width."""
        super().__init__()
        self._look = look
        self._label = Label(look, label, "body", "text3", wrap=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._field = field
        align = Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignLeft
        if isinstance(field, QLayout):
            first = field.itemAt(0)
            if first is not None and (widget := first.widget()) is not None:
                self._label.setBuddy(widget)
            self._row.addLayout(field, 1)
        else:
            self._label.setBuddy(field)
            self._row.addWidget(field, 1, align)
        look.changed.connect(self._arrange)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the field: the label can always go above it."""
        return QSize(self._field.minimumSize().width() or 1, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the label beside or above."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px = self._look.px
        beside = self.width() >= px(BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)
        self._row.setSpacing(8 if beside else 2)
        self._label.setMinimumWidth(px(LABEL_WIDTH) if beside else 1)
        self._label.setMaximumWidth(px(LABEL_WIDTH) if beside else _ANY)
        self._label.setMinimumHeight(min(max(self._field.sizeHint().height(), px(28)), px(36)) if beside else 0)
