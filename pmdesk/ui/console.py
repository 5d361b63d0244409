"""The facilitator's console: what to ask now, what was asked, the parking lot, the tally and notes to self."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pmdesk.editing.commands import PREPARE
from pmdesk.editing.desk import Changed
from pmdesk.ui.announcing import announce
from pmdesk.ui.context import Context
from pmdesk.ui.follow_ups import FollowUps
from pmdesk.ui.spoken import Spoken
from pmdesk.ui.stage_questions import StageQuestions
from pmdesk.ui.widgets.capture_box import CaptureBox
from pmdesk.ui.widgets.console_column import ConsoleColumn
from pmdesk.ui.widgets.console_frame import ConsoleHeader, ConsoleStrip
from pmdesk.ui.widgets.labels import rule
from pmdesk.ui.widgets.note_list import note_row_in_focus
from pmdesk.ui.widgets.phrases import Phrases
from pmdesk.ui.widgets.popover import anchor_of
from pmdesk.ui.widgets.text_boxes import text_boxes
from pmdesk.ui.zoom_outs import ZoomOuts

WIDTH, FOLDED_WIDTH = 320, 44
MOST, LEAST = 36, 300
"""With large text it takes no more than so much of the page, in %, if that is not below so many px."""


class Console(QWidget):
    """The column at the right, which the room never sees.

    ``fold_wanted`` asks the owner to fold or unfold it; ``say`` carries a short sentence for the
    status line; ``left`` asks to give the keyboard back to where it was.
    """

    fold_wanted = Signal()
    say = Signal(str)
    left = Signal()

    def __init__(self, ctx: Context) -> None:
        """Build it once; show_review and show_stage fill it."""
        super().__init__()
        self._ctx = ctx
        self._review = ""
        self._folded = self._only_now = False
        self._spoken_shown = True
        self._beside = 0
        self._questions = StageQuestions(ctx.meeting, ctx.words)
        self._follow_ups = FollowUps(ctx.questions, self)
        self._zoom_outs = ZoomOuts(ctx, self)
        self._spoken = Spoken(ctx, self)
        self._phrases: Phrases | None = None
        self.setObjectName("console")
        self.setAccessibleName(ctx.words("console.name"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._header = ConsoleHeader(ctx)
        self._column = ConsoleColumn(ctx, self._spoken)
        self._strip = ConsoleStrip(ctx)
        opened = QWidget()
        inner = QVBoxLayout(opened)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for part in (self._header, rule(), self._column):
            inner.addWidget(part)
        self._stack = QStackedWidget()
        self._stack.addWidget(opened)
        self._stack.addWidget(self._strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._stack)
        self._wire()
        self._restyle()

    @property
    def folded(self) -> bool:
        """Whether only the strip is shown."""
        return self._folded

    def set_folded(self, *, folded: bool, beside: int = 0) -> None:
        """Fold to a strip, or unfold; ``beside`` is the width of the page that it stands in."""
        self._folded, self._only_now = folded, False
        self._beside = beside or self._beside
        self._stack.setCurrentIndex(1 if folded else 0)
        self._restyle()

    def lend_spoken(self, place: QVBoxLayout | None, behind: QWidget, *, shown: bool) -> None:
        """Let who has spoken stand in another place, behind a widget for Tab; without one, here again.

        Unless it is ``shown`` there, it comes for a digit only.
        """
        self._column.lend_spoken(place, behind)
        self._spoken_shown = shown or place is None
        self._column.spoken.setVisible(self._spoken_shown)

    def show_review(self, review_id: str) -> None:
        """Show the notes of a review; half-typed ones come back."""
        if review_id != self._review:
            self._column.begin()
        self._review = self._questions.review = review_id
        self._column.park.show_review(review_id)
        self._column.private.show_review(review_id)
        self._spoken.show_review(review_id)
        self._follow_ups.show_review(review_id)
        self._zoom_outs.show_review(review_id)
        self._show_items()
        self._show_meeting()
        self._column.folding.forget()
        self._column.fit()

    def show_stage(self, stage: str) -> None:
        """Show what can be asked in a stage."""
        self._questions.stage = stage
        self._zoom_outs.counting = stage != PREPARE
        self._follow_ups.show_stage(stage)
        self._show_prompts()
        self._column.fit()

    def on_changed(self, news: Changed) -> None:
        """Show the notes again when the review changed, and what can be asked about it."""
        if self._review in news.reviews:
            self._show_items()
            self._zoom_outs.on_changed(news)
            self._follow_ups.on_changed(news)

    def listen_to(self, place: QWidget) -> None:
        """Hear the sentences that are typed into the capture line of a place."""
        for box in place.findChildren(CaptureBox):
            box.textEdited.connect(self._follow_ups.hear_typing)

    def leave(self) -> bool:
        """Keep what is unsaved; True when nothing is left unsaved."""
        kept = [box.saving.flush() for box in text_boxes(self)]
        return all(kept)

    def focus_first(self) -> None:
        """Take the focus: to the next question, or to the button that unfolds."""
        (self._strip.unfold if self._folded else self._column.first).setFocus()

    def next_question(self) -> None:
        """Show the next question of the stage; after the last one comes the first."""
        self._turn(1)

    def previous_question(self) -> None:
        """Show the question before."""
        self._turn(-1)

    def another_follow_up(self) -> None:
        """Turn the follow-up question (or the look from further away) to another one."""
        (self._zoom_outs.another if self._zoom_outs.showing else self._follow_ups.another)()
        announce(self, self._column.follow_up.question)

    def ask_follow_up(self) -> None:
        """Ask that question now: it takes the place of the prompt, also on the projector."""
        question = self._column.follow_up.question
        about = "" if self._zoom_outs.showing else self._follow_ups.item
        if not question:
            self.say.emit(self._ctx.words("console.follow_up.nothing"))
        elif self._questions.ask(question, about):
            self.dismiss_follow_up()
            self.say.emit(self._ctx.words("console.follow_up.asked_now"))

    def dismiss_follow_up(self) -> None:
        """Take that question away."""
        (self._zoom_outs.dismiss if self._zoom_outs.showing else self._follow_ups.dismiss)()

    def park_focus(self) -> None:
        """Take the focus to the line that parks a thought, unfolding when needed."""
        self._unfold()
        self._column.open(self._column.park)
        self._column.park.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._column.ensureWidgetVisible(self._column.park.line, 0, 24)

    def spoken_focus(self) -> None:
        """Wait for the digit of somebody who speaks; then the keyboard goes back to where it was."""
        spoken = self._column.spoken
        if self.isAncestorOf(spoken):
            self._unfold()
        spoken.show()
        self._column.open(spoken)
        self._column.ensureWidgetVisible(spoken, 0, 0)
        spoken.listen()

    def show_phrases(self) -> None:
        """Show what to say in a hard moment, beside the console; the same key closes it."""
        if self._phrases is not None:
            self._phrases.dismiss()
            return
        self._phrases = Phrases(self._ctx, self.window())
        self._phrases.closed.connect(self._forget_phrases)
        self._phrases.show_beside(anchor_of(self))

    def remove_note(self) -> None:
        """Remove the parked thought or open question that has the focus."""
        row = note_row_in_focus()
        if row is None:
            self.say.emit(self._ctx.words("console.park.which"))
        else:
            row.remove()

    def carry_note(self) -> None:
        """Carry the thought that has the focus forward, or not any more."""
        row = note_row_in_focus()
        if row is None:
            self.say.emit(self._ctx.words("console.park.which"))
        else:
            row.carry()
            self.say.emit(self._ctx.words("console.park.goes_on" if row.carried else "console.park.stays"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc to where the keyboard was."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _turn(self, step: int) -> None:
        self._questions.turn(step)
        announce(self, self._questions.present)

    def _wire(self) -> None:
        column, ctx = self._column, self._ctx
        self._header.fold_wanted.connect(self.fold_wanted)
        self._strip.unfold_wanted.connect(self.fold_wanted)
        self._strip.park_wanted.connect(self.park_focus)
        column.ask.turned.connect(self._turn)
        column.park.say.connect(self.say)
        for section in (column.prompts, column.exit):
            section.ticked.connect(lambda prompt, asked: self._questions.tick(prompt, asked=asked))
        column.follow_up.ask_wanted.connect(self.ask_follow_up)
        column.follow_up.another_wanted.connect(self.another_follow_up)
        column.follow_up.dismiss_wanted.connect(self.dismiss_follow_up)
        column.spoken.say.connect(self.say)
        column.spoken.left.connect(self._go_back)
        for news in (self._follow_ups.changed, self._zoom_outs.changed):
            news.connect(lambda: column.follow_up.show_card(self._follow_ups, self._zoom_outs))
        ctx.meeting.changed.connect(self._on_meeting)
        ctx.look.changed.connect(self._restyle)
        self._spoken.forget_later()

    def _unfold(self) -> None:
        if self._folded:
            self.set_folded(folded=False)
            self._only_now = True

    def _go_back(self) -> None:
        """Give the keyboard back; a strip that was unfolded for a moment is a strip again."""
        self.left.emit()
        self._column.spoken.setVisible(self._spoken_shown)
        if self._only_now:
            self.set_folded(folded=True)

    def _forget_phrases(self) -> None:
        self._phrases = None

    def _show_items(self) -> None:
        review = self._ctx.desk.review(self._review)
        if review is not None:
            self._column.park.show_notes(review)
            self._column.spoken.show_people(review, self._ctx.meeting.state(self._review).get("here"))

    def _show_prompts(self) -> None:
        questions = self._questions
        stage, asked = questions.stage, questions.asked
        self._column.ask.show_question(questions)
        self._column.prompts.show_prompts(stage, questions.prompts, asked, questions.present)
        self._column.exit.show_prompts(stage, questions.exits, asked)

    def _show_meeting(self) -> None:
        self._show_items()
        self._show_prompts()

    def _on_meeting(self, review_id: str) -> None:
        if review_id == self._review:
            self._show_meeting()

    def _restyle(self) -> None:
        px = self._ctx.look.px
        most = max(self._beside * MOST // 100, LEAST) if self._beside else px(WIDTH)
        self.setFixedWidth(px(FOLDED_WIDTH) if self._folded else min(px(WIDTH), most))
