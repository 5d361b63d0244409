"""Finding whom a predicate is about: the noun phrase left of it, right of a "by", or of a question.

The subject decides whether words are blame: "the pod failed to start" is a fact about a machine.
There is no parser here, only the shape of English noun phrases: the head stands before "of", "in",
"who"; adverbs and auxiliaries stand between subject and verb; commas hold asides. When in doubt
the answer is UNKNOWN, and most rules then stay silent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmdesk.domain.items import Person
from pmdesk.wording.finding import PEOPLE, Kind, Span
from pmdesk.wording.lexicon import Lexicon
from pmdesk.wording.sentence_words import SentenceWords

_THINGS = frozenset({"it", "this", "that", "these", "those", "which", "there", "what", "nothing", "something", "all"})
_PRONOUNS = frozenset({"he", "she", "they", "you", "somebody", "someone", "nobody", "everybody", "everyone", "anyone"})
_RELATIVE = frozenset({"who", "whom"})
_BEFORE_SECOND_VERB = frozenset({"and", "or", "but", "then", "so", "yet", "nor", "to", "by", "without", "than"})
_BEHIND_A_NOUN = frozenset({"responsible", "concerned", "involved", "assigned", "present", "available", "alone"})
_WHOEVER = "whoever"
_OPENS_A_CLAUSE = frozenset({"that", "because"})
_JOINS_CLAUSES = frozenset({"and", "but"})
_DASH = " - "
_FAR = 5
_JUMPS = 3
_ASIDE = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom or what: the kind, where it stands in the sentence, and the head noun in small letters."""

    kind: Kind
    span: Span
    noun: str = ""


