"""Making reports and their pages in threads of their own, so that the window never waits.

Every job gets a frozen review. Its answer comes back as a signal in the window's own thread. When the
object goes, or the application quits, running jobs are told to stop and are waited for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QImage

from pmdesk.domain.review import Review
from pmdesk.editing.ports import (
    CancelledError,
    KnownError,
    PageImages,
    Pictures,
    Published,
    Publisher,
    PublishOptions,
    Watch,
)

_PROGRESS_STEP = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A report with what it was made of."""

    review: Review
    options: PublishOptions
    published: Published

    def fits(self, review: Review, options: PublishOptions) -> bool:
        """Return whether the same report would be made of this review with these options."""
        return self.options == options and (self.review is review or self.review == review)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A page as a picture, ``width`` pixels wide as asked."""

    pdf: bytes
    number: int
    width: int
    image: QImage


class _Post(QObject):
    """Carries calls from a worker into the window's thread."""

    call = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.wanted = True
        self.call.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def _run(self, call: Callable[[], None]) -> None:
        if self.wanted:
            call()


class _Threads:
    """One thread for reports and one for pages; knows every running job, and no widget."""

    def __init__(self) -> None:
        self._reports = ThreadPoolExecutor(1, thread_name_prefix="report")
        self._pages = ThreadPoolExecutor(1, thread_name_prefix="pages")
        self._running: set[threading.Event] = set()
        self._open = True

    def start(self, work: Callable[[threading.Event], None], *, pages: bool = False) -> threading.Event:
        stop = threading.Event()
        if not self._open:
            stop.set()
            return stop
        self._running.add(stop)
        pool = self._pages if pages else self._reports
        pool.submit(work, stop).add_done_callback(lambda _future: self._running.discard(stop))
        return stop

    def stop(self) -> None:
        """Tell every job to stop, and wait until it has."""
        self._open = False
        for job in tuple(self._running):
            job.set()
        for pool in (self._reports, self._pages):
            pool.shutdown(wait=True, cancel_futures=True)


