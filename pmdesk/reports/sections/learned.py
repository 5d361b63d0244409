"""What we learned, as the review says it."""

from __future__ import annotations

from pmdesk.domain.review import Review
from pmdesk.reports.blocks import Block
from pmdesk.reports.context import Context
from pmdesk.reports.listing import listing


def blocks(review: Review, context: Context) -> tuple[Block, ...]:
    """Return the lines of the text; nothing when there is none."""
    return listing(context.heading("learned"), review.learned)
