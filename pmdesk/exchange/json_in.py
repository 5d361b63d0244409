"""Reading a review from JSON of the published form. Bad input is a KnownError that says what and where."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from pmdesk.domain.order import key_between
from pmdesk.domain.plain import UnreadableError, item_from_plain
from pmdesk.domain.review import ITEM_MAPS, REVIEW, Review
from pmdesk.editing.ports import KnownError
from pmdesk.exchange.json_form import FORMAT, MOST_BYTES, VERSION, Envelope, document_type

_PLACE = re.compile(r"^(?P<what>.*?) - at `\$\.?(?P<where>.*)`$", re.DOTALL)
_ORDER = re.compile(r"[0-9a-z]{6,200}")
_WORDS_OF_READER = (("Invalid ", "Unexpected "), ("invalid ", "unexpected "))
_BOM = b"\xef\xbb\xbf"


def read_file(path: Path) -> Review:
    """Read a review from a file. Raises KnownError ``exchange.*``."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise KnownError(
            "exchange.cannot_open", path=str(path), reason=error.strerror or type(error).__name__
        ) from error
    return read_review(data)


def read_review(data: bytes) -> Review:
    """Return the review that these bytes hold, exactly as it was written. Raises KnownError ``exchange.*``."""
    if len(data) > MOST_BYTES:
        raise KnownError("exchange.too_large", limit=MOST_BYTES // 2**20)
    data = data.removeprefix(_BOM)
    envelope = _decoded(data, Envelope)
    if envelope.format != FORMAT:
        raise KnownError("exchange.another_format")
    if isinstance(envelope.version, int) and envelope.version > VERSION:
        raise KnownError("exchange.newer_version", version=envelope.version, known=VERSION)
    document = _decoded(data, document_type())
    plain = msgspec.to_builtins(document)["review"]
    _check_ids(plain)
    try:
        review: Review = item_from_plain(REVIEW, plain)
    except UnreadableError as error:
        where, _, what = str(error).partition(": ")
        raise KnownError("exchange.unreadable", what=_worded(what), where=where) from error
    _check_numbers(review)
    return _with_usable_orders(review)


def _decoded(data: bytes, form: Any) -> Any:  # noqa: ANN401 (the form is a type made at run time)
    try:
        return msgspec.json.decode(data, type=form)
    except msgspec.ValidationError as error:
        found = _PLACE.match(str(error))
        what, where = (found["what"], found["where"]) if found else (str(error), "")
        raise KnownError("exchange.unreadable", what=_worded(what), where=where or "the start") from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise KnownError("exchange.not_json", what=_worded(str(error))) from error
    except RecursionError as error:
        raise KnownError("exchange.too_deep") from error


def _worded(what: str) -> str:
    """Return what the reader said in the words of the house, on one line."""
    for theirs, ours in _WORDS_OF_READER:
        what = what.replace(theirs, ours)
    return " ".join(what.split())


def _check_ids(plain: dict[str, Any]) -> None:
    """Two items of one id would become one without a word: say it."""
    for name in ITEM_MAPS.values():
        seen: set[str] = set()
        for at, item in enumerate(plain.get(name, ())):
            if item["id"] in seen:
                raise KnownError("exchange.twice", name=item["id"], where=f"review.{name}[{at}]")
            seen.add(item["id"])


def _check_numbers(review: Review) -> None:
    for name in ("request_share", "cost_per_minute"):
        value = getattr(review, name)
        if value is not None and not math.isfinite(value):
            raise KnownError("exchange.unreadable", what="a number of ordinary size is needed", where=f"review.{name}")


def _with_usable_orders(review: Review) -> Review:
    """Return the review with order keys that later moves can work with.

    A file of our own has them; in one of another hand, a kind with an unusable key is numbered anew in
    the order of the keys it came with.
    """
    changed: dict[str, Any] = {}
    for kind, name in ITEM_MAPS.items():
        items = review.items(kind)
        if all(_usable(one) for one in items.values()):
            continue
        key: str | None = None
        ordered: dict[str, Any] = {}
        for item in review.ordered(kind):
            key = key_between(key, None)
            unordered: Any = item
            ordered[item.id] = replace(unordered, order=key)
        changed[name] = {item_id: ordered[item_id] for item_id in items}
    return replace(review, **changed) if changed else review


def _usable(item: Any) -> bool:  # noqa: ANN401 (an item of any kind)
    order = getattr(item, "order", "")
    return not order or _ORDER.fullmatch(order) is not None