class Subjects:
    """The words of one sentence, read for subjects. ``view`` is masked; offsets are the sentence's."""

    def __init__(self, view: str, text: str, lexicon: Lexicon, people: Iterable[Person]) -> None:
        """Cut the sentence into words; people of the roster are looked for in ``text`` as written."""
        self._view = view
        self._lexicon = lexicon
        self._words = SentenceWords(view, text, lexicon, people)
        self._tokens = self._words.tokens

    def left(self, at: int) -> Subject:
        """Return the subject of the verb that begins at ``at``."""
        last = -1
        for number, token in enumerate(self._tokens):
            if token.start >= at:
                break
            last = number
        inside = last >= 0 and self._tokens[last].end > at
        return self._at_word(last) if inside else self._left_of(last, at)

    def right(self, at: int) -> Subject:
        """Return the noun phrase that begins at ``at`` or behind the determiners there."""
        tokens = self._tokens
        first = next((number for number, token in enumerate(tokens) if token.start >= at), len(tokens))
        lexicon = self._lexicon
        found: Subject | None = None
        for number in range(first, min(first + _FAR, len(tokens))):
            word = tokens[number].word
            if number > first and self._words.broken(tokens[number - 1].end, tokens[number].start):
                break
            if word == "of" and number > first and tokens[number - 1].word in lexicon.quantity:
                found = None
                continue
            counted = word in lexicon.quantity and found is None and lexicon.kind(word) is Kind.UNKNOWN
            if counted or word in lexicon.determiners:
                continue
            kind = self._words.kind(number) if number > first else self._kind(number)
            if found is not None and (kind in {Kind.UNKNOWN, Kind.PROCESS, Kind.FIRST} or word in lexicon.auxiliaries):
                break
            if found is not None and word in _PRONOUNS:
                break
            if kind is not Kind.UNKNOWN:
                found = self._subject(kind, number, number)
                if kind is Kind.FIRST or word in _PRONOUNS:
                    break
            elif word in _THINGS or word in (lexicon.prepositions | lexicon.auxiliaries | lexicon.subordinators):
                break
        return found or Subject(kind=Kind.UNKNOWN, span=Span(at, at))

    def _left_of(self, last: int, at: int) -> Subject:
        """Return the subject of what begins at ``at``, whose nearest word on the left is ``last``."""
        tokens = self._tokens
        nothing = Subject(kind=Kind.NONE, span=Span(at, at))
        while last >= 0:
            token = tokens[last]
            gap = self._view[token.end : at]
            if ")" in gap or "]" in gap:
                last, at = self._before_bracket(token.end, at)
            elif any(sign in gap for sign in ";:!?") or ". " in gap:
                return nothing
            elif self._stands_between(last):
                last, at = last - 1, token.start
            elif any(sign in gap for sign in (",", "—", "–", " - ")):
                before = self._before_aside(last)
                if before is None:
                    return self._of_clause(last + 1)
                last, at = before, tokens[before].end
            else:
                return self._at_word(last)
        return nothing

    def _stands_between(self, number: int) -> bool:
        """Return whether this word may stand between a subject and its verb."""
        word = self._tokens[number].word
        if word in _BEHIND_A_NOUN:
            return number > 0 and self._words.kind(number - 1) in PEOPLE
        adverb = word.endswith("ly") and self._words.kind(number) is Kind.UNKNOWN
        return adverb or word in self._lexicon.auxiliaries

    def _at_word(self, last: int) -> Subject:
        """Return the subject when ``last`` is the word right before the verb."""
        tokens = self._tokens
        word = tokens[last].word
        if word in _BEFORE_SECOND_VERB:
            return self._of_clause(last)
        if word in _RELATIVE:
            outside = last > 0 and self._words.kind(last - 1) is Kind.EXTERNAL
            kind = Kind.EXTERNAL if outside else Kind.ROLE
            return Subject(kind=kind, span=Span(tokens[last].start, tokens[last].end), noun="who")
        if (
            word in {"which", "that"}
            and last > 0
            and not self._words.breaks_off(tokens[last - 1].end, tokens[last].start)
        ):
            return self._phrase(last - 1)
        return self._phrase(last)

    def _before_bracket(self, start: int, end: int) -> tuple[int, int]:
        """Return the last word before the bracket that closes between ``start`` and ``end``."""
        opening = max(self._view.rfind("(", 0, start), self._view.rfind("[", 0, start))
        if opening < 0:
            return -1, end
        before = [number for number, token in enumerate(self._tokens) if token.end <= opening]
        return (before[-1], opening) if before else (-1, end)

    def _before_aside(self, last: int) -> int | None:
        """Return the word before an aside between commas that ends at ``last`` (", who was tired,")."""
        tokens, lexicon = self._tokens, self._lexicon
        for number in range(last, max(last - _ASIDE, 0), -1):
            gap = self._view[tokens[number - 1].end : tokens[number].start]
            if any(sign in gap for sign in ";:!?"):
                return None
            if "," in gap or "—" in gap or "–" in gap:
                opening = tokens[number].word
                aside = opening in _RELATIVE or opening in {"which", "like", "having", "being", "including", "despite"}
                aside = aside or opening in (lexicon.prepositions | lexicon.subordinators | lexicon.auxiliaries)
                aside = aside or opening in lexicon.determiners
                aside = aside and opening not in {"and", "or", "but", "so", "then", "yet"}
                return number - 1 if aside else None
        return None

    def _of_clause(self, before: int) -> Subject:
        """Return the subject of the clause that a second verb ("..., and forgot") belongs to."""
        tokens, lexicon = self._tokens, self._lexicon
        nothing = Subject(kind=Kind.NONE, span=Span(0, 0))
        if before <= 0:
            return nothing
        inner = self._of_inner_clause(before)
        if inner is not None:
            return inner
        first = 0
        for number in range(before, 0, -1):
            if self._words.breaks_off(tokens[number - 1].end, tokens[number].start):
                first = number
                break
        skipped = lexicon.auxiliaries | _SKIPPED
        while first < before and (tokens[first].word[0].isdigit() or tokens[first].word in skipped):
            first += 1
        if first < before and (
            tokens[first].word in lexicon.prepositions
            or (tokens[first].word in lexicon.subordinators and tokens[first].word not in {"and", "but"})
        ):
            first = next(
                (n + 1 for n in range(first, before - 1) if "," in self._view[tokens[n].end : tokens[n + 1].start]),
                before,
            )
        if first >= before:
            return nothing
        found = self.right(tokens[first].start)
        return found if found.kind is not Kind.UNKNOWN else nothing

    def _of_inner_clause(self, before: int) -> Subject | None:
        """Return the subject of a clause within the sentence that holds ``before``: "... that we saw it and forgot".

        Behind a comma the second verb may belong further out: then only people will do.
        """
        words, tokens = self._words, self._tokens
        held = "," not in self._view[tokens[before - 1].end : tokens[before].start]
        for number in range(before - 1, 0, -1):
            if words.breaks_off(tokens[number - 1].end, tokens[number].start):
                return None
            dashed = self._view[tokens[number - 1].end : tokens[number].start] == _DASH
            opens = dashed or tokens[number].word in _OPENS_A_CLAUSE
            start = number if dashed else number + 1
            if start >= before or not (opens or tokens[number].word in _JOINS_CLAUSES):
                continue
            found = self.right(tokens[start].start)
            begins = tokens[start].word in self._lexicon.determiners or words.kind(start) in PEOPLE
            if (begins and found.kind in PEOPLE) or (opens and held and found.kind is not Kind.UNKNOWN):
                return found
        return None

    def _phrase(self, head: int) -> Subject:
        """Return the kind of the noun phrase that ends at ``head``, following "of", "in", "by" to its head."""
        end = head
        for _jump in range(0 if self._stands_alone(head) else _JUMPS):
            further = self._head_before(head)
            if further is None:
                break
            head = further
        kind = self._kind(head)
        if kind is Kind.SOMEBODY:
            return self._subject(kind, head, end)
        if kind in {Kind.UNKNOWN, Kind.MACHINE, Kind.PROCESS} and (named := self._before_relative(head)) is not None:
            return named
        if kind not in PEOPLE and (doing := self._before_participle(head)) is not None:
            return doing
        if kind in {Kind.UNKNOWN, Kind.MACHINE} and self._opens_with_gerund(head):
            kind = Kind.PROCESS
        return self._subject(kind, head, end)

    def _kind(self, number: int) -> Kind:
        """Return the kind of a word that may begin a noun phrase."""
        kind = self._words.kind(number)
        return Kind.SOMEBODY if kind is Kind.UNKNOWN and self._words.looks_like_a_name(number) else kind

    def _stands_alone(self, head: int) -> bool:
        """Return whether ``head`` is a pronoun or a name that no preposition holds: "in the end we"."""
        own = self._tokens[head].word in _PRONOUNS or self._words.kind(head) in {Kind.FIRST, Kind.NAMED}
        return own and not (head and self._tokens[head - 1].word in self._lexicon.prepositions)

    def _head_before(self, head: int) -> int | None:
        """Return the noun that the phrase ending at ``head`` hangs on by a preposition: "team" in "team of four"."""
        tokens, lexicon = self._tokens, self._lexicon
        at = self._opening(head)
        if at is None or at == 0 or self._words.broken(tokens[at - 1].end, tokens[at].start):
            return None
        before = at - 1
        word = tokens[before].word
        counted = tokens[at].word == "of" and (word in lexicon.quantity or word.isdigit())
        if counted:
            return self._head_before(before)
        if word in (lexicon.auxiliaries | lexicon.subordinators | lexicon.prepositions):
            return None
        adjective = word.endswith("ed") and before > 0 and tokens[before - 1].word not in lexicon.determiners
        if adjective or (before > 0 and word in _BEHIND_A_NOUN):
            before -= 1
        return before

    def _before_relative(self, head: int) -> Subject | None:
        """Return whom "that we asked" or "who asked" at ``head`` speaks of: "the engineers that we asked"."""
        tokens = self._tokens
        for number in range(head - 1, max(head - _FAR - 1, -1), -1):
            if self._words.broken(tokens[number].end, tokens[number + 1].start):
                return None
            if tokens[number].word == _WHOEVER:
                return self._subject(Kind.ROLE, number, number)
            if number and tokens[number].word in _RELATIVE | {"that", "which"}:
                kind = self._words.kind(number - 1)
                if kind is Kind.UNKNOWN and tokens[number].word == "that":
                    continue
                known = kind in PEOPLE or (kind is not Kind.UNKNOWN and self._words.kind(head) is Kind.UNKNOWN)
                return self._subject(kind, number - 1, number - 1) if known else None
        return None

    def _before_participle(self, head: int) -> Subject | None:
        """Return whom "the engineer performing the upgrade" speaks of, with ``head`` at its end."""
        tokens = self._tokens
        for number in range(head, max(head - _FAR, 0), -1):
            word = tokens[number].word
            cut = number < head and self._words.broken(tokens[number].end, tokens[number + 1].start)
            if cut or word in self._lexicon.auxiliaries:
                return None
            if word.endswith("ing") and len(word) >= _FAR and self._words.kind(number - 1) in PEOPLE:
                return self._subject(self._words.kind(number - 1), number - 1, number - 1)
        return None

    def _opening(self, head: int) -> int | None:
        """Return the preposition that this noun phrase hangs on, or None."""
        tokens, lexicon = self._tokens, self._lexicon
        for number in range(head - 1, max(head - _FAR, -1), -1):
            if self._words.broken(tokens[number].end, tokens[number + 1].start):
                return None
            word = tokens[number].word
            if word in lexicon.prepositions:
                return number
            if word in lexicon.subordinators or word in lexicon.auxiliaries:
                return None
            if word in lexicon.determiners:
                held = number > 0 and tokens[number - 1].word in lexicon.prepositions
                held = held and not self._words.broken(tokens[number - 1].end, tokens[number].start)
                return number - 1 if held else None
        return None

    def _opens_with_gerund(self, head: int) -> bool:
        """Return whether the clause up to ``head`` begins like "adding an alert" or "a quick test"."""
        tokens, lexicon = self._tokens, self._lexicon
        for number in range(head, max(head - 10, -1), -1):
            word = tokens[number].word
            if len(word) >= _FAR and word.endswith("ing") and word not in lexicon.not_gerunds:
                return number == 0 or self._words.broken(tokens[number - 1].end, tokens[number].start)
            if number and self._words.broken(tokens[number - 1].end, tokens[number].start):
                return False
        return False

    def _subject(self, kind: Kind, head: int, last: int) -> Subject:
        tokens, lexicon = self._tokens, self._lexicon
        first = head
        while first > 0 and head - first < _FAR and not self._words.broken(tokens[first - 1].end, tokens[first].start):
            word = tokens[first - 1].word
            if word in lexicon.prepositions or word in lexicon.auxiliaries or word in lexicon.subordinators:
                break
            if kind is Kind.NAMED and not tokens[first - 1].named:
                break
            first -= 1
            if word in lexicon.determiners:
                break
        return Subject(kind=kind, span=Span(tokens[first].start, tokens[max(last, head)].end), noun=tokens[head].word)


_SKIPPED = frozenset({"utc", "am", "pm", "pst", "pdt", "cet", "cest", "gmt", "est", "edt", "unfortunately", "we've"})