class Publishing(QObject):
    """Makes, writes and draws reports in the background.

    ``made`` carries a Made, ``written`` the path of a file that is whole now, ``drawn`` a Drawn,
    ``trouble`` a KnownError, ``progress`` the part that is done (0 to 1). ``stopped`` says that a
    job was cancelled. ``busy`` says whether a report is being made.
    """

    made = Signal(object)
    written = Signal(object)
    drawn = Signal(object)
    trouble = Signal(object)
    stopped = Signal()
    progress = Signal(float)
    busy_changed = Signal(bool)

    def __init__(self, publisher: Publisher, pages: PageImages, pictures: Pictures, parent: QObject) -> None:
        """Use these ports from the threads."""
        super().__init__(parent)
        self._publisher, self._page_images, self._pictures = publisher, pages, pictures
        self._post = _Post()
        self._threads = _Threads()
        self._preview: threading.Event | None = None
        self._writing: threading.Event | None = None
        self._live: set[threading.Event] = set()
        threads, post = self._threads, self._post

        def end() -> None:
            post.wanted = False
            threads.stop()

        self.destroyed.connect(end)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(threads.stop)

    @property
    def busy(self) -> bool:
        """Whether a report is being made or written."""
        return bool(self._live)

    def make(self, review: Review, options: PublishOptions) -> None:
        """Make a report for the preview; one that is still being made is given up."""
        if self._preview is not None:
            self._give_up(self._preview)

        def work(watch: Watch) -> Callable[[], None]:
            made = self._made(review, options, watch)
            return lambda: self.made.emit(made)

        self._preview = self._start(work)

    def publish(self, review: Review, options: PublishOptions, path: Path, ready: Made | None = None) -> None:
        """Write the report to ``path``, whole or not at all; ``ready`` spares making it again."""

        def work(watch: Watch) -> Callable[[], None]:
            made = ready if ready is not None and ready.fits(review, options) else self._made(review, options, watch)
            if watch.cancelled():
                raise CancelledError
            self._publisher.write(path, made.published.pdf)

            def tell() -> None:
                if made is not ready:
                    self.made.emit(made)
                self.written.emit(path)

            return tell

        self._writing = self._start(work)

    def save(self, data: bytes, path: Path) -> None:
        """Write a file that is made already (the calendar) to ``path``, whole or not at all."""

        def work(_watch: Watch) -> Callable[[], None]:
            self._publisher.write(path, data)
            return lambda: self.written.emit(path)

        self._start(work)

    def aside(self, work: Callable[[threading.Event], Callable[[], None]]) -> threading.Event:
        """Do other work over a frozen review behind the reports, in their thread and without being busy.

        What it returns is called in the window's thread. Set the event to give it up.
        """
        post = self._post

        def run(stop: threading.Event) -> None:
            try:
                tell = _nothing if stop.is_set() else work(stop)
            except Exception as fault:  # noqa: BLE001 (a fault of ours belongs into the window's thread, where it is logged)
                tell = _raising(fault)
            _send(post, tell)

        return self._threads.start(run)

    def draw(self, pdf: bytes, number: int, width: int) -> None:
        """Draw a page of a report."""
        images, post = self._page_images, self._post

        def work(stop: threading.Event) -> None:
            if stop.is_set():
                return
            wide, high, data = images.page(pdf, number, width)
            image = QImage(data, wide, high, wide * 4, QImage.Format.Format_ARGB32).copy()
            drawn = Drawn(pdf=pdf, number=number, width=width, image=image)
            _send(post, lambda: self.drawn.emit(drawn))

        self._threads.start(work, pages=True)

    def cancel(self) -> None:
        """Give up whatever is being made."""
        jobs = tuple(self._live)
        for job in jobs:
            self._give_up(job)
        if jobs:
            self.stopped.emit()

    def stop(self) -> None:
        """Give everything up and wait for it; nothing can be started afterwards."""
        self._threads.stop()

    def _made(self, review: Review, options: PublishOptions, watch: Watch) -> Made:
        published = self._publisher.pdf(review, options, self._pictures, watch)
        return Made(review=review, options=options, published=published)

    def _start(self, work: Callable[[Watch], Callable[[], None]]) -> threading.Event:
        post = self._post
        was_busy = self.busy

        def run(stop: threading.Event) -> None:
            watch = Watch(
                progress=_Steps(lambda part: _send(post, lambda: self._tell(stop, part))), cancelled=stop.is_set
            )
            try:
                tell = work(watch)
            except CancelledError:
                tell = _nothing
            except KnownError as error:
                tell = _emitting(self.trouble, error)
            except Exception as fault:  # noqa: BLE001 (a fault of ours belongs into the window's thread, where it is logged)
                tell = _raising(fault)
            _send(post, lambda: self._ended(stop, tell))

        stop = self._threads.start(run)
        self._live.add(stop)
        if not was_busy:
            self.busy_changed.emit(True)  # noqa: FBT003 (a signal has no names)
        return stop

    def _tell(self, stop: threading.Event, part: float) -> None:
        if stop in self._live:
            self.progress.emit(part)

    def _ended(self, stop: threading.Event, tell: Callable[[], None]) -> None:
        if stop not in self._live:
            return
        self._live.discard(stop)
        if not self._live:
            self.busy_changed.emit(False)  # noqa: FBT003 (a signal has no names)
        tell()

    def _give_up(self, job: threading.Event) -> None:
        job.set()
        if job in self._live:
            self._live.discard(job)
            if not self._live:
                self.busy_changed.emit(False)  # noqa: FBT003 (a signal has no names)


class _Steps:
    """Passes progress on when it has moved by a hundredth."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell, self._last = tell, -1.0

    def __call__(self, part: float) -> None:
        if part - self._last >= _PROGRESS_STEP or part >= 1:
            self._last = part
            self._tell(part)


def _send(post: _Post, call: Callable[[], None]) -> None:
    try:
        post.call.emit(call)
    except RuntimeError:  # the window has gone while the job ran
        return


def _nothing() -> None:
    """Tell nothing."""


def _emitting(signal: object, value: object) -> Callable[[], None]:
    return lambda: signal.emit(value)  # type: ignore[attr-defined]  # a bound Signal


def _raising(fault: Exception) -> Callable[[], None]:
    def tell() -> None:
        raise fault

    return tell
