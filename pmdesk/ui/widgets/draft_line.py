"""A line that adds something on Enter; what is half typed is kept as a draft, outside the log."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.autosave import AutoSave
from pmdesk.ui.widgets.box_undo import is_undo, redone
from pmdesk.ui.widgets.wording_marks import WordingMarks
from pmdesk.ui.widgets.wording_places import stage_of_draft
from pmdesk.ui.widgets.wording_surface import LineSurface


class DraftLine(QLineEdit):
    """``add`` keeps the text that Enter sends and says whether it could; then the line is empty again."""

    def __init__(self, ctx: Context, *, name: str, hint: str, add: Callable[[str], bool]) -> None:
        """``name`` is its accessible name, ``hint`` the question in the empty line."""
        super().__init__()
        self._ctx, self._add, self._key = ctx, add, ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.saving = AutoSave(ctx.timers, self._keep, self)
        self.marks = WordingMarks(ctx, LineSurface(self), self.saving.flush)
        self.textEdited.connect(lambda _text: self.saving.touch())
        self.returnPressed.connect(self._send)
        self.setReadOnly(ctx.read_only)

    def bind(self, key: str) -> None:
        """Show and keep the draft of this place ("action:<review>"), once the former one is kept."""
        if key == self._key or not self.saving.flush():
            return
        self._key = key
        self.setText(self._ctx.drafts.draft(key))
        self.marks.attend(*stage_of_draft(key), key)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the desk while the line is empty."""
        if is_undo(event) and not self.text():
            event.ignore()
            return False
        return redone(event, self) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is worth a question under the words."""
        super().paintEvent(event)
        self.marks.paint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the draft."""
        super().focusOutEvent(event)
        self.saving.flush()

    def _keep(self) -> bool:
        if not self._key:
            return True
        return self._ctx.bridge.keep(lambda: self._ctx.drafts.keep_draft(self._key, self.text()))

    def _send(self) -> None:
        text = self.text().strip()
        if text and self._add(text):
            self.setText("")
            self.saving.touch()
            self.saving.flush()


class StageLine(DraftLine):
    """The line of a stage beside its list: ``left`` is emitted on Esc, after keeping the draft."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.saving.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)
