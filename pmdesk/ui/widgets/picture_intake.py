"""Pictures from the clipboard or a drop: cleaned in a thread, then evidence of an entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage

from pmdesk.domain.items import Evidence, EvidenceKind
from pmdesk.editing.verbs import set_field
from pmdesk.ui.context import Context
from pmdesk.ui.picture_cleaning import CleanPicture, PictureRefusedError, clean_file, clean_image

_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"})


def holds_picture(mime: QMimeData) -> bool:
    """Return whether something pasted or dropped is a picture: files of that kind, or an image without text.

    Where there is a text as well (cells of a sheet), the text is meant.
    """
    return bool(_files(mime)) or (mime.hasImage() and not mime.hasUrls() and not mime.text().strip())


def _files(mime: QMimeData) -> list[Path]:
    if not mime.hasUrls():
        return []
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in _SUFFIXES]


class PictureIntake(QObject):
    """Attaches pictures to entries. ``say`` carries a sentence for the status line, ``attached`` the entry."""

    say = Signal(str)
    attached = Signal(str)

    def __init__(self, ctx: Context, parent: QObject) -> None:
        """Write through the context."""
        super().__init__(parent)
        self._ctx = ctx
        self._worker = _Worker()
        self._worker.done.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def take(self, mime: QMimeData, review_id: str, event_id: str) -> None:
        """Read the pictures of a paste or a drop for an entry; the window does not wait."""
        works: list[Callable[[], CleanPicture]] = [partial(clean_file, path) for path in _files(mime)]
        if not works:
            image = mime.imageData()
            works = [partial(clean_image, QImage(image))] if isinstance(image, QImage) else [_nothing]
        worker, place = self._worker, (review_id, event_id)
        self._ctx.bridge.arrivals.expect()
        QThreadPool.globalInstance().start(lambda: worker.work(works, place))

    def _arrive(self, place: tuple[str, str], cleaned: Sequence[CleanPicture | PictureRefusedError]) -> None:
        try:
            self._attach(place, cleaned)
        finally:
            self._ctx.bridge.arrivals.arrived()

    def _attach(self, place: tuple[str, str], cleaned: Sequence[CleanPicture | PictureRefusedError]) -> None:
        ctx, (review_id, event_id) = self._ctx, place
        pictures = [one for one in cleaned if isinstance(one, CleanPicture)]
        refused = [one for one in cleaned if isinstance(one, PictureRefusedError)]
        review = ctx.desk.review(review_id)
        event = review.events.get(event_id) if review is not None else None
        if review is None or event is None:
            return
        added: list[Evidence] = []
        for one in pictures:
            offered: list[str] = []
            if ctx.bridge.keep(lambda one=one, offered=offered: offered.append(self._offer(one))):  # type: ignore[misc]  # mypy cannot infer a lambda with defaults
                evidence = Evidence(kind=EvidenceKind.PICTURE, blob=offered[0])
                added += [] if evidence in event.evidence or evidence in added else [evidence]
        if added:
            change = set_field(review, "event", event_id, "evidence", (*event.evidence, *added))
            if not ctx.bridge.do(change, command="event.evidence"):
                return
            self.attached.emit(event_id)
        self._tell(pictures, refused)

    def _offer(self, one: CleanPicture) -> str:
        return self._ctx.picture_desk.offer_picture(one.data, one.kind)

    def _tell(self, pictures: Sequence[CleanPicture], refused: Sequence[PictureRefusedError]) -> None:
        words = self._ctx.words
        if refused:
            self.say.emit(words(f"capture.picture.{refused[0].reason}"))
        elif any(one.scaled for one in pictures):
            one = next(one for one in pictures if one.scaled)
            self.say.emit(words("capture.picture.scaled", width=one.width, height=one.height))
        elif pictures:
            self.say.emit(words("capture.picture.attached", count=len(pictures)))


def _nothing() -> CleanPicture:
    raise PictureRefusedError("unreadable")


class _Worker(QObject):
    """Does the work in a thread and carries the answer back."""

    done = Signal(object, object)

    def work(self, works: Sequence[Callable[[], CleanPicture]], place: tuple[str, str]) -> None:
        found: list[CleanPicture | PictureRefusedError] = []
        try:
            for one in works:
                try:
                    found.append(one())
                except PictureRefusedError as refused:
                    found.append(refused)
        finally:  # a fault of ours, too, must not leave an undo waiting
            self.done.emit(place, found)
