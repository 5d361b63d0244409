"""The forms in which people write a name, as sequences of words to look for in folded text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pmdesk.domain.folding import fold
from pmdesk.domain.name_words import EVERYDAY

# Han, kana, Hangul, Thai, Lao, Khmer and Burmese: no space between words, or endings glued on.
_UNBOUNDED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[^\\W\\d_{_UNBOUNDED}]+|\\d+")
_GLUED = re.compile(f"[{_UNBOUNDED}]+")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "mx", "prof", "sir", "jr", "sr", "ii", "iii", "iv", "phd", "msc"})
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "da", "di", "du", "dos", "la", "le", "el", "al", "bin", "ibn"}
    | {"ter", "ten", "zu", "af", "av", "of", "the"}
)
_OPENINGS = frozenset({"mc", "mac", "fitz", "o"}) | _PARTICLES
_INNER_CAPITAL = re.compile("[a-z](?=[A-Z])")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_SHORTEST_HALF = 3

Run = tuple[int, int, str]
Words = tuple[str, ...]
Roster = tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One written form of one person: words in small letters, one after the other.

    ``wordy``: all of it are everyday words, so that it needs a capital letter or an @. ``gaps``
    holds what stands between the words when it is fixed (handles). ``initial_last`` is "Sam S.".
    Forms of a higher ``rank`` win over others that are as long.
    """

    person: str
    words: Words
    rank: int = 2
    wordy: bool = False
    handle: bool = False
    gaps: tuple[str, ...] = ()
    initial_last: bool = False


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms of a roster: by their first word, and those of scripts without spaces."""

    by_word: Mapping[str, tuple[Form, ...]]
    unbounded: re.Pattern[str] | None
    by_text: Mapping[str, tuple[str, ...]]

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.by_word) or self.unbounded is not None


def runs_of(lowered: str) -> list[Run]:
    """Return (start, end, word) of every run of letters or of digits in a folded, lowered text."""
    return [(*found.span(), found.group()) for found in _RUN.finditer(lowered)]


def cut_runs(text: str, runs: list[Run], known: Mapping[str, object]) -> tuple[list[Run], frozenset[int]]:
    """Cut runs such as "SamsLaptop" where a capital follows a small letter; return where the pieces begin.

    A run that is a known word stays whole, and so does a family name such as "McDonald".
    """
    if _INNER_CAPITAL.search(text) is None:
        return runs, frozenset()
    cut: list[Run] = []
    pieces: set[int] = set()
    for start, end, word in runs:
        places = [] if word in known else [found.end() for found in _INNER_CAPITAL.finditer(text, start, end)]
        if not places or text[start : places[0]].lower() in _OPENINGS:
            cut.append((start, end, word))
            continue
        bounds = [start, *places, end]
        cut.extend((one, two, word[one - start : two - start]) for one, two in itertools.pairwise(bounds))
        pieces.update(bounds[:-1])
    return cut, frozenset(pieces)


@lru_cache(maxsize=32)
def forms_of(roster: Roster) -> Forms:
    """Return the forms of a roster of (id, name, handles)."""
    by_word: dict[str, dict[Form, None]] = {}
    by_text: dict[str, dict[str, None]] = {}
    for person, name, handles in roster:
        for form in (*_of_name(person, name), *_of_handles(person, handles)):
            by_word.setdefault(form.words[0], {})[form] = None
        for text in _glued_forms(name, handles):
            by_text.setdefault(text, {})[person] = None
    longest_first = sorted(by_text, key=lambda text: (-len(text), text))
    pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
    return Forms(
        {word: tuple(forms) for word, forms in by_word.items()},
        pattern,
        {text: tuple(people) for text, people in by_text.items()},
    )


def _tokens(name: str) -> list[str]:
    """Return the words of a name in their usual order, without titles and asides."""
    bare = _without_domain(_ASIDE.sub(" ", name))
    last, comma, first = bare.partition(",")
    if comma and first.strip().casefold().strip(".") not in _TITLES:
        bare = f"{first} {last}"
    tokens = [token for token in bare.replace(",", " ").split() if _RUN.search(token) or _GLUED.search(token)]
    kept = [token for token in tokens if token.casefold().strip(".") not in _TITLES]
    return kept or tokens


def _without_domain(text: str) -> str:
    """Return what stands before the @ of an e-mail address, and a handle without its @."""
    return text.strip().lstrip("@").partition("@")[0]


def _spellings(token: str) -> list[Words]:
    """Return the ways to write one word of a name: in its pieces, joined, with ä as a or ae."""
    found: dict[Words, None] = {}
    for spelling in (token, token.lower().translate(_UMLAUTS)):
        words = _words(spelling)
        if words:
            found[words] = None
            found[("".join(words),)] = None
    return list(found)


def _words(text: str) -> Words:
    return tuple(word for _start, _end, word in runs_of(fold(text).text.lower()))


def _wordy(words: Iterable[str]) -> bool:
    return all(len(word) == 1 or word in EVERYDAY for word in words)


def _of_name(person: str, name: str) -> Iterator[Form]:
    tokens = [spellings for token in _tokens(name) if (spellings := _spellings(token))]
    if len(tokens) > 1:
        yield from _of_whole(person, tokens)
    for place, spellings in enumerate(tokens):
        for words in spellings:
            yield from _alone(person, words, only=len(tokens) == 1, particle=0 < place < len(tokens) - 1)


def _alone(person: str, words: Words, *, only: bool, particle: bool) -> Iterator[Form]:
    """Yield the forms of one word of a name on its own, and of its halves ("Anne" of Anne-Marie)."""
    joined = "".join(words)
    if len(joined) == 1 or (particle and joined in _PARTICLES):
        return
    if joined.isdigit() and not only:
        return
    yield Form(person=person, words=words, wordy=_wordy(words))
    plural = (*words[:-1], words[-1] + "s")
    yield Form(person=person, words=plural, wordy=_wordy(words) or plural[-1] in EVERYDAY, rank=1)
    if len(words) > 1:
        for half in words:
            if len(half) >= _SHORTEST_HALF and not half.isdigit():
                yield Form(person=person, words=(half,), wordy=_wordy((half,)), rank=1)


def _of_whole(person: str, tokens: list[list[Words]]) -> Iterator[Form]:
    """Yield full names, initials, and names turned round, spaced or run together."""
    first, middles, last = tokens[0], tokens[1:-1], tokens[-1]
    initial = first[0][0][0]
    for one in first:
        for other in last:
            yield from _joined(person, (one, other))
            yield from _joined(person, (other, one))
        yield Form(person=person, words=(*one, last[0][0][0]), wordy=_wordy(one), initial_last=True, rank=1)
    for other in (words for spellings in tokens[1:] for words in spellings if "".join(words) not in _PARTICLES):
        yield Form(person=person, words=(initial, *other), wordy=_wordy(other))
        yield Form(person=person, words=(*other, initial), wordy=_wordy(other), initial_last=True, rank=1)
        run = (initial + "".join(other),)
        if len(run[0]) > _SHORTEST_HALF:
            yield Form(person=person, words=run, wordy=_wordy(run), rank=1)
    if middles:
        yield from _with_middles(person, first[0], [words[0] for words in middles], last[0])


def _with_middles(person: str, first: Words, middles: list[Words], last: Words) -> Iterator[Form]:
    """Yield the forms that keep middle names or their initials."""
    whole = tuple(word for middle in middles for word in middle)
    initials = tuple(middle[0][0] for middle in middles)
    for middle in (whole, initials, initials[:1]):
        yield Form(person=person, words=(*first, *middle, *last))
        yield Form(person=person, words=(*last, *first, *middle))
        yield Form(person=person, words=(first[0][0], *middle, *last), wordy=_wordy(last))
    yield Form(person=person, words=("".join((*first, *whole, *last)),))
    yield Form(person=person, words=(*first, *whole))
    yield Form(person=person, words=(*first, *whole, last[0][0]), initial_last=True, rank=1)
    yield Form(person=person, words=(*whole, *last))
    for middle in middles[:-1]:
        yield Form(person=person, words=(*first, *middle, *last))


def _joined(person: str, parts: tuple[Words, Words]) -> Iterator[Form]:
    words = parts[0] + parts[1]
    yield Form(person=person, words=words)
    yield Form(person=person, words=("".join(words),), wordy=_wordy(words) or "".join(words) in EVERYDAY)


def _of_handles(person: str, handles: tuple[str, ...]) -> Iterator[Form]:
    for handle in handles:
        text = fold(_without_domain(handle)).text.lower()
        runs = runs_of(text)
        if not runs or _GLUED.search(text):
            continue
        words = tuple(word for _start, _end, word in runs)
        gaps = tuple(text[runs[at][1] : runs[at + 1][0]] for at in range(len(runs) - 1))
        wordy = _wordy(words) or all(word.isdigit() for word in words)
        yield Form(person=person, words=words, gaps=gaps, handle=True, wordy=wordy)


def _glued_forms(name: str, handles: tuple[str, ...]) -> Iterator[str]:
    """Yield what to look for inside unspaced text: the whole, and each part of two signs or more.

    A Chinese or Korean name of three signs is often said as its last two, a Japanese one of four
    as either half.
    """
    for text in (*_tokens(name), *handles):
        folded = fold(text.strip().lstrip("@")).text
        for found in _GLUED.finditer(folded):
            whole = found.group()
            if len(whole) > 1:
                yield whole
            if len(whole) == _THREE_SIGNS:
                yield whole[1:]
            if len(whole) == _FOUR_SIGNS:
                yield whole[:2]
                yield whole[2:]
    signs = [fold(token).text for token in _tokens(name)]
    if len(signs) > 1 and all(_GLUED.fullmatch(one) for one in signs):
        yield "".join(signs)
        yield "".join(reversed(signs))


_THREE_SIGNS = 3
_FOUR_SIGNS = 4
