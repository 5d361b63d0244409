"""From captured lines to a change: events, factors, actions, ideas, parked thoughts, open questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whenever import Instant

from pmdesk.domain.changes import Add, Batch, Change
from pmdesk.domain.items import (
    Action,
    ActionStatus,
    Event,
    EventKind,
    Evidence,
    Factor,
    Item,
    Known,
    Note,
    NoteKind,
    Person,
)
from pmdesk.domain.order import key_between
from pmdesk.domain.review import Review
from pmdesk.editing.capture import Proposal
from pmdesk.editing.capture_prefix import Target
from pmdesk.editing.pasting import CapturedLine
from pmdesk.editing.ports import Ids
from pmdesk.editing.verbs import last_order

COMMANDS = {
    Target.EVENT: "event.add",
    Target.FACTOR: "factor.add",
    Target.ACTION: "action.add",
    Target.IDEA: "action.add_idea",
    Target.PARKING: "note.park",
    Target.QUESTION: "question.add",
}
"""Where a line goes -> the command that its step of undo is called by. A private note has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """What captured lines become: the change, its command, and the items in the order of the lines.

    ``private`` are the texts that go to the private notes: they are in no change.
    """

    change: Change
    command: str
    items: tuple[Item, ...]
    private: tuple[str, ...]


def add_captured(review: Review, proposal: Proposal, *, ids: Ids) -> tuple[Change, str]:
    """Return the change that adds a captured event behind all others, and the event's id.

    A handle or a name that nobody has yet becomes a person of the review: the role can be filled in
    later, and until then the handle is treated as a name.
    """
    adding = _Adding(review, ids)
    event = adding.event(proposal, ())
    return adding.change, event.id


def add_lines(
    review: Review, lines: Sequence[CapturedLine], *, ids: Ids, now: Instant, evidence: tuple[Evidence, ...] = ()
) -> Captured:
    """Return what lines become, as one step. ``evidence`` belongs to the last event of them."""
    adding = _Adding(review, ids)
    events = [at for at, line in enumerate(lines) if line.target is Target.EVENT]
    items: list[Item] = []
    private: list[str] = []
    for at, line in enumerate(lines):
        if line.target is Target.PRIVATE:
            private.append(line.text)
        elif line.proposal is not None:
            items.append(adding.event(line.proposal, evidence if at == events[-1] else ()))
        else:
            items.append(adding.other(line, now))
    targets = {line.target for line in lines} - {Target.PRIVATE}
    command = "capture.lines" if len(lines) > 1 or not targets else COMMANDS[targets.pop()]
    return Captured(change=adding.change, command=command, items=tuple(items), private=tuple(private))


class _Adding:
    """Adds items behind all others of their kind; looks at the whole review only once for each kind."""

    def __init__(self, review: Review, ids: Ids) -> None:
        self._review, self._ids = review, ids
        self._last: dict[str, str] = {}
        self._new: dict[str, str] = {}
        self._changes: list[Change] = []

    @property
    def change(self) -> Change:
        return self._changes[0] if len(self._changes) == 1 else Batch(tuple(self._changes))

    def event(self, proposal: Proposal, evidence: Iterable[Evidence]) -> Event:
        event = Event(
            id=self._ids(),
            time=proposal.time,
            text=proposal.text,
            kind=proposal.kind or EventKind.OTHER,
            actor=proposal.actor or self._somebody(proposal.actor_given),
            known=Known.LATER if proposal.later else Known.THEN,
            starred=proposal.starred,
            evidence=tuple(evidence),
            order=self._next("event"),
        )
        self._add(event)
        return event

    def other(self, line: CapturedLine, now: Instant) -> Item:
        one: Item
        match line.target:
            case Target.FACTOR:
                one = Factor(id=self._ids(), statement=line.text, order=self._next("factor"))
            case Target.ACTION | Target.IDEA:
                status = ActionStatus.IDEA if line.target is Target.IDEA else ActionStatus.COMMITTED
                one = Action(id=self._ids(), text=line.text, status=status, order=self._next("action"))
            case _:
                kind = NoteKind.QUESTION if line.target is Target.QUESTION else NoteKind.PARKING
                one = Note(id=self._ids(), kind=kind, text=line.text, at=now, order=self._next("note"))
        self._add(one)
        return one

    def _somebody(self, given: str) -> str:
        """Return the id of the person who is new with this handle or name; empty for nobody."""
        key = given.casefold()
        if key and key not in self._new:
            handles, name = ((given.lstrip("@"),), "") if given.startswith("@") else ((), given)
            person = Person(id=self._ids(), name=name, handles=handles, order=self._next("person"))
            self._new[key] = person.id
            self._add(person)
        return self._new[key] if key else ""

    def _next(self, kind: str) -> str:
        last = self._last.get(kind)
        order = last_order(self._review, kind) if last is None else key_between(last, None)
        self._last[kind] = order
        return order

    def _add(self, item: Item) -> None:
        self._changes.append(Add(self._review.id, item))
