"""The bundled samples: how their TOML is read. What they do is in sample_walk.py."""

from __future__ import annotations

import datetime as dt

import msgspec

from pmdesk.domain.items import ActionStatus, Category, NoteKind, Strength
from pmdesk.domain.review import DetectedBy, ReviewKind, ReviewStatus, Severity, Trigger


class SampleFacts(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The review's own fields; absent ones stay open."""

    title: str
    day: dt.date
    zone: str
    kind: ReviewKind = ReviewKind.INCIDENT
    status: ReviewStatus = ReviewStatus.DRAFT
    severity: Severity | None = None
    services: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    detected_by: DetectedBy | None = None
    trigger: Trigger | None = None
    trigger_text: str = ""
    impact: str = ""
    summary: str = ""
    went_well: str = ""
    lucky: str = ""
    surprised: str = ""
    learned: str = ""
    source: str = ""


class SamplePerson(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Somebody of the review, by role."""

    role: str
    name: str = ""
    handles: tuple[str, ...] = ()
    part: str = ""


class SampleEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One capture line as it is typed, and what is added to its entry afterwards.

    ``day`` is the date said once, from this line on; ``actor`` is a label such as
    "Grafana" for what is not a person; ``later`` marks what was learned later.
    """

    line: str
    name: str = ""
    day: dt.date | None = None
    actor: str = ""
    star: bool = False
    later: bool = False
    links: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


class SampleFactor(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A contributing factor; ``evidence`` names entries, ``enabled_by`` factors."""

    name: str
    statement: str
    effect: str = ""
    category: Category | None = None
    verified: bool = False
    evidence: tuple[str, ...] = ()
    safeguard: str = ""
    enabled_by: tuple[str, ...] = ()


class SampleAction(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """An action as the source gives it; ``factors`` names the factors it serves."""

    text: str
    status: ActionStatus = ActionStatus.COMMITTED
    reason: str = ""
    tracker: str = ""
    strength: Strength | None = None
    factors: tuple[str, ...] = ()


class SampleNote(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A parked thought or an open question."""

    kind: NoteKind
    text: str


class Sample(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A whole sample. ``moments`` maps the name of a key moment to the name of an entry."""

    format: str
    version: int
    review: SampleFacts
    people: tuple[SamplePerson, ...] = ()
    moments: dict[str, str] = {}
    entries: tuple[SampleEntry, ...] = ()
    factors: tuple[SampleFactor, ...] = ()
    actions: tuple[SampleAction, ...] = ()
    notes: tuple[SampleNote, ...] = ()


def read_sample(text: str) -> Sample:
    """Return the sample that a TOML text describes. Raises msgspec.DecodeError: a fault of the build."""
    return msgspec.toml.decode(text, type=Sample)
