"""The words of one sentence, and what kind of noun each of them is where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pmdesk.domain.items import Person
from pmdesk.domain.name_words import EVERYDAY
from pmdesk.domain.roles import find_people
from pmdesk.wording.finding import PEOPLE, Kind
from pmdesk.wording.lexicon import Lexicon
from pmdesk.wording.masking import FILLER

_TOKEN = re.compile(r"@?[^\W_](?:\w|['-](?=\w))*")
_NOT_JOINED = re.compile(r"[,;:.!?()|\[\]{}—–=>]")
_PLURAL_PRONOUN = "they"
_CONTRACTED = re.compile(r"'(?:ve|d|ll|re|m)$")
_AFTER_A_VERB = frozenset(
    {"the", "a", "an", "it", "this", "that", "we", "i", "you", "they", "in", "on", "at", "of", "to", "by"}
)
_ENDINGS_OF_THINGS = re.compile(r"(?:[^s]s|ing|ions?|ment|ness|ity|ance|ence|ism|age|ed|ly)\Z")
_LONG_ENOUGH = 3
_MONTHS = frozenset({"jan", "april", "may", "june", "august"})
_AFTER_BY = frozenset({"operator", "operators"})
"""Somebody where a deed is told as done "by an operator"."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a sentence and where it stands."""

    start: int
    end: int
    word: str
    """In small letters."""
    named: bool
    """Whether it is somebody of the roster or a handle."""


class SentenceWords:
    """The words of one sentence with their kinds. ``view`` is masked; offsets are the sentence's."""

    def __init__(self, view: str, text: str, lexicon: Lexicon, people: Iterable[Person]) -> None:
        """Cut the sentence into words; people of the roster are looked for in ``text`` as written."""
        self._view = view
        self._lexicon = lexicon
        spans = [(one.start, one.end) for one in find_people(text, people)]
        self.tokens = tuple(_token(found, spans) for found in _TOKEN.finditer(view))

    def kind(self, number: int) -> Kind:
        """Return the kind of the word with this number."""
        token = self.tokens[number]
        if token.named:
            return Kind.NAMED
        if FILLER in token.word:
            return Kind.MACHINE
        word = _CONTRACTED.sub("", token.word)
        if word.endswith(("'s", "s'")):
            return Kind.UNKNOWN
        lexicon = self._lexicon
        if number and (paired := lexicon.kinds.get(f"{self.tokens[number - 1].word}_{word}")) is not None:
            return paired
        if word == _PLURAL_PRONOUN:
            return Kind.ROLE if self.mentions_people(token.start) else Kind.THEY
        if lexicon.is_doubtful(word):
            return Kind.ROLE if self._is_somebody(number) else Kind.MACHINE
        found = lexicon.kind(word)
        if found is not Kind.UNKNOWN:
            return found
        tail = word.rpartition("-")[2]
        if tail != word and lexicon.kind(tail) in PEOPLE and not lexicon.is_doubtful(tail):
            return lexicon.kind(tail)
        return Kind.NAMED if self._is_a_name(number) else Kind.UNKNOWN

    def looks_like_a_name(self, number: int) -> bool:
        """Return whether a word nobody knows is written like a name and opens its clause without an article."""
        token = self.tokens[number]
        written = self._view[token.start : token.end]
        short = written.isupper() and len(written) < _LONG_ENOUGH
        if short or not written[0].isupper() or token.word in EVERYDAY:
            return False
        if number == 0 or self.breaks_off(self.tokens[number - 1].end, token.start):
            return _ENDINGS_OF_THINGS.search(token.word) is None
        before = self.tokens[number - 1]
        opens = before.word in self._lexicon.subordinators or before.word[0].isdigit()
        return opens or self.broken(before.end, token.start)

    def broken(self, start: int, end: int) -> bool:
        """Return whether a sign between these places keeps two words apart."""
        return _NOT_JOINED.search(self._view, start, end) is not None

    def breaks_off(self, start: int, end: int) -> bool:
        """Return whether one clause ends between these places."""
        return any(sign in self._view[start:end] for sign in ".;:!?")

    def mentions_people(self, before: int) -> bool:
        """Return whether people are spoken of left of ``before`` (for "they")."""
        return any(
            token.end <= before and token.word != _PLURAL_PRONOUN and self.kind(number) in (PEOPLE | {Kind.EXTERNAL})
            for number, token in enumerate(self.tokens)
        )

    def _is_somebody(self, number: int) -> bool:
        token, lexicon = self.tokens[number], self._lexicon
        if lexicon.people_after.match(self._view.lower(), token.end):
            return True
        before = self.tokens[number - 1].word if number else ""
        opens = not before or before in lexicon.subordinators or before in lexicon.auxiliaries
        if opens or self.broken(self.tokens[number - 1].end, token.start):
            after = self.tokens[number + 1].word if number + 1 < len(self.tokens) else ""
            return token.word in lexicon.bare and after not in lexicon.prepositions
        deed = number > 1 and self.tokens[number - 2].word == "by" and before in {"an", "the"}
        return before in lexicon.people_before or (deed and token.word in _AFTER_BY)

    def _is_a_name(self, number: int) -> bool:
        token = self.tokens[number]
        written = self._view[token.start : token.end]
        if written not in self._lexicon.names:
            return False
        before = self.tokens[number - 1].word if number else ""
        opens = not before or self.breaks_off(self.tokens[number - 1].end, token.start)
        after = self.tokens[number + 1].word if number + 1 < len(self.tokens) else ""
        if token.word in _MONTHS and (before.isdigit() or after.isdigit()):
            return False
        return not (opens and token.word in EVERYDAY and after in _AFTER_A_VERB)


def _token(found: re.Match[str], spans: list[tuple[int, int]]) -> Token:
    start, end = found.span()
    named = found.group()[0] == "@" or (bool(spans) and any(one < end and start < other for one, other in spans))
    return Token(start, end, found.group().lower(), named)
