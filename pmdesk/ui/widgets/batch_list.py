"""The list of a paste: one row a line, walked by the arrows, left out by Del."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmdesk.domain.items import EventKind
from pmdesk.editing.capture_prefix import Target
from pmdesk.editing.pasting import CapturedLine
from pmdesk.ui.look import Look
from pmdesk.ui.models.batch_model import LINE, OUT, BatchModel, Index
from pmdesk.ui.widgets.capture_reading import CaptureReading
from pmdesk.ui.widgets.capture_sending import TARGET_ICONS
from pmdesk.ui.widgets.marks import draw_kind

ROW_HEIGHT = 28
_TIME, _WIDE, _SIDE = 54, 96, 150
_TURN = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space})
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class BatchList(QListView):
    """``accepted`` is Enter, ``refused`` Esc, ``turned`` that a line was taken out or in."""

    accepted = Signal()
    refused = Signal()
    turned = Signal()

    def __init__(self, look: Look, model: BatchModel, reading: CaptureReading, name: str) -> None:
        """``name`` is the accessible name."""
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(_Row(look, reading, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)

    def set_wide(self, *, wide: bool) -> None:
        """Give times more room than "14:02" needs."""
        delegate = self.itemDelegate()
        if isinstance(delegate, _Row):
            delegate.wide = wide

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide, take a line out, or walk; letters do nothing here."""
        if event.key() in _ENTER:
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.refused.emit()
        elif event.key() in _TURN:
            chosen = [index.row() for index in self.selectedIndexes()]
            self._rows.turn(chosen)
            if len(chosen) == 1:
                self.setCurrentIndex(self._rows.index(min(chosen[0] + 1, self._rows.rowCount() - 1)))
            self.turned.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do not jump by letters."""


class _Row(QStyledItemDelegate):
    """Draws one line: time, tile, words, and at the right who acted or where it goes."""

    def __init__(self, look: Look, reading: CaptureReading, view: QListView) -> None:
        super().__init__(view)
        self._look, self._reading, self._view = look, reading, view
        self.wide = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, self._look.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        line: CapturedLine = index.data(LINE)
        out: bool = index.data(OUT)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(look.colour("accent"), 1) if self._view.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selected"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), look.px(6), look.px(6))
        tone = "text3" if out else "text"
        x = rect.left() + look.px(6)
        event = line.target is Target.EVENT
        time = QRect(x, rect.top(), look.px(_WIDE if self.wide else _TIME), rect.height())
        placed = line.proposal is not None and line.proposal.time.placed
        self._words(painter, time, self._reading.clock(line), "small-medium", tone if placed else "text3", out=out)
        x = time.right() + look.px(8)
        middle = rect.center().y() + 1
        if event and line.proposal is not None:
            kind = line.proposal.kind or EventKind.OTHER
            draw_kind(painter, look, kind, QPointF(x + look.px(10), middle), 20, framed=False)
        else:
            icon = look.icon(TARGET_ICONS[line.target], 16, "private" if line.target is Target.PRIVATE else "accent")
            painter.drawPixmap(QPoint(x + look.px(2), middle - look.px(8)), icon)
        x += look.px(28)
        said = self._reading.side(line)
        side = look.px(_SIDE if said else 8)
        self._words(
            painter, QRect(x, rect.top(), rect.right() - x - side, rect.height()), line.text, "body", tone, out=out
        )
        box = QRect(rect.right() - side + look.px(8), rect.top(), side - look.px(14), rect.height())
        self._words(painter, box, said, "small", "text3", out=False)
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, text: str, style: str, tone: str, *, out: bool) -> None:
        font = QFont(self._look.font(style))
        font.setStrikeOut(out)
        painter.setFont(font)
        painter.setPen(self._look.colour(tone))
        shown = self._look.metrics(style).elidedText(text[:400], Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
