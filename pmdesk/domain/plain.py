"""Values to plain data (text, numbers, lists, mappings) and back: what JSON and the log hold.

``to_plain`` never loses anything: ``from_plain(hint, to_plain(value)) == value``. Sets become sorted
lists, instants and dates ISO 8601 text, enumerations their value.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from whenever import Date, Instant

from pmdesk.domain.review import ITEM_MAPS, ITEM_TYPES, REVIEW, Review

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


class UnreadableError(ValueError):
    """Plain data does not have the form that a field needs; the message says which and why."""


def to_plain(value: object) -> Plain:
    """Return the plain form of a domain value (a field's value, an item or a whole review)."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, Instant | Date):
        return value.format_iso()
    if isinstance(value, frozenset):
        return [to_plain(one) for one in sorted(value)]
    if isinstance(value, tuple):
        return [to_plain(one) for one in value]
    if isinstance(value, Mapping):
        return [to_plain(value[key]) for key in sorted(value)]
    if is_dataclass(value):
        return {one.name: to_plain(getattr(value, one.name)) for one in fields(value)}
    msg = f"no plain form for {type(value).__name__}"
    raise TypeError(msg)


@cache
def field_hints(kind: str) -> Mapping[str, Any]:
    """Return field name -> type of a kind ("event", ..., "review"), in the order of the fields."""
    return get_type_hints(Review if kind == REVIEW else ITEM_TYPES[kind])


def scalar_fields(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind that are not its id and not a mapping of items."""
    return tuple(name for name in field_hints(kind) if name != "id" and not (kind == REVIEW and name in _MAPS))


_MAPS = frozenset(ITEM_MAPS.values())


def field_from_plain(kind: str, field: str, plain: object) -> Any:  # noqa: ANN401 (a field's type is known at run time only)
    """Return the value of one field from its plain form. Raises UnreadableError."""
    hints = field_hints(kind)
    if field not in hints:
        msg = f"{kind} has no field {field!r}"
        raise UnreadableError(msg)
    try:
        return _reader(hints[field])(plain)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        msg = f"{kind}.{field}: {error}"
        raise UnreadableError(msg) from error


def item_from_plain(kind: str, plain: object) -> Any:  # noqa: ANN401 (an Item or a Review, by its kind)
    """Return an item, or a whole review, from its plain form; absent fields take their default.

    Raises UnreadableError, also for members that the kind does not have.
    """
    if not isinstance(plain, Mapping):
        msg = f"{kind}: a mapping is needed"
        raise UnreadableError(msg)
    values = {name: field_from_plain(kind, name, value) for name, value in plain.items()}
    if not values.get("id"):
        msg = f"{kind}: an id is needed"
        raise UnreadableError(msg)
    return (Review if kind == REVIEW else ITEM_TYPES[kind])(**values)


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        some = _reader(next(one for one in inner if one is not type(None)))
        return lambda plain: None if plain is None else some(plain)
    if origin is frozenset:
        return lambda plain: frozenset(map(_reader(inner[0]), _listed(plain)))
    if origin is tuple:
        return lambda plain: tuple(map(_reader(inner[0]), _listed(plain)))
    if origin is not None:
        return lambda plain: _mapped(inner[1], plain)
    if hint in {Instant, Date}:
        parse: Callable[[Any], Any] = hint.parse_iso
        return parse
    if is_dataclass(hint):
        return lambda plain: _record(hint, plain)
    if issubclass(hint, Enum):
        member: Callable[[Any], Any] = hint
        return member
    return lambda plain: _scalar(hint, plain)


def _scalar(hint: type, plain: object) -> object:
    if hint is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    if type(plain) is not hint:
        msg = f"{hint.__name__} is needed, not {type(plain).__name__}"
        raise TypeError(msg)
    return plain


def _listed(plain: object) -> list[object]:
    if not isinstance(plain, list):
        msg = f"a list is needed, not {type(plain).__name__}"
        raise TypeError(msg)
    return plain


def _mapped(hint: type, plain: object) -> dict[str, Any]:
    kind = hint.__name__.lower()
    items = [item_from_plain(kind, one) for one in _listed(plain)]
    return {item.id: item for item in items}


def _record(hint: Any, plain: object) -> object:  # noqa: ANN401
    if not isinstance(plain, Mapping):
        msg = f"a mapping is needed, not {type(plain).__name__}"
        raise TypeError(msg)
    hints = get_type_hints(hint)
    unknown = set(plain) - set(hints)
    if unknown:
        msg = f"unknown member {min(unknown)!r}"
        raise ValueError(msg)
    return hint(**{name: _reader(hints[name])(value) for name, value in plain.items()})
