"""A review of our own making for the tests of the reports: rich, with gaps left as gaps."""

from __future__ import annotations

from pathlib import Path

from whenever import Date, Instant

from pmdesk.domain.items import (
    Action,
    ActionStatus,
    Category,
    Event,
    EventKind,
    Evidence,
    EvidenceKind,
    Factor,
    Known,
    Note,
    NoteKind,
    Person,
    Quiet,
    Size,
    Strength,
)
from pmdesk.domain.review import DetectedBy, KeyMoment, NextFor, Review, ReviewStatus, Severity, Trigger
from pmdesk.domain.times import Precision, Time
from pmdesk.editing.words import Words
from pmdesk.resources import find

RESOURCES = Path(__file__).parents[2] / "resources"


def words() -> Words:
    """Return the catalogue as the application reads it."""
    return Words("en", find().catalogue())


def at(clock: str, until: str = "", precision: Precision = Precision.MINUTE) -> Time:
    """Return a time of 3 March 2026 in CET."""
    first, last = (Instant.from_utc(2026, 3, 3, int(one[:2]) - 1, int(one[3:])) for one in (clock, until or clock))
    return Time(earliest=first, latest=last, zone="CET", precision=precision, given=clock)


PEOPLE = (
    Person(id="p1", name="Zofia Brzeska", role="On-call engineer", handles=("zbrzeska",), order="1"),
    Person(id="p2", name="Tomasz Wilk", role="Release engineer", handles=("twilk",), order="2"),
    Person(id="p3", name="Aoife Byrne", role="Support lead", order="3"),
)

_LOG = Evidence(kind=EvidenceKind.LINK, text="https://logs.example.org/search?q=ticket-queue")
_CHAT = Evidence(kind=EvidenceKind.QUOTE, text="“The queue page has been loading for a minute now.”")

_EVENTS: tuple[tuple[Time, str, EventKind, str, dict[str, object]], ...] = (
    (at("08:40"), "Index rebuild of the ticket table approved", EventKind.DECISION, "p2", {}),
    (at("09:05"), "Index rebuild starts on the main database", EventKind.CHANGE, "p2", {"evidence": (_LOG,)}),
    (at("09:12"), "Ticket list takes 9 s to open, before 0.4 s", EventKind.SIGNAL, "Metrics", {"known": Known.LATER}),
    (at("09:14"), "First agents see an empty queue", EventKind.REPORT, "p3", {"evidence": (_CHAT, _LOG)}),
    (
        at("09:50", precision=Precision.ABOUT),
        "Support lead calls @zbrzeska: 40 agents cannot work",
        EventKind.REPORT,
        "p3",
        {},
    ),
    (at("09:53"), "On-call engineer takes it on", EventKind.MESSAGE, "p1", {}),
    (
        at("09:55", "10:10"),
        "Looking for a slow query; locks on the ticket table found",
        EventKind.DIAGNOSIS,
        "p1",
        {"lane": "Database"},
    ),
    (at("10:12"), "Stop the rebuild", EventKind.DECISION, "p1", {}),
    (at("10:13"), "Rebuild cancelled by Tomasz", EventKind.ACTION, "p2", {}),
    (at("10:15"), "Ticket list opens in 0.5 s", EventKind.SIGNAL, "Metrics", {}),
    (at("10:31"), "All waiting tickets are assigned", EventKind.SIGNAL, "Metrics", {"evidence": (_LOG,)}),
    (
        Time(given="2X:XX"),
        "Somebody remembers a similar rebuild in spring",
        EventKind.OTHER,
        "",
        {},
    ),
)


