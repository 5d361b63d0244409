"""The findings of one text while somebody edits it: what moved, what has to be checked again, what is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from operator import is_not

from pmdesk.wording.changed import has_fences, paragraph_around
from pmdesk.wording.finding import Finding, Severity, Span
from pmdesk.wording.sentences import LONGEST

PIECE = 4000
"""So many characters are checked at once, about 10 ms of prose that was never seen."""
MOST = 300_000
"""Of a longer text, only what is around the caret is checked."""
_WHOLE_PARAGRAPH = 2 * LONGEST
_WITH_FENCES = 10 * PIECE
_LONGEST_WORD = 60
_BREAK = re.compile(r"\n|[.!?…][\"'”’)\]*_]{0,4}\s+(?=[^\Wa-z])")
_UNDERLINED = (Severity.HIGH, Severity.MEDIUM)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a text now. ``all`` is in the order of the text.

    ``underlined`` holds at most one finding a sentence, the gravest; ``counted`` those that are only
    counted at the margin.
    """

    all: tuple[Finding, ...] = ()
    underlined: tuple[Finding, ...] = ()
    counted: tuple[Finding, ...] = ()


class Marking:
    """Follows one text. Offsets are code points of ``text``."""

    def __init__(self) -> None:
        """Follow an empty text."""
        self.text = ""
        self.findings: tuple[Finding, ...] = ()
        self._unchecked: list[Span] = []
        self._typed: int | None = None
        self._shown = Shown()
        self._shown_of: tuple[Finding, ...] = ()
        self._shown_without: Span | None = None

    @property
    def pending(self) -> bool:
        """Whether a part of the text waits to be checked."""
        return bool(self._unchecked)

    @property
    def typed_character(self) -> str:
        """The character at the end of the last edit; empty when there is none, or it is finished."""
        return self.text[self._typed - 1 : self._typed] if self._typed else ""

    def begin(self, text: str) -> None:
        """Follow another text."""
        self.text, self.findings, self._typed = text, (), None
        self.check_all()

    def check_all(self) -> None:
        """Let everything be checked again; what was found stays until then."""
        self._unchecked = [Span(0, len(self.text))] if self.text else []

    def edited(self, text: str) -> None:
        """Follow an edit: findings move along, those in changed words are forgotten."""
        old, self.text = self.text, text
        start = _common(old, text)
        tail = min(_common_end(old, text), len(old) - start, len(text) - start)
        before, after = Span(start, len(old) - tail), Span(start, len(text) - tail)
        if before.start == before.end == after.end:
            return
        moved = tuple(kept for one in self.findings if (kept := _after(one, before, after.end)) is not None)
        if len(moved) != len(self.findings) or any(map(is_not, moved, self.findings)):
            self.findings = moved
        waiting = (_span_after(one, before, after.end) for one in self._unchecked)
        self._unchecked = _merged([*waiting, after], len(text))
        self._typed = after.end

    def caret_moved(self, caret: int) -> bool:
        """Note where the caret is; True when it left the word that was typed, which counts as finished."""
        if self._typed is None:
            return False
        word = _word_at(self.text, caret)
        if word.start <= self._typed <= word.end:
            return False
        self._typed = None
        return True

    def finished(self) -> None:
        """Take the word that was typed for finished: the sentence ended, or the focus left."""
        self._typed = None

    def step(self, check: Callable[[Span], Iterable[Finding]], near: int) -> None:
        """Check the next piece, that around ``near`` first.

        ``check`` gets a span of the text; its findings are offsets from the start of that span.
        """
        if len(self.text) > MOST:
            around = Span(max(0, near - PIECE // 2), min(len(self.text), near + PIECE // 2))
            reach = (Span(max(one.start, around.start), min(one.end, around.end)) for one in self._unchecked)
            self._unchecked = [one for one in reach if one.start <= one.end]
        if not self._unchecked:
            return
        first = next((one for one in self._unchecked if one.start <= near <= one.end), self._unchecked[0])
        piece = self._piece(first)
        kept = (one for one in self.findings if not piece.start <= one.span.start < piece.end)
        found = (one.moved(piece.start) for one in check(piece))
        self.findings = tuple(sorted((*kept, *found), key=lambda one: (one.span.start, one.span.end, one.rule)))
        self._unchecked = [part for one in self._unchecked for part in _without(one, piece)]

    def shown(self, caret: int | None, once: Callable[[str], bool]) -> Shown:
        """Return what is shown while the caret is there (None: elsewhere); ``once`` tells rules that speak once."""
        word = _word_at(self.text, caret) if caret is not None and self._typed is not None else None
        if word is not None and not any(_touch(one.span, word) for one in self.findings):
            word = None
        if self._shown_of is not self.findings or self._shown_without != word:
            self._shown_of, self._shown_without = self.findings, word
            self._shown = self._without_word(word, once)
        return self._shown

    def _without_word(self, word: Span | None, once: Callable[[str], bool]) -> Shown:
        told: set[str] = set()
        shown: list[Finding] = []
        for one in self.findings:
            if word is not None and _touch(one.span, word):
                continue
            if once(one.rule):
                if one.rule in told:
                    continue
                told.add(one.rule)
            shown.append(one)
        gravest: dict[int, Finding] = {}
        for one in shown:
            if one.severity in _UNDERLINED:
                held = gravest.get(one.sentence.start)
                if held is None or _UNDERLINED.index(one.severity) < _UNDERLINED.index(held.severity):
                    gravest[one.sentence.start] = one
        counted = tuple(one for one in shown if one.severity not in _UNDERLINED)
        return Shown(tuple(shown), tuple(gravest.values()), counted)

    def _piece(self, part: Span) -> Span:
        """Return what to check for a part: its paragraph, or of a long one the sentences around its beginning."""
        start, end = part.start, min(part.end, part.start + PIECE)
        whole = paragraph_around(self.text, start, end)
        most = _WITH_FENCES if has_fences(self.text) else _WHOLE_PARAGRAPH if end - start < LONGEST else PIECE
        if whole.end - whole.start <= most:
            return whole
        low, high = max(whole.start, start - LONGEST), min(whole.end, end + LONGEST)
        breaks = list(_BREAK.finditer(self.text, low, high))
        before = [one.end() for one in breaks if one.end() <= start]
        behind = [one.end() for one in breaks if one.end() >= end]
        return Span(before[-1] if before else low, behind[0] if behind else high)


def _common(first: str, second: str) -> int:
    """Return how many characters two texts have in common at their start; by halves, for texts are long."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(first: str, second: str) -> int:
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[len(first) - middle : len(first) - low] == second[len(second) - middle : len(second) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _after(finding: Finding, before: Span, end: int) -> Finding | None:
    """Return a finding after ``before`` became a text that ends at ``end``; None when its words changed."""
    span = finding.span
    if span.end <= before.start:
        sentence = _span_after(finding.sentence, before, end)
        return finding if sentence == finding.sentence else replace(finding, sentence=sentence)
    if span.start >= before.end:
        by = end - before.end
        start = _span_after(finding.sentence, before, end).start
        moved = finding.moved(by)
        return replace(moved, sentence=Span(start, max(start, finding.sentence.end + by)))
    return None


def _span_after(span: Span, before: Span, end: int) -> Span:
    by = end - before.end
    start = span.start if span.start <= before.start else max(before.start, span.start + by)
    stop = span.end if span.end < before.start else max(start, before.start, span.end + by)
    return Span(start, stop)


def _touch(span: Span, word: Span) -> bool:
    return span.start < word.end and word.start < span.end


def _merged(spans: list[Span], length: int) -> list[Span]:
    made: list[Span] = []
    for one in sorted(spans, key=lambda one: one.start):
        start, end = min(one.start, length), min(one.end, length)
        if made and start <= made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, end))
        else:
            made.append(Span(start, end))
    return made


def _without(span: Span, piece: Span) -> list[Span]:
    """Return what is left of a span outside a piece that was checked; an empty span inside it is done."""
    if span.end < piece.start or span.start > piece.end:
        return [span]
    left = [Span(span.start, piece.start)] if span.start < piece.start else []
    return [*left, Span(piece.end, span.end)] if span.end > piece.end else left


def _word_at(text: str, caret: int) -> Span:
    """Return the word that the caret touches; empty where it touches none."""
    start = end = min(caret, len(text))
    while start > max(0, caret - _LONGEST_WORD) and _in_word(text[start - 1]):
        start -= 1
    while end < min(len(text), caret + _LONGEST_WORD) and _in_word(text[end]):
        end += 1
    return Span(start, end)


def _in_word(one: str) -> bool:
    return one.isalnum() or one in "_'’-" or unicodedata.category(one).startswith("M")
