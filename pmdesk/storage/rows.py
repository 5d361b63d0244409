"""Values to rows and back. Real columns for what is simple; JSON for lists and key moments.

A field is one column of its own name, but for a time (five columns) and for a set (a link table).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from whenever import Date, Instant

from pmdesk.domain.items import Item
from pmdesk.domain.plain import field_from_plain, field_hints, scalar_fields, to_plain
from pmdesk.domain.review import ITEM_TYPES, REVIEW, Review
from pmdesk.domain.times import Precision, Time

Owner = TypeVar("Owner", bound=Hashable)
Sql = None | int | float | str | bytes

LINKS: Mapping[tuple[str, str], tuple[str, str, str]] = {
    ("factor", "evidence"): ("factor_evidence", "factor", "event"),
    ("factor", "enabled_by"): ("factor_enabled_by", "factor", "enabler"),
    ("action", "factors"): ("action_factor", "action", "factor"),
}
"""(Kind, set field) -> (link table, column of the owner, column of the member)."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(value: object) -> str:
    """Return plain data as the JSON text of columns and log values."""
    return _ENCODER.encode(value)


def from_json(text: object) -> Any:  # noqa: ANN401 (plain data of any form)
    """Return plain data from JSON text. Raises ValueError or TypeError when it is none."""
    if not isinstance(text, str):
        raise TypeError(text)
    return json.loads(text)


