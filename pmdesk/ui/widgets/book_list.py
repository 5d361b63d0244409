"""A list of rules with switches, or of decisions that can be taken back: by key and by click."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmdesk.ui.look import Look
from pmdesk.ui.models.rulebook_rows import ROW_ROLE, BookModel, BookRow, Index
from pmdesk.ui.widgets.action_view import draw_ground

_TALL, _LOW = 46, 32
_SWITCH = (28, 16)
_TURN = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_BACK = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class BookList(QListView):
    """``turned`` carries the rule to switch, ``back`` the decision to take back, ``stood`` the row's id.

    ``opened`` carries a row without a switch that was taken by Enter, Space or a click.
    """

    turned = Signal(str)
    opened = Signal(str)
    back = Signal(str)
    stood = Signal(str)

    def __init__(self, look: Look, name: str, *, verb: str = "", letter: str = "", hint: str = "") -> None:
        """``verb`` is the word at the right that takes a row back, ``letter`` a key for it beside Del.

        ``hint`` stands where rows would be.
        """
        super().__init__()
        self._look, self.verb, self._letter, self._hint = look, verb, letter, hint
        self.model_ = BookModel()
        self.locked = False
        self.setModel(self.model_)
        self.setItemDelegate(_BookDelegate(look, self))
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda now, _before: self.stood.emit(self._id(now)))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def chosen(self) -> str:
        """The id of the current row, or an empty text."""
        return self._id(self.currentIndex())

    def show_rows(self, rows: tuple[BookRow, ...]) -> None:
        """Show rows; the keyboard stays at its place in the list."""
        at = self.currentIndex().row()
        self.model_.show(rows)
        if rows and self.currentIndex().row() < 0 and at >= 0:
            self.setCurrentIndex(self.model_.index(min(at, len(rows) - 1)))
        self.viewport().update()

    def switch_rect(self, rect: QRect) -> QRect:
        """Return the place of the switch of a row."""
        look = self._look
        wide, high = look.px(_SWITCH[0]), look.px(_SWITCH[1])
        return QRect(rect.left() + look.px(12), rect.center().y() - high // 2 + 1, wide, high)

    def verb_rect(self, rect: QRect) -> QRect:
        """Return the place of the word that takes a row back."""
        look = self._look
        wide = look.metrics("small-medium").horizontalAdvance(self.verb) + look.px(8)
        return QRect(rect.right() - look.px(12) - wide, rect.top(), wide, rect.height()) if self.verb else QRect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Switch, take back, or walk; "?" and Esc go on to the page."""
        row = self._row(self.currentIndex())
        if event.key() in _TURN:
            self._turn(row)
        elif self.verb and (event.key() in _BACK or (event.text() and event.text().upper() == self._letter)):
            self._take(row)
        elif event.key() == Qt.Key.Key_Escape or event.text() == "?":
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Find a row by the first letters of its text."""
        if search != " ":
            super().keyboardSearch(search)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Switch or take back where the switch or the word is."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._row(index)
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            return
        acts = self._acts(event.position().toPoint())
        if row.on is None:
            self._take(row) if acts else self.opened.emit(row.id)
        elif acts:
            self._turn(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click does something."""
        super().mouseMoveEvent(event)
        hand = self._acts(event.position().toPoint()) and not self.locked
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current row, so that keys have something to act on."""
        if not self.currentIndex().isValid() and self.model_.rows:
            self.setCurrentIndex(self.model_.index(0))
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or what an empty list says."""
        super().paintEvent(event)
        if not self.model_.rows and self._hint:
            look, painter = self._look, QPainter(self.viewport())
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("text3"))
            box = self.viewport().rect().adjusted(look.px(12), look.px(10), -look.px(12), 0)
            painter.drawText(box, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self._hint)

    def _turn(self, row: BookRow | None) -> None:
        if row is not None and row.on is None:
            self.opened.emit(row.id)
        elif row is not None and not self.locked:
            self.turned.emit(row.id)

    def _take(self, row: BookRow | None) -> None:
        if row is not None and row.on is None and not self.locked:
            self.back.emit(row.id)

    def _acts(self, point: QPoint) -> bool:
        index = self.indexAt(point)
        row, rect = self._row(index), self.visualRect(index)
        if row is None:
            return False
        grown = self._look.px(6)
        switch = self.switch_rect(rect).adjusted(-grown, -grown, grown, grown)
        return (switch if row.on is not None else self.verb_rect(rect)).contains(point)

    def _row(self, index: Index) -> BookRow | None:
        return index.data(ROW_ROLE) if index.isValid() else None

    def _id(self, index: Index) -> str:
        row = self._row(index)
        return row.id if row is not None else ""


class _BookDelegate(QStyledItemDelegate):
    """Draws a rule with its switch, or a decision with the word that takes it back."""

    def __init__(self, look: Look, view: BookList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: BookRow = index.data(ROW_ROLE)
        return QSize(100, self._look.px(_TALL if row.second else _LOW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, view = self._look, self._view
        row: BookRow = index.data(ROW_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, look, rect, state, line=index.row() > 0)
        left = rect.left() + look.px(12)
        if row.on is not None:
            box = view.switch_rect(rect)
            self._switch(painter, QRectF(box), on=row.on)
            left = box.right() + look.px(12)
        right = rect.right() - look.px(12)
        if view.verb and not view.locked:
            place = view.verb_rect(rect)
            self._write(painter, place, view.verb, "small-medium", "accent", right=True)
            right = place.left() - look.px(8)
        room = QRect(left, rect.top(), right - left, rect.height())
        if not row.second:
            self._write(painter, room, row.text, "body", "text")
        else:
            ink = "text3" if row.on is False else "text"
            first = QRect(left, rect.top() + look.px(5), room.width(), look.px(18))
            tag = look.metrics("small").horizontalAdvance(row.tag) + look.px(8) if row.tag else 0
            self._write(painter, first, row.tag, "small", "text3", right=True)
            self._write(painter, first.adjusted(0, 0, -tag, 0), row.text, "body-medium", ink)
            second = QRect(left, rect.top() + look.px(24), room.width(), look.px(16))
            self._write(painter, second, row.second, "small", "text3")
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, text: str, style: str, tone: str, *, right: bool = False) -> None:
        painter.setFont(self._look.font(style))
        painter.setPen(self._look.colour(tone))
        shown = self._look.metrics(style).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextSingleLine, shown)

    def _switch(self, painter: QPainter, box: QRectF, *, on: bool) -> None:
        """Draw the switch: filled with its knob at the right when on, an empty frame when off."""
        look = self._look
        box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.colour("accent" if on else "control"), 1))
        painter.setBrush(look.colour("accent" if on else "surface"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        knob = box.height() - look.px(6)
        x = box.right() - knob - look.px(3) if on else box.left() + look.px(3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("onaccent" if on else "control"))
        painter.drawEllipse(QRectF(x, box.top() + look.px(3), knob, knob))