def review() -> Review:
    """Return the review."""
    events = {
        f"e{number}": Event(id=f"e{number}", time=time, text=text, kind=kind, actor=actor, order=f"{number:02}", **more)
        for number, (time, text, kind, actor, more) in enumerate(_EVENTS)
    }
    factors = (
        Factor(
            id="f1",
            statement="A rebuild locks the whole ticket table",
            effect="every read waits until it is over",
            category=Category.TECHNOLOGY,
            verified=True,
            evidence=frozenset({"e1", "e6"}),
            safeguard="The change form asks for a time, not for locks",
            enabled_by=frozenset({"f2", "f3"}),
            order="1",
        ),
        Factor(
            id="f2",
            statement="The test database holds 2 % of the rows, so a rebuild there takes 4 s",
            category=Category.ENVIRONMENT,
            verified=True,
            evidence=frozenset({"e0"}),
            order="2",
        ),
        Factor(id="f3", statement="Rebuilds may start in working hours", category=Category.PROCESS, order="3"),
        Factor(
            id="f4",
            statement="No alert watches how long the ticket list takes",
            category=Category.TECHNOLOGY,
            verified=True,
            evidence=frozenset({"e2", "e3", "e4"}),
            accepted="The new monitoring covers it from May",
            order="4",
        ),
    )
    actions = (
        Action(
            id="a1",
            text="Make the migration tool refuse a locking rebuild",
            owner="p2",
            agreed=True,
            due=Date(2026, 4, 14),
            done_when="a locking rebuild stops with a message in the test stage",
            size=Size.MEDIUM,
            strength=Strength.STRONGER,
            factors=frozenset({"f1"}),
            status=ActionStatus.COMMITTED,
            tracker="https://tracker.example.org/OPS-311",
            order="1",
        ),
        Action(
            id="a2",
            text="Fill the test database with a month of rows",
            owner="p1",
            due=Date(2026, 3, 31),
            done_when="a rebuild there takes as long as in production, within a factor of 2",
            strength=Strength.INTERMEDIATE,
            factors=frozenset({"f2"}),
            status=ActionStatus.IN_PROGRESS,
            order="2",
        ),
        Action(
            id="a3",
            text="Write down when rebuilds may run",
            strength=Strength.WEAKER,
            factors=frozenset({"f3"}),
            status=ActionStatus.COMMITTED,
            order="3",
        ),
        Action(id="a4", text="Show locks on the first dashboard", order="4"),
        Action(
            id="a5",
            text="Forbid all rebuilds",
            status=ActionStatus.WONT_DO,
            reason="The table would grow until it stops us in another way",
            order="5",
        ),
    )
    notes = (
        Note(
            id="n1", kind=NoteKind.QUESTION, text="How many agents kept notes on paper, and were those typed in later?"
        ),
        Note(id="n2", kind=NoteKind.PARKING, text="Coffee machine on floor 3"),
    )
    return Review(
        id="r1",
        number=7,
        title="Ticket queue: empty for the agents for 77 minutes",
        status=ReviewStatus.REVIEWED,
        severity=Severity.SEV2,
        services=("Ticket queue", "Agent desk"),
        zone="CET",
        day=Date(2026, 3, 3),
        impact_starts=KeyMoment(event="e3"),
        detected=KeyMoment(event="e4"),
        acknowledged=KeyMoment(event="e5"),
        mitigated=KeyMoment(event="e9"),
        resolved=KeyMoment(event="e10"),
        detected_by=DetectedBy.EMPLOYEE,
        trigger=Trigger.OTHER_CHANGE,
        trigger_text="a rebuild of an index",
        impact="40 agents could not open the queue.\n310 customers waited longer than an hour.",
        customers=310,
        request_share=62.5,
        summary=(
            "At 09:05 an **index rebuild** locked the ticket table. From 09:14 on, agents saw an empty queue; the "
            "first to say so was support, at about 09:50.\n\nIt took three steps:\n\n1. find the lock\n2. stop the "
            "rebuild\n3. assign what had piled up\n\nThe plan is in the "
            "[change calendar](https://changes.example.org/2026-03)."
        ),
        went_well="The rebuild could be stopped without losing rows.\nSupport kept one list of affected customers.",
        lucky="It was a Tuesday; on Mondays twice as many agents work.",
        surprised="An empty queue looks like a quiet morning.",
        learned="A test with few rows says nothing about locks.\nA quiet screen is not proof of a quiet system.",
        facilitator="Mirela Kos",
        meeting_date=Date(2026, 3, 6),
        next_date=Date(2026, 3, 10),
        next_for=NextFor.COMMIT,
        people={one.id: one for one in PEOPLE},
        events=events,
        factors={one.id: one for one in factors},
        actions={one.id: one for one in actions},
        notes={one.id: one for one in notes},
        quiets={"q1": Quiet(id="q1", after="e0", before="e1", text="The team was in its morning round.")},
    )
