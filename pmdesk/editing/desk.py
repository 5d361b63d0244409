"""The desk: the one door for changes over all reviews of a library, with undo and redo."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from whenever import Instant, TimeDelta

from pmdesk.domain.changes import Batch, Change, Set, apply_all, reviews_of
from pmdesk.domain.review import Review
from pmdesk.editing.ports import Clock, Done, Entry, Ids, Store

MERGE_PAUSE = TimeDelta(seconds=2)
"""Edits of one field within this pause are one step of undo."""

UNDO_DEPTH = 500
KEPT_REVIEWS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """News: the reviews named by ``change`` are no longer what they were.

    ``origin`` is whatever was given to do(), so that a widget can skip its own echo; undo and
    redo carry None. ``kind`` is "do", "undo" or "redo".
    """

    change: Change
    command: str
    kind: str
    origin: object | None
    at: Instant

    @property
    def reviews(self) -> tuple[str, ...]:
        """The ids of the reviews that changed."""
        return reviews_of(self.change)


Listener = Callable[[Changed], None]


class Desk:
    """Applies changes, writes them through the store and tells its listeners.

    A change is durable before anybody hears of it. When the store raises KnownError, nothing has
    changed: not the review, not the stacks.
    """

    def __init__(self, store: Store, clock: Clock, ids: Ids) -> None:
        """Rebuild the undo and redo stacks from the log."""
        self._store = store
        self._clock = clock
        self._ids = ids
        self._reviews: OrderedDict[str, Review] = OrderedDict()
        self._listeners: list[Listener] = []
        history = store.history(UNDO_DEPTH)
        self._undo = list(history.undo)
        self._redo = list(history.redo)
        self._merge: Hashable | None = None
        self._merged_at: Instant | None = None
        self._news: deque[Changed] = deque()
        self._telling = False

    def review(self, review: str) -> Review | None:
        """Return a review as it stands now; None when the library does not hold it."""
        found = self._reviews.get(review)
        if found is None:
            found = self._store.load(review)
            if found is not None:
                self._keep(found)
        else:
            self._reviews.move_to_end(review)
        return found

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` of every change from now on; the returned function ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def next_number(self) -> int:
        """Return the number for the next new review."""
        return self._store.next_number()

    def do(self, change: Change, *, command: str, origin: object | None = None, merge: Hashable | None = None) -> None:
        """Apply and record a change. Raises KnownError when it could not be kept.

        Edits with the same ``merge`` key (a field of an item) join one step of undo until two
        seconds pass without one or end_merge() is called.
        """
        if not reviews_of(change):
            return
        now = self._clock.now()
        merging = (
            merge is not None
            and merge == self._merge
            and bool(self._undo)
            and self._merged_at is not None
            and now - self._merged_at <= MERGE_PAUSE
        )
        group = self._undo[-1].group if merging else self._ids()
        inverse = self._write(change, group=group, command=command, kind="do", of="")
        if merging:
            self._undo[-1] = replace(self._undo[-1], inverse=_merged(inverse, self._undo[-1].inverse))
        else:
            self._undo.append(Done(group=group, command=command, inverse=inverse))
            del self._undo[:-UNDO_DEPTH]
        self._redo.clear()
        self._merge, self._merged_at = merge, now
        self._tell(Changed(change=change, command=command, kind="do", origin=origin, at=now))

    def end_merge(self) -> None:
        """Let the next edit be a step of its own (the focus left the field)."""
        self._merge = None

    @property
    def undo_command(self) -> str:
        """The id of the command that undo() would take back; empty when there is none."""
        return self._undo[-1].command if self._undo else ""

    @property
    def redo_command(self) -> str:
        """The id of the command that redo() would do again; empty when there is none."""
        return self._redo[-1].command if self._redo else ""

    def undo(self) -> bool:
        """Take back the last command; False when there is none. Raises KnownError."""
        return self._turn(self._undo, self._redo, "undo")

    def redo(self) -> bool:
        """Do the last undone command again; False when there is none. Raises KnownError."""
        return self._turn(self._redo, self._undo, "redo")

    def _turn(self, source: list[Done], target: list[Done], kind: str) -> bool:
        if not source:
            return False
        done = source[-1]
        inverse = self._write(done.inverse, group=self._ids(), command=done.command, kind=kind, of=done.group)
        source.pop()
        target.append(Done(group=done.group, command=done.command, inverse=inverse))
        self.end_merge()
        now = self._clock.now()
        self._tell(Changed(change=done.inverse, command=done.command, kind=kind, origin=None, at=now))
        return True

    def _write(self, change: Change, *, group: str, command: str, kind: str, of: str) -> Change:
        before = {name: self.review(name) for name in reviews_of(change)}
        after, inverse = apply_all(before, change)
        self._store.record(
            Entry(group=group, command=command, kind=kind, of=of, change=change, before=before, after=after)
        )
        for name, review in after.items():
            if review is None:
                self._reviews.pop(name, None)
            else:
                self._keep(review)
        return inverse

    def _keep(self, review: Review) -> None:
        self._reviews[review.id] = review
        self._reviews.move_to_end(review.id)
        while len(self._reviews) > KEPT_REVIEWS:
            self._reviews.popitem(last=False)

    def _tell(self, news: Changed) -> None:
        """Tell everybody; a change that a listener makes is told after this one, in its turn."""
        self._news.append(news)
        if self._telling:
            return
        self._telling = True
        try:
            while self._news:
                next_news = self._news.popleft()
                for listener in tuple(self._listeners):
                    listener(next_news)
        finally:
            self._news.clear()
            self._telling = False


def _merged(later: Change, earlier: Change) -> Change:
    """Return what takes back two merged edits: the later one first, or the earlier alone for one field."""
    if isinstance(later, Set) and isinstance(earlier, Set) and _place(later) == _place(earlier):
        return earlier
    return Batch((later, earlier))


def _place(change: Set) -> tuple[str, str, str, str]:
    return change.review, change.kind, change.id, change.field
