"""The ideas for later, kept apart from what is promised: cards, and a line for the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pmdesk.ui.context import Context
from pmdesk.ui.look import Look
from pmdesk.ui.models.action_model import ROW_ROLE, ActionModel, ActionRow
from pmdesk.ui.widgets.action_view import ActionView
from pmdesk.ui.widgets.draft_line import StageLine
from pmdesk.ui.widgets.labels import Label

_Index = QModelIndex | QPersistentModelIndex
_MOST_LINES = 6
_MOST_LETTERS = 1000


class IdeaDelegate(QStyledItemDelegate):
    """Draws an idea as a card that is as high as its text."""

    def __init__(self, look: Look, parent: QObject) -> None:
        """Draw in ``look``."""
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of the wrapped text, at most six lines."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 0
        row: ActionRow = index.data(ROW_ROLE)
        look = self._look
        origin = look.px(20) if row.second.text else 0
        return QSize(width, self._text_height(self._layout(row, width)) + origin + look.px(28))

    def _layout(self, row: ActionRow, width: int) -> QTextLayout:
        """Return the text broken into lines at words, or anywhere in a word that is too long."""
        look = self._look
        layout = QTextLayout(" ".join(row.text.text[:_MOST_LETTERS].split()), look.font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        step = look.metrics("body").lineSpacing()
        for at in range(_MOST_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width - look.px(26), 1))
            line.setPosition(QPointF(0, at * step))
        layout.endLayout()
        return layout

    def _text_height(self, layout: QTextLayout) -> int:
        return layout.lineCount() * self._look.metrics("body").lineSpacing()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the card, its text and where it comes from."""
        look, row = self._look, index.data(ROW_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = rect.adjusted(1, 1, -2, -look.px(8))
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(look.colour("accent" if focus else "line2"), 2 if focus else 1))
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(look.colour("selected" if selected else "hover" if hover else "surface"))
        painter.drawRoundedRect(card, look.px(8), look.px(8))
        layout = self._layout(row, rect.width())
        height = self._text_height(layout)
        box = QRect(card.left() + look.px(11), card.top() + look.px(9), card.width() - look.px(22), height)
        painter.setPen(look.colour("accent" if row.text.asks else "text"))
        layout.draw(painter, QPointF(box.topLeft()))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text3"))
        origin = QRect(box.left(), box.bottom() + look.px(4), box.width(), look.px(16))
        text = look.metrics("small").elidedText(row.second.text, Qt.TextElideMode.ElideRight, origin.width())
        painter.drawText(origin, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class IdeasColumn(QWidget):
    """The title with a count, the cards, and the line that keeps the next idea."""

    def __init__(self, ctx: Context, run_letter: Callable[[QKeyEvent], bool], add: Callable[[str], bool]) -> None:
        """``add`` keeps a new idea and says whether it could."""
        super().__init__()
        look, words = ctx.look, ctx.words
        self.model = ActionModel()
        self.view = ActionView(look, run_letter, self.model, words("actions.ideas.list_name"))
        self.view.setItemDelegate(IdeaDelegate(look, self.view))
        self.view.show_hint(words("actions.ideas.empty"))
        self.line = StageLine(ctx, name=words("actions.ideas.add_box"), hint=words("actions.ideas.add"), add=add)
        self.line.left.connect(self.view.setFocus)
        self._count = Label(look, "0", "body", "text3")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        column.setSpacing(look.px(4))
        head = QHBoxLayout()
        head.addWidget(Label(look, words("actions.ideas.title"), "body-strong"), 1)
        head.addWidget(self._count)
        column.addLayout(head)
        column.addWidget(Label(look, words("actions.ideas.hint"), "small", "text3", wrap=True))
        column.addWidget(self.view, 1)
        column.addWidget(self.line)

    def show_rows(self, rows: Sequence[ActionRow]) -> None:
        """Show these ideas."""
        self.model.show(rows)
        self._count.setText(str(len(rows)))
