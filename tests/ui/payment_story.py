"""A realistic review for the tests of pages: a limit that was lowered, told in a few lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from whenever import Date, Instant

from pmdesk.domain.items import (
    Action,
    ActionStatus,
    Category,
    Event,
    EventKind,
    Factor,
    Person,
    Size,
    Strength,
)
from pmdesk.domain.review import DetectedBy, KeyMoment, Review, Severity, Trigger
from pmdesk.domain.times import Time

DAY = Date(2026, 11, 12)


def at(hour: int, minute: int) -> Time:
    instant = Instant.from_utc(2026, 11, 12, hour - 1, minute)
    return Time(earliest=instant, latest=instant, zone="Europe/Berlin", given=f"{hour}:{minute:02d}")


PEOPLE = (
    ("p1", "Ana", "Platform engineer"),
    ("p2", "Jo", "Deploying engineer"),
    ("p3", "Lee", "On-call engineer"),
    ("p4", "Sam", "Support lead"),
)

EVENTS = (
    (14, 2, EventKind.CHANGE, "Rollout of payments-config 1.2 begins"),
    (14, 10, EventKind.DECISION, "One node is watched, then the rollout goes on"),
    (14, 18, EventKind.CHANGE, "All nodes have 1.2"),
    (14, 24, EventKind.SIGNAL, "p95 of authorisations rises to 2.4 s"),
    (14, 31, EventKind.SIGNAL, "Requests wait for a connection"),
    (15, 9, EventKind.REPORT, "A merchant calls support"),
    (15, 16, EventKind.MESSAGE, "On-call is asked to look"),
    (15, 41, EventKind.DIAGNOSIS, "The pool limit is seen to be 12"),
    (15, 52, EventKind.ACTION, "The limit is back at 40"),
    (16, 5, EventKind.SIGNAL, "All figures are as before"),
)

FACTORS = (
    ("The new limit was below what peaks need", Category.TECHNOLOGY, "e0 e7"),
    ("The watched node had little traffic", Category.PROCESS, "e1 e2"),
    ("No alert looks at waiting requests", Category.TECHNOLOGY, "e3 e4 e5"),
    ("The runbook names the pool panel late", Category.PROCESS, "e7"),
    ("Two teams each thought the other owned the file", Category.PEOPLE, ""),
)

W, M, S = Strength.WEAKER, Strength.INTERMEDIATE, Strength.STRONGER
ACTIONS = (
    ("Reject a pool limit below measured peak", "a build with limit 12 stops", S, Size.MEDIUM, "p1", True, "f0"),
    ("Canary on 3 nodes at peak, for 30 min", "the rollout tool holds until then", M, Size.MEDIUM, "p2", True, "f1"),
    ("Warning comment in the pool settings file", "it is on the main branch", W, Size.SMALL, "p1", True, "f0"),
    ("Pool saturation first in the payment runbook", "step 1 names the panel", W, Size.SMALL, "p3", True, "f3"),
    ("Second reviewer for every limit change", "the repository asks for two", W, Size.SMALL, "p4", False, "f1"),
    ("Brief on-call on the pool panels", "", W, Size.SMALL, "p4", False, "f3"),
    ("Remind teams to announce rollouts", "", W, None, "", False, "f4"),
    ("Improve monitoring", "", W, None, "", False, "f2"),
)

IDEAS = (("One connection pool for the fleet, not per node", "f0"), ("Replay peak traffic in staging", "f1"))


def story() -> Review:
    people = {one: Person(id=one, name=name, role=role, order=one) for one, name, role in PEOPLE}
    events = {
        f"e{at_}": Event(id=f"e{at_}", time=at(hour, minute), kind=kind, text=text, order=f"i0000{at_}")
        for at_, (hour, minute, kind, text) in enumerate(EVENTS)
    }
    factors = {
        f"f{at_}": Factor(
            id=f"f{at_}", statement=text, category=category, evidence=frozenset(ids.split()), order=f"i0000{at_}"
        )
        for at_, (text, category, ids) in enumerate(FACTORS)
    }
    actions = {f"a{at_}": _action(at_, *row) for at_, row in enumerate(ACTIONS)}
    for at_, (text, factor) in enumerate(IDEAS):
        actions[f"d{at_}"] = Action(id=f"d{at_}", text=text, factors=frozenset({factor}), order=f"i0001{at_}")
    return Review(
        id="r42",
        number=42,
        title="Payment API: slow authorisations",
        severity=Severity.SEV2,
        zone="Europe/Berlin",
        day=DAY,
        created=DAY,
        detected_by=DetectedBy.CUSTOMER,
        trigger=Trigger.CONFIGURATION,
        impact="7.4 % of card authorisations took longer than the limit of the shops.",
        summary="A change of configuration lowered how many connections each node may use.",
        impact_starts=KeyMoment(event="e3"),
        detected=KeyMoment(event="e5"),
        acknowledged=KeyMoment(event="e6"),
        mitigated=KeyMoment(event="e8"),
        resolved=KeyMoment(event="e9"),
        people=people,
        events=events,
        factors=factors,
        actions=actions,
    )


def _action(
    place: int, text: str, done_when: str, strength: Strength, size: Size | None, owner: str, agreed: bool, factor: str
) -> Action:
    days = {Size.SMALL: 14, Size.MEDIUM: 42, Size.LARGE: 56}
    return Action(
        id=f"a{place}",
        text=text,
        done_when=done_when,
        strength=strength,
        size=size,
        due=Date(2026, 11, 18).add(days=days[size]) if size else None,
        owner=owner,
        agreed=agreed,
        factors=frozenset({factor}),
        status=ActionStatus.COMMITTED,
        order=f"i0000{place}",
    )


def many_events(count: int) -> Review:
    """Return the story with as many further events, a minute apart."""
    start = Instant.from_utc(2026, 11, 10)
    events: dict[str, Event] = {}
    for place in range(count):
        instant = start.add(minutes=place)
        time = Time(earliest=instant, latest=instant, zone="Europe/Berlin")
        events[f"x{place}"] = Event(id=f"x{place}", time=time, text=f"Entry {place}", order=f"k{place:05d}")
    review = story()
    return replace(review, events={**review.events, **events})


def texts(rows: Callable[[], list[str]]) -> str:
    """Return rows joined, for looking at them in a failing test."""
    return "\n".join(rows())
