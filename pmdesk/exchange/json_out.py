"""A review as JSON of the published form: the same review gives the same bytes, and nothing is left out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pmdesk.domain.plain import to_plain
from pmdesk.domain.review import Review
from pmdesk.editing.ports import Summary
from pmdesk.exchange.json_form import FORMAT, LIST_FORMAT, VERSION


def review_json(review: Review) -> bytes:
    """Return the whole review (private notes and pictures are not part of one) as indented UTF-8 JSON."""
    document = {"format": FORMAT, "version": VERSION, "review": to_plain(review)}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def list_json(summaries: Sequence[Summary]) -> bytes:
    """Return the list of reviews as indented JSON for scripts: format, version, reviews."""
    document = {"format": LIST_FORMAT, "version": VERSION, "reviews": [to_plain(one) for one in summaries]}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
