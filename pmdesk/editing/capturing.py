"""From a captured line to a change: the event, and the person when the handle is a new one."""

from __future__ import annotations

from pmdesk.domain.changes import Add, Batch, Change
from pmdesk.domain.items import Event, EventKind, Person
from pmdesk.domain.review import Review
from pmdesk.domain.times import UNPLACED
from pmdesk.editing.capture import Proposal
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
