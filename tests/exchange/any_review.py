"""Reviews with anything in them, made from the domain's own fields."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from whenever import Date, Instant

from pmdesk.domain.order import key_between
from pmdesk.domain.review import Review

IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=16, max_size=16)
TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


def _key(count: int) -> str:
    key = ""
    for _ in range(count):
        key = key_between(key or None, None)
    return key


ORDER_KEYS = st.integers(0, 60).map(_key)
INSTANTS = st.integers(0, 4_000_000_000_000).map(lambda one: Instant.from_timestamp(one, unit="millisecond"))
DATES = st.dates().map(lambda day: Date(day.year, day.month, day.day))


@cache
def of(hint: Any) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return st.one_of(*(st.none() if one is type(None) else of(one) for one in inner))
    if origin is frozenset:
        return st.frozensets(IDS, max_size=3)
    if origin is tuple:
        return st.lists(of(inner[0]), max_size=3).map(tuple)
    if origin is not None and issubclass(origin, Mapping):
        return st.lists(of(inner[1]), max_size=3, unique_by=lambda item: item.id).map(
            lambda items: {item.id: item for item in items}
        )
    if is_dataclass(hint):
        return record(hint)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return {
        str: TEXT,
        bool: st.booleans(),
        int: st.integers(-(2**63), 2**63 - 1),
        float: st.floats(allow_nan=False, allow_infinity=False),
        Instant: INSTANTS,
        Date: DATES,
    }[hint]


def record(cls: Any) -> st.SearchStrategy[Any]:
    hints = get_type_hints(cls)
    members = {one.name: of(hints[one.name]) for one in fields(cls)}
    if "id" in members:
        members["id"] = IDS
    if "order" in members:
        members["order"] = ORDER_KEYS
    return st.builds(cls, **members)


REVIEWS = record(Review)