def checksum(*values: Sql) -> int:
    """Return the CRC-32 that guards a row outside the log's replay: of its values as a JSON list."""
    return zlib.crc32(to_json(values).encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlan:
    """How one field lies in columns. ``read`` is None when the column holds the value as it is.

    ``types`` are what each column may hold, as SQLite gives it.
    """

    field: str
    types: tuple[frozenset[type], ...]
    columns: tuple[str, ...]
    write: Callable[[Any], tuple[Sql, ...]]
    read: Callable[..., Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindPlan:
    """How one kind lies in its table; ``columns`` starts with the id."""

    kind: str
    make: Callable[..., Any]
    columns: tuple[str, ...]
    fields: Mapping[str, FieldPlan]
    readers: tuple[tuple[str, tuple[str, ...], Callable[..., Any]], ...]
    sound_types: set[tuple[type, ...]] = field(default_factory=set)

    def _require_types(self, types: tuple[type, ...]) -> None:
        """Raise TypeError when a row holds what its columns may not; forms seen before are known."""
        wanted = (frozenset({str}), *(one for plan in self.fields.values() for one in plan.types))
        if not all(one in allowed for one, allowed in zip(types, wanted, strict=True)):
            raise TypeError(self.kind)
        self.sound_types.add(types)

    @property
    def quoted(self) -> str:
        """The columns as SQL writes them."""
        return ", ".join(f'"{name}"' for name in self.columns)

    def write(self, item: Item | Review) -> list[Sql]:
        """Return the values of an item in the order of ``columns``."""
        values: list[Sql] = [item.id]
        for plan in self.fields.values():
            values += plan.write(getattr(item, plan.field))
        return values

    def read(self, row: Sequence[Any], members: Mapping[str, frozenset[str]] | None = None) -> Any:  # noqa: ANN401
        """Return the item of a row; ``members`` fills its set fields.

        Raises ValueError, TypeError or LookupError when the row does not hold what it promises.
        """
        types = tuple(map(type, row))
        if types not in self.sound_types:
            self._require_types(types)
        values: dict[str, Any] = dict(zip(self.columns, row, strict=True))
        for name, columns, read in self.readers:
            if len(columns) == 1:
                values[name] = read(values[name])
            else:
                values[name] = read(*[values.pop(column) for column in columns])
        if members:
            values.update(members)
        return self.make(**values)


@cache
def plan_of(kind: str) -> KindPlan:
    """Return how a kind ("event", ..., "review") lies in its table."""
    fields = {}
    for name in scalar_fields(kind):
        if (kind, name) not in LINKS:
            fields[name] = _field_plan(kind, name)
    columns = ("id", *(column for plan in fields.values() for column in plan.columns))
    readers = tuple((plan.field, plan.columns, plan.read) for plan in fields.values() if plan.read is not None)
    make = Review if kind == REVIEW else ITEM_TYPES[kind]
    return KindPlan(kind=kind, make=make, columns=columns, fields=fields, readers=readers)


def _field_plan(kind: str, name: str) -> FieldPlan:
    hint = field_hints(kind)[name]
    inner = [one for one in get_args(hint) if one is not type(None)]
    optional = type(None) in get_args(hint)
    base = inner[0] if optional else hint
    if base is Time:
        columns = tuple(f"{name}_{part}" for part in ("earliest", "latest", "zone", "precision", "given"))
        return FieldPlan(
            field=name, types=(_MAYBE, _MAYBE, _TEXT, _TEXT, _TEXT), columns=columns, write=_time_out, read=_time_in
        )
    stored: type = str
    write: Callable[[Any], tuple[Sql, ...]] = _plain_out
    read: Callable[..., Any] | None = None
    if base is bool:
        stored, write, read = int, lambda value: (int(value),), _bool_in
    elif base in {str, int, float}:
        stored = base
    elif base in {Instant, Date}:
        write, read = _iso_out, _iso_in(base)
    elif get_origin(base) is None and issubclass(base, Enum):
        write, read = _enum_out, _enum_in(base, optional=optional)
    else:
        write, read = _json_out, _json_in(kind, name)
    types = frozenset({stored, type(None)} if optional else {stored})
    return FieldPlan(field=name, types=(types,), columns=(name,), write=write, read=read)


_TEXT: frozenset[type] = frozenset({str})
_MAYBE: frozenset[type] = frozenset({str, type(None)})


def _plain_out(value: Any) -> tuple[Sql, ...]:  # noqa: ANN401
    return (value,)


def _bool_in(value: object) -> bool:
    if value not in (0, 1):
        raise ValueError(value)
    return bool(value)


def _iso_out(value: Instant | Date | None) -> tuple[Sql, ...]:
    return (None if value is None else value.format_iso(),)


def _iso_in(base: type[Instant | Date]) -> Callable[[str | None], Instant | Date | None]:
    parse = base.parse_iso
    return lambda text: None if text is None else parse(text)


def _enum_out(value: Enum | None) -> tuple[Sql, ...]:
    return (None if value is None else value.value,)


def _enum_in(base: type[Enum], *, optional: bool) -> Callable[[object], Any]:
    members: dict[object, Enum | None] = {one.value: one for one in base}
    if optional:
        members[None] = None
    return members.__getitem__


def _json_out(value: object) -> tuple[Sql, ...]:
    return (None if value is None else to_json(to_plain(value)),)


def _json_in(kind: str, field: str) -> Callable[[str | None], Any]:
    empty = () if get_origin(field_hints(kind)[field]) is tuple else None
    if empty is not None:
        return lambda text: empty if text == "[]" else field_from_plain(kind, field, from_json(text))
    return lambda text: None if text is None else field_from_plain(kind, field, from_json(text))


_PRECISIONS = {one.value: one for one in Precision}


def _time_out(time: Time) -> tuple[Sql, ...]:
    return (*_iso_out(time.earliest), *_iso_out(time.latest), time.zone, time.precision.value, time.given)


def _time_in(earliest: str | None, latest: str | None, zone: str, precision: str, given: str) -> Time:
    first = None if earliest is None else Instant.parse_iso(earliest)
    last = first if latest == earliest else None if latest is None else Instant.parse_iso(latest)
    return Time(earliest=first, latest=last, zone=zone, precision=_PRECISIONS[precision], given=given)


def linked(rows: Iterable[tuple[Owner, str]]) -> dict[Owner, frozenset[str]]:
    """Return owner -> members from the rows of a link table."""
    found: dict[Owner, set[str]] = {}
    for owner, member in rows:
        found.setdefault(owner, set()).add(member)
    return {owner: frozenset(members) for owner, members in found.items()}
