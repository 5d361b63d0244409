"""A review: its facts, its five key moments and its items. Frozen; changed through changes.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, get_args

from whenever import Date

from pmdesk.domain.items import Action, Event, Factor, Item, Note, Person, Quiet
from pmdesk.domain.times import Time

REVIEW = "review"
"""The kind that names the review itself in a change."""

ITEM_TYPES: Mapping[str, type[Any]] = MappingProxyType({cls.__name__.lower(): cls for cls in get_args(Item)})
"""Kind name -> class: person, event, factor, action, note, quiet."""

ITEM_MAPS: Mapping[str, str] = MappingProxyType(
    {
        "person": "people",
        "event": "events",
        "factor": "factors",
        "action": "actions",
        "note": "notes",
        "quiet": "quiets",
    }
)
"""Kind name -> the field of Review that holds the items of that kind, by id."""

KEY_MOMENTS = ("impact_starts", "detected", "acknowledged", "mitigated", "resolved")
"""The five key moments in the order in which they are expected; each is a field of Review."""


class ReviewKind(StrEnum):
    """What is reviewed."""

    INCIDENT = "incident"
    NEAR_MISS = "near_miss"
    DRILL = "drill"


class ReviewStatus(StrEnum):
    """How far the review is."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    CLOSED = "closed"
    ARCHIVED = "archived"


class Severity(StrEnum):
    """How bad it was; the words on screen come from the catalogue."""

    SEV1 = "sev1"
    SEV2 = "sev2"
    SEV3 = "sev3"
    SEV4 = "sev4"


class DetectedBy(StrEnum):
    """What told us first."""

    ALERT = "alert"
    CUSTOMER = "customer"
    EMPLOYEE = "employee"
    OTHER = "other"


class Trigger(StrEnum):
    """What set it off."""

    DEPLOYMENT = "deployment"
    CONFIGURATION = "configuration"
    OTHER_CHANGE = "other_change"
    CAPACITY = "capacity"
    THIRD_PARTY = "third_party"
    NONE_KNOWN = "none_known"


class NextFor(StrEnum):
    """What the next meeting of a review is for."""

    COMMIT = "commit"
    """The second of two meetings: ideas have soaked, now they are committed to."""
    FOLLOW_UP = "follow_up"
    """Looking at what became of the actions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMoment:
    """A key moment: a typed time, or a link to an event whose time is then read through it."""

    time: Time | None = None
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One incident review. Items are mappings from id to item and are never mutated.

    ``number`` is the label R-42; ``zone`` and ``day`` are what a bare "14:02" means; the key
    moments are ``None`` while unknown; ``request_share`` is in percent, ``cost_per_minute`` in
    ``currency`` and only ever what the user gave. ``next_date`` is the day of the next meeting.
    """

    id: str
    number: int = 0
    title: str = ""
    kind: ReviewKind = ReviewKind.INCIDENT
    status: ReviewStatus = ReviewStatus.DRAFT
    severity: Severity | None = None
    services: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    zone: str = "UTC"
    day: Date | None = None
    created: Date | None = None
    impact_starts: KeyMoment | None = None
    detected: KeyMoment | None = None
    acknowledged: KeyMoment | None = None
    mitigated: KeyMoment | None = None
    resolved: KeyMoment | None = None
    detected_by: DetectedBy | None = None
    trigger: Trigger | None = None
    trigger_text: str = ""
    impact: str = ""
    customers: int | None = None
    request_share: float | None = None
    cost_per_minute: float | None = None
    currency: str = ""
    summary: str = ""
    went_well: str = ""
    lucky: str = ""
    surprised: str = ""
    learned: str = ""
    source: str = ""
    facilitator: str = ""
    meeting_date: Date | None = None
    next_date: Date | None = None
    next_for: NextFor | None = None
    opening: str = ""
    ground_rules: str = ""
    repeat_of: str = ""
    repeat_reason: str = ""
    people: Mapping[str, Person] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    factors: Mapping[str, Factor] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    quiets: Mapping[str, Quiet] = field(default_factory=dict)

    def items(self, kind: str) -> Mapping[str, Item]:
        """Return the items of one kind ("event", "factor" ...) by id."""
        found: Mapping[str, Item] = getattr(self, ITEM_MAPS[kind])
        return found

    def item(self, kind: str, item_id: str) -> Item | None:
        """Return one item, or None when the review does not hold it (any more)."""
        return self.items(kind).get(item_id)

    def ordered(self, kind: str) -> tuple[Item, ...]:
        """Return the items of one kind by their order key (then id)."""
        return tuple(sorted(self.items(kind).values(), key=lambda item: (getattr(item, "order", ""), item.id)))


def kind_of(item: Item) -> str:
    """Return the kind name of an item: "event" for an Event."""
    return type(item).__name__.lower()


def moment_time(review: Review, name: str) -> Time | None:
    """Return the time of a key moment, read through its event when it is linked; else None."""
    moment: KeyMoment | None = getattr(review, name)
    if moment is None:
        return None
    if moment.event:
        event = review.events.get(moment.event)
        return event.time if event is not None and event.time.placed else None
    return moment.time if moment.time is not None and moment.time.placed else None


def moments_of_event(review: Review, event_id: str) -> tuple[str, ...]:
    """Return the names of the key moments that are linked to this event, in their order."""
    return tuple(
        name for name in KEY_MOMENTS if (moment := getattr(review, name)) is not None and moment.event == event_id
    )
