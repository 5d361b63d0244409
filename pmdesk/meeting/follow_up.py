"""The follow-up question that fits the sentence just typed.

Eight kinds of sentence, each with cues (words or phrases) and questions, are data in resources: see
question_files.py. Choosing is one look-up a word, deterministic, and silent when nothing fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST_CHARACTERS = 600
"""A sentence is looked at up to here: a pasted log costs no more than a line."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of sentence. ``order`` decides when cues of several kinds are in it: the lowest is asked about.

    ``cues`` are words or phrases in small letters; ``source`` credits the idea.
    """

    id: str
    order: int
    cues: tuple[tuple[str, ...], ...]
    questions: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A question, and the kind of sentence that it fits."""

    kind: str
    question: str


class Questions:
    """The follow-up questions of a language."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        """Take the kinds in any order."""
        self.kinds: Mapping[str, Kind] = {kind.id: kind for kind in sorted(kinds, key=lambda one: (one.order, one.id))}
        self._by_first: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
        for place, kind in enumerate(self.kinds.values()):
            for cue in kind.cues:
                self._by_first.setdefault(cue[0], []).append((place, cue, kind.id))

    def kind_of(self, text: str) -> str | None:
        """Return the kind of a sentence, or None when no cue is in it."""
        words = words_of(text)
        best: tuple[int, str] | None = None
        for at, word in enumerate(words):
            for place, cue, kind in self._by_first.get(word, ()):
                if (best is None or place < best[0]) and tuple(words[at : at + len(cue)]) == cue:
                    best = (place, kind)
        return None if best is None else best[1]

    def follow_up(self, text: str, turn: int) -> FollowUp | None:
        """Return the question for a sentence, or None when no kind fits.

        ``turn`` counts the questions that were shown: consecutive turns never show the same one.
        """
        kind = self.kind_of(text)
        if kind is None:
            return None
        questions = self.kinds[kind].questions
        return FollowUp(kind=kind, question=questions[turn % len(questions)])


def words_of(text: str) -> list[str]:
    """Return the words of a sentence in small letters; a curly apostrophe counts as a straight one."""
    return _WORD.findall(text[:MOST_CHARACTERS].replace("\u2019", "'").casefold())
