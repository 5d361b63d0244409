"""A rule as a value: what it looks for, about whom, where, and what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pmdesk.wording.finding import PEOPLE, Kind, Severity, Stage
from pmdesk.wording.late_pattern import LatePattern
from pmdesk.wording.lexicon import Lexicon
from pmdesk.wording.word_forms import WordForms


class About(StrEnum):
    """Whom the words of a cue have to be about."""

    ANY = "any"
    """Nobody is looked for."""
    PERSON = "person"
    """Somebody of the room or a colleague: first person, name, role, team."""
    ANYONE = "anyone"
    """A person, a customer or user, or "they" without people before it."""
    DOER = "doer"
    """As ANYONE, or what looks like a name: for slips and the like, told of things with an article before them."""
    HUMAN = "human"
    """A verb that only people do: anything that is not plainly a machine."""
    UNMECHANICAL = "unmechanical"
    """Anything but a machine: people, what they do and run, and what is not told."""
    OTHER = "other"
    """A person who is not the writer."""
    PROCESS = "process"
    """A person or something that people do: a review, a test, a gerund."""
    PRACTICE = "practice"
    """As PROCESS, or something that people run: monitoring, alerts."""

    def fits(self, kind: Kind) -> bool:
        """Return whether a subject of this kind will do."""
        return self is About.ANY or kind in _FITTING[self]


_FITTING: Mapping[About, frozenset[Kind]] = {
    About.PERSON: PEOPLE,
    About.ANYONE: PEOPLE | {Kind.EXTERNAL, Kind.THEY},
    About.DOER: PEOPLE | {Kind.EXTERNAL, Kind.THEY, Kind.SOMEBODY},
    About.HUMAN: PEOPLE | {Kind.EXTERNAL, Kind.THEY, Kind.SOMEBODY, Kind.UNKNOWN, Kind.NONE},
    About.UNMECHANICAL: frozenset(Kind) - {Kind.MACHINE, Kind.EXTERNAL},
    About.OTHER: PEOPLE - {Kind.FIRST},
    About.PROCESS: PEOPLE | {Kind.PROCESS},
    About.PRACTICE: PEOPLE | {Kind.PROCESS, Kind.PRACTICE},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One way in which a rule shows: a pattern over a masked sentence in small letters.

    ``words``: at least one of them stands in the sentence, and one of ``also`` where that is not
    empty, or the pattern is not tried: that keeps rare patterns away from most sentences. A group
    ``verb`` in the pattern marks where the subject ends (else the match begins there), ``who``
    where a person must begin (then that is the subject), ``mark`` what to underline (else all of
    it), ``act`` where the words begin that a rewrite keeps. The cue is silent where ``unless``
    is found in the clause around the match, and needs ``needs`` somewhere in the sentence. One that
    is ``passive`` is silent, too, where a machine stands behind "by". ``always``: also in a sentence
    that speaks of blame itself.
    """

    words: frozenset[str]
    pattern: re.Pattern[str]
    about: About
    unless: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None
    cased: bool = False
    also: frozenset[str] = frozenset()
    passive: bool = False
    always: bool = False


SUBJECT = "\ue000"
"""Stands in a ``find`` for every letter of the subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """Each of ``puts`` may stand for what ``find`` matches at the found words, else for what the rule marked.

    ``{name}`` is a group of ``find``, or a slot; ``{name_ing}`` and ``{name_object}`` are forms of a group.
    ``then`` goes to the end of the sentence: only one that begins with a blank may end a question, too.
    One that is for ``inside`` is not for marked words that begin a sentence.
    """

    puts: tuple[str, ...]
    find: LatePattern | None = None
    then: str = ""
    inside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule file. ``hits`` and ``traps`` are its own proof; ``once``: one finding a text is enough.

    ``questions``: its rewrites are for questions, too; those of other rules would answer them.
    """

    id: str
    label: str
    tier: int
    title: str
    why: str
    ask: str
    severity: Severity
    stages: frozenset[Stage]
    rewrites: tuple[Rewrite, ...]
    source: str
    hits: tuple[str, ...]
    traps: tuple[str, ...]
    subject: str
    forms: WordForms
    once: bool = False
    questions: bool = False
    headings: bool = True
    cues: tuple[Cue, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of a language, in the order of their ids, and the lexicon they read with."""

    rules: tuple[Rule, ...]
    lexicon: Lexicon

    def rule(self, id: str) -> Rule:  # noqa: A002 (the word of the rule files)
        """Return a rule. Raises KeyError for an id that no file has."""
        for one in self.rules:
            if one.id == id:
                return one
        raise KeyError(id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a library has decided: rules switched off, words of its own, roles, nouns that are machines.

    ``words`` are phrases that a rule finds wherever they stand: rule id -> phrases.
    """

    off: frozenset[str] = frozenset()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
