"""Evidence: what the entries of the timeline lean on, with links to open and pictures to see."""

from __future__ import annotations

from collections.abc import Iterator

from pmdesk.domain.items import Event, Evidence, EvidenceKind
from pmdesk.domain.review import Review
from pmdesk.reports.blocks import Block, Heading, Para, Picture, Quote, Rich, rich
from pmdesk.reports.context import Context
from pmdesk.reports.links import allowed, linked

_TITLE = 160
"""Letters of an entry that are repeated above its sources."""


def blocks(review: Review, context: Context) -> tuple[Block, ...]:
    """Return the sources of each entry in the order of time, nothing when there are none."""
    found = tuple(one for event in context.events if event.evidence for one in _of(event, review, context))
    return (context.heading("evidence"), *found) if found else ()


def _of(event: Event, review: Review, context: Context) -> Iterator[Block]:
    when = context.when(event.time, review)
    text = " ".join(event.text.split()) or context.word("no_text")
    text = text if len(text) <= _TITLE else f"{text[:_TITLE].rpartition(' ')[0] or text[:_TITLE]}…"
    yield Heading(text=f"{when} {text}", level=2)
    for one in event.evidence:
        yield _block(one, context)


def _block(evidence: Evidence, context: Context) -> Block:
    match evidence.kind:
        case EvidenceKind.LINK:
            return Para(runs=_link(evidence.text))
        case EvidenceKind.QUOTE:
            return Quote(runs=linked(evidence.text) or rich(context.word("no_text")))
        case EvidenceKind.PICTURE:
            data = context.picture(evidence.blob) if evidence.blob else None
            if data is None:
                return Para(runs=rich(context.word("no_picture")), style="small")
            return Picture(data=data, caption=linked(evidence.text))


def _link(text: str) -> Rich:
    """Return the address as a link, or, with words around it, the words with the link in them."""
    address = allowed(text)
    return rich(text, link=address) if address else linked(text)
