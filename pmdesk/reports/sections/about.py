"""How the report is written, and what it leaves out."""

from __future__ import annotations

from pmdesk.domain.review import Review
from pmdesk.editing.public_review import Withheld
from pmdesk.reports.blocks import Block, Note, rich
from pmdesk.reports.context import Context


def blocks(review: Review, context: Context) -> tuple[Block, ...]:  # noqa: ARG001 (one form for all sections)
    """Return the note."""
    sentences = [context.word("about.conditions")]
    if Withheld.NAMES in context.spec.withheld:
        sentences.append(context.word("about.owner_names" if context.owner_names else "about.roles"))
    sentences.append(context.word("about.later", mark=context.words("enums.known.later")))
    left_out = [
        context.word(f"withheld.{one}") for one in Withheld if one in context.spec.withheld and one != Withheld.NAMES
    ]
    left_out.insert(0, context.word("withheld.private_notes"))
    sentences.append(context.word("about.left_out", things=", ".join(left_out)))
    return (Note(title=context.word("about.title"), runs=rich(" ".join(sentences))),)
