"""Reading the log forward: what the items of a review were after any row of it.

check-file compares the result with the rows; salvage and the undo of a removed review use it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from pmdesk.domain.plain import item_from_plain
from pmdesk.domain.review import ITEM_MAPS, REVIEW, Review
from pmdesk.storage.log import COLUMNS, QUOTED, edited, split_entity
from pmdesk.storage.rows import LINKS, checksum, from_json

_SET_FIELDS = {kind: tuple(name for owner, name in LINKS if owner == kind) for kind, _name in LINKS}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row of the log, its columns in their order. ``sound`` says whether its checksum fits."""

    device: str
    n: int
    hlc: int
    group: str
    command: str
    kind: str
    review: str
    entity: str
    field: str
    value: str | None
    parents: str
    author: str
    version: int
    sound: bool = True

    @property
    def place(self) -> tuple[int, str, int]:
        """What rows of all devices are ordered by."""
        return (self.hlc, self.device, self.n)


def log_row(row: tuple[Any, ...]) -> LogRow:
    """Return the log row of a database row (all columns and the checksum)."""
    values = row[: len(COLUMNS)]
    whole: tuple[Any, ...] = (*values, checksum(*values) == row[len(COLUMNS)])
    return LogRow(*whole)


def rows_of_review(db: Database, review: str) -> list[LogRow]:
    """Return the log of one review in its order."""
    sql = f'SELECT {QUOTED}, "sum" FROM "log" WHERE "review" = ? ORDER BY "hlc", "device", "n"'  # noqa: S608 (own names)
    return [log_row(row) for row in db.execute(sql, (review,))]


def rows_of_entity(db: Database, review: str, entity: str) -> list[LogRow]:
    """Return the log of one item in its order."""
    sql = f"""SELECT {QUOTED}, "sum" FROM "log" WHERE "review" = ? AND "entity" = ?
        ORDER BY "hlc", "device", "n" """  # noqa: S608 (names of our own)
    return [log_row(row) for row in db.execute(sql, (review, entity))]


@dataclass(slots=True)
class Replayed:
    """An item as the log tells it: plain values, its sets by member, and whether it is present."""

    values: dict[str, Any] = field(default_factory=dict)
    members: dict[str, dict[str, bool]] = field(default_factory=dict)
    present: bool = False

    def apply(self, kind: str, row: LogRow) -> None:
        """Take in the next row of this item. Raises ValueError or a LookupError when it makes no sense."""
        if not row.field:
            self._whole(kind, row)
            return
        name, colon, member = row.field.partition(":")
        value = from_json(row.value)
        if colon:
            self.members.setdefault(name, {})[member] = bool(value)
        elif isinstance(value, dict) and isinstance(self.values.get(name), str):
            self.values[name] = edited(self.values[name], value)
        else:
            self.values[name] = value

    def _whole(self, kind: str, row: LogRow) -> None:
        if row.value is None:
            self.present = False
            return
        self.values = dict(from_json(row.value))
        self.present = True
        for name in _SET_FIELDS.get(kind, ()):
            known = self.members.setdefault(name, {})
            known.update(dict.fromkeys(known, False))
            known.update(dict.fromkeys(self.values.pop(name, ()), True))

    def item(self, kind: str) -> Any:  # noqa: ANN401 (an Item or a Review, by its kind)
        """Return the item as a value. Raises UnreadableError (a ValueError)."""
        found = item_from_plain(kind, self.values)
        sets = {name: frozenset(one for one, is_in in known.items() if is_in) for name, known in self.members.items()}
        return type(found)(**{**_fields(found), **sets}) if sets else found


def _fields(item: Any) -> dict[str, Any]:  # noqa: ANN401
    return {name: getattr(item, name) for name in item.__dataclass_fields__}


def replay(rows: Iterable[LogRow]) -> dict[str, Replayed]:
    """Return entity -> what the log tells of it, for rows of one review in their order.

    Raises ValueError, TypeError or LookupError when a row makes no sense.
    """
    found: dict[str, Replayed] = {}
    for row in rows:
        found.setdefault(row.entity, Replayed()).apply(split_entity(row.entity)[0], row)
    return found


def review_of(review: str, found: Mapping[str, Replayed]) -> Review:
    """Return the review that a replay tells, with its present items; raises ValueError when there is none."""
    own = found.get(f"{REVIEW}:{review}")
    if own is None:
        raise ValueError(review)
    facts = own.item(REVIEW)
    maps: dict[str, dict[str, Any]] = {name: {} for name in ITEM_MAPS.values()}
    for entity, one in found.items():
        kind, item_id = split_entity(entity)
        if kind != REVIEW and one.present:
            maps[ITEM_MAPS[kind]][item_id] = one.item(kind)
    return Review(**{**_fields(facts), **maps})


def reviews_in_log(db: Database) -> Iterator[str]:
    """Yield the ids of all reviews that the log knows."""
    for (review,) in db.execute('SELECT DISTINCT "review" FROM "log" WHERE "review" <> \'\'').fetchall():
        yield review
