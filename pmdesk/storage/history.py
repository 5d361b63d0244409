"""The undo and redo stacks, rebuilt from the log: read backwards until they are full or a schema step comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlite_utils import Database

from pmdesk.domain.changes import Add, Batch, Change, Remove, Set
from pmdesk.domain.changes import Step as OneChange
from pmdesk.domain.plain import field_from_plain, item_from_plain, to_plain
from pmdesk.domain.review import REVIEW
from pmdesk.editing.ports import Done, History
from pmdesk.storage.log import SCHEMA_STEP, edited, split_entity, split_kind, split_reference
from pmdesk.storage.replay import Replayed, replay, review_of, rows_of_entity, rows_of_review
from pmdesk.storage.rows import from_json


class _Row(NamedTuple):
    """What the stacks need of a log row: not its value, which the inverse does not hold."""

    n: int
    hlc: int
    device: str
    review: str
    entity: str
    field: str
    gone: int
    parents: str

    @property
    def place(self) -> tuple[int, str, int]:
        """What rows of all devices are ordered by."""
        return (self.hlc, self.device, self.n)


_LAST = 'SELECT "n", "group", "kind", "command" FROM "log" WHERE "device" = ? ORDER BY "n" DESC LIMIT 1'
_EARLIER = """SELECT "n", "group", "kind", "command" FROM "log"
    WHERE "device" = ? AND "n" < ? AND ("group" <> ? OR "kind" <> ?) ORDER BY "n" DESC LIMIT 1"""
_ROWS = """WITH added AS (SELECT "review", min("n") AS "n" FROM "log" WHERE "device" = :device
        AND "n" BETWEEN :first AND :last AND "field" = '' AND "value" IS NOT NULL AND "entity" LIKE 'review:%'
        GROUP BY "review")
    SELECT one."n", one."hlc", one."device", one."review", one."entity", one."field", one."value" IS NULL, one."parents"
    FROM "log" AS one LEFT JOIN added ON added."review" = one."review"
    WHERE one."device" = :device AND one."n" BETWEEN :first AND :last
    AND (added."n" IS NULL OR one."n" < added."n" OR one."entity" LIKE 'review:%') ORDER BY one."n" """
"""The rows of one transaction; a review that it added takes its items with it, so those are left out."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """The last thing that happened to a command; ``group`` is the command's own, its rows lie in a span of n."""

    group: str
    kind: str
    command: str
    first: int
    last: int


def rebuild(db: Database, device: str, limit: int) -> History:
    """Return at most ``limit`` steps of each stack as they stood at the end of this device's log."""
    undo: list[Done] = []
    redo: list[Done] = []
    done_since = False
    seen: set[str] = set()
    inverses = _Inverses(db, device)
    for turn in _turns_backwards(db, device):
        if turn.kind == SCHEMA_STEP:
            break
        if turn.group not in seen:
            seen.add(turn.group)
            if turn.kind != "undo" and len(undo) < limit:
                undo.append(inverses.done(turn))
            elif turn.kind == "undo" and not done_since and len(redo) < limit:
                redo.append(inverses.done(turn))
        done_since = done_since or turn.kind == "do"
        if done_since and len(undo) >= limit:
            break
    return History(undo=tuple(reversed(undo)), redo=tuple(reversed(redo)))


def _turns_backwards(db: Database, device: str) -> Iterator[_Turn]:
    """Yield the transactions of a device, newest first; merged edits are one. SQLite jumps over their rows."""
    row = db.conn.execute(_LAST, (device,)).fetchone()
    while row is not None:
        last, group, kind_text, command = row
        row = db.conn.execute(_EARLIER, (device, last, group, kind_text)).fetchone()
        kind, of = split_kind(kind_text)
        yield _Turn(of or group, kind, command, 1 if row is None else row[0] + 1, last)


class _Inverses:
    """Finds what each row superseded, through its parents."""

    def __init__(self, db: Database, device: str) -> None:
        self._db = db
        self._device = device

    def done(self, turn: _Turn) -> Done:
        """Return the step that takes a turn back."""
        span = {"device": self._device, "first": turn.first, "last": turn.last}
        rows = map(_Row._make, self._db.conn.execute(_ROWS, span))
        return Done(group=turn.group, command=turn.command, inverse=self._of(rows))

    def _of(self, rows: Iterable[_Row]) -> Change:
        """Return the change that takes these rows back, the last one first."""
        found: dict[Any, OneChange] = {}
        for row in rows:
            kind, item_id = split_entity(row.entity)
            if row.field:
                # Of several edits of one field the value before the first is what counts.
                name = row.field.partition(":")[0]
                key = (row.review, row.entity, name)
                if key not in found:
                    found[key] = Set(row.review, kind, item_id, name, self._before(row, kind, name))
            else:
                found[row.n] = self._whole(row, kind, item_id)
        changes = tuple(reversed(found.values()))
        return changes[0] if len(changes) == 1 else Batch(changes)

    def _whole(self, row: _Row, kind: str, item_id: str) -> OneChange:
        if not row.gone:
            return Remove(row.review, kind, item_id)
        if kind == REVIEW:
            earlier = (one for one in rows_of_review(self._db, row.review) if one.place < row.place)
            return Add(row.review, review_of(row.review, replay(earlier)))
        return Add(row.review, self._entity_before(row).item(kind))

    def _entity_before(self, row: _Row) -> Replayed:
        earlier = (one for one in rows_of_entity(self._db, row.review, row.entity) if one.place < row.place)
        return replay(earlier)[row.entity]

    def _before(self, row: _Row, kind: str, name: str) -> Any:  # noqa: ANN401 (a field's value)
        if ":" in row.field:
            return getattr(self._entity_before(row).item(kind), name)
        return self._plain_of(from_json(row.parents), kind, name)

    def _plain_of(self, parents: Sequence[str], kind: str, name: str) -> Any:  # noqa: ANN401 (a field's value)
        """Return the value of a field at a row's parent, walking back over edits of a long text."""
        edits: list[dict[str, Any]] = []
        value: Any = None
        while True:
            field, text, further = self._row(parents[0])
            value = from_json(text)
            if not field:
                return self._through(edits, self._created(kind, name, value), kind, name)
            if not isinstance(value, dict) or "put" not in value:
                return self._through(edits, value, kind, name)
            edits.append(value)
            parents = from_json(further)

    def _through(self, edits: list[dict[str, Any]], plain: Any, kind: str, name: str) -> Any:  # noqa: ANN401
        for edit in reversed(edits):
            plain = edited(plain, edit)
        return field_from_plain(kind, name, plain)

    def _created(self, kind: str, name: str, whole: dict[str, Any]) -> Any:  # noqa: ANN401 (plain data)
        if name in whole:
            return whole[name]
        return to_plain(getattr(item_from_plain(kind, whole), name))

    def _row(self, reference: str) -> tuple[str, str | None, str]:
        """Return (field, value, parents) of a row."""
        sql = 'SELECT "field", "value", "parents" FROM "log" WHERE "device" = ? AND "n" = ?'
        row: tuple[str, str | None, str] | None = self._db.conn.execute(sql, split_reference(reference)).fetchone()
        if row is None:
            raise LookupError(reference)
        return row
