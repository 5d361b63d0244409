"""Stand-ins for the ports of the core: a clock that is moved by hand, counting ids, a store in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from whenever import Instant, TimeDelta

from pmdesk.domain.changes import Batch, Change, apply_all, reviews_of
from pmdesk.domain.review import Review
from pmdesk.editing.ports import Done, Entry, History, KnownError

START = Instant.from_utc(2026, 11, 12, 13, 2, 7)


@dataclass
class FakeClock:
    """Stands still until it is moved."""

    at: Instant = START
    local_zone: str = "Europe/Warsaw"

    def now(self) -> Instant:
        return self.at

    def zone(self) -> str:
        return self.local_zone

    def pass_seconds(self, seconds: float) -> None:
        self.at += TimeDelta(seconds=seconds)


@dataclass
class CountingIds:
    """Ids of the right form in a fixed order: "id00000000000001", ..."""

    count: int = 0

    def __call__(self) -> str:
        self.count += 1
        return f"id{self.count:014d}"


@dataclass
class FakeStore:
    """A library in memory that keeps what a real one keeps: reviews, and the log of entries.

    ``refuse`` makes the next writes raise KnownError. ``history`` is rebuilt from the log alone.
    """

    reviews: dict[str, Review] = field(default_factory=dict)
    log: list[Entry] = field(default_factory=list)
    refuse: int = 0

    def load(self, review: str) -> Review | None:
        return self.reviews.get(review)

    def record(self, entry: Entry) -> None:
        if self.refuse:
            self.refuse -= 1
            raise KnownError("storage.disk_full")
        assert set(entry.before) == set(entry.after) == set(reviews_of(entry.change))
        for name, before in entry.before.items():
            assert self.reviews.get(name) == before, "the desk changes what the store does not hold"
        self.log.append(entry)
        for name, after in entry.after.items():
            if after is None:
                self.reviews.pop(name, None)
            else:
                self.reviews[name] = after

    def history(self, limit: int) -> History:
        undo: list[Done] = []
        redo: list[Done] = []
        inverses: dict[str, list[Change]] = {}
        for entry in self.log:
            inverse = apply_all(entry.before, entry.change)[1]
            if entry.kind == "do":
                merging = bool(undo) and undo[-1].group == entry.group
                parts = [inverse, *inverses[entry.group]] if merging else [inverse]
                inverses[entry.group] = parts
                if merging:
                    undo.pop()
                undo.append(Done(group=entry.group, command=entry.command, inverse=_one(parts)))
                redo.clear()
            else:
                source, target = (undo, redo) if entry.kind == "undo" else (redo, undo)
                assert source.pop().group == entry.of
                inverses[entry.of] = [inverse]
                target.append(Done(group=entry.of, command=entry.command, inverse=inverse))
        return History(undo=tuple(undo[-limit:]), redo=tuple(redo[-limit:]))

    def next_number(self) -> int:
        return max((review.number for review in self.reviews.values()), default=0) + 1


def _one(parts: list[Change]) -> Change:
    return parts[0] if len(parts) == 1 else Batch(tuple(parts))
