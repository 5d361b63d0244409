"""The banner: one sentence about what the world did, and what to do. Never modal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from pmdesk.editing.ports import KnownError
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button, IconButton
from pmdesk.ui.widgets.labels import IconLabel, Label


class Banner(QFrame):
    """Stands between the page and the status line; has its own place, so that nothing jumps over text."""

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        self.setObjectName("banner")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(IconLabel(ctx.look, "triangle-alert", 16, "warn"))
        self._text = Label(ctx.look, "", "body", "text", wrap=True)
        row.addWidget(self._text, 1)
        self._verbs = QWidget()
        self._verbs_row = QHBoxLayout(self._verbs)
        self._verbs_row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._verbs, 0, Qt.AlignmentFlag.AlignTop)
        self._hide = IconButton(ctx.look, "x", ctx.words("window.dismiss"))
        self._hide.clicked.connect(self.hide)
        row.addWidget(self._hide, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text() if not self.isHidden() else ""

    def show_error(self, error: KnownError, verbs: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show the sentence of a KnownError; while another question waits for its answer, that stays."""
        if self._verbs_row.count() and not self.isHidden():
            return
        self.show_text(self._ctx.words(f"errors.{error.id}", **error.values), verbs)

    def show_text(self, text: str, verbs: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show a sentence with verbs as buttons."""
        while (item := self._verbs_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for word, call in verbs:
            button = Button(self._ctx.look, word, small=True)
            button.clicked.connect(lambda _checked=False, call=call: call())
            self._verbs_row.addWidget(button)
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
