"""The change log: immutable rows, written in the transaction of the rows that they explain.

A row is (device, n, hlc, group, command, kind, review, entity, field, value, parents, author,
version) and a checksum. ``entity`` is "event:<id>"; ``field`` is a field's name, "evidence:<member>"
for one member of a set, or empty for the item as a whole, whose value is the created item, or NULL
where it was removed. docs/file-format.md tells all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database
from whenever import Instant

from pmdesk.domain.review import REVIEW
from pmdesk.editing.ports import Clock
from pmdesk.storage.rows import Sql, checksum, to_json

VERSION = 1
"""The form of the values in log rows written today."""

LONG_TEXT = 2000
"""Characters from which on a text is logged as an edit against its parent (about 2 kB)."""

MOST_EDITS = 50
"""Edits of a long text between two rows that hold all of it: undo walks no further back."""

SCHEMA_STEP = "schema"
COLUMNS = (
    "device",
    "n",
    "hlc",
    "group",
    "command",
    "kind",
    "review",
    "entity",
    "field",
    "value",
    "parents",
    "author",
    "version",
)
QUOTED = ", ".join(f'"{name}"' for name in COLUMNS)
_INSERT = f'INSERT INTO "log" ({QUOTED}, "sum") VALUES ({", ".join("?" * 14)})'  # noqa: S608 (names of our own)
_HEAD = """SELECT "hlc", "device", "n" FROM "log" WHERE "review" = ? AND "entity" = ? AND "field" = ?
    ORDER BY "hlc" DESC LIMIT 1"""
_HEADS = (
    """SELECT max("hlc"), "device", "n", "field" FROM "log" WHERE "review" = ? AND "entity" = ? GROUP BY "field" """
)

Head = tuple[int, str, int]
"""(hlc, device, n) of a log row."""


def entity_of(kind: str, item_id: str) -> str:
    """Return the name of an item in the log: "event:<id>"."""
    return f"{kind}:{item_id}"


def split_entity(entity: str) -> tuple[str, str]:
    """Return (kind, id) of an entity."""
    kind, _, item_id = entity.partition(":")
    return kind, item_id


def reference(device: str, n: int) -> str:
    """Return how a row names a parent."""
    return f"{device}:{n}"


def split_reference(text: str) -> tuple[str, int]:
    """Return (device, n) of a parent's name."""
    device, _, n = text.rpartition(":")
    return device, int(n)


def edit_of(before: str, after: str) -> dict[str, Any]:
    """Return the one cut-and-put that makes ``after`` of ``before`` (in code points)."""
    least = min(len(before), len(after))
    head = _longest(least, lambda length: before[:length] == after[:length])
    least -= head
    tail = _longest(least, lambda length: not length or before[-length:] == after[-length:])
    return {"at": head, "cut": len(before) - head - tail, "put": after[head : len(after) - tail]}


def _longest(most: int, same: Any) -> int:  # noqa: ANN401 (a predicate over lengths)
    """Return the greatest length up to ``most`` that is the same; what is the same for n is so below."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if same(middle):
            low = middle
        else:
            high = middle - 1
    return low


def edited(before: str, edit: dict[str, Any]) -> str:
    """Return the text after an edit."""
    at, cut = int(edit["at"]), int(edit["cut"])
    return before[:at] + str(edit["put"]) + before[at + cut :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What all rows of one transaction share; ``kind`` is "do", "undo <group>" or "redo <group>"."""

    group: str
    command: str
    kind: str


def kind_text(kind: str, of: str) -> str:
    """Return the kind column for an entry."""
    return kind if kind == "do" else f"{kind} {of}"


def split_kind(text: str) -> tuple[str, str]:
    """Return (kind, group it speaks of) of a kind column; the group is empty for "do"."""
    kind, _, of = text.partition(" ")
    return kind, of


class LogWriter:
    """Appends rows for this device. Counters move only when the transaction was kept."""

    def __init__(self, db: Database, device: str, clock: Clock, author: str) -> None:
        """Find where the log of this library ends."""
        self._db = db
        self._device = device
        self._clock = clock
        self._author = author
        self._n = int(db.execute('SELECT coalesce(max("n"), 0) FROM "log" WHERE "device" = ?', (device,)).fetchone()[0])
        self._hlc = self._last_hlc()
        self._kept = (self._n, self._hlc)
        self._edits: dict[tuple[str, str, str], int] = {}

    def _last_hlc(self) -> int:
        """Return the latest clock of any device; each device is found by a jump over the rows of the one before."""
        last = 0
        next_device = 'SELECT "device" FROM "log" WHERE "device" > ? ORDER BY "device", "n" LIMIT 1'
        device = ""
        while (row := self._db.execute(next_device, (device,)).fetchone()) is not None:
            device = row[0]
            of_device = 'SELECT "hlc" FROM "log" WHERE "device" = ? ORDER BY "n" DESC LIMIT 1'
            last = max(last, int(self._db.execute(of_device, (device,)).fetchone()[0]))
        return last

    def takes_edit(self, review: str, entity: str, field: str) -> bool:
        """Return whether a long text may be logged as an edit; else the whole of it is due again."""
        place = (review, entity, field)
        count = self._edits.get(place, MOST_EDITS)
        self._edits[place] = count + 1 if count < MOST_EDITS else 0
        return count < MOST_EDITS

    def keep(self) -> None:
        """Call after the commit."""
        self._kept = (self._n, self._hlc)

    def drop(self) -> None:
        """Call after a rollback: the numbers are free again."""
        self._n, self._hlc = self._kept

    def append(
        self, origin: Origin, review: str, entity: str, field: str, value: str | None, parents: Sequence[Head]
    ) -> None:
        """Write one row; ``value`` is JSON, None for a removal."""
        self._n += 1
        self._hlc = max(self._hlc + 1, hlc_at(self._clock.now()))
        names = to_json([reference(device, n) for _hlc, device, n in parents])
        row: tuple[Sql, ...] = (
            self._device,
            self._n,
            self._hlc,
            origin.group,
            origin.command,
            origin.kind,
            review,
            entity,
            field,
            value,
            names,
            self._author,
            VERSION,
        )
        self._db.conn.execute(_INSERT, (*row, checksum(*row)))

    def head(self, review: str, entity: str, field: str) -> list[Head]:
        """Return the row that a new value of a field supersedes: its last one, or the item's creation."""
        run = self._db.conn.execute
        whole = run(_HEAD, (review, entity, "")).fetchone()
        last = run(_HEAD, (review, entity, field)).fetchone() if field else None
        found = max((one for one in (whole, last) if one is not None), default=None)
        return [] if found is None else [found]

    def heads(self, review: str, entity: str) -> list[Head]:
        """Return all rows that a removal supersedes: the creation and the last one of each field since."""
        rows = [(row[:3], row[3]) for row in self._db.conn.execute(_HEADS, (review, entity))]
        created = max((head for head, field in rows if not field), default=(0, "", 0))
        return sorted(head for head, _field in rows if head >= created)


def hlc_at(instant: Instant) -> int:
    """Return the hybrid logical clock of an instant: milliseconds of Unix time * 65536 + a counter."""
    return instant.timestamp(unit="millisecond") << 16


def schema_step(writer: LogWriter, group: str, version: int) -> None:
    """Write the row at which undo stops after a migration to ``version``."""
    writer.append(Origin(group=group, command=SCHEMA_STEP, kind=SCHEMA_STEP), "", REVIEW, "", to_json(version), ())
