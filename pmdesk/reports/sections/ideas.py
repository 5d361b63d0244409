"""Ideas: kept apart from commitments."""

from __future__ import annotations

from pmdesk.domain.items import ActionStatus
from pmdesk.domain.review import Review
from pmdesk.reports.blocks import Block, Bullet, Bullets
from pmdesk.reports.context import Context
from pmdesk.reports.links import linked


def blocks(review: Review, context: Context) -> tuple[Block, ...]:  # noqa: ARG001 (one form for all sections)
    """Return the ideas as a list, without numbers, as in the room."""
    ideas = [one for one in context.actions if one.status is ActionStatus.IDEA and one.text.strip()]
    if not ideas:
        return ()
    items = tuple(Bullet(runs=linked(one.text)) for one in ideas)
    return (context.heading("ideas"), Bullets(items=items, ruled=True))
