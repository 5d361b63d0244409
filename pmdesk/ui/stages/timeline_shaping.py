"""Merging, splitting and picturing entries: what the timeline's commands for that do to its rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from pmdesk.domain.items import Event, EvidenceKind
from pmdesk.domain.review import Review
from pmdesk.editing.event_verbs import merge_events, split_event
from pmdesk.ui.context import Context
from pmdesk.ui.models.timeline_entries import EventRow
from pmdesk.ui.models.timeline_model import TimelineModel
from pmdesk.ui.stages.entry_times import EntryTimes
from pmdesk.ui.widgets.entry_editing import EntryEditing
from pmdesk.ui.widgets.picture_intake import PictureIntake, holds_picture
from pmdesk.ui.widgets.picture_popover import PicturePopover
from pmdesk.ui.widgets.popover import anchor_of
from pmdesk.ui.widgets.timeline_list import TimelineList


class TimelineShaping(QObject):
    """Acts on the selection of a list. ``say`` carries a sentence for the status line."""

    say = Signal(str)

    def __init__(
        self,
        ctx: Context,
        view: TimelineList,
        model: TimelineModel,
        editing: EntryEditing,
        times: EntryTimes,
        review: Callable[[], Review],
    ) -> None:
        """Take pictures from ``view``; ``review`` returns the review as it stands now."""
        super().__init__(view)
        self._ctx, self._view, self._model, self._editing, self._review = ctx, view, model, editing, review
        self._times = times
        self._pictures = PictureIntake(ctx, self)
        self._pictures.say.connect(self.say)
        view.pasted.connect(self.paste)
        view.dropped.connect(self._drop)

    def table(self) -> dict[str, Callable[[], None]]:
        """Return command id -> what it does here."""
        return {
            "event.merge": self.merge,
            "event.split": self.split,
            "event.picture": self.show_picture,
            "event.picture_paste": self.paste,
        }

    def merge(self) -> None:
        """Merge the selected entries, or the one with the keyboard and the next one."""
        events = list(self._view.selected_events())
        if len(events) == 1:
            events += self._next_of(events[0])
        if len(events) < 2:  # noqa: PLR2004 (one is merged already)
            self.say.emit(self._ctx.words("timeline.said.merge_which"))
            return
        if not self._editing.close():
            return
        change = merge_events(self._review(), [event.id for event in events])
        if self._ctx.bridge.do(change, command="event.merge"):
            self._view.select(events[0].id)
            self.say.emit(self._ctx.words("timeline.said.merged", count=len(events)))

    def split(self) -> None:
        """Split the entry that is open at its cursor; open it when none is."""
        caret = self._editing.caret()
        if caret is None:
            event = self._view.event_now
            if event is not None:
                self._editing.edit_text(event)
            self.say.emit(self._ctx.words("timeline.said.split_where"))
            return
        review, (event_id, at) = self._review(), caret
        event = review.events[event_id]
        change, second = split_event(review, event_id, at, ids=self._ctx.ids, context=self._times.context(event))
        if not second:
            self.say.emit(self._ctx.words("timeline.said.split_where"))
        elif self._editing.close() and self._ctx.bridge.do(change, command="event.split"):
            self._editing.edit_text(self._review().events[second], at_start=True)
            self.say.emit(self._ctx.words("timeline.said.split"))

    def paste(self) -> None:
        """Attach the picture on the clipboard to the entry with the keyboard."""
        mime = QGuiApplication.clipboard().mimeData()
        if not holds_picture(mime):
            self.say.emit(self._ctx.words("timeline.said.no_picture_there"))
            return
        event = self._view.event_now
        self._drop(mime, event.id if event is not None else "")

    def show_picture(self) -> None:
        """Show the pictures of the entry with the keyboard, large."""
        event = self._view.event_now
        pictures = [one for one in event.evidence if one.kind is EvidenceKind.PICTURE] if event is not None else []
        if event is None or not pictures:
            self.say.emit(self._ctx.words("timeline.said.no_picture"))
            return
        clock = self._view.painter_of_rows.say.clock(event)
        popover = PicturePopover(self._ctx, self._view.window(), pictures, time=clock, text=event.text)
        popover.show_at(anchor_of(self._view, self._view.place_of("evidence")))

    def _drop(self, mime: QMimeData, event_id: str) -> None:
        if self._ctx.read_only:
            return
        if event_id in self._review().events:
            self._pictures.take(mime, self._review().id, event_id)
        else:
            self.say.emit(self._ctx.words("capture.picture.no_entry"))

    def _next_of(self, event: Event) -> list[Event]:
        at = self._model.row_of(event.id)
        later = (row.event for row in self._model.rows[at + 1 :] if isinstance(row, EventRow))
        return [one for one in (next(later, None),) if one is not None]
