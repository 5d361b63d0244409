"""Reviews made for measuring, of any size, always the same."""

from __future__ import annotations

import random

from whenever import Date, Instant

from pmdesk.domain.items import Action, ActionStatus, Event, EventKind, Factor, Person
from pmdesk.domain.order import key_between
from pmdesk.domain.review import KeyMoment, Review, Severity
from pmdesk.domain.times import Time

WORDS = tuple(
    "deploy pager cache node fails recovers queue grows slowly under load retry storm pool limit reached "  # noqa: SIM905
    "dashboard shows latency above one second rollback started customers report errors at checkout".split()
)


def sentence(chance: random.Random, words: int) -> str:
    """Return that many words."""
    return " ".join(chance.choices(WORDS, k=words))


def made_review(review_id: str, *, number: int = 1, events: int = 12, seed: int = 1, words: int = 12) -> Review:
    """Return a review with that many events, five factors and eight actions."""
    chance = random.Random(seed)
    start = Instant.from_utc(2026, 1, 5, 9)
    order: str | None = None
    people = {
        f"p{at}": Person(id=f"p{at}", name=f"Person Number{at}", role="on-call engineer", order=f"i{at}")
        for at in range(4)
    }
    entries: dict[str, Event] = {}
    for at in range(events):
        order = key_between(order, None)
        instant = start.add(seconds=at * 97)
        entries[f"e{at}"] = Event(
            id=f"e{at}",
            time=Time(earliest=instant, latest=instant, zone="CET", given="09:00"),
            text=sentence(chance, words),
            kind=chance.choice(list(EventKind)),
            actor=f"p{at % 4}",
            starred=at % 3 == 0,
            order=order,
        )
    names = list(entries)
    factors = {
        f"f{at}": Factor(
            id=f"f{at}",
            statement=sentence(chance, 10),
            evidence=frozenset(chance.sample(names, min(3, len(names)))),
            enabled_by=frozenset({f"f{at - 1}"}) if at else frozenset(),
            order=f"i0000{at}",
        )
        for at in range(5)
    }
    actions = {
        f"a{at}": Action(
            id=f"a{at}",
            text=sentence(chance, 8),
            owner=f"p{at % 4}",
            due=Date(2026, 2, 1 + at),
            status=ActionStatus.COMMITTED,
            factors=frozenset({f"f{at % 5}"}),
            order=f"i0000{at}",
        )
        for at in range(8)
    }
    linked = {
        name: KeyMoment(event=names[at * len(names) // 5])
        for at, name in enumerate(("impact_starts", "detected", "acknowledged", "mitigated", "resolved"))
        if names
    }
    return Review(
        id=review_id,
        number=number,
        title=f"{sentence(chance, 5)} {number}",
        severity=chance.choice(list(Severity)),
        zone="CET",
        day=Date(2026, 1, 5),
        summary=sentence(chance, 60),
        impact=sentence(chance, 20),
        people=people,
        events=entries,
        factors=factors,
        actions=actions,
        **linked,
    )
