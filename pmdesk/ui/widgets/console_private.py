"""Notes to self: in a table of their own, never in the log, never in a report."""

from __future__ import annotations

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.console_section import ConsoleSection
from pmdesk.ui.widgets.private_notes import PrivateNoteList


class PrivateSection(ConsoleSection):
    """The private notes of the review."""

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__(ctx.look, ctx.words, "private_notes", "lock", tone="private", boxes=True)
        self.set_note(ctx.words("console.private_notes.promise"))
        self._notes = PrivateNoteList(ctx)
        self.content.addWidget(self._notes)

    def show_review(self, review_id: str) -> None:
        """Show the notes of a review, and the half-typed one."""
        self._notes.show_review(review_id)
