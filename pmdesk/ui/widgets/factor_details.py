"""What else is known about the chosen factor: its effect, the safeguard that let it pass, why no action follows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.factor_facts import FactorFacts
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.text_boxes import TextBox

_FIELDS = ("effect", "safeguard", "accepted")


class FactorDetails(QWidget):
    """Three self-keeping boxes for one factor. ``left`` is emitted on Esc."""

    left = Signal()

    def __init__(self, ctx: Context) -> None:
        """Build the boxes; ``show_facts`` binds them."""
        super().__init__()
        self._ctx = ctx
        self._factor = ""
        words = ctx.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ctx.look.px(4))
        self.heading = Label(ctx.look, "", "body-strong", wrap=True)
        column.addWidget(self.heading)
        self._hindsight = Label(ctx.look, "", "small", "text2", wrap=True)
        column.addWidget(self._hindsight)
        self._boxes: dict[str, TextBox] = {}
        for field in _FIELDS:
            column.addSpacing(ctx.look.px(6))
            column.addWidget(Label(ctx.look, words(f"factors.details.{field}"), "small-medium", "text2", wrap=True))
            hint = words(f"factors.details.{field}_hint")
            box = TextBox(ctx, name="", command="factor.edit", hint=hint, lines=(1, 6))
            column.addWidget(box)
            self._boxes[field] = box

    def show_facts(self, review_id: str, facts: FactorFacts | None) -> None:
        """Show a factor, or nothing; the former one stays while its text cannot be kept (disk full)."""
        kept = [box.saving.flush() for box in self._boxes.values()]
        if self._factor and not all(kept):
            return
        self.setVisible(facts is not None)
        if facts is None:
            return
        words = self._ctx.words
        self.heading.setText(words("factors.details.title", factor=facts.label))
        self._hindsight.setVisible(bool(facts.later))
        self._hindsight.setText(words("factors.later.ask", times=", ".join(facts.later)) if facts.later else "")
        for field, box in self._boxes.items():
            box.setAccessibleName(words(f"factors.details.{field}_name", factor=facts.label))
            if facts.id == self._factor:
                box.refresh()
            else:
                box.bind(review_id, "factor", facts.id, field)
        self._factor = facts.id

    def tab_stops(self) -> list[QWidget]:
        """Return what the Tab key passes, in order."""
        return list(self._boxes.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc; the text stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
