"""The undo and redo stacks, rebuilt from the log: read backwards until they are full or a schema step comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from pmdesk.domain.changes import Add, Batch, Change, Remove, Set
from pmdesk.domain.changes import Step as OneChange
from pmdesk.domain.plain import field_from_plain, item_from_plain, to_plain
from pmdesk.domain.review import REVIEW
from pmdesk.editing.ports import Done, History
from pmdesk.storage.log import QUOTED, SCHEMA_STEP, edited, split_entity, split_kind, split_reference
from pmdesk.storage.replay import LogRow, Replayed, log_row, replay, review_of, rows_of_entity, rows_of_review
from pmdesk.storage.rows import from_json


@dataclass(frozen=True, slots=True)
class _Turn:
    """The last thing that happened to a command: its rows in order; ``group`` is the command's own."""

    group: str
    kind: str
    rows: tuple[LogRow, ...]


def rebuild(db: Database, device: str, limit: int) -> History:
    """Return at most ``limit`` steps of each stack as they stood at the end of this device's log."""
    undo: list[Done] = []
    redo: list[Done] = []
    done_since = False
    seen: set[str] = set()
    inverses = _Inverses(db)
    for turn in _turns_backwards(db, device):
        if turn.kind == SCHEMA_STEP:
            break
        if turn.group not in seen:
            seen.add(turn.group)
            if turn.kind != "undo" and len(undo) < limit:
                undo.append(_done(turn, inverses))
            elif turn.kind == "undo" and not done_since and len(redo) < limit:
                redo.append(_done(turn, inverses))
        done_since = done_since or turn.kind == "do"
        if done_since and len(undo) >= limit:
            break
    return History(undo=tuple(reversed(undo)), redo=tuple(reversed(redo)))


def _done(turn: _Turn, inverses: _Inverses) -> Done:
    return Done(group=turn.group, command=turn.rows[0].command, inverse=inverses.of(turn.rows))


def _turns_backwards(db: Database, device: str) -> Iterator[_Turn]:
    """Yield the transactions of a device, newest first; merged edits are one."""
    sql = f'SELECT {QUOTED}, "sum" FROM "log" WHERE "device" = ? ORDER BY "n" DESC'  # noqa: S608 (names of our own)
    rows: list[LogRow] = []
    for found in db.conn.execute(sql, (device,)):
        row = log_row(found)
        if rows and (row.group, row.kind) != (rows[-1].group, rows[-1].kind):
            yield _turn(rows)
            rows = []
        rows.append(row)
    if rows:
        yield _turn(rows)


def _turn(backwards: Sequence[LogRow]) -> _Turn:
    first = backwards[-1]
    kind, of = split_kind(first.kind)
    return _Turn(of or first.group, kind, tuple(reversed(backwards)))


class _Inverses:
    """Finds what each row superseded, through its parents."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, rows: Sequence[LogRow]) -> Change:
        """Return the change that takes these rows back, the last one first."""
        found: dict[tuple[Any, ...], OneChange] = {}
        for row in rows:
            kind, item_id = split_entity(row.entity)
            name = row.field.partition(":")[0]
            if not name:
                key: tuple[Any, ...] = (row.place,)
                if kind != REVIEW and (row.review, REVIEW, row.review) in found:
                    continue  # the review that this entry added takes its items with it
                found[(row.review, kind, item_id) if kind == REVIEW and row.value else key] = self._whole(
                    row, kind, item_id
                )
            else:
                # Of several edits of one field the value before the first is what counts.
                key = (row.review, kind, item_id, name)
                if key not in found:
                    found[key] = Set(row.review, kind, item_id, name, self._before(row, kind, name))
        changes = tuple(reversed(found.values()))
        return changes[0] if len(changes) == 1 else Batch(changes)

    def _whole(self, row: LogRow, kind: str, item_id: str) -> OneChange:
        if row.value is not None:
            return Remove(row.review, kind, item_id)
        if kind == REVIEW:
            earlier = (one for one in rows_of_review(self._db, row.review) if one.place < row.place)
            return Add(row.review, review_of(row.review, replay(earlier)))
        return Add(row.review, self._entity_before(row).item(kind))

    def _entity_before(self, row: LogRow) -> Replayed:
        earlier = (one for one in rows_of_entity(self._db, row.review, row.entity) if one.place < row.place)
        return replay(earlier)[row.entity]

    def _before(self, row: LogRow, kind: str, name: str) -> Any:  # noqa: ANN401 (a field's value)
        if ":" in row.field:
            return getattr(self._entity_before(row).item(kind), name)
        return self._plain_of(from_json(row.parents), kind, name)

    def _plain_of(self, parents: Sequence[str], kind: str, name: str) -> Any:  # noqa: ANN401 (a field's value)
        """Return the value of a field at a row's parent, walking back over edits of a long text."""
        edits: list[dict[str, Any]] = []
        value: Any = None
        while True:
            parent = self._row(parents[0])
            value = from_json(parent.value)
            if not parent.field:
                return self._through(edits, self._created(kind, name, value), kind, name)
            if not isinstance(value, dict) or "put" not in value:
                return self._through(edits, value, kind, name)
            edits.append(value)
            parents = from_json(parent.parents)

    def _through(self, edits: list[dict[str, Any]], plain: Any, kind: str, name: str) -> Any:  # noqa: ANN401
        for edit in reversed(edits):
            plain = edited(plain, edit)
        return field_from_plain(kind, name, plain)

    def _created(self, kind: str, name: str, whole: dict[str, Any]) -> Any:  # noqa: ANN401 (plain data)
        if name in whole:
            return whole[name]
        return to_plain(getattr(item_from_plain(kind, whole), name))

    def _row(self, reference: str) -> LogRow:
        sql = f'SELECT {QUOTED}, "sum" FROM "log" WHERE "device" = ? AND "n" = ?'  # noqa: S608 (names of our own)
        row = self._db.conn.execute(sql, split_reference(reference)).fetchone()
        if row is None:
            raise LookupError(reference)
        return log_row(row)
