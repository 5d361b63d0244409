"""The line that asks where the PDF shall go, and offers to mark the review as published."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Signal

from pmdesk.domain.review import Review
from pmdesk.domain.roles import as_roles
from pmdesk.editing.people_reading import named_outside
from pmdesk.editing.words import Words
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.file_line import FileLine

_LONGEST_TITLE = 60
_SUFFIX = ".pdf"


def file_name(review: Review, words: Words) -> str:
    """Return a name that every file system takes, with roles for names: "R-42 payment-api-slow.pdf"."""
    people, labels = named_outside(
        review, participant=words("report.participant"), facilitator=words("report.facilitator")
    )
    title = "-".join(re.findall(r"\w+", as_roles(review.title, people, labels).casefold()))[:_LONGEST_TITLE].strip("-_")
    title = title or words("close.publish.untitled")
    return words("close.publish.file", number=review.number, title=title) + _SUFFIX


class PublishLine(FileLine):
    """Asks for the file of the PDF. ``mark_wanted`` says that the review is to be marked as published."""

    mark_wanted = Signal()

    def __init__(self, ctx: Context) -> None:
        """Be hidden until ask() is called."""
        self._leaving = ElidedLabel(ctx.look, "", "small-medium", "warn")
        super().__init__(ctx, "close.publish", _SUFFIX, choices=self._leaving)
        self._mark = self._add_way("mark", "badge-check")
        self._mark.clicked.connect(self.mark_wanted)

    def say_leaving(self, text: str, *, warn: bool) -> None:
        """Say what would leave with the file, below its path; it keeps its place when that is nothing."""
        self._leaving.setText(text)
        self._leaving.set_tone("warn" if warn else "text2")

    def say_published(self, path: Path, *, marked: bool) -> None:
        """Say that it is there; ``marked``: the review is marked as published already."""
        self.say_saved(path)
        self._mark.setVisible(not marked)

    def say_marked(self) -> None:
        """Say that the review is published now."""
        self._say(self._word("marked"), tuple(one for one in self._ways if one is not self._mark), tone="ok")
