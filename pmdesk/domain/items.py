"""The kinds of item that a review holds. Values only; every one is frozen.

Field names are the names of columns, of JSON members and of log rows: change them with care.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whenever import Date, Instant

from pmdesk.domain.times import UNPLACED, Time


class EventKind(StrEnum):
    """What sort of thing happened."""

    CHANGE = "change"
    SIGNAL = "signal"
    REPORT = "report"
    MESSAGE = "message"
    DECISION = "decision"
    DIAGNOSIS = "diagnosis"
    ACTION = "action"
    OTHER = "other"


class Known(StrEnum):
    """Whether the people of the time knew an event then, or it was learned later."""

    THEN = "then"
    LATER = "later"


class EvidenceKind(StrEnum):
    """What an event leans on."""

    LINK = "link"
    QUOTE = "quote"
    PICTURE = "picture"


class Category(StrEnum):
    """Where a contributing factor lies."""

    PEOPLE = "people"
    PROCESS = "process"
    TECHNOLOGY = "technology"
    ENVIRONMENT = "environment"
    EXTERNAL = "external"


class Size(StrEnum):
    """How big an action is; it proposes the due date (14, 42 or 56 days)."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Strength(StrEnum):
    """The RCA2 action hierarchy (National Patient Safety Foundation, 2015)."""

    STRONGER = "stronger"
    INTERMEDIATE = "intermediate"
    WEAKER = "weaker"


class Priority(StrEnum):
    """How soon it matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ActionStatus(StrEnum):
    """Where an action stands. An idea is not a commitment."""

    IDEA = "idea"
    COMMITTED = "committed"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    WONT_DO = "wont_do"


class Outcome(StrEnum):
    """What an effectiveness check found."""

    HELD = "held"
    DID_NOT_HOLD = "did_not_hold"
    TOO_EARLY = "too_early"


class NoteKind(StrEnum):
    """What a shared note is for. Private notes are not items: they never enter the log."""

    PARKING = "parking"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the review. The name stays in the room; outside, the role label stands."""

    id: str
    name: str = ""
    role: str = ""
    handles: tuple[str, ...] = ()
    part: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What an event leans on: a link, a quoted text, or a picture by its hash in the library."""

    kind: EvidenceKind = EvidenceKind.LINK
    text: str = ""
    blob: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened. ``actor`` is a person's id, or a free label such as "Metrics"."""

    id: str
    time: Time = UNPLACED
    text: str = ""
    kind: EventKind = EventKind.OTHER
    actor: str = ""
    lane: str = ""
    evidence: tuple[Evidence, ...] = ()
    known: Known = Known.THEN
    starred: bool = False
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """A condition that helped the incident to happen, to grow or to last.

    ``evidence`` holds ids of events, ``enabled_by`` ids of factors behind this one (a DAG),
    ``accepted`` the reason why no action follows. ``group`` is the name under which similar ones
    were gathered, ``votes`` what the room gave it, None while it was not voted on.
    """

    id: str
    statement: str = ""
    effect: str = ""
    category: Category | None = None
    verified: bool = False
    evidence: frozenset[str] = frozenset()
    safeguard: str = ""
    enabled_by: frozenset[str] = frozenset()
    accepted: str = ""
    group: str = ""
    votes: int | None = None
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that one named owner does by a date. ``owner`` is a person's id.

    ``risk`` is severity, occurrence and detectability, each 1 to 10, when the team rates them.
    ``reason`` says why a will-not-do is one. ``check_30`` and ``check_90`` are the effectiveness
    checks 30 and 90 days after it was done. ``group`` and ``votes`` are those of a Factor.
    """

    id: str
    text: str = ""
    owner: str = ""
    agreed: bool = False
    due: Date | None = None
    done_when: str = ""
    size: Size | None = None
    milestone: str = ""
    strength: Strength | None = None
    priority: Priority | None = None
    risk: tuple[int, ...] = ()
    factors: frozenset[str] = frozenset()
    status: ActionStatus = ActionStatus.IDEA
    reason: str = ""
    tracker: str = ""
    done_on: Date | None = None
    check_30: Outcome | None = None
    check_90: Outcome | None = None
    group: str = ""
    votes: int | None = None
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A parked thought or an open question. ``carried`` says that it waits for a later review."""

    id: str
    kind: NoteKind = NoteKind.PARKING
    text: str = ""
    at: Instant | None = None
    carried: bool = False
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """The answer to a gap: between these two neighbouring events it was quiet."""

    id: str
    after: str = ""
    before: str = ""
    text: str = ""


Item = Person | Event | Factor | Action | Note | Quiet
