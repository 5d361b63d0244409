"""The frame of a page of facts: a heading, two columns that become one, and a full-width foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmdesk.ui.look import Look
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.labels import Label, rule

TWO_FROM = 760
MARGIN = 24


class TwoColumns(QWidget):
    """Add widgets to ``head``, ``left``, ``right`` and ``foot``; it scrolls when short.

    Below ``two_from`` px (at 100 %) the right column goes under the left one.
    """

    def __init__(
        self, look: Look, *, title: str, purpose: str, name: str, foot: bool = False, two_from: int = TWO_FROM
    ) -> None:
        """``name`` is the accessible name of the scrolling part; ``foot`` says that there will be one.

        Below ``two_from`` px the columns become one.
        """
        super().__init__()
        self._look, self._two_from = look, two_from
        self.left, self.right, self.foot = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line = rule(vertical=True)
        self._row.setSpacing(0)
        self._row.addLayout(self.left, 52)
        self._row.addWidget(self._line)
        self._row.addLayout(self.right, 48)
        body = QWidget()
        body.setObjectName("page")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row, 0 if foot else 1)
        column.addLayout(self.foot, 1 if foot else 0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(name)
        self.area.setWidget(body)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 14, MARGIN, 12)
        head.setSpacing(14)
        head.addWidget(Label(look, title, "title"), 0, Qt.AlignmentFlag.AlignVCenter)
        told = ElidedLabel(look, purpose, "body", "text3")
        head.addWidget(told, 1, Qt.AlignmentFlag.AlignVCenter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.head = head
        outer.addLayout(head)
        outer.addWidget(rule())
        outer.addWidget(self.area, 1)
        look.changed.connect(self._arrange)
        self._arrange()

    @property
    def two(self) -> bool:
        """Whether the columns stand side by side now."""
        return self._row.direction() == QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go from two columns to one and back."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        two = self.width() >= self._look.px(self._two_from)
        direction = QBoxLayout.Direction.LeftToRight if two else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)
        self._line.setVisible(two)
        self.left.setContentsMargins(MARGIN, 16, MARGIN, 16)
        self.right.setContentsMargins(MARGIN, 16 if two else 0, MARGIN, 16)
        self.foot.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)


def heading(look: Look, text: str, note: Label | None = None) -> QHBoxLayout:
    """Return the heading of a block, with a quiet note at the right."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Label(look, text, "body-strong"))
    row.addStretch(1)
    if note is not None:
        row.addWidget(note)
    return row
