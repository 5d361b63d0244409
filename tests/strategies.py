"""Random values for property tests: one strategy for each kind of item, for reviews and for changes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from whenever import Date, Instant

from pmdesk.domain.changes import Add, Batch, Change, Remove, Set
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
    Outcome,
    Person,
    Priority,
    Quiet,
    Size,
    Strength,
)
from pmdesk.domain.plain import scalar_fields
from pmdesk.domain.review import (
    ITEM_MAPS,
    REVIEW,
    DetectedBy,
    KeyMoment,
    NextFor,
    Review,
    ReviewKind,
    ReviewStatus,
    Severity,
    Trigger,
)
from pmdesk.domain.times import Precision, Time

ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=16, max_size=16)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["", "14:02 deploy started", "zażółć gęślą jaźń", "\0", "'; DROP TABLE review; --", '"', "a\nb", "日本語", "🔥" * 3]
)
orders = st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=9)
instants = st.builds(
    lambda seconds, nanoseconds: Instant.from_timestamp(seconds).add(nanoseconds=nanoseconds),
    st.integers(-62_000_000_000, 250_000_000_000),
    st.just(0) | st.integers(0, 999_999_999),
)
dates = st.dates().map(lambda day: Date(day.year, day.month, day.day))
zones = st.sampled_from(["UTC", "CET", "Europe/Warsaw", "+05:30", "America/New_York", ""])


@st.composite
def times(draw: st.DrawFn) -> Time:
    """Exact, ranged, half-known and unplaced times."""
    earliest = draw(st.none() | instants)
    latest = draw(st.just(earliest) | st.none() | instants)
    precision = draw(st.sampled_from(Precision))
    return Time(earliest=earliest, latest=latest, zone=draw(zones), precision=precision, given=draw(texts))


groups = st.sampled_from(["", "night shift", "Grüße"]) | texts
votes = st.none() | st.integers(0, 99)
evidences = st.builds(Evidence, kind=st.sampled_from(EvidenceKind), text=texts, blob=st.just("") | ids)
moments = st.none() | st.builds(KeyMoment, time=st.none() | times(), event=st.just("") | ids)
people = st.builds(
    Person, id=ids, name=texts, role=texts, handles=st.lists(texts, max_size=3).map(tuple), part=texts, order=orders
)
events = st.builds(
    Event,
    id=ids,
    time=times(),
    text=texts,
    kind=st.sampled_from(EventKind),
    actor=texts,
    lane=texts,
    evidence=st.lists(evidences, max_size=2).map(tuple),
    known=st.sampled_from(Known),
    starred=st.booleans(),
    order=orders,
)
factors = st.builds(
    Factor,
    id=ids,
    statement=texts,
    effect=texts,
    category=st.none() | st.sampled_from(Category),
    verified=st.booleans(),
    evidence=st.frozensets(ids, max_size=3),
    safeguard=texts,
    enabled_by=st.frozensets(ids, max_size=2),
    accepted=texts,
    group=groups,
    votes=votes,
    order=orders,
)
actions = st.builds(
    Action,
    id=ids,
    text=texts,
    owner=st.just("") | ids,
    agreed=st.booleans(),
    due=st.none() | dates,
    done_when=texts,
    size=st.none() | st.sampled_from(Size),
    milestone=texts,
    strength=st.none() | st.sampled_from(Strength),
    priority=st.none() | st.sampled_from(Priority),
    risk=st.lists(st.integers(1, 10), max_size=3).map(tuple),
    factors=st.frozensets(ids, max_size=3),
    status=st.sampled_from(ActionStatus),
    reason=texts,
    tracker=texts,
    done_on=st.none() | dates,
    check_30=st.none() | st.sampled_from(Outcome),
    check_90=st.none() | st.sampled_from(Outcome),
    group=groups,
    votes=votes,
    order=orders,
)
notes = st.builds(
    Note,
    id=ids,
    kind=st.sampled_from(NoteKind),
    text=texts,
    at=st.none() | instants,
    carried=st.booleans(),
    order=orders,
)
quiets = st.builds(Quiet, id=ids, after=ids, before=ids, text=texts)

ITEMS = {"person": people, "event": events, "factor": factors, "action": actions, "note": notes, "quiet": quiets}
"""Kind -> its strategy."""

facts = st.builds(
    Review,
    id=ids,
    number=st.integers(0, 100_000),
    title=texts,
    kind=st.sampled_from(ReviewKind),
    status=st.sampled_from(ReviewStatus),
    severity=st.none() | st.sampled_from(Severity),
    services=st.lists(texts, max_size=3).map(tuple),
    tags=st.lists(texts, max_size=3).map(tuple),
    zone=zones,
    day=st.none() | dates,
    created=st.none() | dates,
    impact_starts=moments,
    detected=moments,
    acknowledged=moments,
    mitigated=moments,
    resolved=moments,
    detected_by=st.none() | st.sampled_from(DetectedBy),
    trigger=st.none() | st.sampled_from(Trigger),
    trigger_text=texts,
    impact=texts,
    customers=st.none() | st.integers(0, 2**53),
    request_share=st.none() | st.floats(0, 100),
    cost_per_minute=st.none() | st.floats(0, 1e9),
    currency=texts,
    summary=texts,
    went_well=texts,
    lucky=texts,
    surprised=texts,
    learned=texts,
    source=texts,
    facilitator=texts,
    meeting_date=st.none() | dates,
    next_date=st.none() | dates,
    next_for=st.none() | st.sampled_from(NextFor),
    opening=texts,
    ground_rules=texts,
    repeat_of=st.just("") | ids,
    repeat_reason=texts,
)
"""Reviews without items."""


@st.composite
def reviews(draw: st.DrawFn, most: int = 3) -> Review:
    """Reviews with at most ``most`` items of each kind."""
    held: dict[str, Any] = {}
    for kind, field in ITEM_MAPS.items():
        items = draw(st.lists(ITEMS[kind], max_size=most, unique_by=lambda item: item.id))
        held[field] = {item.id: item for item in items}
    found = draw(facts)
    return Review(**{name: getattr(found, name) for name in ("id", *scalar_fields(REVIEW))}, **held)


@st.composite
def steps_on(draw: st.DrawFn, review: Review) -> Change:
    """One change that fits a review as it stands: an Add, a Remove or a Set."""
    held = [(kind, item_id) for kind in ITEM_MAPS for item_id in sorted(review.items(kind))]
    choice = draw(st.sampled_from(["add", "fact", *(["remove", "set", "set"] if held else [])]))
    if choice == "add":
        kind = draw(st.sampled_from(sorted(ITEM_MAPS)))
        item = draw(ITEMS[kind].filter(lambda one: one.id not in review.items(kind)))
        return Add(review.id, item)
    if choice == "fact":
        field = draw(st.sampled_from(scalar_fields(REVIEW)))
        return Set(review.id, REVIEW, review.id, field, getattr(draw(facts), field))
    kind, item_id = draw(st.sampled_from(held))
    if choice == "remove":
        return Remove(review.id, kind, item_id)
    field = draw(st.sampled_from(scalar_fields(kind)))
    return Set(review.id, kind, item_id, field, getattr(draw(ITEMS[kind]), field))


@st.composite
def changes_on(draw: st.DrawFn, review: Review) -> Change:
    """One change, or a Batch of Sets of its facts, that fits a review as it stands."""
    if draw(st.integers(0, 4)):
        return draw(steps_on(review))
    fields = draw(st.lists(st.sampled_from(scalar_fields(REVIEW)), min_size=1, max_size=3))
    other = draw(facts)
    return Batch(tuple(Set(review.id, REVIEW, review.id, field, getattr(other, field)) for field in fields))
