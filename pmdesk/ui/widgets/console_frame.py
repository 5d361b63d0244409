"""The frame of the console: the header that says whose it is, and the strip that it folds to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import IconButton
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.labels import IconLabel, Label


class ConsoleHeader(QWidget):
    """Says that the room does not see what is below. ``fold_wanted`` asks for the strip."""

    fold_wanted = Signal()

    def __init__(self, ctx: Context) -> None:
        """Follow the look for its height."""
        super().__init__()
        words, look = ctx.words, ctx.look
        self._look = look
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 6, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(look, "lock", 14, "private"))
        row.addWidget(Label(look, words("console.title"), "small-medium", "private"))
        row.addStretch(1)
        row.addWidget(ElidedLabel(look, words("console.private"), "small", "text3"))
        fold = IconButton(look, "panel-right", words("console.fold"), size=14, tone="text3")
        fold.clicked.connect(self.fold_wanted)
        row.addWidget(fold)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.px(40))


class ConsoleStrip(QWidget):
    """What is left of a folded console. ``unfold_wanted`` and ``park_wanted`` are its two verbs."""

    unfold_wanted = Signal()
    park_wanted = Signal()

    def __init__(self, ctx: Context) -> None:
        """Stand in the width of an icon."""
        super().__init__()
        words, look = ctx.words, ctx.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        self.unfold = IconButton(look, "panel-right", words("console.unfold"))
        self.unfold.clicked.connect(self.unfold_wanted)
        park = IconButton(look, "square-parking", words("console.park.from_strip"), keys="Ctrl+L")
        park.clicked.connect(self.park_wanted)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(self.unfold, 0, centre)
        column.addWidget(IconLabel(look, "lock", 14, "private"), 0, centre)
        column.addWidget(park, 0, centre)
        column.addStretch(1)
