"""The timeline stage: what happened, in the order of time, captured line by line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout
from whenever import Instant

from pmdesk.domain.changes import Add, Set, steps
from pmdesk.domain.review import KEY_MOMENTS, Review, moment_time
from pmdesk.domain.timeline import Gap
from pmdesk.domain.times import in_zone
from pmdesk.editing.commands import TIMELINE
from pmdesk.editing.desk import Changed
from pmdesk.ui.context import Context
from pmdesk.ui.models.timeline_entries import EventRow, GapRow
from pmdesk.ui.models.timeline_model import TimelineModel
from pmdesk.ui.models.timeline_sentences import Sentences
from pmdesk.ui.stages.entry_times import EntryTimes
from pmdesk.ui.stages.page import StagePage
from pmdesk.ui.stages.timeline_shaping import TimelineShaping
from pmdesk.ui.stages.timeline_verbs import TimelineVerbs
from pmdesk.ui.widgets.buttons import Option, Segmented
from pmdesk.ui.widgets.capture_line import CaptureLine
from pmdesk.ui.widgets.day_and_zone import DayAndZoneButton
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.entry_editing import EntryEditing
from pmdesk.ui.widgets.key_moments import MomentPopover, MomentStrip
from pmdesk.ui.widgets.labels import Label, rule
from pmdesk.ui.widgets.thumbnails import Thumbnails
from pmdesk.ui.widgets.timeline_chart import TimelineChart
from pmdesk.ui.widgets.timeline_empty import TimelineEmpty
from pmdesk.ui.widgets.timeline_list import TimelineList

_QUIET_FIELDS = frozenset({"text", "actor", "evidence", "known"})
"""Fields of an event that change nothing about where it stands and how the chart looks."""

_CHART_FROM, _STRIP_FROM = 430, 300
"""Heights of the page (px at 100 %) from which the chart and the key moments have room."""


class TimelinePage(StagePage):
    """Header, key moments, chart, capture line, list."""

    stage = TIMELINE

    def __init__(self, ctx: Context) -> None:
        """Build the page once."""
        super().__init__(ctx)
        words = ctx.words
        self._starred_only = False
        self._sentences = Sentences(words, lambda: self._zone)
        self._zone = "UTC"
        self._model = TimelineModel(self._sentences.sentence)
        thumbnails = Thumbnails(ctx.pictures, ctx.timers, self)
        self._list = TimelineList(ctx.look, self._model, self._sentences, self.run_letter, thumbnails)
        self._chart = TimelineChart(ctx.look, self._sentences)
        self._capture = CaptureLine(ctx, name=words("timeline.capture.name"), entry_now=self._entry_now)
        self._strip = MomentStrip(ctx)
        times = EntryTimes(ctx, lambda: self.review, lambda: self._model.entries.ordered)
        self._editing = EntryEditing(ctx, self._list, times.read)
        self._acts = TimelineVerbs(ctx, self._list, self._model, self._editing, lambda: self.review)
        self._shaping = TimelineShaping(ctx, self._list, self._model, self._editing, times, lambda: self.review)
        self._title = Label(ctx.look, words("timeline.title"), "title")
        self._summary = ElidedLabel(ctx.look, "", "body", "text3")
        self._filter = Segmented(
            ctx.look,
            words("timeline.filter_name"),
            (
                Option(value=False, text=words("timeline.all")),
                Option(value=True, text=words("timeline.for_report", count=0), icon="star"),
            ),
        )
        self._frame = DayAndZoneButton(ctx)
        self._empty = TimelineEmpty(ctx)
        self._lay_out()
        self._connect()
        self.offer(self._acts.table())
        self.offer(self._shaping.table())
        self.offer({"event.kind": self._kind, "event.known": self._known})

    def _lay_out(self) -> None:
        self._head = QGridLayout()
        self._head.setContentsMargins(24, 14, 24, 10)
        self._head.setHorizontalSpacing(12)
        self._head.setVerticalSpacing(2)
        self._head.setColumnStretch(1, 1)
        self._head.addWidget(self._title, 0, 0)
        self._head.addWidget(self._summary, 0, 1)
        self._head.addWidget(self._filter, 0, 2)
        self._head.addWidget(self._frame, 0, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        for widget, margins in (
            (self._chart, (24, 0, 24, 6)),
            (self._strip, (24, 0, 24, 8)),
            (self._capture, (24, 2, 24, 10)),
        ):
            row = QHBoxLayout()
            row.setContentsMargins(*margins)
            row.addWidget(widget)
            column.addLayout(row)
        column.addWidget(rule())
        column.addSpacing(4)
        column.addWidget(self._empty)
        column.addWidget(self._list, 1)

    def _connect(self) -> None:
        self._filter.chosen.connect(self._show_filter)
        self._list.moved.connect(self._ring)
        self._list.moved.connect(self.stood)
        self._list.part_used.connect(self._acts.use_part)
        self._list.gap_used.connect(self._acts.use_gap)
        self._chart.picked.connect(self._pick)
        self._chart.entered.connect(self._list.setFocus)
        self._capture.added.connect(self._show_added)
        self._capture.left.connect(self._to_list)
        self._strip.asked.connect(self._ask_moment)
        self._frame.chosen.connect(self._start_day)
        self._acts.gap_entry.connect(self._begin_in_gap)
        for speaker in (self._capture, self._acts, self._shaping, self._editing, self._frame):
            speaker.say.connect(self.say)

    @property
    def standing(self) -> str:
        """The entry that has the keyboard; of a silence, the entry before it."""
        row = self._list.row
        return row.gap.after if isinstance(row, GapRow) else row.event.id if isinstance(row, EventRow) else ""

    def show_review(self, review_id: str) -> None:
        """Bind to a review; what is open belongs to the former one and is kept."""
        self._editing.show_review(review_id)
        self._starred_only = False
        super().show_review(review_id)
        self._capture.show_review(review_id)
        self._list.clearSelection()
        self._list.scrollToTop()

    def leave(self) -> bool:
        """Keep what is unsaved and close what is open."""
        kept = super().leave()
        return self._editing.close() and kept

    def refresh(self, news: Changed | None) -> None:
        """Show the review; the list follows row by row."""
        review = self.review
        self._zone = review.zone
        near = self._list.currentIndex().row()
        had = self._list.selectionModel().hasSelection()
        self._model.show(review, starred_only=self._starred_only)
        if had and not self._list.selectionModel().hasSelection():
            self._select_near(near)
        ordered = self._model.entries.ordered
        if news is None or _moves_something(news):
            self._chart.set_review(review, ordered, at_once=news is None)
        else:
            self._chart.set_words(ordered)
        if news is not None and news.kind != "do" and not self._editing.open:
            self._show_what_came_back(news)
        self._show_facts(review)
        self._editing.refresh()
        self._capture.refresh()
        self._acts.refresh()
        self._ring()

    def focus_first(self) -> None:
        """Take the focus to the capture line."""
        self._capture.focus()

    def on_draft_changed(self) -> None:
        """Show the half-typed line as it was kept on another stage."""
        self._capture.reload()

    def reveal(self, kind: str, entity: str) -> None:
        """Show an entry, or the button of a key moment."""
        if kind == "event" and entity in self.review.events:
            if self._starred_only and not self.review.events[entity].starred:
                self._show_filter(False)  # noqa: FBT003 (the value of a segment)
            self._list.select(entity, centre=True)
            self._list.setFocus()
        elif entity in self._strip.buttons:
            self._strip.buttons[entity].setFocus()
        else:
            self.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room: the list and the capture line always have some."""
        super().resizeEvent(event)
        px = self.ctx.look.px
        self._chart.setVisible(self.height() >= px(_CHART_FROM))
        self._strip.setVisible(self.height() >= px(_STRIP_FROM))
        beside = self._title.sizeHint().width() + self._filter.sizeHint().width() + self._frame.sizeHint().width()
        left = self.width() - 48 - beside - 3 * self._head.horizontalSpacing()
        tight, below = left < 0, left < px(140)
        right = Qt.AlignmentFlag.AlignRight
        self._head.addWidget(self._filter, 0, 2, 1, 2 if tight else 1, right)
        self._head.addWidget(self._frame, *((1, 2, 1, 2) if tight else (0, 3, 1, 1)), right)
        self._head.addWidget(self._summary, *((1, 0, 1, 2 if tight else 4) if below else (0, 1, 1, 1)))

    def _show_facts(self, review: Review) -> None:
        words, entries = self.ctx.words, self._model.entries
        known = sum(moment_time(review, name) is not None for name in KEY_MOMENTS)
        open_gaps = sum(gap.quiet is None for gap in entries.silences)
        self._summary.setText(
            words(
                "timeline.summary" if open_gaps else "timeline.summary_no_gap",
                entries=words("timeline.entries", count=len(entries.ordered)),
                gaps=words("timeline.gaps", count=open_gaps),
                known=known,
                total=len(KEY_MOMENTS),
            )
        )
        self._filter.set_text(True, words("timeline.for_report", count=entries.starred))  # noqa: FBT003 (a segment)
        self._filter.set_value(self._starred_only)
        self._frame.set_review(review, self._capture.day(review))
        self._strip.set_review(review)
        self._empty.tell(filtered=bool(entries.ordered))
        self._empty.setVisible(not self._model.rows)
        if not self._model.rows and self._list.hasFocus():
            self._capture.focus()  # where nothing is left to stand on, the next thing is a new entry

    def _show_filter(self, starred_only: object) -> None:
        self._starred_only = bool(starred_only)
        if self._editing.close():
            self.refresh(None)

    def _ring(self) -> None:
        event = self._list.event_now
        self._chart.show_event(event.id if event is not None else "")

    def _pick(self, event_id: str) -> None:
        if not self._list.select(event_id):
            self._show_filter(False)  # noqa: FBT003 (the value of a segment)
            self._list.select(event_id)

    def _select_near(self, at: int) -> None:
        rows = self._model.rows
        places = [*range(min(at, len(rows) - 1), -1, -1), *range(at + 1, len(rows))]
        for place in places:
            if self._model.flags(self._model.index(place)) & Qt.ItemFlag.ItemIsSelectable:
                self._list.select(rows[place].key)
                return

    def _show_what_came_back(self, news: Changed) -> None:
        """Select the entry that undo or redo brought back or changed."""
        events = self.review.events
        for step in steps(news.change):
            changed = step.item.id if isinstance(step, Add) else step.id
            if step.kind == "event" and changed in events:
                self._list.select(changed)
                return

    def _show_added(self, event_id: str) -> None:
        self._list.select(event_id)
        self._frame.set_review(self.review, self._capture.day(self.review))

    def _start_day(self) -> None:
        self._capture.start_day()
        self._show_facts(self.review)

    def _to_list(self) -> None:
        if self._list.row is None and self._model.rows:
            self._select_near(len(self._model.rows) - 1)
        self._list.setFocus()

    def _kind(self) -> None:
        if self._capture.typing:
            self._capture.next_kind()
        else:
            self._acts.kind()

    def _known(self) -> None:
        if self._capture.typing:
            self._capture.turn_later()
        else:
            self._acts.known()

    def _entry_now(self) -> str:
        event = self._list.event_now
        return event.id if event is not None else ""

    def _ask_moment(self, name: str) -> None:
        popover = MomentPopover(self.ctx, self.window(), self.review, name, self._list.event_now)
        popover.shown.connect(lambda event_id: self.reveal("event", event_id))
        popover.open_at(self._strip.buttons[name])

    def _begin_in_gap(self, gap: Gap) -> None:
        """Start an entry in the middle of a gap; its day is said when a bare time would mean another."""
        review = self.review
        middle = (gap.first.timestamp() + gap.last.timestamp()) // 2
        local = in_zone(Instant.from_timestamp(middle - middle % 300), review.zone)
        if local.to_instant() <= gap.first:
            local = in_zone(Instant.from_timestamp(middle - middle % 60), review.zone)
        clock = f"{local.hour:02d}:{local.minute:02d}"
        self._capture.begin(f"{clock} ", f"{local.date().format_iso()} {clock} ", gap.first, gap.last)


def _moves_something(news: Changed) -> bool:
    """Return whether a change may alter the chart."""
    return any(
        not (isinstance(step, Set) and step.kind == "event" and step.field in _QUIET_FIELDS)
        for step in steps(news.change)
    )
