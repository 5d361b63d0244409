"""The list of what is ready and what is open; an open line leads to its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmdesk.ui.look import Look
from pmdesk.ui.models.readiness import LINE_ROLE, Line, ReadinessModel

_Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class _LineDelegate(QStyledItemDelegate):
    """Draws a line: tick and words, an amber gap with its place, an amber pile, or a quiet gap inside of it."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 0
        line: Line = index.data(LINE_ROLE)
        if line.sort == "ready":
            return QSize(width, self._look.px(28))
        fact, question = self._texts(QRect(0, 0, width, 10), line)
        bottom = question.bottom() if _asks(line) else fact.bottom()
        return QSize(width, bottom + self._look.px(5 if line.inside else 9) + 1)

    def _texts(self, rect: QRect, line: Line) -> tuple[QRect, QRect]:
        """Return where the fact and the question stand in a row that begins at ``rect``."""
        look = self._look
        left = rect.left() + look.px(35)
        aside = look.metrics("body-medium").horizontalAdvance(_place(line)) + look.px(48 if _place(line) else 34)
        top = rect.top() + look.px(4 if line.inside else 7)
        first = QRect(left, top, max(rect.right() - left - aside, 20), 10_000)
        fact = look.metrics(_style(line)).boundingRect(first, _WRAP, line.text)
        fact.setWidth(first.width())
        second = QRect(left, fact.bottom() + look.px(2), max(rect.right() - left - look.px(34), 20), 10_000)
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
        open_here = line.sort != "ready" and not line.inside
        ground = "warnsoft" if open_here else "hover" if state & QStyle.StateFlag.State_MouseOver else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(ground))
            painter.drawRoundedRect(box, look.px(6), look.px(6))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look.px(6), look.px(6))
        if line.sort == "ready":
            painter.drawPixmap(
                rect.left() + look.px(10), rect.top() + look.px(6), look.icon("check", 16, "ok", stroke=2)
            )
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("text"))
            room = rect.adjusted(look.px(35), 0, -look.px(8), 0)
            text = look.metrics("body").elidedText(line.text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        else:
            self._open(painter, rect, line)
        painter.restore()

    def _open(self, painter: QPainter, rect: QRect, line: Line) -> None:
        look = self._look
        fact, question = self._texts(rect, line)
        if not line.inside:
            place = QPoint(rect.left() + look.px(10), rect.top() + look.px(7))
            painter.drawPixmap(place, look.icon("triangle-alert", 16, "warn", stroke=2))
        painter.setPen(look.colour("text"))
        painter.setFont(look.font(_style(line)))
        painter.drawText(fact, _WRAP, line.text)
        if _asks(line):
            painter.setPen(look.colour("text2"))
            painter.setFont(look.font("small"))
            painter.drawText(question, _WRAP, line.question)
        painter.setPen(look.colour("accent"))
        painter.setFont(look.font("body-medium"))
        aside = QRect(rect.left(), fact.top(), rect.width() - look.px(28), look.metrics("body-medium").height())
        painter.drawText(aside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, _place(line))
        icon = "chevron-right" if line.sort == "gap" else "chevron-down" if line.folded else "chevron-up"
        painter.drawPixmap(rect.right() - look.px(24), fact.top() + look.px(1), look.icon(icon, 14, "accent"))


def _style(line: Line) -> str:
    return "body" if line.inside else "body-medium"


def _place(line: Line) -> str:
    """Return the words of where a gap is closed; inside of a pile they would stand in every line."""
    return "" if line.inside else line.place


def _asks(line: Line) -> bool:
    """Return whether the question is shown; that of a pile only with its gaps."""
    return bool(line.question) and not line.folded


class ReadinessList(QListView):
    """As high as its lines. ``went`` carries the Line that was taken by Enter or a click.

    ``walked`` says that a key led to another line.
    """

    went = Signal(object)
    walked = Signal()

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

    @property
    def line(self) -> Line | None:
        """The chosen line."""
        return self._line(self.currentIndex())

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
        before = self.currentIndex().row()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._take(self.currentIndex())
        elif not self._run_letter(event):
            super().keyPressEvent(event)
            if self.currentIndex().row() != before:
                self.walked.emit()

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
