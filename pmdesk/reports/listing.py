"""A heading with what was written below it: one thought a paragraph, several a list."""

from __future__ import annotations

from pmdesk.reports.blocks import Block, Bullet, Bullets, Heading, Para
from pmdesk.reports.context import lines_of
from pmdesk.reports.links import linked


def listing(heading: Heading, text: str) -> tuple[Block, ...]:
    """Return the heading with a paragraph or a list, or nothing for an empty text."""
    lines = lines_of(text)
    if not lines:
        return ()
    if len(lines) == 1:
        return (heading, Para(runs=linked(lines[0])))
    return (heading, Bullets(items=tuple(Bullet(runs=linked(line)) for line in lines), ruled=True))
