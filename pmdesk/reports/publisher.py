"""The way into this room: a Publisher (see editing/ports.py)."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from pmdesk.domain.review import Review
from pmdesk.editing.ports import CancelledError, Pictures, Published, PublishOptions, Watch
from pmdesk.editing.public_review import PublicReview
from pmdesk.editing.words import Words
from pmdesk.reports.fonts import Fonts
from pmdesk.reports.icons import Icons
from pmdesk.reports.markdown_out import markdown_of
from pmdesk.reports.pdf import render
from pmdesk.reports.report import Report, outside_of, report_of
from pmdesk.reports.safe_write import write_whole
from pmdesk.reports.spec import ReportSpec
from pmdesk.reports.style import WIDTH

_PATIENCE = 0.05
"""Seconds between two looks at whether a waiting job was cancelled."""


class ReportPublisher:
    """Makes reports. Safe to use from several threads: one report is made at a time."""

    def __init__(
        self,
        *,
        words: Words,
        fonts: Path,
        icons: Path,
        report_specs: Mapping[str, ReportSpec],
        fallback_fonts: Sequence[Path] = (),
    ) -> None:
        """Take the words, the folders of Inter and of the icons, and the reports by name.

        ``fallback_fonts`` are asked in their order for letters that Inter lacks; the application
        gives those of ``fonts.system_fallbacks()``.
        """
        self._words = words
        self._fonts = Fonts(fonts, fallback_fonts)
        self._icons = Icons(icons)
        self._specs = dict(report_specs)
        self._lock = threading.Lock()

    def pdf(self, review: Review, options: PublishOptions, pictures: Pictures, watch: Watch) -> Published:
        """Return the report as PDF. Raises CancelledError when ``watch`` says so."""
        while not self._lock.acquire(timeout=_PATIENCE):
            if watch.cancelled():
                raise CancelledError
        try:
            if watch.cancelled():
                raise CancelledError
            report = self._report(review, options, pictures)
            return render(report, self._words, self._fonts, self._icons, watch)
        finally:
            self._lock.release()

    def markdown(self, review: Review, options: PublishOptions) -> str:
        """Return the report as Markdown, with the same roles; pictures are named only."""
        return markdown_of(self._report(review, options, None))

    def outside(self, review: Review, options: PublishOptions) -> PublicReview:
        """Return the projection that such a report is made of."""
        return outside_of(review, self._specs[options.report], options, self._words)

    def write(self, path: Path, data: bytes) -> None:
        """Write beside the target, sync, then rename over it. Raises KnownError ``report.*``."""
        write_whole(path, data)

    def _report(self, review: Review, options: PublishOptions, pictures: Pictures | None) -> Report:
        return report_of(
            review,
            self._specs[options.report],
            options,
            self._words,
            width=WIDTH,
            picture=(lambda _blob: None) if pictures is None else pictures.picture,
        )
