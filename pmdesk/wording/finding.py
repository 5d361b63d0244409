"""What the engine says about a text: a place, the rule, why, one question, and ways to reword."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Stage(StrEnum):
    """Where a text stands. Rules apply to some of them; questions of the why-you kind to all."""

    TIMELINE = "timeline"
    FACTORS = "factors"
    ACTIONS = "actions"
    SUMMARY = "summary"
    PUBLISH = "publish"


class Severity(StrEnum):
    """How loudly a finding is shown, from a solid underline to a count."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    def softer(self) -> Severity:
        """Return the next one down: people who write about themselves are asked more softly."""
        order = list(Severity)
        return order[min(order.index(self) + 1, len(order) - 1)]


class Kind(StrEnum):
    """Whom or what a predicate is about."""

    FIRST = "first_person"
    NAMED = "person_named"
    ROLE = "person_role"
    TEAM = "team"
    EXTERNAL = "external"
    THEY = "they"
    PROCESS = "process"
    PRACTICE = "practice"
    MACHINE = "machine"
    SOMEBODY = "somebody"
    """It stands and is written like a name, and no roster knows it: a nickname, or a thing with a name."""
    UNKNOWN = "unknown"
    NONE = "none"


PEOPLE = frozenset({Kind.FIRST, Kind.NAMED, Kind.ROLE, Kind.TEAM})
"""Kinds that are people of the room or their colleagues."""


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]``, in characters (code points) of the text as given."""

    start: int
    end: int

    def moved(self, by: int) -> Span:
        """Return the same span further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Offer:
    """Ways to reword, and the part of the text that each of them would stand for."""

    replaced: Span
    rewrites: tuple[str, ...] = ()

    def moved(self, by: int) -> Offer:
        """Return the same offer further on."""
        return Offer(self.replaced.moved(by), self.rewrites)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place worth a question.

    ``span`` is what to underline (at most eight words), ``sentence`` the sentence around it, and
    ``replaced`` what a rewrite of ``rewrites`` would stand for. Rewrites keep words of the text and
    leave ``{slots}`` for what only the room knows; they are made when somebody asks for them, since
    most findings of a text are never opened. ``subject`` says whom the words are about and
    ``noun`` is the head of that subject in small letters ("operator"), so that a library can learn
    that it is a machine; both are empty-handed (NONE, "") where a rule looks at no subject.
    """

    span: Span
    rule: str
    severity: Severity
    label: str
    tier: int
    message: str
    question: str
    sentence: Span
    offer: Callable[[], Offer] = field(compare=False, repr=False)
    subject: Kind = Kind.NONE
    noun: str = ""

    def moved(self, by: int) -> Finding:
        """Return the same finding further on in a text."""
        if by == 0:
            return self
        offer = self.offer
        return replace(
            self, span=self.span.moved(by), sentence=self.sentence.moved(by), offer=lambda: offer().moved(by)
        )

    @property
    def replaced(self) -> Span:
        """The part of the text that a rewrite would stand for."""
        return self.offer().replaced

    @property
    def rewrites(self) -> tuple[str, ...]:
        """What may stand there, the best first."""
        return self.offer().rewrites
