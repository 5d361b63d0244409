"""A line for a condition: it becomes a factor on Enter, and Esc leaves it with the text kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from pmdesk.ui.widgets.draft_line import DraftLine


class ConditionLine(DraftLine):
    """A draft line that says when it is left: ``left`` is emitted on Esc, after keeping the draft."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.saving.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)
