"""What an empty timeline says."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.labels import Label


class TimelineEmpty(QWidget):
    """What to do on an empty timeline: one question, one sentence."""

    def __init__(self, ctx: Context) -> None:
        """Say nothing yet."""
        super().__init__()
        self._words = ctx.words
        self._question = Label(ctx.look, "", "question", wrap=True)
        self._hint = Label(ctx.look, "", "body", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(6)
        column.addWidget(self._question)
        column.addWidget(self._hint)

    def tell(self, *, filtered: bool) -> None:
        """Say what is missing: any entry, or a starred one."""
        self._question.setText(self._words("timeline.empty_filter" if filtered else "timeline.empty_question"))
        self._hint.setText("" if filtered else self._words("timeline.empty_hint"))
        self._hint.setVisible(not filtered)
