"""The open actions of earlier reviews: looked at first, overdue ones in amber."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget
from whenever import Date

from pmdesk.domain.measures import overdue
from pmdesk.editing.ports import OpenAction
from pmdesk.editing.words import Words
from pmdesk.ui.context import Context
from pmdesk.ui.look import Look
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.two_columns import heading

_Index = QModelIndex | QPersistentModelIndex
_SHOWN = 6
_HEIGHT = 48


class _Model(QAbstractListModel):
    """One row for each action."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._actions: Sequence[OpenAction] = ()
        self._today = Date(2000, 1, 1)

    def show(self, actions: Sequence[OpenAction], today: Date) -> None:
        self.beginResetModel()
        self._actions, self._today = actions, today
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._actions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._actions):
            return None
        one = self._actions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.action.text
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(
                "opening.earlier_row",
                number=one.number,
                action=one.action.text,
                owner=self.owner(one),
                due=self.due(one),
            )
        return None

    def at(self, row: int) -> OpenAction:
        return self._actions[row]

    def late(self, one: OpenAction) -> bool:
        return overdue(one.action, self._today)

    def owner(self, one: OpenAction) -> str:
        return one.owner or self._words("opening.earlier_no_owner")

    def due(self, one: OpenAction) -> str:
        due = one.action.due
        if due is None:
            return self._words("opening.earlier_no_due")
        if not self.late(one):
            return self._words("opening.earlier_due", date=self._words.date(due))
        days = self._today.to_stdlib().toordinal() - due.to_stdlib().toordinal()
        return self._words("opening.earlier_late", count=days)


class _Row(QStyledItemDelegate):
    """Two lines: the action; then its review, its owner and its date."""

    def __init__(self, look: Look, words: Words, model: _Model, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._words, self._model = look, words, model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, self._look.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, model, one = self._look, self._model, self._model.at(index.row())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), look.px(6), look.px(6))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        left, width, line = rect.left() + look.px(4), rect.width() - look.px(8), look.px(18)
        top = rect.top() + look.px(5)
        self._text(painter, QRect(left, top, width, line), one.action.text, "body", "text")
        late = model.late(one)
        due = model.due(one)
        due_width = look.metrics("small-medium").horizontalAdvance(due) + look.px(22 if late else 4)
        second = QRect(left, top + line + look.px(2), width, line)
        review = self._words("opening.earlier_review", number=one.number, title=one.title)
        owner = model.owner(one)
        owner_width = min(look.metrics("small").horizontalAdvance(owner) + look.px(16), width // 3)
        room = width - due_width - owner_width
        self._text(painter, QRect(second.left(), second.top(), room, line), review, "small", "text3")
        x = second.left() + room + look.px(12)
        self._text(painter, QRect(x, second.top(), owner_width - look.px(16), line), owner, "small", "text2")
        x = second.right() - due_width + look.px(4)
        if late:
            painter.drawPixmap(x, second.top() + look.px(2), look.icon("calendar-clock", 14, "warn"))
            x += look.px(18)
        self._text(
            painter,
            QRect(x, second.top(), due_width, line),
            due,
            "small-medium" if late else "small",
            "warn" if late else "text3",
        )
        painter.restore()

    def _text(self, painter: QPainter, room: QRect, text: str, style: str, tone: str) -> None:
        painter.setFont(self._look.font(style))
        painter.setPen(self._look.colour(tone))
        fitted = self._look.metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)


class EarlierActions(QWidget):
    """The list with its heading; a kind sentence when there is nothing open."""

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        words, look = ctx.words, ctx.look
        self._count = Label(look, "", "body", "text3")
        self._none = Label(look, words("opening.earlier_none"), "body", "text2", wrap=True)
        self._model = _Model(words)
        self._list = QListView()
        self._list.setAccessibleName(words("opening.earlier_list"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Row(look, words, self._model, self._list))
        self._list.setSelectionMode(QListView.SelectionMode.NoSelection)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(heading(look, words("opening.earlier_title"), self._count))
        column.addWidget(self._none)
        column.addWidget(self._list)
        look.changed.connect(self._fit)

    def show_actions(self, actions: Sequence[OpenAction], today: Date) -> None:
        """Show open actions in the order in which they come."""
        self._model.show(actions, today)
        self._count.setText(self._ctx.words("opening.earlier_count", count=len(actions)) if actions else "")
        self._none.setVisible(not actions)
        self._list.setVisible(bool(actions))
        self._fit()

    def _fit(self) -> None:
        rows = min(self._model.rowCount(), _SHOWN)
        self._list.setFixedHeight(rows * self._ctx.look.px(_HEIGHT) + 2)
