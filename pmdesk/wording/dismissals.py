"""What people have decided about findings, and which findings are left to ask about.

An instance is known by its words and not by its place: the rule, the marked words, and two words on
either side within the sentence, all in small letters. So it survives edits elsewhere and moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from pmdesk.wording.finding import Finding
from pmdesk.wording.masking import plain
from pmdesk.wording.rules import Settings

NEIGHBOURS = 2
"""So many words on either side tell an instance from another one."""

_TOKEN = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_LETTER_OR_FIGURE = re.compile(r"[^\W_]")


class Choice(Protocol):
    """A decision as a library keeps it; ``kind`` is a value of WordingChoiceKind of the editing room."""

    @property
    def kind(self) -> str:
        """Which decision it is: fine, not_in_review, never, machine, role or word."""

    @property
    def rule(self) -> str:
        """The id of the rule that it is about, if any."""

    @property
    def review(self) -> str:
        """The review that it is about, if any."""

    @property
    def text(self) -> str:
        """The noun or phrase that it is about, if any."""

    @property
    def context(self) -> str:
        """What ``context_of`` said of the instance, if it is about one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All choices of a library, as the engine and ``asked`` use them.

    ``fine`` holds (review, context), ``quiet`` holds (review, rule).
    """

    fine: frozenset[tuple[str, str]] = frozenset()
    quiet: frozenset[tuple[str, str]] = frozenset()
    settings: Settings = field(default_factory=Settings)


def context_of(finding: Finding, text: str) -> str:
    """Return what tells this instance from others: a hash, in hexadecimal. ``text`` is what was checked."""
    before = _TOKEN.findall(text, finding.sentence.start, finding.span.start)[-NEIGHBOURS:]
    marked = _TOKEN.findall(text, finding.span.start, finding.span.end)
    after = _TOKEN.findall(text, finding.span.end, finding.sentence.end)[:NEIGHBOURS]
    parts = (finding.rule, *(" ".join(one).casefold() for one in (before, marked, after)))
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def refusal(choices: Iterable[Choice], kind: str, text: str, rule: str = "") -> str:
    """Return why a phrase or a noun of a library's own is not taken: "empty", "there", or "" when it is.

    It needs a letter, a phrase at least a letter or a figure; it is there already when it reads the same
    in small letters without accents.
    """
    wanted = _as_read(text)
    if not (_LETTER_OR_FIGURE if kind == "word" else _LETTER).search(wanted):
        return "empty"
    own = (one for one in choices if str(one.kind) == kind and one.rule == rule)
    return "there" if any(_as_read(one.text) == wanted for one in own) else ""


def _as_read(text: str) -> str:
    return " ".join(plain(text).casefold().split())


def decisions_of(choices: Iterable[Choice]) -> Decisions:
    """Return what a list of choices comes to."""
    fine: set[tuple[str, str]] = set()
    quiet: set[tuple[str, str]] = set()
    off: set[str] = set()
    words: dict[str, tuple[str, ...]] = {}
    nouns: dict[str, list[str]] = {"role": [], "machine": []}
    for one in choices:
        match str(one.kind):
            case "fine":
                fine.add((one.review, one.context))
            case "not_in_review":
                quiet.add((one.review, one.rule))
            case "never":
                off.add(one.rule)
            case "word":
                words[one.rule] = (*words.get(one.rule, ()), one.text)
            case "role" | "machine" as kind:
                nouns[kind].append(one.text)
            case _:
                pass  # another version may know more kinds
    settings = Settings(off=frozenset(off), words=words, roles=tuple(nouns["role"]), machines=tuple(nouns["machine"]))
    return Decisions(fine=frozenset(fine), quiet=frozenset(quiet), settings=settings)


def asked(findings: Iterable[Finding], text: str, review: str, decisions: Decisions) -> tuple[Finding, ...]:
    """Return the findings of a text of a review that nobody has dismissed."""
    left = (one for one in findings if (review, one.rule) not in decisions.quiet)
    if not decisions.fine:
        return tuple(left)
    return tuple(one for one in left if (review, context_of(one, text)) not in decisions.fine)
