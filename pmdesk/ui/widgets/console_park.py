"""The parking lot: thoughts that lead away from the facts, and the line that takes the next one."""

from __future__ import annotations

from PySide6.QtCore import Signal

from pmdesk.domain.items import NoteKind
from pmdesk.domain.review import Review
from pmdesk.editing import verbs
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.console_section import ConsoleSection, indented
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.labels import KeyCaps
from pmdesk.ui.widgets.note_list import NoteList


class ParkSection(ConsoleSection):
    """Parked thoughts are items of the review; ``line`` holds the half-typed one.

    ``say`` carries a short sentence.
    """

    say = Signal(str)

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        words = ctx.words
        super().__init__(ctx.look, words, "park", "square-parking", boxes=True)
        self._ctx = ctx
        self._review = ""
        self._notes = NoteList(ctx, NoteKind.PARKING, "console.park", carry=True, indent=8)
        self.content.addWidget(self._notes)
        self.line = HeldLine(
            ctx, name=words("console.park.line"), hint=words("console.park.hint"), submit=self._park_thought
        )
        self._notes.left.connect(self.line.setFocus)
        self.content.addLayout(indented(self.line, KeyCaps(ctx.look, "Ctrl+L")))

    def show_review(self, review_id: str) -> None:
        """Show another review; its half-typed thought comes back."""
        self._review = review_id
        self.line.hold(f"park:{review_id}")

    def show_notes(self, review: Review) -> None:
        """Show the parked thoughts as they stand."""
        count = self._notes.show_notes(review)
        self.set_note(str(count) if count else "")

    def _park_thought(self, text: str) -> bool:
        review = self._ctx.desk.review(self._review)
        if review is None or not text.strip():
            return True
        change = verbs.park(review, text.strip(), self._ctx.clock.now(), ids=self._ctx.ids)
        done = self._ctx.bridge.do(change, command="note.park")
        if done:
            count = sum(one.kind is NoteKind.PARKING for one in review.notes.values()) + 1
            self.say.emit(self._ctx.words("capture.sent.parking", label=count))
        return done
