"""The banner: one sentence about what the world did, or what goes on, and what to do. Never modal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from pmdesk.editing.ports import KnownError
from pmdesk.ui.announcing import announce
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
        self._icon = IconLabel(ctx.look, "triangle-alert", 16, "warn")
        row.addWidget(self._icon)
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
        if self._verbs_row.count() and not self.isHidden() and not self.property("calm"):
            return
        self.show_text(self._ctx.words(f"errors.{error.id}", **error.values), verbs)

    def show_news(self, text: str, verbs: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show a sentence about which nothing is wrong, until end_news(); what the world did takes its place."""
        self.show_text(text, verbs)
        self._set_calm(calm=True)
        announce(self, text)

    def end_news(self) -> None:
        """Hide such a sentence, and nothing else."""
        if self.property("calm"):
            self.hide()

    def _set_calm(self, *, calm: bool) -> None:
        if bool(self.property("calm")) != calm:
            self.setProperty("calm", calm)
            self._icon.set_icon("clock" if calm else "triangle-alert", "accent" if calm else "warn")
            self.style().unpolish(self)
            self.style().polish(self)

    def show_text(self, text: str, verbs: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show a sentence with verbs as buttons."""
        self._set_calm(calm=False)
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
