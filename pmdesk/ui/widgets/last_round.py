"""The end of the meeting in the order of its talk: what was learned, the pulse, what was parked, and when next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmdesk.domain.items import Note, NoteKind
from pmdesk.domain.review import REVIEW, Review
from pmdesk.ui.context import Context
from pmdesk.ui.view_commands import ALL_COMMANDS, shown_key
from pmdesk.ui.widgets.folding_part import FoldingPart
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.next_meeting import NextMeeting
from pmdesk.ui.widgets.note_list import NoteList
from pmdesk.ui.widgets.pulse_part import PulsePart
from pmdesk.ui.widgets.text_boxes import TextBox


class LastRound(QWidget):
    """``calendar_wanted`` asks for the calendar file of the follow-up."""

    calendar_wanted = Signal()

    def __init__(self, ctx: Context, covered: Callable[[], QWidget]) -> None:
        """``covered`` returns the page that the sheet of the pulse lies over."""
        super().__init__()
        self._ctx = ctx
        words, look = ctx.words, ctx.look
        self.learned = TextBox(ctx, name=words("close.learned.name"), hint=words("close.learned.hint"), lines=(2, 5))
        self.pulse = PulsePart(ctx, covered)
        self.parked = ParkedPart(ctx)
        self.next = NextMeeting(ctx)
        self.next.calendar_wanted.connect(self.calendar_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        first = QVBoxLayout()
        first.setContentsMargins(10, 0, 10, 8)
        first.setSpacing(6)
        first.addWidget(Label(look, words("close.learned.question"), "question", "text", wrap=True))
        first.addWidget(self.learned)
        column.addLayout(first)
        for part in (self.pulse, self.parked, self.next):
            column.addWidget(part)

    def show_review(self, review: Review) -> None:
        """Show the end of a review's meeting."""
        self.learned.bind(review.id, REVIEW, review.id, "learned")
        self.pulse.show_review(review.id)
        self.parked.show_review(review)
        self.next.show_review(review)


class ParkedPart(FoldingPart):
    """Parked thoughts and open questions, each to be carried forward to a later review or not."""

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        words, look = ctx.words, ctx.look
        super().__init__(look, words, words("close.parked.title"), "square-parking", indent=25)
        self._ctx = ctx
        self._parked = NoteList(ctx, NoteKind.PARKING, "close.parked", carry=True)
        self._asked = NoteList(ctx, NoteKind.QUESTION, "close.asked", carry=True)
        self.content.addWidget(self._parked)
        self.content.addWidget(Label(look, words("close.asked.title"), "small-medium", "text3"))
        self.content.addWidget(self._asked)
        key = next((shown_key(one) for one in ALL_COMMANDS if one.id == "note.carry"), "")
        self.content.addWidget(Label(look, words("close.parked.keys", key=key), "small", "text3", wrap=True))
        for notes in (self._parked, self._asked):
            notes.left.connect(self.focus_head)

    def show_review(self, review: Review) -> None:
        """Show the notes of a review, and how many are carried forward."""
        words = self._ctx.words
        count = self._parked.show_notes(review) + self._asked.show_notes(review)
        carried = sum(isinstance(one, Note) and one.carried for one in review.notes.values())
        if carried:
            self.set_fact(words("close.parked.carried", number=count, carried=carried))
        else:
            self.set_fact(
                words("close.parked.kept", count=count) if count else words("close.parked.none_here"), "text3"
            )
