"""Where files leave the Close stage: the line of the PDF and the line of the calendar file, one at a time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pmdesk.domain.changes import set_fact
from pmdesk.domain.review import Review, ReviewStatus
from pmdesk.editing.ports import KnownError
from pmdesk.ui.context import Context
from pmdesk.ui.publishing import Publishing
from pmdesk.ui.widgets.calendar_line import SUFFIX, CalendarLine
from pmdesk.ui.widgets.file_line import FileLine
from pmdesk.ui.widgets.publish_line import PublishLine, file_name
from pmdesk.ui.widgets.report_panel import ReportPanel

_OUT = frozenset({ReviewStatus.PUBLISHED, ReviewStatus.CLOSED, ReviewStatus.ARCHIVED})


class HandingOut(QWidget):
    """Hidden until it asks. ``say`` carries a sentence for the status line, ``left`` the topic of a closed line."""

    say = Signal(str)
    left = Signal(str)

    def __init__(self, ctx: Context, publishing: Publishing, panel: ReportPanel) -> None:
        """Write through ``publishing``; ``panel`` has the options, and the report that is ready."""
        super().__init__()
        self._ctx, self._publishing, self._panel = ctx, publishing, panel
        self._review_id = ""
        self._troubled = False
        self._pdf = PublishLine(ctx)
        self._calendar = CalendarLine(ctx)
        self._asked: FileLine = self._pdf
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 10)
        for line in (self._pdf, self._calendar):
            row.addWidget(line)
            line.left.connect(self._left)
        self._pdf.write_wanted.connect(self._write_pdf)
        self._pdf.mark_wanted.connect(self._mark_published)
        self._calendar.write_wanted.connect(self._write_calendar)
        panel.cancelled.connect(self._was_cancelled)
        panel.leaving.changed.connect(self._say_leaving)
        publishing.written.connect(self._written)
        publishing.trouble.connect(self._trouble)
        self.hide()

    def show_review(self, review_id: str) -> None:
        """Belong to a review; a question about another one's file is closed."""
        if review_id != self._review_id:
            self._review_id = review_id
            for part in (self, self._pdf, self._calendar):
                part.hide()

    def publish(self) -> None:
        """Ask where the PDF shall go."""
        self._turn_to(self._pdf)
        self._panel.leaving.search(self._review, self._panel.options)
        self._pdf.ask(self._folder(), file_name(self._review, self._ctx.words))

    def save_calendar(self) -> None:
        """Ask where the calendar file shall go."""
        self._turn_to(self._calendar)
        self._calendar.ask_for(self._folder(), self._review)

    @property
    def _review(self) -> Review:
        review = self._ctx.desk.review(self._review_id)
        if review is None:
            raise LookupError(self._review_id)
        return review

    def _turn_to(self, line: FileLine) -> None:
        self._asked = line
        for one in (self._pdf, self._calendar):
            if one is not line:
                one.hide()
        self.show()

    def _folder(self) -> Path:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folders = (self._ctx.settings.get("publish.folder", ""), documents)
        return next((Path(one) for one in folders if one and Path(one).is_dir()), Path.home())

    def _write_pdf(self, path: Path) -> None:
        self._pdf.say_working(path)
        self._publishing.publish(self._review, self._panel.options, path, self._panel.made)

    def _write_calendar(self, path: Path) -> None:
        self._calendar.say_working(path)
        self._publishing.save(self._ctx.calendar(self._review, owner_names=self._calendar.owner_names), path)

    def _say_leaving(self) -> None:
        leaving = self._panel.leaving
        self._pdf.say_leaving(leaving.text, warn=leaving.warns)

    def _written(self, path: Path) -> None:
        self._ctx.settings.put("publish.folder", str(path.parent))
        self._settle()
        if path.suffix.casefold() == SUFFIX:
            self._calendar.say_saved(path)
            self.say.emit(self._ctx.words("close.calendar.saved_in", name=path.name, folder=str(path.parent)))
        else:
            self._pdf.say_published(path, marked=self._review.status in _OUT)
            self.say.emit(self._ctx.words("close.publish.saved", name=path.name))

    def _trouble(self, error: KnownError) -> None:
        """Let the banner say what the world did, as it does of the library; the line asks again."""
        self._troubled = True
        self._turn_to(self._asked)
        self._asked.ask_again()
        self._ctx.bridge.trouble.emit(error)

    def _settle(self) -> None:
        """Take back what the banner says of a file that is written now, or that nobody asks for any more."""
        if self._troubled:
            self._troubled = False
            self._ctx.bridge.settle()

    def _was_cancelled(self) -> None:
        if self._pdf.isVisible():
            self._pdf.ask_again(self._ctx.words("close.publish.cancelled"))

    def _left(self) -> None:
        self.hide()
        self._settle()
        topic, self._asked = self._asked.topic, self._pdf
        self.left.emit(topic)

    def _mark_published(self) -> None:
        change = set_fact(self._review, "status", ReviewStatus.PUBLISHED)
        if self._ctx.bridge.do(change, command="fact.edit"):
            self._pdf.say_marked()
