"""A paste of many lines: how each is read, before Enter adds them all as one step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.domain.times import UNPLACED, Precision
from pmdesk.editing.pasting import CapturedLine
from pmdesk.ui.context import Context
from pmdesk.ui.models.batch_model import BatchModel
from pmdesk.ui.widgets.batch_list import ROW_HEIGHT, BatchList
from pmdesk.ui.widgets.capture_reading import CaptureReading
from pmdesk.ui.widgets.capture_sending import counted
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.floating import FloatingFrame
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps, Label, rule
from pmdesk.ui.widgets.popover import anchor_of

_FEWEST_ROWS, _MOST_ROWS = 2, 8
_AROUND = 110
"""What stands above and below the rows, and the edge of the window, in px."""


class BatchPanel(FloatingFrame):
    """Floats under the capture line.

    ``accepted`` says that the kept lines shall be added, ``refused`` that the paste shall be one line of
    text, ``left`` that the keyboard went elsewhere.
    """

    accepted = Signal()
    refused = Signal()
    left = Signal()

    def __init__(self, ctx: Context, owner: QWidget, reading: CaptureReading) -> None:
        """Belong to the capture line ``owner``."""
        super().__init__(owner, ctx.words("capture.batch.name"))
        self._ctx = ctx
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
        words, look = ctx.words, ctx.look
        self._reading = reading
        self._model = BatchModel(reading.sentence)
        self._list = BatchList(look, self._model, reading, words("capture.batch.list"))
        self._title = Label(look, "", "body-medium")
        self._what = ElidedLabel(look, "", "small", "text2")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(IconLabel(look, "list-plus", 16, "accent"))
        top.addWidget(self._title)
        top.addWidget(self._what, 1)
        below = QHBoxLayout()
        below.setSpacing(12)
        for key, does in (("Enter", "add"), ("Del", "leave_out"), ("Esc", "one_line")):
            below.addWidget(KeyCaps(look, key, words(f"capture.batch.{does}")))
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 9)
        column.setSpacing(7)
        column.addLayout(top)
        column.addWidget(rule())
        column.addWidget(self._list)
        column.addWidget(rule())
        column.addLayout(below)
        self._list.accepted.connect(self.accepted)
        self._list.refused.connect(self.refused)
        self._list.turned.connect(self._tell)
        self._list.installEventFilter(self)

    @property
    def kept(self) -> tuple[CapturedLine, ...]:
        """The lines that are not left out."""
        return self._model.kept

    @property
    def typing(self) -> bool:
        """Whether the keyboard is in the list."""
        return self._list.hasFocus()

    def show_lines(self, lines: tuple[CapturedLine, ...]) -> None:
        """Show these lines, the first one chosen."""
        self._model.show(lines)
        self._list.setCurrentIndex(self._model.index(0))
        self._list.set_wide(wide=any(_is_wide(line) for line in lines))
        self._tell()

    def float_under(self, widget: QWidget, width: int = 0, gap: int = 4) -> None:
        """Show below ``widget``, with as many rows as fit there."""
        px = self._ctx.look.px
        room = widget.window().height() - anchor_of(widget).bottom() - px(_AROUND)
        rows = min(max(room // px(ROW_HEIGHT), _FEWEST_ROWS), _MOST_ROWS, max(self._model.rowCount(), 1))
        self._list.setFixedHeight(rows * px(ROW_HEIGHT) + 2)
        super().float_under(widget, width, gap)

    def take_keyboard(self) -> None:
        """Take the keyboard into the list."""
        self._list.setFocus()

    def eventFilter(self, _watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]  # only the list is watched
        """Keep chords such as Enter and Del here; say when the keyboard goes."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
            if plain:
                event.accept()
        return False

    def _tell(self) -> None:
        words = self._ctx.words
        self._title.setText(words("capture.batch.title", count=self._model.count))
        kept = self._model.kept
        what = [counted(self._ctx, kept) or words("capture.batch.nothing"), self._reading.days(kept)]
        self._what.setText(", ".join(one for one in what if one))
        self._list.setAccessibleDescription(self._title.text())


def _is_wide(line: CapturedLine) -> bool:
    """Return whether the time of a line needs more room than "14:02"."""
    time = line.proposal.time if line.proposal is not None else UNPLACED
    return time.placed and (time.ranged or time.precision is Precision.SECOND)
