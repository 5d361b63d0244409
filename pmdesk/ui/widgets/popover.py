"""Popovers: they float over the page, push nothing aside, and Esc closes them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from pmdesk.ui.look import Look
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.tab_order import tab_stops

EDGE = 8
"""So far from the edges of the window, in px."""

_Index = QModelIndex | QPersistentModelIndex


class Popover(QFrame):
    """A floating frame inside the window. Esc or a click elsewhere closes it; the focus returns.

    ``closed`` is emitted once, however it closes. It deletes itself.
    """

    closed = Signal()

    def __init__(self, look: Look, window: QWidget, name: str) -> None:
        """Belong to ``window``; ``name`` is read aloud."""
        super().__init__(window)
        self._look = look
        self._frame = window
        self._came_from = QApplication.focusWidget()
        self._open = True
        self.setObjectName("popover")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_at(self, anchor: QRect, width: int = 0) -> None:
        """Show beside ``anchor`` (in the window's coordinates)."""
        self.adjustSize()
        self.setGeometry(self._place(anchor, width))
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one: we are a widget
        self.show()
        self.raise_()

    def _place(self, anchor: QRect, width: int) -> QRect:
        """Return the place below ``anchor``, or above it where there is no room below."""
        window, size = self._frame, self.sizeHint()
        wide = min(max(width, size.width()), window.width() - 2 * EDGE)
        high = min(size.height(), window.height() - 2 * EDGE)
        x = min(max(anchor.left(), EDGE), window.width() - wide - EDGE)
        below, above = anchor.bottom() + 5, anchor.top() - 5
        lowest = window.height() - EDGE - high
        if below <= lowest:
            y = below
        elif above - high >= EDGE:
            y = above - high
        else:  # there is room on neither side: the larger one hides the least of what it is about
            y = lowest if window.height() - below >= above else EDGE
        return QRect(x, y, wide, high)

    def dismiss(self) -> None:
        """Close and give the focus back to where it came from."""
        if not self._open:
            return
        self._open = False
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        focus = QApplication.focusWidget()
        inside = focus is None or self.isAncestorOf(focus)
        if inside and self._came_from is not None:
            try:
                self._came_from.setFocus()  # before it is hidden: Qt would tab on, which selects a whole line
            except RuntimeError:  # the widget is gone by now
                self._came_from = None
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 (Qt's own form)
        """Let Tab walk round inside: a popover that was left by Tab would stay open, unseen by a screen reader."""
        stops = tab_stops(self)
        focus = QApplication.focusWidget()
        at = stops.index(focus) if focus in stops else -1 if forward else 0
        if stops:
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return bool(stops)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on a click elsewhere in the window."""
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(watched, QWidget)
            and watched.window() is self.window()
            and not self._holds(watched)
        ):
            self.dismiss()
        return False

    def _holds(self, widget: QWidget) -> bool:
        """Return whether a widget is inside, or in a popover that was opened from inside."""
        if widget is self or self.isAncestorOf(widget):
            return True
        around: QWidget | None = widget
        while around is not None and not isinstance(around, Popover):
            around = around.parentWidget()
        opener = around._came_from if around is not None and around is not self else None  # noqa: SLF001 (another one of us)
        return opener is not None and isValid(opener) and self.isAncestorOf(opener)


def anchor_of(widget: QWidget, rect: QRect | None = None) -> QRect:
    """Return the rectangle of a widget (or of a part of it) in its window's coordinates."""
    part = widget.rect() if rect is None else rect
    return QRect(widget.mapTo(widget.window(), part.topLeft()), part.size())


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a Picker. ``checked`` draws a tick, ``hint`` stands at the right."""

    value: Hashable
    text: str
    icon: str = ""
    tone: str = "text2"
    hint: str = ""
    checked: bool = False


class Picker(Popover):
    """A popover list: type to filter, arrows to move, Enter to choose.

    ``chosen`` carries the value of a choice. With ``free_text``, Enter on a text that no choice
    has sends ``typed`` with that text. With ``many``, it stays open: each Enter or click toggles
    one choice (the owner answers by calling set_choices). ``filtered`` carries the filter's text, so
    that an owner can add what it found elsewhere (set_extra).
    """

    chosen = Signal(object)
    typed = Signal(str)
    filtered = Signal(str)

    def __init__(
        self,
        look: Look,
        window: QWidget,
        title: str,
        choices: Sequence[Choice],
        *,
        hint: str = "",
        many: bool = False,
        free_text: bool = False,
    ) -> None:
        """``title`` is the question at the top and the accessible name, ``hint`` that of the empty filter."""
        super().__init__(look, window, title)
        self._title, self._many, self._free_text = title, many, free_text
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(6)
        layout.addWidget(Label(look, title, "small-medium", "text2"))
        self._filter = QLineEdit()
        self._filter.setAccessibleName(title)
        self._filter.setPlaceholderText(hint)
        self._filter.textChanged.connect(self._narrow)
        self._filter.installEventFilter(self)
        layout.addWidget(self._filter)
        self._model = _Choices(choices)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_ChoiceRow(look, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(lambda index: self._take(index.row()))
        self._list.selectionModel().currentChanged.connect(self._tell_current)
        layout.addWidget(self._list)
        for news in (self._model.modelReset, self._model.rowsInserted):
            news.connect(self._name_list)
        self._name_list()
        self._fit()

    def show_at(self, anchor: QRect, width: int = 320) -> None:
        """Show and take the focus into the filter."""
        super().show_at(anchor, width)
        self._filter.setFocus()
        checked = next((at for at, one in enumerate(self._model.shown) if one.checked), 0)
        self._list.setCurrentIndex(self._model.index(checked))

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show other choices (or other ticks), keeping the filter and the place."""
        row = self._list.currentIndex().row()
        self._model.replace(choices, self._filter.text())
        self._list.setCurrentIndex(self._model.index(min(max(row, 0), self._model.rowCount() - 1)))

    def set_extra(self, choices: Sequence[Choice]) -> None:
        """Show further choices below those that the filter leaves; they are not filtered themselves."""
        self._model.extend(choices)
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the filter's arrow keys walk the list."""
        if watched is self._filter and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key())
            )
            if step is not None:
                row = self._list.currentIndex().row() + step
                self._list.setCurrentIndex(self._model.index(min(max(row, 0), self._model.rowCount() - 1)))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take(self._list.currentIndex().row())
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        self._model.narrow(text)
        self._list.setCurrentIndex(self._model.index(0) if self._model.shown else QModelIndex())
        self.filtered.emit(text)

    def _name_list(self) -> None:
        """Say how many choices there are: the filter above has the title as its name."""
        self._list.setAccessibleName(f"{self._title} ({self._model.rowCount()})")

    def _tell_current(self, index: QModelIndex) -> None:
        """Say which choice Enter takes: the keyboard stays in the filter."""
        self._filter.setAccessibleDescription(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        if self._filter.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self._filter, QAccessible.Event.DescriptionChanged))

    def _take(self, row: int) -> None:
        text = self._filter.text().strip()
        if 0 <= row < len(self._model.shown):
            value = self._model.shown[row].value
            if not self._many:
                self.dismiss()
            self.chosen.emit(value)
        elif self._free_text and text:
            self.dismiss()
            self.typed.emit(text)

    def _fit(self) -> None:
        rows = min(max(self._model.rowCount(), 1), 9)
        self._list.setFixedHeight(rows * self._look.px(30) + 4)


