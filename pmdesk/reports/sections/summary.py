"""The summary in the words of the review, written in Markdown."""

from __future__ import annotations

from dataclasses import replace

from pmdesk.domain.review import Review
from pmdesk.reports.blocks import Block, Para, rich
from pmdesk.reports.context import Context
from pmdesk.reports.markdown_blocks import markdown_blocks


def blocks(review: Review, context: Context) -> tuple[Block, ...]:
    """Return the summary, its paragraphs in the larger text; an open one says so."""
    found = markdown_blocks(review.summary, context.project)
    if not found:
        found = (Para(runs=rich(context.word("no_summary")), style="small"),)
    lead = (replace(one, style="lead") if isinstance(one, Para) and one.style == "text" else one for one in found)
    return (context.heading("summary"), *lead)
