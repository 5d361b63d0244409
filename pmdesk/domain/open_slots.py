"""Slots that rewrites left in the texts of a review, "{what they saw}": words that only the room knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmdesk.domain.items import Action, Event, Factor, Item, Note, NoteKind
from pmdesk.domain.review import REVIEW, Review

SLOT = re.compile(r"(?<![\w$/`{.-])\{([A-Za-z][A-Za-z' ]{1,59})\}(?![\w/`}])")
"""Words in curly brackets on their own: no template, no path, no code."""

PROSE = (
    "title",
    "impact",
    "trigger_text",
    "repeat_reason",
    "summary",
    "went_well",
    "lucky",
    "surprised",
    "learned",
)
"""Texts of the review itself that somebody writes and a report shows."""


def open_slots(review: Review) -> Iterator[tuple[str, str, str]]:
    """Yield kind, entity and first open slot of everything that a report would show; a field counts as an entity."""
    for field in PROSE:
        yield from _first(REVIEW, field, (getattr(review, field),))
    items: tuple[Item, ...] = (
        *review.events.values(),
        *review.factors.values(),
        *review.actions.values(),
        *review.notes.values(),
    )
    for item in items:
        kind, texts = _texts(item)
        yield from _first(kind, item.id, texts)
    for quiet in review.quiets.values():
        yield from _first("event", quiet.after, (quiet.text,))


def _first(kind: str, entity: str, texts: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for text in texts:
        found = SLOT.search(text) if "{" in text else None
        if found is not None:
            yield kind, entity, found[0]
            return


def _texts(item: Item) -> tuple[str, tuple[str, ...]]:
    """Return the kind of an item and its texts that may leave."""
    match item:
        case Event():
            return "event", (item.text,)
        case Factor():
            return "factor", (item.statement, item.effect, item.safeguard, item.accepted)
        case Action():
            return "action", (item.text, item.done_when, item.milestone, item.reason)
        case Note() if item.kind is NoteKind.QUESTION:
            return "note", (item.text,)
        case _:
            return "", ()
