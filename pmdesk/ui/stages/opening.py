"""The Open stage: what is read aloud, which people are here, and what is still open from before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from pmdesk.domain.changes import steps
from pmdesk.domain.items import NoteKind
from pmdesk.domain.times import in_zone
from pmdesk.editing import verbs
from pmdesk.editing.commands import OPEN
from pmdesk.editing.desk import Changed
from pmdesk.meeting import script
from pmdesk.ui.context import Context
from pmdesk.ui.stages.page import StagePage
from pmdesk.ui.widgets.attendance import Attendance
from pmdesk.ui.widgets.carried_thoughts import CarriedThoughts
from pmdesk.ui.widgets.earlier_actions import EarlierActions
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.note_list import NoteList
from pmdesk.ui.widgets.read_aloud_box import ReadAloudBox
from pmdesk.ui.widgets.two_columns import TwoColumns, heading


class OpenPage(StagePage):
    """Five minutes: the frame, the people, the actions of earlier reviews, the questions brought along."""

    stage = OPEN

    def __init__(self, ctx: Context) -> None:
        """Build the blocks; show_review fills them."""
        super().__init__(ctx)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words, look = ctx.words, ctx.look
        self._frame = TwoColumns(
            look, title=words("stages.open.title"), purpose=words("stages.open.purpose"), name=words("opening.title")
        )
        self._words = ReadAloudBox(
            ctx,
            name=words("opening.words_name"),
            hint=words("opening.words_hint"),
            default="\n\n".join(words.list(script.OPENING)),
        )
        self._rules = ReadAloudBox(
            ctx,
            name=words("opening.rules_name"),
            hint=words("opening.rules_hint"),
            default="\n".join(words.list(script.GROUND_RULES)),
            numbered=True,
        )
        left = self._frame.left
        left.setSpacing(8)
        left.addLayout(
            heading(look, words("opening.words_title"), Label(look, words("opening.aloud"), "body", "text3"))
        )
        left.addWidget(self._words)
        left.addSpacing(12)
        left.addLayout(heading(look, words("opening.rules_title")))
        left.addWidget(self._rules)
        left.addStretch(1)
        self._build_right(self._frame.right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self.offer(
            {
                "question.add": self._question_focus,
                "note.take": self._carried.take_current,
                "note.settle": self._carried.settle_current,
            }
        )

    def _build_right(self, right: QVBoxLayout) -> None:
        words = self.ctx.words
        right.setSpacing(8)
        self._attendance = Attendance(self.ctx)
        self._attendance.say.connect(self.say)
        self._earlier = EarlierActions(self.ctx)
        self._carried = CarriedThoughts(self.ctx)
        self._carried.say.connect(self.say)
        self._question_count = Label(self.ctx.look, "", "body", "text3")
        self._questions = NoteList(self.ctx, NoteKind.QUESTION, "opening.questions", carry=False)
        self._line = HeldLine(
            self.ctx, name=words("opening.questions.line"), hint=words("opening.questions.hint"), submit=self._ask
        )
        self._questions.left.connect(self._line.setFocus)
        right.addWidget(self._earlier)
        right.addSpacing(12)
        right.addWidget(self._carried)
        right.addWidget(self._attendance)
        right.addSpacing(12)
        right.addLayout(heading(self.ctx.look, words("opening.questions_title"), self._question_count))
        right.addWidget(self._questions)
        right.addWidget(self._line)
        right.addStretch(1)

    def refresh(self, news: Changed | None) -> None:
        """Show the review; what is still open in others is read when the page is shown anew, or they change."""
        review = self.review
        self._words.show_review(review.id, "opening")
        self._rules.show_review(review.id, "ground_rules")
        self._attendance.show_review(review)
        self._line.hold(f"question:{review.id}")
        count = self._questions.show_notes(review)
        self._question_count.setText(str(count) if count else "")
        if news is None:
            self._show_earlier()

    def on_changed(self, news: Changed) -> None:
        """Follow earlier reviews too: what they carried forward, and their open actions."""
        super().on_changed(news)
        others = any(step.review != self.review_id for step in steps(news.change))
        if not others or not self.review_id or self.ctx.desk.review(self.review_id) is None:
            return
        if self.isVisible():
            self._show_earlier()
        else:
            self._stale = True

    def _show_earlier(self) -> None:
        clock, library = self.ctx.clock, self.ctx.library
        today = in_zone(clock.now(), clock.zone()).date()
        self._earlier.show_actions(library.open_actions(self.review_id), today)
        self._carried.show_notes(self.review_id, library.carried_notes(self.review_id))

    def focus_first(self) -> None:
        """Take the focus to the opening words."""
        self._words.setFocus()

    def reveal(self, kind: str, entity: str) -> None:  # noqa: ARG002 (there is one place for each kind)
        """Show the questions, or the people."""
        target = self._line if kind == "note" else self._attendance.line
        self._frame.area.ensureWidgetVisible(target)
        target.setFocus()

    def _question_focus(self) -> None:
        self._frame.area.ensureWidgetVisible(self._line)
        self._line.setFocus()

    def _ask(self, text: str) -> bool:
        if not text.strip():
            return True
        change = verbs.park(self.review, text.strip(), self.ctx.clock.now(), ids=self.ctx.ids, kind=NoteKind.QUESTION)
        return self.ctx.bridge.do(change, command="question.add")
