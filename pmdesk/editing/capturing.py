"""From a captured line to a change: the event, and the person when the handle is a new one."""

from __future__ import annotations

from collections.abc import Iterable

from pmdesk.domain.changes import Add, Batch, Change, apply_all
from pmdesk.domain.items import Event, EventKind, Person
from pmdesk.domain.review import Review
from pmdesk.domain.times import UNPLACED
from pmdesk.editing.capture import CaptureContext, Proposal, context_after, parse
from pmdesk.editing.ports import Ids
from pmdesk.editing.verbs import add_item, last_order


def add_captured(review: Review, proposal: Proposal, *, ids: Ids) -> tuple[Change, str]:
    """Return the change that adds a captured event behind all others, and the event's id.

    A handle that nobody has yet becomes a person of the review with that handle alone: the role
    can be filled in later, and the handle is treated as a name until then.
    """
    event_id = ids()
    actor, person = proposal.actor, None
    if proposal.actor_given and not actor:
        handle = proposal.actor_given.lstrip("@")
        person = Person(id=ids(), handles=(handle,), order=last_order(review, "person"))
        actor = person.id
    event = Event(
        id=event_id,
        time=proposal.time,
        text=proposal.text,
        kind=proposal.kind or EventKind.OTHER,
        actor=actor,
        starred=proposal.starred,
    )
    change = add_item(review, event)
    return (change if person is None else Batch((Add(review.id, person), change))), event_id


def worth_keeping(proposal: Proposal) -> bool:
    """Return whether a line says anything at all: a text, or at least a time."""
    return bool(proposal.text) or proposal.time != UNPLACED


def readings(text: str, context: CaptureContext) -> list[Proposal]:
    """Return how each line of a text is read, each after the ones before it; empty lines say nothing."""
    found: list[Proposal] = []
    for line in text.splitlines():
        proposal = parse(line, context)
        if worth_keeping(proposal):
            found.append(proposal)
            context = context_after(context, proposal)
    return found


def add_all(review: Review, proposals: Iterable[Proposal], *, ids: Ids) -> tuple[Change, list[str]]:
    """Return the change that adds captured events in this order, as one step, and their ids."""
    changes: list[Change] = []
    added: list[str] = []
    for proposal in proposals:
        change, event_id = add_captured(review, proposal, ids=ids)
        after, _ = apply_all({review.id: review}, change)
        review = after[review.id] or review
        changes.append(change)
        added.append(event_id)
    return changes[0] if len(changes) == 1 else Batch(tuple(changes)), added
