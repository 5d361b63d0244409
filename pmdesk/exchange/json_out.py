"""A review as JSON of the published form: the same review gives the same bytes, and nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from pmdesk.domain.plain import to_plain
from pmdesk.domain.review import Review
from pmdesk.editing.ports import Summary
from pmdesk.exchange.json_form import FORMAT, LIST_FORMAT, VERSION

_STEERING = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What may steer a terminal or an editor and stands bare in JSON otherwise; escaped, it is the same text."""


def review_json(review: Review) -> bytes:
    """Return the whole review (private notes and pictures are not part of one) as indented UTF-8 JSON."""
    document = {"format": FORMAT, "version": VERSION, "review": to_plain(review)}
    return _written(document)


def list_json(summaries: Sequence[Summary]) -> bytes:
    """Return the list of reviews as indented JSON for scripts: format, version, reviews."""
    document = {"format": LIST_FORMAT, "version": VERSION, "reviews": [to_plain(one) for one in summaries]}
    return _written(document)


def _written(document: Mapping[str, object]) -> bytes:
    text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    return _STEERING.sub(lambda found: f"\\u{ord(found.group()):04x}", text).encode() + b"\n"