class _Choices(QAbstractListModel):
    """The choices whose text holds every word of the filter."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._all = tuple(choices)
        self.shown = self._all

    def narrow(self, text: str) -> None:
        words = text.casefold().split()
        self.beginResetModel()
        self.shown = tuple(
            one for one in self._all if all(word in f"{one.text} {one.hint}".casefold() for word in words)
        )
        self.endResetModel()

    def extend(self, choices: Sequence[Choice]) -> None:
        if choices:
            first = len(self.shown)
            self.beginInsertRows(QModelIndex(), first, first + len(choices) - 1)
            self.shown = (*self.shown, *choices)
            self.endInsertRows()

    def replace(self, choices: Sequence[Choice], text: str) -> None:
        self._all = tuple(choices)
        self.narrow(text)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.shown):
            return None
        choice = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{'✓ ' if choice.checked else ''}{choice.text} {choice.hint}".strip()
        if role == Qt.ItemDataRole.CheckStateRole:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return choice
        return None


class _ChoiceRow(QStyledItemDelegate):
    """Draws one choice."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, self._look.px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        look = self._look
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selected" if state & QStyle.StateFlag.State_Selected else "hover"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), look.px(6), look.px(6))
        x, middle = rect.left() + look.px(8), rect.center().y()
        if choice.checked:
            painter.drawPixmap(QPoint(x, middle - look.px(8)), look.icon("check", 16, "ok"))
        x += look.px(22)
        if choice.icon:
            painter.drawPixmap(QPoint(x, middle - look.px(8)), look.icon(choice.icon, 16, choice.tone))
            x += look.px(24)
        metrics = look.metrics("small")
        hint = metrics.horizontalAdvance(choice.hint) + look.px(16) if choice.hint else 0
        room = QRect(x, rect.top(), rect.right() - x - hint - look.px(8), rect.height())
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text"))
        text = look.metrics("body").elidedText(choice.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text3"))
        painter.drawText(
            rect.adjusted(0, 0, -look.px(8), 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            choice.hint,
        )
        painter.restore()
