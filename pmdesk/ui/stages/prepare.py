"""The Prepare stage: the facts, the key times, the people and the story, before the meeting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.domain.changes import set_fact
from pmdesk.domain.review import KEY_MOMENTS, REVIEW
from pmdesk.editing.commands import PREPARE
from pmdesk.editing.desk import Changed
from pmdesk.meeting import clocks
from pmdesk.ui.context import Context
from pmdesk.ui.models.meeting_plan import awaits_second
from pmdesk.ui.stages.page import StagePage
from pmdesk.ui.widgets.agenda_editor import AgendaEditor
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.depth_advisor import DepthAdvisor
from pmdesk.ui.widgets.field_row import FieldRow
from pmdesk.ui.widgets.key_times import KeyTimes
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps, Label
from pmdesk.ui.widgets.markdown_box import MarkdownBox
from pmdesk.ui.widgets.people_table import PeopleTable
from pmdesk.ui.widgets.repeat_field import RepeatField
from pmdesk.ui.widgets.review_facts import ReviewFacts
from pmdesk.ui.widgets.text_boxes import LineBox, TextBox
from pmdesk.ui.widgets.time_box import DateBox
from pmdesk.ui.widgets.two_columns import TwoColumns, heading

STORY = ("went_well", "lucky", "surprised", "learned")


TWO_FROM = 820
"""Below this width (px at 100 %) people and facts stand under each other: three fields in a row need room."""


class PreparePage(StagePage):
    """Facts and key times at the left, people, meeting and what we take from it at the right."""

    stage = PREPARE

    def __init__(self, ctx: Context) -> None:
        """Build the blocks; show_review fills them."""
        super().__init__(ctx)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words, look = ctx.words, ctx.look
        self._frame = TwoColumns(
            look,
            title=words("stages.prepare.title"),
            purpose=words("stages.prepare.purpose"),
            name=words("prepare.title"),
            foot=True,
            two_from=TWO_FROM,
        )
        self._start = Button(look, words("agenda.start"), kind="primary", icon="play")
        self._start.clicked.connect(lambda: self.run_requested.emit("meeting.start"))
        self._start.setEnabled(not ctx.read_only)
        self._start_key = KeyCaps(look, "F9")
        self._frame.head.addWidget(self._start)
        self._frame.head.addWidget(self._start_key)
        self._facts = ReviewFacts(ctx)
        self._facts.say.connect(self.say)
        self._times = KeyTimes(ctx)
        left = self._frame.left
        left.setSpacing(8)
        left.addLayout(heading(look, words("prepare.facts.heading")))
        left.addWidget(self._facts)
        left.addSpacing(12)
        times = heading(look, words("prepare.moments.heading"))
        times.addWidget(self._facts.zone)
        left.addLayout(times)
        left.addWidget(self._times)
        left.addStretch(1)
        self._build_right(self._frame.right)
        self._summary = MarkdownBox(ctx, topic="prepare.summary")
        self._frame.foot.addWidget(self._summary)
        self._frame.foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        ctx.meeting.changed.connect(self._on_meeting)
        self.offer({"person.add": self._add_person, "person.remove": self._remove_person})

    def _build_right(self, right: QVBoxLayout) -> None:
        words, look = self.ctx.words, self.ctx.look
        right.setSpacing(8)
        self._agenda = AgendaEditor(self.ctx, planning=True)
        right.addLayout(heading(look, words("agenda.heading")))
        right.addWidget(self._agenda)
        right.addSpacing(12)
        self._depth = DepthAdvisor(self.ctx)
        right.addLayout(heading(look, words("agenda.depth.title")))
        right.addWidget(self._depth)
        right.addSpacing(12)
        self._people_count = Label(look, "", "body", "text3")
        self._people = PeopleTable(self.ctx)
        right.addLayout(heading(look, words("prepare.people.heading"), self._people_count))
        right.addWidget(self._people)
        promise = QHBoxLayout()
        promise.setSpacing(6)
        promise.addWidget(IconLabel(look, "lock", 13, "text3"))
        promise.addWidget(Label(look, words("prepare.people.promise"), "small", "text3", wrap=True), 1)
        right.addLayout(promise)
        right.addSpacing(12)
        right.addLayout(heading(look, words("prepare.meeting.heading")))
        self._facilitator = LineBox(
            self.ctx, name=words("prepare.meeting.facilitator"), hint=words("prepare.meeting.facilitator_hint")
        )
        self._meeting = DateBox(self.ctx, name=words("prepare.meeting.date"), width=110)
        self._meeting.date_chosen.connect(self._set_meeting)
        for line in (self._facilitator, self._meeting.line):
            line.setProperty("plain", True)  # noqa: FBT003 (Qt's own signature)
        self._repeat = RepeatField(self.ctx)
        right.addWidget(FieldRow(look, words("prepare.meeting.facilitator_label"), self._facilitator))
        right.addWidget(FieldRow(look, words("prepare.meeting.date_label"), self._meeting))
        right.addWidget(FieldRow(look, words("prepare.repeat.label"), self._repeat))
        right.addSpacing(12)
        self._story: dict[str, TextBox] = {}
        for field in STORY:
            title = words(f"prepare.story.{field}")
            box = TextBox(self.ctx, name=title, hint=words(f"prepare.story.{field}_hint"), lines=(2, 12))
            self._story[field] = box
            right.addLayout(heading(look, title))
            right.addWidget(box)
        right.addStretch(1)

    def refresh(self, news: Changed | None) -> None:  # noqa: ARG002 (every box skips what it shows already)
        """Show the review as it stands."""
        review = self.review
        self._facts.show_review(review)
        self._agenda.show_review(review.id)
        self._depth.show_review(review)
        self._show_start()
        self._times.show_review(review)
        self._people.show_review(review)
        count = len(review.people)
        self._people_count.setText(self.ctx.words("prepare.people.count", count=count) if count else "")
        self._facilitator.bind(review.id, REVIEW, review.id, "facilitator")
        self._meeting.hold(f"meeting_date:{review.id}")
        self._meeting.set_frame(review.zone)
        self._meeting.set_date(review.meeting_date)
        self._repeat.show_review(review)
        for field, box in self._story.items():
            box.bind(review.id, REVIEW, review.id, field)
        self._summary.show_review(review.id, "summary")

    def keep(self) -> bool:
        """Keep what is unsaved; what a forgiving box does not understand stays there as a draft."""
        kept = [box.commit() for box in (*self._facts.forgiving, *self._times.boxes, self._meeting)]
        return super().keep() and all(kept)

    def focus_first(self) -> None:
        """Take the focus to the title."""
        self._facts.title.setFocus()

    def reveal(self, kind: str, entity: str) -> None:
        """Show a field of the review ("summary", "detected", "title_missing" ...) or a person."""
        if kind == "person":
            self._people.focus_person(entity)
            return
        target: QWidget | None = self._field(entity.removesuffix("_missing"))
        if target is not None:
            self._frame.area.ensureWidgetVisible(target, 0, 80)
            target.setFocus()

    def _field(self, field: str) -> QWidget | None:
        if field in KEY_MOMENTS:
            return self._times.box(field)
        if field == "summary":
            return self._summary.source
        return self._story.get(field) or self._facts.field(field)

    def _on_meeting(self, review: str) -> None:
        if review == self.review_id:
            self._show_start()

    def _show_start(self) -> None:
        state = self.ctx.meeting.state(self.review_id)
        second = awaits_second(self.review, state)
        text = self.ctx.words("agenda.start_second" if second else "agenda.start")
        self._start.setText(text)
        self._start.setAccessibleName(text)
        for widget in (self._start, self._start_key):
            widget.setVisible(second or not clocks.from_state(state).begun)

    def _set_meeting(self, date: object) -> None:
        self.ctx.bridge.do(set_fact(self.review, "meeting_date", date), command="fact.edit")

    def _add_person(self) -> None:
        self._people.focus_new()
        self._frame.area.ensureWidgetVisible(self._people, 0, 24)

    def _remove_person(self) -> None:
        if not self._people.remove_focused():
            self.say.emit(self.ctx.words("prepare.people.which"))
