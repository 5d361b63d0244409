"""Looks for what would leave with a report, behind the report in its thread, and keeps what people let stand out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pmdesk.domain.review import Review
from pmdesk.editing.ports import PublishOptions
from pmdesk.ui.context import Context
from pmdesk.ui.publishing import Publishing

if TYPE_CHECKING:
    from pmdesk.editing.leaving import Leaving
    from pmdesk.wording.rules import Settings


class LeavingSearch(QObject):
    """``changed``: ``found`` or ``searching`` are others now. ``found`` is None until a search has ended."""

    changed = Signal()

    def __init__(self, ctx: Context, publishing: Publishing, parent: QObject) -> None:
        """Search in the thread of ``publishing``."""
        super().__init__(parent)
        self._ctx, self._publishing = ctx, publishing
        self._asked: tuple[Review, PublishOptions, Settings] | None = None
        self._all: tuple[Leaving, ...] | None = None
        self._left: tuple[Leaving, ...] | None = None
        self._stop: threading.Event | None = None
        ctx.wording.changed.connect(self._decided)

    @property
    def searching(self) -> bool:
        """Whether what is found belongs to an earlier state of the review."""
        return self._stop is not None

    @property
    def found(self) -> tuple[Leaving, ...] | None:
        """What was found last and nobody let stand."""
        return self._left

    def search(self, review: Review, options: PublishOptions) -> None:
        """Search unless this was searched already; an earlier search is given up."""
        wanted = (review, options, self._ctx.wording.decisions.settings)
        if self._asked == wanted:
            return
        if self._asked is not None and self._asked[0].id != review.id:
            self._all = self._left = None
        if self._stop is not None:
            self._stop.set()
        self._asked = wanted
        self._stop = self._publishing.aside(self._work(*wanted))
        self.changed.emit()

    def _work(
        self, review: Review, options: PublishOptions, settings: Settings
    ) -> Callable[[threading.Event], Callable[[], None]]:
        publisher, wording = self._ctx.publisher, self._ctx.wording

        def work(stop: threading.Event) -> Callable[[], None]:
            from pmdesk.editing.leaving import leaving  # noqa: PLC0415 (a start needs no engine)

            found = leaving(review, publisher.outside(review, options), wording.rules, settings, stop.is_set)
            return lambda: self._take(stop, found)

        return work

    def _take(self, stop: threading.Event, found: tuple[Leaving, ...]) -> None:
        if stop is not self._stop:
            return
        self._stop, self._all = None, found
        self._tell()

    def _decided(self) -> None:
        """Search again where rules, words or nouns are others now; else only leave out what was let stand."""
        if self._asked is None:
            return
        review, options, settings = self._asked
        if self._ctx.wording.decisions.settings != settings:
            self.search(review, options)
        else:
            self._tell()

    def _tell(self) -> None:
        if self._all is not None and self._asked is not None:
            from pmdesk.wording.dismissals import asked  # noqa: PLC0415 (a start needs no engine)

            review, decisions = self._asked[0].id, self._ctx.wording.decisions
            self._left = tuple(one for one in self._all if asked((one.finding,), one.at.text, review, decisions))
        self.changed.emit()
