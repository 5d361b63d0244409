"""Ports whose makers are imported when they are first used: a start needs none of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from whenever import Date, Instant

from pmdesk.domain.review import Review
from pmdesk.domain.times import Time
from pmdesk.editing.ports import (
    CalendarFile,
    Clock,
    Dates,
    PageImages,
    Pictures,
    Published,
    Publisher,
    PublishOptions,
    Watch,
)
from pmdesk.editing.words import Words
from pmdesk.resources import Resources

if TYPE_CHECKING:
    from pmdesk.editing.public_review import PublicReview
    from pmdesk.meeting.follow_up import Questions
    from pmdesk.wording.rules import Rulebook


class LatePublisher:
    """A Publisher that is made at the first report, so that a start does not import reportlab."""

    def __init__(self, make: Callable[[], Publisher]) -> None:
        """Take what makes the real one."""
        self._make = make

    @cached_property
    def _real(self) -> Publisher:
        return self._make()

    def outside(self, review: Review, options: PublishOptions) -> PublicReview:
        """Return the projection as the real publisher makes it."""
        return self._real.outside(review, options)

    def pdf(self, review: Review, options: PublishOptions, pictures: Pictures, watch: Watch) -> Published:
        """Return the report as the real publisher makes it."""
        return self._real.pdf(review, options, pictures, watch)

    def markdown(self, review: Review, options: PublishOptions) -> str:
        """Return the report as Markdown."""
        return self._real.markdown(review, options)

    def write(self, path: Path, data: bytes) -> None:
        """Write beside the target, sync, then rename over it; needs no report."""
        from pmdesk.reports.safe_write import write_whole  # noqa: PLC0415 (late on purpose)

        write_whole(path, data)


class LatePages:
    """Pages as pictures, by a reader that is imported at the first page."""

    @cached_property
    def _real(self) -> PageImages:
        from pmdesk.reports.pages import PdfiumPages  # noqa: PLC0415 (late on purpose)

        return PdfiumPages()

    def page(self, pdf: bytes, number: int, width: int) -> tuple[int, int, bytes]:
        """Return one page, ``width`` pixels wide."""
        return self._real.page(pdf, number, width)


class LateDates:
    """Forgiving dates, by a reader that is imported at the first typed date."""

    @cached_property
    def _real(self) -> Dates:
        from pmdesk.exchange.dates import ForgivingDates  # noqa: PLC0415 (late on purpose)

        return ForgivingDates()

    def read(self, text: str, *, day: Date, zone: str, now: Instant) -> Time | None:
        """Return how the text is understood."""
        return self._real.read(text, day=day, zone=zone, now=now)


def late_markdown(text: str) -> str:
    """Return Markdown as safe HTML; the reader is imported at the first preview."""
    from pmdesk.reports.markdown_preview import markdown_preview  # noqa: PLC0415 (late on purpose)

    return markdown_preview(text)


class LateRulebook:
    """The rules of blameless wording, read once, by whichever thread asks first; the others wait for it."""

    def __init__(self, found: Resources) -> None:
        """Read from these resources."""
        self._found = found
        self._lock = Lock()
        self._book: Rulebook | None = None

    def __call__(self) -> Rulebook:
        """Return the rulebook."""
        with self._lock:
            if self._book is None:
                from pmdesk.app.wording_rules import rulebook_of  # noqa: PLC0415 (late on purpose)

                self._book = rulebook_of(self._found)
            return self._book


class LateQuestions:
    """The follow-up questions of a language, read when the first sentence is heard."""

    def __init__(self, found: Resources, language: str = "en") -> None:
        """Read from these resources."""
        self._found, self._language = found, language

    def __call__(self) -> Questions:
        """Return the questions."""
        return self._questions

    @cached_property
    def _questions(self) -> Questions:
        from pmdesk.app.follow_up_questions import questions_of  # noqa: PLC0415 (late on purpose)

        return questions_of(self._found, self._language)


def late_calendar(words: Words, clock: Clock) -> CalendarFile:
    """Return what makes calendar files; the writer is imported at the first one."""

    def made(review: Review, *, owner_names: bool) -> bytes:
        from pmdesk.exchange.calendar_out import calendar_file  # noqa: PLC0415 (late on purpose)

        return calendar_file(review, words=words, now=clock.now(), owner_names=owner_names)

    return made
