"""Factors against their evidence and their actions: dots, squares, and what is missing in words."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from pmdesk.ui.look import Look
from pmdesk.ui.models.support_model import MARK_ROLE, Column, Mark, Row, SupportModel

_Index = QModelIndex | QPersistentModelIndex
_CELL, _LEAST_CELL, _LINE, _GAP_WORDS = 19, 16, 25, 118


class _Cell(QStyledItemDelegate):
    """Draws a dot for evidence, a square for an action, a grey point for neither, and gaps in words."""

    def __init__(self, look: Look, view: SupportMatrix) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, rect = self._look, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        mark: Mark = index.data(MARK_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._view.crosses(index):
            painter.fillRect(rect, look.colour("hover"))
        if index.column() == self._view.first_action:
            rect.setLeft(rect.left() + look.px(8))
        if mark.gap:
            self._gap(painter, rect, mark)
        else:
            self._mark(painter, rect, mark)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), look.px(4), look.px(4))
        painter.restore()

    def _mark(self, painter: QPainter, rect: QRect, mark: Mark) -> None:
        look = self._look
        size = look.px(9) if mark.linked else look.px(2)
        box = QRectF(0, 0, size, size)
        box.moveCenter(QRectF(rect).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent" if mark.linked else "control"))
        if mark.kind == "event" or not mark.linked:
            painter.drawEllipse(box)
        else:
            painter.drawRoundedRect(box, look.px(2), look.px(2))

    def _gap(self, painter: QPainter, rect: QRect, mark: Mark) -> None:
        look = self._look
        box = QRectF(rect).adjusted(1.5, 2.5, -1.5, -2.5)
        if not mark.calm:
            painter.setPen(QPen(look.colour("warn"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(look.colour("warnsoft"))
            painter.drawRoundedRect(box, look.px(5), look.px(5))
        painter.setPen(look.colour("text3" if mark.calm else "warn"))
        painter.setFont(look.font("small"))
        text = look.metrics("small").elidedText(mark.gap, Qt.TextElideMode.ElideRight, rect.width() - look.px(6))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class _Times(QHeaderView):
    """Times and action numbers, written upwards."""

    def __init__(self, look: Look, view: SupportMatrix) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._look, self._view = look, view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        model = self.model()
        texts = [
            str(model.headerData(at, Qt.Orientation.Horizontal) or "")
            for at in range(model.columnCount() if model else 0)
        ]
        longest = max((self._look.metrics("small").horizontalAdvance(text) for text in texts), default=0)
        return QSize(super().sizeHint().width(), longest + self._look.px(10))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = self._look
        painter.save()
        painter.fillRect(rect, look.colour("hover" if self._view.crosses_column(section) else "surface"))
        shift = look.px(8) if section == self._view.first_action else 0
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text2" if self._view.used(section) else "text3"))
        painter.translate(rect.left() + shift, rect.bottom() - look.px(4))
        painter.rotate(-90)
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        room = QRect(0, 0, rect.height(), rect.width() - shift)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


class _Names(QHeaderView):
    """The labels of the factors."""

    def __init__(self, look: Look, view: SupportMatrix) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._look, self._view = look, view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(34), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = self._look
        painter.fillRect(rect, look.colour("hover" if self._view.crosses_row(section) else "surface"))
        painter.setFont(look.font("small-strong"))
        painter.setPen(look.colour("text"))
        text = str(self.model().headerData(section, Qt.Orientation.Vertical) or "")
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class SupportMatrix(QTableView):
    """Arrows walk the cells; Space links or unlinks; Enter goes to the factor.

    ``toggled`` and ``went`` carry the row and the column of the cell.
    """

    toggled = Signal(object, object)
    went = Signal(object, object)

    def __init__(self, look: Look, run_letter: Callable[[QKeyEvent], bool], model: SupportModel, name: str) -> None:
        """``run_letter`` does the command of a plain key; ``name`` is the accessible name."""
        super().__init__()
        self._look, self._run_letter, self._table = look, run_letter, model
        self._hovered = (-1, -1)
        self.setAccessibleName(name)
        self.setHorizontalHeader(_Times(look, self))
        self.setVerticalHeader(_Names(look, self))
        self.setModel(model)
        self.setItemDelegate(_Cell(look, self))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().installEventFilter(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        model.modelReset.connect(self.fit)
        look.changed.connect(self.fit)

    @property
    def first_action(self) -> int:
        """The first column of actions."""
        return len(self._table.support.events)

    def used(self, column: int) -> bool:
        """Return whether any factor is linked in this column."""
        wanted = self._table.support.columns[column].id
        return any(wanted in row.linked for row in self._table.support.rows)

    def crosses(self, index: _Index) -> bool:
        """Return whether a cell lies on the cross of the pointer or of the keyboard."""
        return self.crosses_row(index.row()) or self.crosses_column(index.column())

    def crosses_row(self, row: int) -> bool:
        """Return whether a row is crossed."""
        return row in {self._hovered[0], self._current()[0]}

    def crosses_column(self, column: int) -> bool:
        """Return whether a column is crossed."""
        return column in {self._hovered[1], self._current()[1]}

    def fit(self) -> None:
        """Give cells their size, let gaps span their columns, and be as high as the rows."""
        look, support = self._look, self._table.support
        self.clearSpans()
        for at, row in enumerate(support.rows):
            if row.evidence_gap and len(support.events) > 1:
                self.setSpan(at, 0, 1, len(support.events))
            if row.action_gap and len(support.actions) > 1:
                self.setSpan(at, len(support.events), 1, len(support.actions))
        room = (self.viewport().width() - look.px(8)) // max(len(support.columns), 1)
        cell = min(max(room, look.px(_LEAST_CELL)), look.px(_CELL))
        for first, columns in ((0, support.events), (len(support.events), support.actions)):
            width = max(cell, math.ceil(look.px(_GAP_WORDS) / max(len(columns), 1)))
            for at in range(len(columns)):
                shift = look.px(8) if first and at == 0 else 0
                self.setColumnWidth(first + at, width + shift)
        for at in range(len(support.rows)):
            self.setRowHeight(at, look.px(_LINE))
        self.updateGeometries()
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the scroll bar when the columns do not fit."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Forget the pointer when it leaves."""
        if watched is self.viewport() and event.type() == QEvent.Type.Leave:
            self._hover(-1, -1)
        return super().eventFilter(watched, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer with the cross."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row(), index.column())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Link or unlink the cell."""
        self._tell(self.toggled, self.indexAt(event.position().toPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, but for moving sideways."""
        if event.angleDelta().x():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Link by Space, go by Enter, walk by arrows; letters are commands."""
        if event.key() == Qt.Key.Key_Space:
            self._tell(self.toggled, self.currentIndex())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._tell(self.went, self.currentIndex())
        elif not self._run_letter(event):
            super().keyPressEvent(event)
            self.viewport().update()
            self.horizontalHeader().viewport().update()
            self.verticalHeader().viewport().update()

    def keyboardSearch(self, _search: str) -> None:
        """Do not jump by first letters: letters are commands here."""

    def _fit_height(self) -> None:
        rows = sum(self.rowHeight(at) for at in range(len(self._table.support.rows)))
        columns = sum(self.columnWidth(at) for at in range(len(self._table.support.columns)))
        bar = self.horizontalScrollBar().sizeHint().height() if columns > self.viewport().width() else 0
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + bar + 2)

    def _current(self) -> tuple[int, int]:
        index = self.currentIndex()
        return (index.row(), index.column()) if self.hasFocus() else (-1, -1)

    def _hover(self, row: int, column: int) -> None:
        if self._hovered != (row, column):
            self._hovered = (row, column)
            for part in (self, self.horizontalHeader(), self.verticalHeader()):
                part.viewport().update()

    def _tell(self, signal: object, index: QModelIndex) -> None:
        support = self._table.support
        if index.isValid():
            row: Row = support.rows[index.row()]
            column: Column = support.columns[index.column()]
            signal.emit(row, column)  # type: ignore[attr-defined]  # a bound Signal
