"""A review as JSON of the published form: the same review gives the same bytes, and nothing is left out."""

from __future__ import annotations

import msgspec

from pmdesk.domain.plain import to_plain
from pmdesk.domain.review import Review
from pmdesk.exchange.json_form import FORMAT, VERSION


def review_json(review: Review) -> bytes:
    """Return the whole review (private notes and pictures are not part of one) as indented UTF-8 JSON."""
    document = {"format": FORMAT, "version": VERSION, "review": to_plain(review)}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
