"""One section of the console: its icon, its title, a quiet word at the right, and its content below."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.ui.look import Look
from pmdesk.ui.widgets.labels import IconLabel, Label


class ConsoleSection(QWidget):
    """Subclasses put their widgets into ``content``."""

    def __init__(self, look: Look, icon: str, title: str, *, tone: str = "text3") -> None:
        """``tone`` is the colour of icon and title."""
        super().__init__()
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(8, 14, 16, 14)  # the 8 px at the left are the inner margin of text boxes
        self.content.setSpacing(6)
        self._note = Label(look, "", "small", "text3")
        head = indented()
        head.addWidget(IconLabel(look, icon, 14, tone))
        head.addWidget(Label(look, title, "small-medium", tone))
        head.addStretch(1)
        head.addWidget(self._note)
        self.content.addLayout(head)

    def set_note(self, text: str) -> None:
        """Say something at the right of the title, such as a count."""
        self._note.setText(text)


def indented(*widgets: QWidget) -> QBoxLayout:
    """Return a row that begins where the text of the boxes does."""
    row = QHBoxLayout()
    row.setContentsMargins(8, 0, 0, 0)
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    return row
