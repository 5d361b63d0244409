"""Folding: text without marks and invisible characters, with the way back to the original.

"José" in one piece or two, with a zero-width space inside or in full-width letters, folds to
"Jose"; "Łukasz" to "Lukasz", "Weiß" to "Weiss". Case is kept.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = {
    "ß": "ss",
    "ẞ": "SS",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "TH",
    "ı": "i",
    "ħ": "h",
    "Ħ": "H",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "＠": "@",
}
"""What Unicode does not decompose, and one hyphen and one apostrophe for all of them."""

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_MARK = re.compile(f"[{_MARKS}]")
# A Korean syllable or a voiced kana may come in pieces; they are put together before anything else.
_PIECES = re.compile("[\u1100-\u11ff\u3099\u309a]")
_CLUSTER = r"[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|.[\u3099\u309a]|"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. Piece n begins at ``starts[n]`` here and at ``origins[n]`` in the original.

    Both are empty when nothing was changed; else a last entry marks the ends.
    """

    text: str
    starts: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text for a span of the folded one.

        Marks and invisible characters that follow the last letter belong to it.
        """
        if not self.starts:
            return start, end
        return self._at(start), self._at(end)

    def _at(self, offset: int) -> int:
        """Return the original offset of what stands at (or begins after) a folded offset."""
        index = bisect_left(self.starts, offset)
        if index < len(self.starts) and self.starts[index] == offset:
            # Several pieces may start here: all but the last fold to nothing and belong to what was before.
            while index + 1 < len(self.starts) and self.starts[index + 1] == offset:
                index += 1
            return self.origins[index]
        before = index - 1
        # A letter may have become several: what is cut inside it ends with it.
        return min(self.origins[before] + offset - self.starts[before], self.origins[index])


def fold(text: str) -> Folded:
    """Return the folded form of a text, in time linear in its length."""
    if text.isascii():
        return Folded(text)
    pattern = _changing(frozenset(text))
    if pattern is None:
        return Folded(text)
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = at = 0
    for found in pattern.finditer(text):
        for origin, piece in ((at, text[at : found.start()]), (found.start(), _folded(found.group()))):
            starts.append(length)
            origins.append(origin)
            parts.append(piece)
            length += len(piece)
        at = found.end()
    parts.append(text[at:])
    starts += [length, length + len(text) - at]
    origins += [at, len(text)]
    return Folded("".join(parts), tuple(starts), tuple(origins))


@lru_cache(maxsize=256)
def _changing(letters: frozenset[str]) -> re.Pattern[str] | None:
    """Return what finds the letters of a text that do not fold to themselves; None when all do."""
    changed = "".join(map(re.escape, sorted(one for one in letters if not one.isascii() and _folded(one) != one)))
    clusters = _CLUSTER if any(map(_PIECES.match, letters)) else ""
    if not changed and not clusters:
        return None
    return re.compile(f"{clusters}[{changed}]" if changed else clusters.rstrip("|"), re.DOTALL)


@lru_cache(maxsize=4096)
def _folded(cluster: str) -> str:
    if cluster in _LETTERS:
        return _LETTERS[cluster]
    if unicodedata.category(cluster[0]) == "Cf":
        return ""
    bare = _MARK.sub("", unicodedata.normalize("NFKD", cluster))
    return unicodedata.normalize("NFC", "".join(_LETTERS.get(one, one) for one in bare))
