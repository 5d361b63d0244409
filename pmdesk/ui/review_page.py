"""A review: the stage rail, the page of the stage, and the facilitator's console."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import SystemRandom

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmdesk.domain.item_numbers import ordered_actions
from pmdesk.domain.review import Review
from pmdesk.editing.commands import ACTIONS, CLOSE, FACTORS, OPEN, PREPARE, STAGES, TIMELINE
from pmdesk.editing.desk import Changed
from pmdesk.ui.console import Console
from pmdesk.ui.context import Context
from pmdesk.ui.rail import NARROWER, Rail, stage_rail
from pmdesk.ui.silent_round import SilentRound
from pmdesk.ui.stages.actions import ActionsPage
from pmdesk.ui.stages.close import ClosePage
from pmdesk.ui.stages.factors import FactorsPage
from pmdesk.ui.stages.opening import OpenPage
from pmdesk.ui.stages.page import StagePage
from pmdesk.ui.stages.prepare import PreparePage
from pmdesk.ui.stages.timeline import TimelinePage
from pmdesk.ui.widgets.capture_line import CaptureLine
from pmdesk.ui.widgets.popover import Popover
from pmdesk.ui.widgets.text_boxes import text_boxes

PAGES: dict[str, Callable[[Context], StagePage]] = {
    PREPARE: PreparePage,
    OPEN: OpenPage,
    TIMELINE: TimelinePage,
    FACTORS: FactorsPage,
    ACTIONS: ActionsPage,
    CLOSE: ClosePage,
}
NARROW = 1180
SPOKEN = 150
"""So much room in px who has spoken needs below the stages; else it stands in the console."""


class ReviewPage(QWidget):
    """``stage_changed`` carries the stage that is shown now, ``say`` a sentence for the status line.

    ``run_requested`` carries a verb that the window does, ``stood`` says that ``standing`` is another item.
    """

    stage_changed = Signal(str)
    say = Signal(str)
    run_requested = Signal(str)
    stood = Signal()

    def __init__(self, ctx: Context) -> None:
        """Build rail and console; a stage's page is built when first shown, or when there is time."""
        super().__init__()
        self._ctx = ctx
        self.review_id = ""
        self.stage = PREPARE
        self._pages: dict[str, StagePage] = {}
        self._rail = stage_rail(ctx.look, ctx.words)
        self._rail.chosen.connect(self.show_stage)
        self._stack = QStackedWidget()
        self._console = Console(ctx)
        self._console.fold_wanted.connect(self.fold_console)
        self._console.say.connect(self.say)
        self._console.left.connect(self._back_from_console)
        self._capture: CaptureOverlay | None = None
        self.silent_round = SilentRound(ctx, self, SystemRandom().shuffle)
        self.silent_round.say.connect(self.say)
        self.silent_round.shown.connect(self.go)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(self._stack, 1)
        row.addWidget(self._console)
        self._folded_by_hand: bool | None = ctx.settings.get("console.folded", None)
        ctx.bridge.changed.connect(self._on_changed)
        ctx.look.changed.connect(self._fit)

    @property
    def page(self) -> StagePage:
        """The page of the stage that is shown."""
        return self._page(self.stage)

    @property
    def standing(self) -> str:
        """The id of the item that the facilitator is at on the page that is shown."""
        return self.page.standing

    @property
    def rail(self) -> Rail:
        """The stages at the left."""
        return self._rail

    @property
    def console(self) -> Console:
        """The console at the right."""
        return self._console

    def build_ahead(self) -> list[Callable[[], object]]:
        """Return the jobs that build the pages which are not there yet, one each."""
        return [partial(self._page, stage) for stage in STAGES if stage not in self._pages]

    def fill_ahead(self) -> list[Callable[[], object]]:
        """Return the jobs that show the review on the pages which nobody has looked at yet, one each."""
        return [partial(self._fill, stage, self.review_id) for stage in STAGES]

    def _fill(self, stage: str, review_id: str) -> None:
        page = self._page(stage)
        if self.review_id == review_id and page.review_id != review_id and self._ctx.desk.review(review_id):
            page.show_review(review_id)

    def show_review(self, review_id: str, stage: str) -> None:
        """Show a review at a stage."""
        self.leave()
        self.review_id = review_id
        for page in self._pages.values():
            page.review_id = ""
        self._console.show_review(review_id)
        self.silent_round.show_review(review_id)
        self.show_stage(stage)

    def show_stage(self, stage: str) -> None:
        """Show a stage; what was typed elsewhere is kept first."""
        if stage not in STAGES or not self.review_id:
            return
        if stage != self.stage and self.stage in self._pages:
            self._pages[self.stage].leave()
        self.close_popovers()
        focus = self.window().focusWidget()
        inside = focus is None or self._stack.isAncestorOf(focus)
        self.stage = stage
        page = self._page(stage)
        if page.review_id != self.review_id:
            page.show_review(self.review_id)
        else:
            page.on_draft_changed()
        self._stack.setCurrentWidget(page)
        if inside:
            page.focus_first()
        self._rail.set_value(stage)
        self._console.show_stage(stage)
        self._mark_done()
        self.stage_changed.emit(stage)

    def go(self, stage: str, kind: str, entity: str) -> None:
        """Show an item where it lives; without one, the stage."""
        self.show_stage(stage)
        if entity:
            self.page.reveal(kind, entity)

    def table(self) -> dict[str, Callable[[], object]]:
        """Return verb -> what it does here, on any stage."""
        return {
            "view.capture": self.capture,
            "view.console": self.fold_console,
            "view.next_question": self._console.next_question,
            "view.previous_question": self._console.previous_question,
            "silent.start": lambda: self.silent_round.start(self.stage),
            "silent.reveal": self.silent_round.reveal,
            "console.ask_follow_up": self._console.ask_follow_up,
            "console.follow_up": self._console.another_follow_up,
            "console.follow_up_away": self._console.dismiss_follow_up,
            "console.spoken": self._console.spoken_focus,
            "console.phrases": self._console.show_phrases,
            "note.park": self._console.park_focus,
            "note.remove": self._console.remove_note,
            "note.carry": self._console.carry_note,
        }

    def leave(self) -> bool:
        """Keep whatever is unsaved and close the lines that are open; True when nothing is left unsaved."""
        left = [page.leave() for page in self._pages.values() if page.review_id]
        return self.keep() and all(left)

    def keep(self) -> bool:
        """Keep whatever is unsaved; the keyboard stays where it is. True when nothing is left unsaved."""
        kept = [page.keep() for page in self._pages.values() if page.review_id]
        if self._capture is not None:
            kept.append(self._capture.line.saving.flush())
        kept.extend(box.saving.flush() for one in self.window().findChildren(Popover) for box in text_boxes(one))
        kept.append(self._console.leave())
        kept.append(self.silent_round.line.saving.flush())
        return all(kept)

    def capture(self) -> None:
        """Take the focus to the capture line: the timeline's own, or one that floats above the stage."""
        if self.stage == TIMELINE:
            self.page.focus_first()
            return
        if self._capture is None:
            self._capture = CaptureOverlay(self._ctx, self.window())
            self._capture.closed.connect(self._forget_capture)
            self._console.listen_to(self._capture)
            self._capture.line.say.connect(self.say)
            self._capture.line.show_review(self.review_id)
            corner = self._stack.mapTo(self.window(), QPoint(12, 8))
            self._capture.show_at(QRect(corner, QSize(1, 1)), self._stack.width() - 24)
        self._capture.line.focus()

    def _back_from_console(self) -> None:
        """Give the keyboard back to where it was in the centre."""
        last = self.page.focusWidget()
        if self._capture is not None:
            self._capture.line.focus()
        elif last is not None and last.isVisible() and last.isEnabled():
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.page.focus_first()

    def close_popovers(self) -> None:
        """Close what floats above the stage; one that holds unsaved text stays until that is kept."""
        for one in self.window().findChildren(Popover):
            one.dismiss()

    def fold_console(self) -> None:
        """Fold the console to a strip, or unfold it, and remember that."""
        self._folded_by_hand = not self._console.folded
        self._ctx.settings.put("console.folded", self._folded_by_hand)
        self._fit()

    def regions(self) -> list[QWidget]:
        """Return the regions that F6 walks: rail, centre, console."""
        return [self._rail, self._stack, self._console]

    def focus_region(self, at: int) -> None:
        """Take the focus into a region of regions()."""
        if at == 0:
            self._rail.buttons[self.stage].setFocus()
        elif at == 1:
            self.page.focus_first()
        else:
            self._console.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._ctx.look.px
        narrow = self.width() < px(NARROW)
        folded = narrow if self._folded_by_hand is None else self._folded_by_hand
        self._rail.set_narrow(narrow=self.width() < px(NARROWER))
        roomy = self._rail.room >= px(SPOKEN)
        shown = not self._folded_by_hand  # by hand, it is folded away from the eyes of others
        self._console.lend_spoken(self._rail.foot if roomy else None, self._rail.last, shown=shown)
        self._console.set_folded(folded=folded, beside=self.width())

    def _page(self, stage: str) -> StagePage:
        if stage not in self._pages:
            page = PAGES[stage](self._ctx)
            page.say.connect(self.say)
            page.run_requested.connect(self.run_requested)
            page.go.connect(self.go)
            page.stood.connect(self.stood)
            self._pages[stage] = page
            self._console.listen_to(page)
            self._stack.addWidget(page)
        return self._pages[stage]

    def _on_changed(self, news: Changed) -> None:
        if not self.review_id or self._ctx.desk.review(self.review_id) is None:
            return
        for page in self._pages.values():
            if page.review_id:
                page.on_changed(news)
        self._console.on_changed(news)
        if self.review_id in news.reviews:
            self._mark_done()

    def _mark_done(self) -> None:
        review = self._ctx.desk.review(self.review_id)
        if review is None:
            return
        for stage, button in self._rail.buttons.items():
            done = _progress(review, stage)
            if button.done != done:
                button.done = done
                button.update()

    def _forget_capture(self) -> None:
        self._capture = None
        if TIMELINE in self._pages and self._pages[TIMELINE].review_id:
            self._pages[TIMELINE].on_draft_changed()


def _progress(review: Review, stage: str) -> bool:
    """Return whether a stage has content."""
    counts = {TIMELINE: len(review.events), FACTORS: len(review.factors), ACTIONS: len(ordered_actions(review))}
    if stage in counts:
        return counts[stage] > 0
    if stage == PREPARE:
        return bool(review.title and (review.impact or review.summary))
    if stage == OPEN:
        return bool(review.events)
    return review.status.value in {"reviewed", "published", "closed"}


class CaptureOverlay(Popover):
    """The capture line, floating above any stage."""

    def __init__(self, ctx: Context, window: QWidget) -> None:
        """Hold a CaptureLine; Esc closes and keeps its text."""
        super().__init__(ctx.look, window, ctx.words("window.capture_name"))
        self.line = CaptureLine(ctx, name=ctx.words("window.capture_name"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.line, 0, Qt.AlignmentFlag.AlignTop)
        self.line.left.connect(self.dismiss)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay open for a click in what floats for the line."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget) and self.line.owns(watched):
            return False
        return super().eventFilter(watched, event)

    def dismiss(self) -> None:
        """Close, but not before what is typed could be kept."""
        if self.line.saving.flush():
            super().dismiss()
