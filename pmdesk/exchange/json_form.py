"""The published JSON form of a review: its types, made from the domain's own fields, and its schema.

One source serves both: what the schema says is what the reader checks.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from whenever import Date, Instant

from pmdesk.domain.review import Review

FORMAT = "pmdesk-review"
VERSION = 1
LIST_FORMAT = "pmdesk-list"
MOST_BYTES = 64 * 1024 * 1024
"""A larger file is not read: a review of 5,000 entries has about 3 MB."""

_WHOLE = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
_ID = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_INSTANT = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$",
        description="An instant in UTC, such as 2018-02-20T13:17:00Z.",
        extra_json_schema={"format": "date-time"},
    ),
]
_DATE = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^\d{4}-\d\d-\d\d$",
        description="A day, such as 2018-02-20.",
        extra_json_schema={"format": "date"},
    ),
]


class Envelope(msgspec.Struct):
    """The outer members, read first: what the file says it is. Absent members read as None."""

    format: Any = None
    version: Any = None


@cache
def document_type() -> type[msgspec.Struct]:
    """Return the type of a whole document: format, version, review."""
    return msgspec.defstruct(
        "Document",
        [
            ("format", Literal["pmdesk-review"]),
            ("version", Annotated[int, msgspec.Meta(ge=VERSION, le=VERSION)]),
            ("review", _struct(Review)),
        ],
        forbid_unknown_fields=True,
        namespace={"__doc__": "A review of pmdesk with all its items. Private notes and pictures are not part of it."},
    )


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a document."""
    made = msgspec.json.schema(document_type())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pmdesk review",
        **made,
    }


def schema_text() -> str:
    """Return the schema as the text that stands in docs/review.schema.json."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"


@cache
def _struct(cls: type[Any]) -> type[msgspec.Struct]:
    """Return the form of a dataclass of the domain; members with a default may be absent."""
    hints = get_type_hints(cls)
    members: list[tuple[str, Any] | tuple[str, Any, Any]] = []
    for one in fields(cls):
        if one.name == "id":
            members.append(("id", _ID))
        elif one.default is MISSING and one.default_factory is MISSING:
            members.append((one.name, _form(hints[one.name])))
        else:
            members.append((one.name, _form(hints[one.name]) | msgspec.UnsetType, msgspec.UNSET))
    about = (cls.__doc__ or "").split("\n", 1)[0]
    return msgspec.defstruct(
        cls.__name__, members, kw_only=True, forbid_unknown_fields=True, namespace={"__doc__": about}
    )


def _form(hint: Any) -> Any:  # noqa: ANN401 (types of fields are values here)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return Union[tuple(type(None) if one is type(None) else _form(one) for one in inner)]  # noqa: UP007 (built at run time)
    if origin in {tuple, frozenset}:
        return list[_form(inner[0])]  # type: ignore[misc] # built at run time
    if origin is not None and issubclass(origin, Mapping):
        return list[_form(inner[1])]  # type: ignore[misc] # a mapping is written as the list of its values
    if hint is Instant:
        return _INSTANT
    if hint is Date:
        return _DATE
    if hint is int:
        return _WHOLE
    if is_dataclass(hint):
        return _struct(hint)  # type: ignore[arg-type] # a class, not an instance
    if isinstance(hint, type) and issubclass(hint, Enum | str | float | bool):
        return hint
    msg = f"no JSON form for {hint}"
    raise TypeError(msg)


if __name__ == "__main__":
    sys.stdout.write(schema_text())
