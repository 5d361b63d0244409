"""Which person of the roster a typed "@sam" means, and whom the texts of a review may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pmdesk.domain.folding import fold
from pmdesk.domain.items import Person
from pmdesk.domain.review import Review
from pmdesk.domain.roles import role_labels

_FACILITATOR = "facilitator"


def actor_named(given: str, people: Iterable[Person]) -> str:
    """Return the id of the one person whom a handle or a name means; empty when it is nobody's.

    A handle comes before a whole name, and that before a first or last name; where two people
    fit equally well, it is nobody's.
    """
    wanted = _key(given)
    if not wanted:
        return ""
    found: dict[int, list[str]] = {}
    for person in people:
        best = min((rank for rank, form in _forms(person) if form == wanted), default=None)
        if best is not None:
            found.setdefault(best, []).append(person.id)
    if not found:
        return ""
    fitting = found[min(found)]
    return fitting[0] if len(fitting) == 1 else ""


def named_outside(
    review: Review, *, participant: str, facilitator: str
) -> tuple[tuple[Person, ...], Mapping[str, str]]:
    """Return everybody whom the texts of a review may name, and person id -> the label that stands outside.

    A facilitator who is typed and nobody of the roster is one of them. ``participant`` and
    ``facilitator`` are the words for people without a role of their own.
    """
    people = tuple(review.people.values())
    labels = role_labels(people, participant)
    typed = review.facilitator.strip()
    if not typed or typed in review.people or actor_named(typed, people):
        return people, labels
    return (*people, Person(id=_FACILITATOR, name=typed)), {**labels, _FACILITATOR: facilitator}


def _forms(person: Person) -> Iterator[tuple[int, str]]:
    for handle in person.handles:
        yield 0, _key(handle)
    words = [_key(word) for word in person.name.split()]
    for join in (" ", "", ".", "_", "-"):
        yield 1, join.join(words)
    if words:
        yield 2, words[0]
        yield 2, words[-1]


def _key(text: str) -> str:
    return fold(" ".join(text.split()).lstrip("@")).text.casefold()
