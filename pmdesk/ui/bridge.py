"""The bridge: news of the desk as Qt signals, and requests of the window as changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, Signal

from pmdesk.domain.changes import Change, reviews_of
from pmdesk.editing.desk import Changed, Desk
from pmdesk.editing.ports import Clock, KnownError
from pmdesk.ui.arrivals import Arrivals


class Bridge(QObject):
    """Carries changes to the desk and its news back.

    ``changed`` carries a Changed, ``saved`` the instant of the last durable write, ``trouble`` a
    KnownError that the banner shows; ``mended`` says that writing works again; ``noted`` the review that
    a private note was kept for elsewhere than in the list of them. ``arrivals`` is what is still on its way.
    """

    changed = Signal(object)
    saved = Signal(object)
    trouble = Signal(object)
    mended = Signal()
    noted = Signal(str)

    def __init__(self, desk: Desk, clock: Clock, parent: QObject | None = None) -> None:
        """Listen to the desk."""
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self.arrivals = Arrivals()
        self._trouble: KnownError | None = None
        desk.subscribe(self._on_changed)

    def do(
        self,
        change: Change | None,
        *,
        command: str,
        origin: object | None = None,
        merge: Hashable | None = None,
    ) -> bool:
        """Do a change (None and empty batches are nothing, and nothing is saved); False when it could not be kept."""
        if change is None or not reviews_of(change):
            return True
        return self.keep(lambda: self._desk.do(change, command=command, origin=origin, merge=merge))

    def undo(self) -> bool:
        """Take the last step back; False when it could not be kept."""
        return self.keep(self._desk.undo)

    def redo(self) -> bool:
        """Do the last undone step again; False when it could not be kept."""
        return self.keep(self._desk.redo)

    def keep(self, write: Callable[[], object]) -> bool:
        """Run any write (a draft, a note): the world's no becomes ``trouble``, never an exception."""
        try:
            write()
        except KnownError as error:
            self._trouble = error
            self.trouble.emit(error)
            return False
        if self._trouble is not None:
            self._trouble = None
            self.mended.emit()
        self.saved.emit(self._clock.now())
        return True

    def settle(self) -> None:
        """Say that a trouble from elsewhere is over; while the library cannot be written, its trouble is told again."""
        if self._trouble is None:
            self.mended.emit()
        else:
            self.trouble.emit(self._trouble)

    def _on_changed(self, news: Changed) -> None:
        self.changed.emit(news)
