"""Where the facts come from, when the review is drawn from a published report."""

from __future__ import annotations

from pmdesk.domain.review import Review
from pmdesk.reports.blocks import Block
from pmdesk.reports.context import Context
from pmdesk.reports.listing import listing


def blocks(review: Review, context: Context) -> tuple[Block, ...]:
    """Return the credit, nothing when none is given."""
    return listing(context.heading("source"), review.source)
