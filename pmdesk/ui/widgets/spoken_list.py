"""The list of who has spoken: strokes in fives, one key or click each."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmdesk.editing.words import Words
from pmdesk.ui.look import Look
from pmdesk.ui.models.spoken import Speaker, SpokenModel

_Index = QModelIndex | QPersistentModelIndex
_ROW, _SHOWN, _LEAST = 24, 10, 3
_GAP, _STROKE, _MOST = 4, 11, 25
"""Between strokes and their height in px at 100 %; above the most, a number is drawn."""


class SpokenList(QListView):
    """``heard`` and ``taken_back`` carry the place of a row; ``left`` asks to give the keyboard back.

    It does so on Esc, and after a digit when it has the keyboard for that digit only (``once``).
    """

    heard = Signal(int)
    taken_back = Signal(int)
    left = Signal()

    def __init__(self, look: Look, words: Words, model: SpokenModel) -> None:
        """Show the rows of ``model``."""
        super().__init__()
        self._look = look
        self.once = self._may_shrink = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where somebody types
        self.setAccessibleName(words("console.spoken.title"))
        self.setAccessibleDescription(words("console.spoken.keys"))
        self.setModel(model)
        self.setItemDelegate(_Row(look, words, self))
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.clicked.connect(lambda index: self.heard.emit(index.row()))
        for news in (model.modelReset, look.changed):
            news.connect(self._fit)
        self._fit()

    @property
    def may_shrink(self) -> bool:
        """Whether it scrolls where there is no room for every row."""
        return self._may_shrink

    @may_shrink.setter
    def may_shrink(self, may: bool) -> None:
        self._may_shrink = may
        self._fit()

    def sizeHint(self) -> QSize:
        """Show every row."""
        return QSize(100, self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        """Be as high as it has to be."""
        return QSize(100, self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, Space and Backspace; arrows walk as in any list."""
        row, key = self.currentIndex().row(), event.text()
        speakers: list[Speaker] = self.model().speakers  # type: ignore[attr-defined]  # a SpokenModel
        at = next((at for at, one in enumerate(speakers) if key and one.key == key), None)
        if at is not None:
            self.setCurrentIndex(self.model().index(at, 0))
            self.heard.emit(at)
            if self.once:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif row >= 0 and event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.heard.emit(row)
        elif row >= 0 and event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Minus}:
            self.taken_back.emit(row)
        elif key.strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()  # no search by letters here: a stray one does nothing
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a row, so that the keys have a place."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget what the keyboard was here for."""
        super().focusOutEvent(event)
        self.once = False

    def _fit(self) -> None:
        rows, high = min(self.model().rowCount(), _SHOWN), max(self._look.px(_ROW), 24)
        self.setMaximumHeight(rows * high + 2)
        self.setMinimumHeight((min(rows, _LEAST) if self._may_shrink else rows) * high + 2)
        self.updateGeometry()


class _Row(QStyledItemDelegate):
    """The key, the role, and the strokes; who was not heard yet stands out a little."""

    def __init__(self, look: Look, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._words = look, words

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, max(self._look.px(_ROW), 24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, one = self._look, index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(one, Speaker):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus, over = state & QStyle.StateFlag.State_HasFocus, state & QStyle.StateFlag.State_MouseOver
        if focus or over:
            painter.setPen(QPen(look.colour("accent"), 2) if focus else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if focus else look.colour("hover"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), look.px(6), look.px(6))
        left, right = rect.left() + look.px(6), rect.right() - look.px(6)
        self._draw_key(painter, QRect(left, rect.center().y() - look.px(8), look.px(17), look.px(17)), one.key)
        left += look.px(24)
        right -= self._draw_strokes(painter, right, rect, one.strokes) + look.px(10)
        painter.setFont(look.font("small" if one.strokes else "small-medium"))
        painter.setPen(look.colour("text2" if one.strokes else "text"))
        metrics = look.metrics("small-medium")
        label = metrics.elidedText(one.label, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, label)
        painter.restore()

    def _draw_key(self, painter: QPainter, cap: QRect, key: str) -> None:
        if not key:
            return
        look = self._look
        painter.setFont(look.font("keycap"))
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(cap, look.px(4), look.px(4))
        painter.setPen(look.colour("text2"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)

    def _draw_strokes(self, painter: QPainter, right: int, rect: QRect, count: int) -> int:
        """Draw strokes that end at ``right``; return their width."""
        look = self._look
        if not 0 < count <= _MOST:
            text = str(count) if count else self._words("console.spoken.not_yet")
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("text2" if count else "text3"))
            room = QRect(rect.left(), rect.top(), right - rect.left(), rect.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
            return look.metrics("small").horizontalAdvance(text)
        gap, high = look.px(_GAP), look.px(_STROKE)
        fives, rest = divmod(count, 5)
        group = 4 * gap + look.px(4)
        wide = fives * group + rest * gap
        x, top = right - wide, rect.center().y() - high / 2
        painter.setPen(QPen(look.colour("text2"), look.px(1.5)))
        for _five in range(fives):
            for at in range(4):
                painter.drawLine(_upright(x + gap * at + gap / 2, top, high))
            painter.drawLine(QLineF(QPointF(x - 1, top + high - 2), QPointF(x + gap * 4, top + 2)))
            x += group
        for at in range(rest):
            painter.drawLine(_upright(x + gap * at + gap / 2, top, high))
        return wide


def _upright(x: float, top: float, high: float) -> QLineF:
    return QLineF(QPointF(x, top), QPointF(x, top + high))
