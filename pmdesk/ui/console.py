"""The facilitator's console: what to ask now, what was asked, the parking lot and notes to self."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pmdesk.editing.desk import Changed
from pmdesk.ui.context import Context
from pmdesk.ui.stage_questions import StageQuestions
from pmdesk.ui.widgets.console_ask import AskSection
from pmdesk.ui.widgets.console_frame import ConsoleHeader, ConsoleStrip
from pmdesk.ui.widgets.console_park import ParkSection
from pmdesk.ui.widgets.console_private import PrivateSection
from pmdesk.ui.widgets.console_prompts import PromptSection
from pmdesk.ui.widgets.labels import rule
from pmdesk.ui.widgets.note_list import note_row_in_focus
from pmdesk.ui.widgets.text_boxes import text_boxes

WIDTH, FOLDED_WIDTH = 320, 44


class Console(QWidget):
    """The column at the right, which the room never sees.

    ``fold_wanted`` asks the owner to fold or unfold it; ``say`` carries a short sentence for the
    status line.
    """

    fold_wanted = Signal()
    say = Signal(str)

    def __init__(self, ctx: Context) -> None:
        """Build it once; show_review and show_stage fill it."""
        super().__init__()
        self._ctx = ctx
        self._review = ""
        self._questions = StageQuestions(ctx.meeting, ctx.words)
        self._folded = False
        self.setObjectName("console")
        self.setAccessibleName(ctx.words("console.name"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._open_column())
        self._strip = ConsoleStrip(ctx)
        self._strip.unfold_wanted.connect(self.fold_wanted)
        self._strip.park_wanted.connect(self.park_focus)
        self._stack.addWidget(self._strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._stack)
        ctx.meeting.changed.connect(self._on_meeting)
        ctx.look.changed.connect(self._restyle)
        self._restyle()

    @property
    def folded(self) -> bool:
        """Whether only the strip is shown."""
        return self._folded

    def set_folded(self, *, folded: bool) -> None:
        """Fold to a strip, or unfold."""
        self._folded = folded
        self._stack.setCurrentIndex(1 if folded else 0)
        self._restyle()

    def show_review(self, review_id: str) -> None:
        """Show the notes of a review; half-typed ones come back."""
        self._review = self._questions.review = review_id
        self._park.show_review(review_id)
        self._private.show_review(review_id)
        self._show_notes()
        self._show_prompts()

    def show_stage(self, stage: str) -> None:
        """Show what can be asked in a stage."""
        self._questions.stage = stage
        self._show_prompts()

    def on_changed(self, news: Changed) -> None:
        """Show the notes again when the review changed."""
        if self._review in news.reviews:
            self._show_notes()

    def leave(self) -> bool:
        """Keep what is unsaved; True when nothing is left unsaved."""
        kept = [box.saving.flush() for box in text_boxes(self)]
        return all(kept)

    def focus_first(self) -> None:
        """Take the focus: to the next question, or to the button that unfolds."""
        (self._strip.unfold if self._folded else self._ask.next).setFocus()

    def next_question(self) -> None:
        """Show the next question of the stage; after the last one comes the first."""
        self._questions.turn(1)

    def previous_question(self) -> None:
        """Show the question before."""
        self._questions.turn(-1)

    def park_focus(self) -> None:
        """Take the focus to the line that parks a thought, unfolding when needed."""
        if self._folded:
            self.set_folded(folded=False)
        self._park.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(self._park.line, 0, 24)

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

    def _open_column(self) -> QWidget:
        ctx = self._ctx
        header = ConsoleHeader(ctx)
        header.fold_wanted.connect(self.fold_wanted)
        self._ask = AskSection(ctx)
        self._ask.turned.connect(self._questions.turn)
        self._prompts = PromptSection(ctx)
        self._prompts.ticked.connect(lambda prompt, asked: self._questions.tick(prompt, asked=asked))
        self._park = ParkSection(ctx)
        self._private = PrivateSection(ctx)
        body = _Body()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for section in (self._ask, self._prompts):
            inner.addWidget(section)
            inner.addWidget(rule())
        inner.addWidget(self._park)
        inner.addStretch(1)
        inner.addWidget(rule())
        inner.addWidget(self._private)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(ctx.words("console.name"))
        self._scroll.setWidget(body)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (header, rule(), self._scroll):
            column.addWidget(part)
        return holder

    def _show_notes(self) -> None:
        review = self._ctx.desk.review(self._review)
        if review is not None:
            self._park.show_notes(review)

    def _show_prompts(self) -> None:
        questions = self._questions
        self._ask.show_question(questions.present, questions.place + 1, len(questions.prompts))
        self._prompts.show_questions(questions)

    def _on_meeting(self, review_id: str) -> None:
        if review_id == self._review:
            self._show_prompts()

    def _restyle(self) -> None:
        self.setFixedWidth(self._ctx.look.px(FOLDED_WIDTH if self._folded else WIDTH))


class _Body(QWidget):
    """What scrolls in the console: as high as it needs to be in its width, not in a narrower one."""

    def minimumSizeHint(self) -> QSize:
        narrow = super().minimumSizeHint()
        return QSize(narrow.width(), min(narrow.height(), self.heightForWidth(max(self.width(), narrow.width()))))
