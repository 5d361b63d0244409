"""The list of the timeline: walked by keys, edited in place, never moved by a popover."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from pmdesk.domain.items import Event
from pmdesk.ui.look import Look
from pmdesk.ui.models.timeline_entries import DayRow, EventRow, GapRow, Row
from pmdesk.ui.models.timeline_model import ROW, Index, TimelineModel
from pmdesk.ui.models.timeline_sentences import Sentences
from pmdesk.ui.widgets.picture_intake import holds_picture
from pmdesk.ui.widgets.thumbnails import Thumbnails
from pmdesk.ui.widgets.timeline_columns import Columns, columns, gap_links
from pmdesk.ui.widgets.timeline_rows import ROW_HEIGHT, RowPainter


class TimelineList(QTableView):
    """Rows of one height that are selected, walked and used.

    ``moved`` says that the row with the keyboard is another one, ``part_used`` that a part of a row
    was double-clicked ("text", "time", "kind" ...), ``gap_used`` which word of a gap was clicked,
    ``laid_out`` that rows stand elsewhere now. ``pasted`` is the key for pasting, ``dropped`` carries the
    QMimeData of a picture and the event it was dropped on. It is a table of one column and not a QListView, because
    that asks the model for every row whenever one comes.
    """

    moved = Signal()
    part_used = Signal(str)
    gap_used = Signal(int)
    laid_out = Signal()
    pasted = Signal()
    dropped = Signal(object, str)

    def __init__(
        self,
        look: Look,
        model: TimelineModel,
        sentences: Sentences,
        letters: Callable[[QKeyEvent], bool],
        thumbnails: Thumbnails,
    ) -> None:
        """``letters`` runs the command of a plain key and says whether there is one."""
        super().__init__()
        self._look, self._rows, self._letters = look, model, letters
        self.painter_of_rows = RowPainter(look, sentences, thumbnails)
        thumbnails.ready.connect(self.viewport().update)
        self.setAcceptDrops(True)
        self.edited = ""
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(sentences.words("timeline.list_name"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self.laid_out)
        for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.layoutChanged):
            signal.connect(self.laid_out)
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def row(self) -> Row | None:
        """The row that has the keyboard."""
        index = self.currentIndex()
        return self._rows.rows[index.row()] if index.isValid() else None

    @property
    def event_now(self) -> Event | None:
        """The event of the row that has the keyboard, None on a gap."""
        row = self.row
        return row.event if isinstance(row, EventRow) else None

    def selected_events(self) -> Sequence[Event]:
        """Return the selected events from top to bottom; the one with the keyboard when none is."""
        at = sorted(index.row() for index in self.selectedIndexes())
        rows = [self._rows.rows[one] for one in at]
        events = [row.event for row in rows if isinstance(row, EventRow)]
        now = self.event_now
        return events or ([now] if now is not None and not rows else [])

    def select(self, key: str, *, centre: bool = False) -> bool:
        """Select one row by its key and bring it into sight; False when it is not shown."""
        at = self._rows.row_of(key)
        if at < 0:
            return False
        index = self._rows.index(at)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        hint = QAbstractItemView.ScrollHint
        self.scrollTo(index, hint.PositionAtCenter if centre else hint.EnsureVisible)
        return True

    def columns_of(self, key: str) -> Columns | None:
        """Return where the parts of a row are now, in the viewport; None when it is not shown."""
        at = self._rows.row_of(key)
        if at < 0:
            return None
        return columns(self._look, self.visualRect(self._rows.index(at)), wide=self._rows.entries.wide)

    def place_of(self, part: str = "") -> QRect:
        """Return where the row with the keyboard, or a part of it, is in the list, for a popover."""
        row = self.row
        found = self.columns_of(row.key) if row is not None else None
        rect = QRect(self.rect().adjusted(24, 0, 0, 0).topLeft(), QSize(1, 1))
        if found is not None:
            rect = {
                "kind": found.tile,
                "moment": found.marks,
                "actor": found.who if found.who.width() else found.marks,
                "evidence": found.sources,
                "time": found.time,
            }.get(part, found.text)
        return QRect(self.viewport().mapTo(self, rect.topLeft()), rect.size())

    def ring(self, key: str) -> None:
        """Ring the row of this key while a line is open over it; empty for none."""
        self.edited = key
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plain letters are commands here; the rest moves."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif not self._letters(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures."""
        if holds_picture(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take pictures over an entry."""
        event.setAccepted(holds_picture(event.mimeData()) and bool(self._event_at(event.position().toPoint())))

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand a picture on with the entry below it."""
        event_id = self._event_at(event.position().toPoint())
        if event_id and holds_picture(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(event.mimeData(), event_id)

    def keyboardSearch(self, search: str) -> None:
        """Do not jump by letters: they are commands."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> Index:  # type: ignore[override]  # the stub leaves persistent ones out
        """Let Home and End reach the first and the last row that can be selected."""
        ends = {self.CursorAction.MoveHome: range(len(self._rows.rows))}
        ends[self.CursorAction.MoveEnd] = ends[self.CursorAction.MoveHome][::-1]
        for at in ends.get(action, ()):
            if not isinstance(self._rows.rows[at], DayRow):
                return self._rows.index(at)
        return super().moveCursor(action, modifiers)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the words of a gap be clicked."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            at = self._link_at(event.position().toPoint())
            if at is not None:
                self.gap_used.emit(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Use the part of the row under the pointer."""
        part = self._part_at(event.position().toPoint())
        if part and event.button() == Qt.MouseButton.LeftButton:
            self.part_used.emit(part)
            return
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        hand = self._link_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another row has the keyboard."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again."""
        super().resizeEvent(event)
        self.laid_out.emit()

    def _link_at(self, place: QPoint) -> int | None:
        index = self.indexAt(place)
        row = index.data(ROW) if index.isValid() else None
        if not isinstance(row, GapRow):
            return None
        boxes = gap_links(self._look, self.visualRect(index), self.painter_of_rows.gap_texts(row))
        return next((at for at, box in enumerate(boxes) if box.contains(place)), None)

    def _event_at(self, place: QPoint) -> str:
        index = self.indexAt(place)
        row = index.data(ROW) if index.isValid() else None
        return row.key if isinstance(row, EventRow) else ""

    def _part_at(self, place: QPoint) -> str:
        index = self.indexAt(place)
        if not index.isValid() or not isinstance(index.data(ROW), EventRow):
            return ""
        found = columns(self._look, self.visualRect(index), wide=self._rows.entries.wide)
        parts = (("time", found.time), ("kind", found.tile), ("moment", found.marks), ("actor", found.who))
        tail = (("evidence", found.sources), ("star", found.star))
        inside = (part for part, box in (*parts, *tail) if box.adjusted(-4, 0, 4, 0).contains(place))
        part = next(inside, "text")
        row: EventRow = index.data(ROW)
        return "text" if part == "moment" and not row.moments else part

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.px(ROW_HEIGHT))
        self.verticalScrollBar().setSingleStep(self._look.px(ROW_HEIGHT))
        self.viewport().update()


class _Delegate(QStyledItemDelegate):
    """Hands each row to the painter."""

    def __init__(self, view: TimelineList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.fillRect(rect, self._view.palette().base())  # over the ground that a table gives to a selected row
        selected = bool(state & QStyle.StateFlag.State_Selected) and not isinstance(row, DayRow)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        edited = row.key == self._view.edited
        ground = "" if edited else "selected" if selected else "hover" if hovered else ""
        ringed = edited or (bool(state & QStyle.StateFlag.State_HasFocus) and not self._view.edited)
        model = index.model()
        wide = isinstance(model, TimelineModel) and model.entries.wide
        self._view.painter_of_rows.paint(painter, rect, row, wide=wide, ground=ground, ringed=ringed)
