"""The chart of a whole timeline: it can be zoomed, moved, walked by keys, and read as a table."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTableView, QToolTip
from whenever import Instant

from pmdesk.domain.chart import ChartLayout, Mark, chart_layout
from pmdesk.domain.items import Event
from pmdesk.domain.review import KEY_MOMENTS, Review
from pmdesk.ui.look import Look
from pmdesk.ui.models.chart_table import ChartTable, Index
from pmdesk.ui.models.timeline_sentences import Sentences
from pmdesk.ui.widgets.chart_drawing import ChartDrawing

_NEAREST_S = 120
"""The shortest stretch that can be zoomed to, in seconds."""

_SOON_MS = 60
"""How long a change waits for more changes before the chart is laid out again."""

_STEP = 1.25
_PAN = 0.2
_DRAG_PX = 4
_REACH_PX = 12


class TimelineChart(QTableView):
    """Draws a review's events as marks.

    ``picked`` carries the id of the event that was clicked or walked to, ``entered`` asks to go on
    to that event in the list.
    """

    picked = Signal(str)
    entered = Signal()

    def __init__(self, look: Look, sentences: Sentences) -> None:
        """Show nothing yet."""
        super().__init__()
        self._look, self._say = look, sentences
        self._table = ChartTable(sentences)
        self._drawing = ChartDrawing(look, sentences.words)
        self._review: Review | None = None
        self._ordered: tuple[Event, ...] = ()
        self._window: tuple[Instant, Instant] | None = None
        self._whole: tuple[Instant, Instant] | None = None
        self._stale = True
        self._picture: QPixmap | None = None
        self._marks: dict[str, Mark] = {}
        self._marks_of: ChartLayout | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self._held: tuple[Instant, Instant] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.lay_out)
        self.setModel(self._table)
        self.setAccessibleName(sentences.words("timeline.chart.name"))
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setMouseTracking(True)
        look.changed.connect(self._restyle)
        self.setFixedHeight(self._drawing.height)

    @property
    def zoomed(self) -> bool:
        """Whether a part of the whole is shown."""
        return self._window is not None

    @property
    def window_shown(self) -> tuple[Instant, Instant] | None:
        """The first and the last instant that are shown, None when no time is known."""
        layout = self._ready()
        return None if layout.start is None or layout.end is None else (layout.start, layout.end)

    def set_review(self, review: Review, ordered: tuple[Event, ...], *, at_once: bool = False) -> None:
        """Show a review as it stands: soon, or at once. ``ordered`` are its events in order."""
        if self._review is None or self._review.id != review.id:
            self._window = None
        self._review, self._ordered = review, ordered
        if at_once:
            self.lay_out()
        else:
            self._later.start(_SOON_MS)

    def set_words(self, ordered: tuple[Event, ...]) -> None:
        """Show other words of the same events: nothing moves."""
        self._ordered = ordered
        self._table.retell(ordered)

    def lay_out(self) -> None:
        """Compute where everything stands and take the height that it needs."""
        self._later.stop()
        review = self._review
        if review is None:
            return
        self._stale, self._picture = False, None
        now = self._event_now()
        fitted = self._computed(review, None)
        self._drawing.rows = max((line.row + 1 for line in fitted.moments), default=1)
        self._whole = (fitted.start, fitted.end) if fitted.start is not None and fitted.end is not None else None
        if self._whole is None:
            self._window = None
        self._drawing.layout = fitted if self._window is None else self._computed(review, self._window)
        self._table.show(self._ordered)
        self.setFixedHeight(self._drawing.height)
        self.show_event(now)
        self.viewport().update()

    def show_event(self, event_id: str) -> None:
        """Ring an event, without telling anybody; empty for none."""
        row = self._table.row_of(event_id) if event_id else -1
        blocked = self.selectionModel().blockSignals(True)  # noqa: FBT003 (Qt's own signature)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self._table.index(row, 2), flag.ClearAndSelect if row >= 0 else flag.Clear
        )
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def fit(self) -> None:
        """Show the whole."""
        self._show_window(None)

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Show more (factor > 1) or less around a place (px), else around the ringed mark or the middle."""
        shown = self.window_shown
        if shown is None or self._whole is None:
            return
        mark = self._mark_of(self._event_now())
        x = at if at is not None else mark.x if mark is not None else self.width() / 2
        part = min(max(x / max(self.width(), 1), 0.0), 1.0)
        begin, end = (one.timestamp() for one in shown)
        whole = self._whole[1].timestamp() - self._whole[0].timestamp()
        span = max((end - begin) * factor, _NEAREST_S)
        if span >= whole:
            self._show_window(None)
            return
        first = round(begin + part * (end - begin - span))
        self._show_window((Instant.from_timestamp(first), Instant.from_timestamp(first + round(span))))

    def pan(self, part: float, base: tuple[Instant, Instant] | None = None) -> None:
        """Move the window by a part of its width (later when positive), not past the ends."""
        window = base or self._window
        if window is None or self._whole is None:
            return
        begin, end = (one.timestamp() for one in window)
        low, high = (one.timestamp() for one in self._whole)
        first = round(min(max(begin + part * (end - begin), low), max(high - (end - begin), low)))
        self._show_window((Instant.from_timestamp(first), Instant.from_timestamp(first + end - begin)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the kept picture, then the ring of the event that has the keyboard."""
        self._ready()
        ratio = self.devicePixelRatioF()
        if self._picture is None:
            self._picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(self._look.colour("surface"))
            inner = QPainter(self._picture)
            self._drawing.draw(inner, self.width())
            inner.end()
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self._picture)
        mark = self._mark_of(self._event_now())
        if mark is not None:
            self._drawing.draw_ring(painter, mark)
        if self.hasFocus():
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self._look.px(6), self._look.px(6))
        if self._drawing.layout.start is None:
            painter.setFont(self._look.font("small"))
            painter.setPen(self._look.colour("text3"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._say.words("timeline.chart.empty"))

    def visualRect(self, index: Index) -> QRect:
        """Return the box of a mark: that of its event, whatever the column."""
        mark = self._mark_of(self._table.events[index.row()].id) if index.isValid() else None
        return self._drawing.box(mark).toAlignedRect() if mark is not None else QRect()

    def indexAt(self, place: QPoint) -> Index:  # type: ignore[override]  # the stub leaves persistent ones out
        """Return the event at a place."""
        mark = self._mark_at(QPointF(place))
        return self._table.index(self._table.row_of(mark.event_id) if mark is not None else -1, 2)

    def scrollTo(self, index: Index, hint: object = None) -> None:  # noqa: ARG002 (Qt's own signature)
        """Move the window so that an event is in sight."""
        event = self._table.events[index.row()] if index.isValid() else None
        shown = self.window_shown
        if event is None or event.time.start is None or shown is None or self._window is None:
            return
        if not shown[0] <= event.time.start <= shown[1]:
            span = shown[1].timestamp() - shown[0].timestamp()
            self.pan((event.time.start.timestamp() - shown[0].timestamp()) / span - 0.5)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, zoom with + and -, fit with 0, move with Shift and the arrows."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shifted = bool(plain & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._placed()) - 1}.get(key)
        if plain & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        elif step is not None and shifted:
            self.pan(step * _PAN)
        elif step is not None:
            self._walk(step)
        elif ends is not None:
            self._walk_to(ends)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(1 / _STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(_STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer with Ctrl; sideways moves the window."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turn.y():
            self.zoom(_STEP ** (-turn.y() / 120), event.position().x())
            event.accept()
        elif turn.x() and self._window is not None:
            self.pan(-turn.x() / 1200)
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged, self._held = event.position(), False, self._window

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the window under the pointer."""
        if self._pressed is None or self._held is None:
            over = self._mark_at(event.position()) is not None
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        moved = event.position().x() - self._pressed.x()
        self._dragged = self._dragged or abs(moved) > _DRAG_PX
        if self._dragged:
            self.pan(-moved / max(self.width(), 1), self._held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the mark that was clicked."""
        mark = self._mark_at(event.position())
        if self._pressed is not None and not self._dragged and mark is not None:
            self.picked.emit(mark.event_id)
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit the whole, unless a mark was meant."""
        if self._mark_at(event.position()) is None:
            self.fit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._told(mark) if mark is not None else "", self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._stale = True
            self._later.start(0)

    def _computed(self, review: Review, window: tuple[Instant, Instant] | None) -> ChartLayout:
        look = self._look
        return chart_layout(
            review,
            float(max(self.width(), 1)),
            start=window[0] if window else None,
            end=window[1] if window else None,
            mark_width=look.px(19),
            label_width=self._drawing.label_width(KEY_MOMENTS),
            tick_width=look.px(96),
            events=self._ordered,
        )

    def _ready(self) -> ChartLayout:
        if self._stale:
            self.lay_out()
        return self._drawing.layout

    def _show_window(self, window: tuple[Instant, Instant] | None) -> None:
        if window != self._window and self._review is not None:
            self._window = window
            self._picture = None
            self._drawing.layout = self._computed(self._review, window)
            self.viewport().update()

    def _event_now(self) -> str:
        index = self.currentIndex()
        inside = index.isValid() and index.row() < len(self._table.events)
        return self._table.events[index.row()].id if inside else ""

    def _mark_of(self, event_id: str) -> Mark | None:
        layout = self._ready()
        if self._marks_of is not layout:
            self._marks_of = layout
            self._marks = {mark.event_id: mark for mark in layout.marks}
        return self._marks.get(event_id)

    def _mark_at(self, place: QPointF) -> Mark | None:
        """Return the mark nearest to a place, within reach."""
        reach = self._look.px(_REACH_PX)
        near = [mark for mark in self._ready().marks if abs(mark.x - place.x()) <= reach]
        if not near or place.y() > self._drawing.bottom + reach:
            return None

        def distance(mark: Mark) -> float:
            at = self._drawing.middle(mark)
            return abs(at.x() - place.x()) + abs(at.y() - place.y()) + (reach if mark.crowded else 0)

        return min(near, key=distance)

    def _told(self, mark: Mark) -> str:
        event = self._table.events[self._table.row_of(mark.event_id)]
        kind = self._say.words(f"enums.event_kind.{event.kind.value}")
        told = self._say.words("timeline.chart.tooltip", time=self._say.clock(event), kind=kind, text=event.text[:300])
        return "<p>" + escape(told).replace("\n", "<br>") + "</p>"

    def _placed(self) -> list[int]:
        return [at for at, event in enumerate(self._table.events) if event.time.placed]

    def _walk(self, step: int) -> None:
        placed = self._placed()
        now = self.currentIndex().row()
        at = next((at for at, row in enumerate(placed) if row >= now), len(placed)) if now >= 0 else -1
        exact = 0 <= at < len(placed) and placed[at] == now
        self._walk_to(at + step if exact or step < 0 else max(at, 0))

    def _walk_to(self, at: int) -> None:
        placed = self._placed()
        if placed:
            row = placed[min(max(at, 0), len(placed) - 1)]
            event_id = self._table.events[row].id
            self.scrollTo(self._table.index(row, 2))
            self.show_event(event_id)
            self.picked.emit(event_id)

    def _restyle(self) -> None:
        self._stale = True
        self._later.start(0)
