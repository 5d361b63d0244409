"""The prompts of a stage, each of which can be ticked once it was asked."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.editing.words import Words
from pmdesk.ui.look import Look
from pmdesk.ui.widgets.tab_order import TabAnchor, follow

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


def prompt_id(stage: str, prompt: str) -> str:
    """Return the id under which a prompt is remembered as asked; it survives a new order of prompts."""
    return f"{stage}.{zlib.crc32(prompt.encode()):08x}"


class PromptTick(QCheckBox):
    """One prompt with a ring that becomes a tick. The text wraps; the whole of it can be clicked."""

    def __init__(self, look: Look, *, done_tone: str = "text3") -> None:
        """``done_tone`` is the colour of the text once it is ticked."""
        super().__init__()
        self._look = look
        self._done_tone = done_tone
        self._prompt = ""
        self._present = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.updateGeometry)

    def show_prompt(self, prompt: str, name: str, *, asked: bool, present: bool) -> None:
        """Show a prompt; ``present`` is the one that is asked now."""
        changed = prompt != self._prompt
        self._prompt, self._present = prompt, present
        self.setAccessibleName(name)
        self.setChecked(asked)
        if changed:
            self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say yes: the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Fit the wrapped text."""
        room = QRect(0, 0, max(width - self._look.px(22), 1), 10_000)
        bounds = self._look.metrics("body").boundingRect(room, _WRAP, self._prompt)
        return max(bounds.height() + self._look.px(6), 24)

    def sizeHint(self) -> QSize:
        """Prefer a narrow column."""
        width = self._look.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Be squeezed in width, not in height."""
        return QSize(self._look.px(80), 24)

    def hitButton(self, place: QPoint) -> bool:
        """Take a click anywhere."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ring or tick, then the text."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(look.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if self.hasFocus() else look.colour("hover"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), look.px(6), look.px(6))
        asked = self.isChecked()
        icon = look.icon("check" if asked else "circle", 14, "ok" if asked else "text3", stroke=2.25 if asked else 1.75)
        painter.drawPixmap(0, look.px(5), icon)
        painter.setFont(look.font("body-medium" if self._present else "body"))
        painter.setPen(look.colour(self._done_tone if asked else "text" if self._present else "text2"))
        painter.drawText(self.rect().adjusted(look.px(20), look.px(3), -look.px(2), 0), _WRAP, self._prompt)


class PromptList(QWidget):
    """Prompts below each other. ``ticked`` carries the id of a prompt and whether it was asked."""

    ticked = Signal(str, bool)

    def __init__(self, look: Look, words: Words) -> None:
        """Show nothing yet."""
        super().__init__()
        self._look, self._words = look, words
        self._rows: list[PromptTick] = []
        self._ids: list[str] = []
        self._start = TabAnchor(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def asked(self) -> int:
        """How many of the shown prompts were asked."""
        return sum(row.isChecked() for row in self._rows[: len(self._ids)])

    def show_prompts(self, stage: str, prompts: Sequence[str], asked: Collection[object], present: str = "") -> None:
        """Show the prompts of a stage; ``asked`` holds ids, ``present`` the prompt that is asked now."""
        self._ids = [prompt_id(stage, prompt) for prompt in prompts]
        while len(self._rows) < len(prompts):
            self._add_row()
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(prompts))
            if at < len(prompts):
                row.show_prompt(
                    prompts[at],
                    self._words("console.prompts.asked", prompt=prompts[at]),
                    asked=self._ids[at] in asked,
                    present=prompts[at] == present,
                )

    def _add_row(self) -> None:
        row, at = PromptTick(self._look), len(self._rows)
        row.clicked.connect(lambda checked: self.ticked.emit(self._ids[at], checked))
        self._rows.append(row)
        self._column.addWidget(row)
        follow(self._rows[at - 1] if at else self._start, row)
