"""One numbered step of the chain behind a factor: painted, and pressed to go to that factor."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from pmdesk.ui.look import Look
from pmdesk.ui.widgets.wrapped import plain_tip, wrapped

_MOST_LINES = 4
_SHORT = 80


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its number ("2", or "2a" where several stand side by side), text, and the factor."""

    number: str
    text: str
    note: str
    factor_id: str
    last: bool


class ChainStep(QAbstractButton):
    """Shows a Step; as high as its text needs."""

    def __init__(self, look: Look) -> None:
        """Show nothing yet."""
        super().__init__()
        self._look = look
        self.step = Step("", "", "", "", last=True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._wrapped: tuple[str, ...] = ()
        self._wrapped_for = ("", -1)
        look.changed.connect(self._restyle)

    def show_step(self, step: Step, name: str) -> None:
        """Show a step under an accessible name."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(step.text) if len(step.text) > _SHORT else "")
        if step != self.step:
            self.step = step
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Fit the text at a usual width."""
        return QSize(self._look.px(240), self.heightForWidth(self._look.px(240)))

    def minimumSizeHint(self) -> QSize:
        """Take any width."""
        return QSize(self._look.px(80), self._look.px(24))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines and the gap below."""
        lines = len(self._lines(width)) + (1 if self.step.note else 0)
        return max(lines * self._line_height() + self._look.px(11), 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the numbered ring, the line down to the next step, and the text."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(look.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover") if self.underMouse() else Qt.BrushStyle.NoBrush)
            box = self.rect().adjusted(look.px(22), 1, -1, -look.px(7))
            painter.drawRoundedRect(box, look.px(6), look.px(6))
        ring = look.px(17)
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawLine(ring // 2 + 1, ring + 2, ring // 2 + 1, self.height())
        draw_ring(painter, look, self.step.number, QRect(1, 1, ring, ring))
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text"))
        y, x = 0, look.px(27)
        for line in self._lines(self.width()):
            rect = QRect(x, y, self.width() - x, self._line_height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, line)
            y += self._line_height()
        if self.step.note:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("text3"))
            rect = QRect(x, y, self.width() - x, self._line_height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self.step.note)

    def _lines(self, width: int) -> tuple[str, ...]:
        room = width - self._look.px(33)
        if (self.step.text, room) != self._wrapped_for:
            self._wrapped_for = (self.step.text, room)
            self._wrapped = wrapped(self.step.text, self._look.font("body"), room, _MOST_LINES)
        return self._wrapped

    def _restyle(self) -> None:
        self._wrapped_for = ("", -1)
        self.updateGeometry()

    def _line_height(self) -> int:
        return max(self._look.px(18), self._look.metrics("body").height())


def draw_ring(painter: QPainter, look: Look, number: str, ring: QRect, *, filled: bool = False) -> None:
    """Draw a number in a ring; ``filled`` for the step that comes next."""
    painter.setPen(QPen(look.colour("accent" if filled else "line2"), 1))
    painter.setBrush(look.colour("accent" if filled else "sunken"))
    metrics = look.metrics("keycap")
    wide = max(ring.width(), metrics.horizontalAdvance(number) + look.px(6))
    box = QRect(ring.x(), ring.y(), wide, ring.height())
    painter.drawRoundedRect(box, ring.height() / 2, ring.height() / 2)
    painter.setFont(look.font("keycap"))
    painter.setPen(look.colour("onaccent" if filled else "text2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
