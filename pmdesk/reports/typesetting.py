"""Text to lines: breaking, fallback fonts, and what to draw for letters that no font has.

Written for reports of hundreds of pages: a text that fits on one line is measured once and never
parsed; a word wider than its column is broken where it may be, else between letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pmdesk.domain.shown_text import clean
from pmdesk.reports.blocks import Rich, Run
from pmdesk.reports.fonts import Face, Fonts
from pmdesk.reports.style import TextStyle, Weight

_BREAKS = re.compile(r"(?<=[–—/\-_.?&=,;])")
_SYMBOLS = frozenset({"So", "Sk", "Sm", "Sc"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one line in one face; ``x`` is its distance from the start of the line."""

    x: float
    text: str
    face: Face
    colour: str
    link: str
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, with its size and the height it takes."""

    segments: tuple[Segment, ...]
    width: float
    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a word in one style, at size 1. ``open`` allows a break before it."""

    text: str
    face: Face
    colour: str
    link: str
    width: float


_Word = tuple[float, tuple[_Piece, ...], bool]
"""Width, pieces, and whether a space stands before it when it does not begin a line."""


class Typesetter:
    """Sets the texts of one document and remembers what could not be drawn."""

    def __init__(self, fonts: Fonts, missing_run: Callable[[int], str]) -> None:
        """Take the fonts and the words that stand for a run of so many letters without a glyph."""
        self._fonts = fonts
        self._missing_run = missing_run
        self.missing: set[str] = set()
        self._weights: dict[tuple[bool, bool, Weight], Face] = {}

    def lines(self, runs: Rich, style: TextStyle, width: float) -> tuple[Line, ...]:
        """Return the lines of a text in a column; a text of nothing but spaces has none."""
        if len(runs) == 1 and not runs[0].link:
            text = clean(runs[0].text)
            face = self._face_of(runs[0], style)
            if face.covers.issuperset(text):
                found = self._plain_lines(text, face, style, width)
                if found is not None:
                    return found
        words = self._words(runs, style)
        return tuple(self._line(one, style) for one in _filled(words, width / style.size))

    def one_line(self, text: str, style: TextStyle, width: float) -> Line:
        """Return a text on one line, cut with an ellipsis where it is wider than ``width``."""
        found = self.lines((Run(text=" ".join(clean(text).split())),), style, 1_000_000)
        line = found[0] if found else Line((), 0.0, style.size, style.leading)
        if line.width <= width:
            return line
        face = self._fonts.face(style.weight)
        room = width - face.width("…") * style.size
        kept: list[Segment] = []
        end = 0.0
        for segment in line.segments:
            text, end = _prefix(segment, room, style.size)
            kept.append(Segment(segment.x, text, segment.face, segment.colour, segment.link, end - segment.x))
            if text != segment.text:
                break
        dots = face.width("…") * style.size
        kept.append(Segment(end, "…", face, style.colour, "", dots))
        return Line(tuple(kept), end + dots, style.size, style.leading)

    def clamped(self, text: str, style: TextStyle, width: float, most: int) -> tuple[Line, ...]:
        """Return at most so many lines, the last one cut with an ellipsis."""
        joined = " ".join(clean(text[: 400 * most]).split())
        found = self.lines((Run(text=joined),), style, width)
        if len(found) <= most:
            return found
        rest = " ".join("".join(segment.text for segment in line.segments) for line in found[most - 1 :])
        return (*found[: most - 1], self.one_line(rest, style, width))

    def _plain_lines(self, text: str, face: Face, style: TextStyle, width: float) -> tuple[Line, ...] | None:
        """Return the lines of a text in one face, or None when a word is wider than the column."""
        room, space, width_of = width / style.size, face.space, face.width
        found: list[Line] = []
        for paragraph in text.rstrip().split("\n"):
            words = [word for word in paragraph.split(" ") if word]
            line: list[str] = []
            used = 0.0
            for word in words:
                wide = width_of(word)
                if wide > room:
                    return None
                more = used + space + wide if line else wide
                if more > room:
                    found.append(self._plain_line(line, used, face, style))
                    line, used = [word], wide
                else:
                    line.append(word)
                    used = more
            found.append(self._plain_line(line, used, face, style))
        return tuple(found) if any(line.segments for line in found) else ()

    def _plain_line(self, words: list[str], used: float, face: Face, style: TextStyle) -> Line:
        wide = used * style.size
        segments = (Segment(0.0, " ".join(words), face, style.colour, "", wide),) if words else ()
        return Line(segments, wide, style.size, style.leading)

    def _face_of(self, run: Run, style: TextStyle) -> Face:
        key = (run.strong, run.emphasis, style.weight)
        if key not in self._weights:
            weight: Weight = style.weight
            if weight != "display" and run.strong:
                weight = "strong"
            elif weight == "regular" and run.emphasis:
                weight = "italic"
            self._weights[key] = self._fonts.face(weight)
        return self._weights[key]

    def _words(self, runs: Rich, style: TextStyle) -> Iterator[_Word | None]:
        """Yield the words of the runs; None stands for the end of a line."""
        pieces: list[_Piece] = []
        width = 0.0
        spaced = False
        for text, face, colour, link, fallen in self._faced(runs, style):
            for at, line in enumerate(text.split("\n")):
                if at:
                    yield (width, tuple(pieces), spaced)
                    yield None
                    pieces, width, spaced = [], 0.0, False
                for index, part in enumerate(line.split(" ")):
                    if index:
                        if pieces:
                            yield (width, tuple(pieces), spaced)
                        pieces, width, spaced = [], 0.0, True
                    for one in part if fallen else (part,) if part else ():
                        if fallen and pieces:
                            yield (width, tuple(pieces), spaced)
                            pieces, width, spaced = [], 0.0, False
                        wide = face.width(one)
                        pieces.append(_Piece(one, face, colour, link, wide))
                        width += wide
        yield (width, tuple(pieces), spaced)

    def _faced(self, runs: Rich, style: TextStyle) -> Iterator[tuple[str, Face, str, str, bool]]:
        """Yield the runs cut where the face changes, with letters without a glyph put into words."""
        for run in runs:
            text = clean(run.text)
            face = self._face_of(run, style)
            colour = "accent" if run.link else style.colour
            if face.covers.issuperset(text):
                yield text, face, colour, run.link, False
            else:
                for part, other in self._divided(text, face):
                    yield part, other, colour, run.link, other is not face

    def _divided(self, text: str, face: Face) -> Iterator[tuple[str, Face]]:
        """Yield the text cut into what each face draws, with words for what none can draw."""
        held, using, absent = "", face, ""
        for letter in text:
            drawn, other = self._drawn(letter, face)
            if other is not using and held:
                yield held, using
                held = ""
            if other is None:
                absent += letter
                using = face
                continue
            if absent:
                yield self._bracketed(absent), face
                absent = ""
            using = other
            held += drawn
        if absent:
            yield self._bracketed(absent), face
        if held:
            yield held, using

    def _drawn(self, letter: str, face: Face) -> tuple[str, Face | None]:
        """Return what to draw for a letter, and with which face; None when nothing can draw it."""
        if letter in face.covers:
            return letter, face
        other = self._fonts.fallback(letter)
        if other is not None:
            return letter, other
        plainer = unicodedata.normalize("NFKC", letter)
        if plainer != letter and face.covers.issuperset(plainer):
            return plainer, face
        return letter, None

    def _bracketed(self, letters: str) -> str:
        """Return what stands for letters without a glyph: the names of symbols, else their number."""
        self.missing.update(letters)
        if all(unicodedata.category(letter) in _SYMBOLS for letter in letters):
            return "".join(f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]" for letter in letters)
        return f"[{self._missing_run(len(letters))}]"

    def _line(self, words: list[_Word], style: TextStyle) -> Line:
        """Return a line with neighbouring pieces of one style joined, so that it reads as text.

        A space between two styles goes to the first one, but never to a link.
        """
        size = style.size
        segments: list[Segment] = []
        held: _Piece | None = None
        text, start, x = "", 0.0, 0.0
        for _, pieces, spaced in words:
            for number, piece in enumerate(pieces):
                gap = spaced and number == 0 and held is not None
                space = (held if held is not None and not held.link else piece).face.space if gap else 0.0
                if held is not None and _alike(held, piece) and (piece.face.spaced or not gap):
                    text += " " + piece.text if gap else piece.text
                else:
                    ahead = gap and held is not None and held.face.spaced and not held.link
                    if held is not None:
                        end = x + space if ahead else x
                        segments.append(
                            _segment(held, text + " " if ahead else text, start * size, (end - start) * size)
                        )
                    behind = gap and not ahead and piece.face.spaced
                    start = x + space if gap and not behind else x
                    text = " " + piece.text if behind else piece.text
                    held = piece
                x += piece.width + space
        if held is not None:
            segments.append(_segment(held, text, start * size, (x - start) * size))
        return Line(tuple(segments), x * size, size, style.leading)


