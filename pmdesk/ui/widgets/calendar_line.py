"""The line that asks where the calendar file of the follow-up shall go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmdesk.domain.review import Review
from pmdesk.editing.words import Words
from pmdesk.ui.context import Context
from pmdesk.ui.models.follow_up import calendar_text
from pmdesk.ui.widgets.buttons import Option, Segmented
from pmdesk.ui.widgets.file_line import FileLine
from pmdesk.ui.widgets.labels import Label

SUFFIX = ".ics"


def calendar_name(review: Review, words: Words) -> str:
    """Return the proposed name of the file: "R-42-follow-up.ics"."""
    return words("close.calendar.file", number=review.number) + SUFFIX


class CalendarLine(FileLine):
    """Asks for the file, says what goes into it, and whether owners stand in it by name (not by default)."""

    def __init__(self, ctx: Context) -> None:
        """Be hidden until ask_for() is called."""
        words, look = ctx.words, ctx.look
        choices = QWidget()
        super().__init__(ctx, "close.calendar", SUFFIX, choices=choices)
        self._about = Label(look, "", "small", "text2", wrap=True)
        self._owners = Segmented(
            look,
            words("close.calendar.owners"),
            [Option("roles", words("close.calendar.roles")), Option("names", words("close.calendar.names"))],
        )
        self._owners.chosen.connect(lambda value: self._choose_owners(names=value == "names"))
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, look.px(2), 0, 0)
        column.setSpacing(6)
        column.addWidget(self._owners)
        column.addWidget(self._about)
        self.owner_names = False

    def ask_for(self, folder: Path, review: Review) -> None:
        """Ask where the file of this review shall go; owners stand in it by role until somebody says otherwise."""
        if self.isHidden():
            self._choose_owners(names=False)
        self._about.setText(calendar_text(review, self._ctx.words))
        self.ask(folder, calendar_name(review, self._ctx.words))

    def _choose_owners(self, *, names: bool) -> None:
        self.owner_names = names
        self._owners.set_value("names" if names else "roles")
