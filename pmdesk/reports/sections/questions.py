"""Open questions: what the room wanted to know and could not answer."""

from __future__ import annotations

from pmdesk.domain.items import Note, NoteKind
from pmdesk.domain.review import Review
from pmdesk.reports.blocks import Block, Bullet, Bullets
from pmdesk.reports.context import Context
from pmdesk.reports.links import linked


def blocks(review: Review, context: Context) -> tuple[Block, ...]:
    """Return the open questions as a list, nothing when there are none."""
    notes = [one for one in review.ordered("note") if isinstance(one, Note) and one.kind is NoteKind.QUESTION]
    items = tuple(Bullet(runs=linked(one.text)) for one in notes if one.text.strip())
    return (context.heading("questions"), Bullets(items=items, ruled=True)) if items else ()