def _alike(one: _Piece, other: _Piece) -> bool:
    return one.face is other.face and one.colour == other.colour and one.link == other.link


def _segment(piece: _Piece, text: str, x: float, width: float) -> Segment:
    return Segment(x, text, piece.face, piece.colour, piece.link, width)


def _prefix(segment: Segment, room: float, size: float) -> tuple[str, float]:
    """Return the letters of a segment that end before ``room``, and where they end."""
    end = segment.x
    for at, letter in enumerate(segment.text):
        wide = segment.face.widths[letter] * size
        if end + wide > room:
            return segment.text[:at].rstrip(), end
        end += wide
    return segment.text, end


def _filled(words: Iterable[_Word | None], width: float) -> Iterator[list[_Word]]:
    """Yield the words of each line; a word wider than the column is broken."""
    line: list[_Word] = []
    used = 0.0
    for word in words:
        if word is None:
            yield line
            line, used = [], 0.0
            continue
        gap = word[1][0].face.space if word[2] and line and word[1] else 0.0
        if used + gap + word[0] <= width:
            line.append(word)
            used += gap + word[0]
            continue
        parts = [word] if word[0] <= width else list(_broken(word, width))
        for part in parts:
            if line:
                yield line
            line, used = [part], part[0]
    if line and any(piece.text for _, pieces, _ in line for piece in pieces):
        yield line


def _broken(word: _Word, width: float) -> Iterator[_Word]:
    """Yield the parts of a word that is too wide: at signs where it may break, else between letters."""
    held: list[_Piece] = []
    used = 0.0
    spaced = word[2]
    for piece in word[1]:
        for part in _BREAKS.split(piece.text):
            wide = piece.face.width(part)
            if used + wide <= width:
                held.append(_Piece(part, piece.face, piece.colour, piece.link, wide))
                used += wide
                continue
            if held:
                yield used, tuple(held), spaced
                held, used, spaced = [], 0.0, False
            for letters, wide in _chopped(part, piece.face, width):
                if held:
                    yield used, tuple(held), spaced
                    spaced = False
                held, used = [_Piece(letters, piece.face, piece.colour, piece.link, wide)], wide
    if held:
        yield used, tuple(held), spaced


def _chopped(text: str, face: Face, width: float) -> Iterator[tuple[str, float]]:
    """Yield stretches of a text, each as wide as fits (one letter at the least)."""
    start, used = 0, 0.0
    for at, letter in enumerate(text):
        wide = face.widths[letter]
        if used + wide > width and at > start:
            yield text[start:at], used
            start, used = at, 0.0
        used += wide
    yield text[start:], used
