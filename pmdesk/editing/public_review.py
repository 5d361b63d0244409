"""The review as people outside the room may read it: roles for names, in every text of it.

The projection walks all fields of all items, so that a new field is covered on the day it is
added; only ids and the like are left as they are. Sections never see the review itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum, StrEnum
from typing import Any
from urllib.parse import unquote

from pmdesk.domain.items import Evidence, EvidenceKind, NoteKind, Person
from pmdesk.domain.review import Review
from pmdesk.domain.roles import as_roles, find_people
from pmdesk.domain.shown_text import ADDRESS, clean
from pmdesk.editing.people_reading import named_outside

_KEPT = frozenset({"id", "order", "zone", "blob", "event", "after", "before", "owner", "repeat_of"})
"""Fields that hold ids, order keys or zones: never text that a person wrote to be read."""

_DECODINGS = 3
_WORTH_KEEPING = 500
"""Texts up to this length are remembered: labels and the like come many times."""


class Withheld(StrEnum):
    """What is left out for outsiders; each is taken out of the review before anything is drawn."""

    NAMES = "names"
    PARKING = "parking"
    OPENING = "opening"
    PICTURES = "pictures"
    LINKS = "links"
    COST = "cost"


class Projection:
    """Puts roles for names into any text; for one review, and used by one thread."""

    def __init__(self, people: tuple[Person, ...], labels: Mapping[str, str], address: Callable[[str], str]) -> None:
        """Take the people, their labels, and the words that stand for an address naming somebody."""
        self._people = people
        self._labels = labels
        self._address = address
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """Return the text with roles for names; an address that names somebody is left out."""
        if not text or not self._people:
            return text
        known = self._known.get(text)
        if known is None:
            # Cleaned first: a sign that no page shows must not hide a name from the search for it.
            known = as_roles(self._without_addresses(clean(text)), self._people, self._labels)
            if len(text) <= _WORTH_KEEPING:
                self._known[text] = known
        return known

    def _without_addresses(self, text: str) -> str:
        if "://" not in text and "mailto:" not in text.lower():
            return text
        return ADDRESS.sub(lambda found: self._checked(found.group()), text)

    def _checked(self, address: str) -> str:
        """Return an address, or the words in its place when it names somebody, however it is encoded."""
        decoded = address
        for _ in range(_DECODINGS):
            named = find_people(decoded, self._people)
            if named:
                who = dict.fromkeys(self._labels[one] for mention in named for one in mention.people)
                return self._address(", ".join(who))
            decoded, before = unquote(decoded), decoded
            if decoded == before:
                break
        return address


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicReview:
    """The projected review, the labels of its people, and the projection for later texts.

    ``owners`` is person id -> what the action table shows: a name only when that was chosen.
    """

    review: Review
    labels: Mapping[str, str]
    owners: Mapping[str, str]
    project: Projection


def public_review(
    review: Review,
    withheld: frozenset[Withheld],
    *,
    owner_names: bool,
    participant: str,
    facilitator: str,
    address: Callable[[str], str],
) -> PublicReview:
    """Return the review with roles for names and without what is withheld.

    ``participant`` and ``facilitator`` are the words for people without a role of their own;
    ``address`` gives the words that stand for an address naming the person with that label.
    """
    people = tuple(review.people.values())
    named, labels = named_outside(review, participant=participant, facilitator=facilitator)
    hidden = Withheld.NAMES in withheld
    project = Projection(named if hidden else (), labels, address)
    shown = {one.id: _stripped(one, labels[one.id]) if hidden else one for one in people}
    changed = replace(_reduced(review, withheld), people={})
    outside = replace(_projected(changed, project, review.people), people=shown)
    names = {one.id: one.name.strip() or labels[one.id] for one in people}
    return PublicReview(
        review=outside,
        labels=labels if hidden else names,
        owners=names if owner_names or not hidden else labels,
        project=project,
    )


def _stripped(person: Person, label: str) -> Person:
    return Person(id=person.id, name=label, role=label, order=person.order)


def _reduced(review: Review, withheld: frozenset[Withheld]) -> Review:
    """Return the review without the things (other than names) that the report withholds."""
    if Withheld.PARKING in withheld:
        kept = {key: note for key, note in review.notes.items() if note.kind is not NoteKind.PARKING}
        review = replace(review, notes=kept)
    if Withheld.OPENING in withheld:
        review = replace(review, opening="", ground_rules="")
    if Withheld.COST in withheld:
        review = replace(review, cost_per_minute=None, currency="")
    drop = {EvidenceKind.PICTURE} if Withheld.PICTURES in withheld else set()
    drop |= {EvidenceKind.LINK} if Withheld.LINKS in withheld else set()
    if drop:
        events = {
            key: replace(event, evidence=tuple(one for one in event.evidence if one.kind not in drop))
            for key, event in review.events.items()
        }
        review = replace(review, events=events)
    return review


def _projected(value: Any, project: Projection, people: Mapping[str, Person]) -> Any:  # noqa: ANN401 (any field of a review)
    """Return a value with roles in all its texts."""
    if isinstance(value, Enum | frozenset):
        return value
    if isinstance(value, str):
        return project(value)
    if isinstance(value, tuple):
        return tuple(_projected(one, project, people) for one in value)
    if isinstance(value, Mapping):
        return {key: _projected(one, project, people) for key, one in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for one in fields(value):
        before = getattr(value, one.name)
        if one.name in _KEPT or (isinstance(before, str) and before in people and one.name in {"actor", "facilitator"}):
            continue
        after = _projected(before, project, people)
        if after is not before:
            changes[one.name] = after
    if (
        isinstance(value, Evidence)
        and value.kind is EvidenceKind.LINK
        and changes.get("text", value.text) != value.text
    ):
        changes["kind"] = EvidenceKind.QUOTE
    return replace(value, **changes) if changes else value
