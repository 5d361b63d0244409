"""The list of what is ready and what is open; an open line leads to its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmdesk.ui.look import Look
from pmdesk.ui.models.readiness import LINE_ROLE, Line, ReadinessModel

_Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class _LineDelegate(QStyledItemDelegate):
    """Draws a line: tick and words, or an amber question with its place at the right."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 0
        line: Line = index.data(LINE_ROLE)
        if line.sort != "gap":
            return QSize(width, self._look.px(32))
        fact, question = self._texts(QRect(0, 0, width, 10), line)
        return QSize(width, question.bottom() - fact.top() + self._look.px(17) + 1)

    def _texts(self, rect: QRect, line: Line) -> tuple[QRect, QRect]:
        """Return where the fact and the question stand in a row that begins at ``rect``."""
        look = self._look
        left = rect.left() + look.px(35)
        place = look.metrics("body-medium").horizontalAdvance(line.place) + look.px(48)
        first = QRect(left, rect.top() + look.px(7), max(rect.right() - left - place, 20), 10_000)
        fact = look.metrics("body-medium").boundingRect(first, _WRAP, line.text)
        fact.setWidth(first.width())
        second = QRect(left, fact.bottom() + look.px(3), max(rect.right() - left - look.px(10), 20), 10_000)
        question = look.metrics("small").boundingRect(second, _WRAP, line.question)
        question.setWidth(second.width())
        return fact, question

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look: Look = self._look
        line: Line = index.data(LINE_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = rect.adjusted(0, 1, -1, -1)
        ground = "warnsoft" if line.sort == "gap" else "hover" if state & QStyle.StateFlag.State_MouseOver else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(ground))
            painter.drawRoundedRect(box, look.px(6), look.px(6))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look.px(6), look.px(6))
        self._icon(painter, rect, line)
        if line.sort == "gap":
            self._gap(painter, rect, line)
        else:
            painter.setFont(look.font("body" if line.sort == "ready" else "body-medium"))
            painter.setPen(look.colour("text" if line.sort == "ready" else "accent"))
            room = rect.adjusted(look.px(35), 0, -look.px(8), 0)
            text = look.metrics("body").elidedText(line.text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _icon(self, painter: QPainter, rect: QRect, line: Line) -> None:
        look = self._look
        icon, tone = {"ready": ("check", "ok"), "gap": ("triangle-alert", "warn"), "more": ("chevron-down", "accent")}[
            line.sort
        ]
        y = rect.top() + look.px(8)
        painter.drawPixmap(rect.left() + look.px(10), y, look.icon(icon, 16, tone, stroke=2))

    def _gap(self, painter: QPainter, rect: QRect, line: Line) -> None:
        look = self._look
        fact, question = self._texts(rect, line)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("body-medium"))
        painter.drawText(fact, _WRAP, line.text)
        painter.setPen(look.colour("text2"))
        painter.setFont(look.font("small"))
        painter.drawText(question, _WRAP, line.question)
        painter.setPen(look.colour("accent"))
        painter.setFont(look.font("body-medium"))
        place = QRect(rect.left(), fact.top(), rect.width() - look.px(28), look.metrics("body-medium").height())
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, line.place)
        painter.drawPixmap(
            rect.right() - look.px(24), fact.top() + look.px(2), look.icon("chevron-right", 14, "accent")
        )


class ReadinessList(QListView):
    """As high as its lines. ``went`` carries the Line that was taken by Enter or a click."""

    went = Signal(object)

    def __init__(self, look: Look, run_letter: Callable[[QKeyEvent], bool], model: ReadinessModel, name: str) -> None:
        """``run_letter`` does the command of a plain key; ``name`` is the accessible name."""
        super().__init__()
        self._look, self._run_letter, self._lines = look, run_letter, model
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(look, self))
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        model.modelReset.connect(self.fit)
        look.changed.connect(self.fit)

    def next_gap(self) -> Line | None:
        """Choose the next open line, beginning again after the last; None when nothing is open."""
        lines: tuple[Line, ...] = self._lines.lines
        now = self.currentIndex().row()
        order = [*range(now + 1, len(lines)), *range(now + 1)]
        at: int | None = next((one for one in order if lines[one].sort == "gap"), None)
        if at is None:
            return None
        self.setCurrentIndex(self._lines.index(at))
        self.setFocus()
        return lines[at]

    def row_rect(self) -> QRect:
        """Return the place of the chosen line in this list."""
        return self.visualRect(self.currentIndex())

    def fit(self) -> None:
        """Be as high as the lines."""
        self.doItemsLayout()
        height = sum(self.sizeHintForIndex(self._lines.index(at)).height() for at in range(len(self._lines.lines)))
        self.setFixedHeight(max(height, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a line by Enter or Space; letters are commands."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._take(self.currentIndex())
        elif not self._run_letter(event):
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do not jump by first letters: letters are commands here."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which lines lead somewhere."""
        super().mouseMoveEvent(event)
        line = self._line(self.indexAt(event.position().toPoint()))
        leads = line is not None and line.sort != "ready"
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the line that was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._take(self.indexAt(event.position().toPoint()))

    def _line(self, index: QModelIndex) -> Line | None:
        lines: tuple[Line, ...] = self._lines.lines
        return lines[index.row()] if index.isValid() else None

    def _take(self, index: QModelIndex) -> None:
        line = self._line(index)
        if line is not None and line.sort != "ready":
            self.went.emit(line)
