"""A review with a marker in every text field of every item, and people who are named in all of them.

The fields are walked, so that a field that is added tomorrow is planted tomorrow.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass, replace
from enum import Enum
from typing import Any, get_type_hints

from whenever import Date, Instant

from pmdesk.domain.items import (
    Action,
    ActionStatus,
    Event,
    EventKind,
    Evidence,
    EvidenceKind,
    Factor,
    Note,
    NoteKind,
    Person,
    Quiet,
)
from pmdesk.domain.review import KeyMoment, Review
from pmdesk.domain.times import Time

NAMES = ("zebulon", "quarkstein", "zq9", "ottoline", "frobisher", "of7")
"""What may stand nowhere: names and handles of the person and of the facilitator, in small letters."""

WRITTEN = "{marker}, says Zebulon Quarkstein (@zq9, zebulon.quarkstein@example.org); Ottoline Frobisher nods"
STRANGERS = ("thrumble", "uxmarie", "quillon", "vexley", "adler_fisk", "pettigrue")
"""What stands in a review ``with_strangers`` and may not stand before the room, in small letters."""

UNKNOWN = "; Zebulon Thrumble asks @uxmarie, quillon.vexley@mail.x.org, @Adler_Fisk's team, mailto:pettigrue@a.net"
NUMBER = 987654
VOTES = 4
START = Instant.from_utc(2026, 11, 12, 13)


def marker(kind: str, field: str) -> str:
    """Return the word that stands in one field and nowhere else."""
    return f"mark{kind}{field.replace('_', '')}x"


def planted(cls: type[Any], **given: Any) -> Any:
    """Return a value with a marker in every text field that is not given."""
    hints = get_type_hints(cls)
    kind = cls.__name__.lower()
    values = {field.name: planted_value(kind, field, hints[field.name]) for field in fields(cls)} | given
    return cls(**{name: value for name, value in values.items() if value is not MISSING})


def planted_value(kind: str, field: Field[Any], hint: Any) -> Any:
    text = WRITTEN.format(marker=marker(kind, field.name))
    if hint is str:
        return text
    if hint == tuple[str, ...]:
        return (text,)
    if field.name == "votes":
        return VOTES
    if hint in (int | None, float | None):
        return NUMBER
    return MISSING


def time_at(minutes: int) -> Time:
    at = START.add(minutes=minutes)
    return Time(earliest=at, latest=at, zone="Europe/Berlin", given=WRITTEN.format(marker=marker("time", "given")))


def planted_review() -> Review:
    """Return the review. Ids and zones are plain; every other text is planted."""
    pictures = tuple(planted(Evidence, kind=kind) for kind in EvidenceKind)
    person = planted(
        Person, id="p1", name="Zebulon Quarkstein", role=marker("person", "role"), handles=("@zq9",), order="a"
    )
    events = {
        f"e{at}": planted(Event, id=f"e{at}", time=time_at(at * 40), kind=kind, evidence=pictures, order=f"a{at}")
        for at, kind in enumerate(EventKind)
    }
    factors = {
        "f1": planted(Factor, id="f1", verified=True, evidence=frozenset({"e1"}), order="a"),
        "f2": planted(Factor, id="f2", enabled_by=frozenset({"f1"}), order="b"),
    }
    statuses = dict(zip(("a1", "a2", "a3", "a4", "a5"), ActionStatus, strict=True))
    actions = {
        name: planted(
            Action, id=name, status=status, owner="p1" if name != "a3" else MISSING, due=Date(2026, 12, 1), order=name
        )
        for name, status in statuses.items()
    }
    notes = {
        name: planted(Note, id=name, kind=kind, carried=carried, order=name)
        for name, kind, carried in (
            ("n1", NoteKind.PARKING, False),
            ("n2", NoteKind.PARKING, True),
            ("n3", NoteKind.QUESTION, True),
        )
    }
    review: Review = planted(
        Review,
        id="r1",
        number=7,
        zone="Europe/Berlin",
        day=Date(2026, 11, 12),
        meeting_date=Date(2026, 11, 18),
        next_date=Date(2026, 12, 2),
        facilitator="Ottoline Frobisher",
        impact_starts=KeyMoment(event="e1"),
        detected=KeyMoment(time=time_at(90)),
        people={"p1": person},
        events=events,
        factors=factors,
        actions=actions,
        notes=notes,
        quiets={"q1": planted(Quiet, id="q1", after="e1", before="e2")},
    )
    return review


def with_strangers(value: Any) -> Any:
    """Return a value in which every text that names people names some whom the roster does not know as well."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value + UNKNOWN if "says Zebulon" in value else value
    if isinstance(value, tuple):
        return tuple(with_strangers(one) for one in value)
    if isinstance(value, dict):
        return {key: with_strangers(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type | Person):
        return replace(value, **{one.name: with_strangers(getattr(value, one.name)) for one in fields(value)})
    return value


def texts_in(value: Any) -> list[str]:
    """Return every text inside a value, keys of mappings too; members of enumerations are no texts."""
    if isinstance(value, Enum):
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, int | float):
        return [str(value)]
    if isinstance(value, tuple | list | frozenset):
        return [text for one in value for text in texts_in(one)]
    if isinstance(value, dict):
        return [text for pair in value.items() for text in texts_in(pair)]
    if is_dataclass(value):
        return [text for one in fields(value) for text in texts_in(getattr(value, one.name))]
    return []
