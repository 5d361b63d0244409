"""Fonts of a report: Inter, embedded, and fonts of the system for letters that Inter lacks.

Only TrueType outlines can be embedded by reportlab; fonts of another make are passed over.
Letters that need shaping or run from right to left are not taken from any fallback: drawn one by
one they would be wrong to read, so they are named as missing instead.
"""

from __future__ import annotations

import re
import sys
import threading
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from pmdesk.reports.style import FONT_FILES, Weight

_FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "linux": (
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
        "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
        "/usr/share/fonts/google-droid-sans-fonts/DroidSansFallbackFull.ttf",
        "/usr/share/fonts/truetype/fonts-japanese-gothic.ttf",
        "/usr/share/fonts/truetype/nanum/NanumGothic.ttf",
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
        "/usr/share/fonts/TTF/DejaVuSans.ttf",
    ),
    "darwin": (
        "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
        "/Library/Fonts/Arial Unicode.ttf",
        "/System/Library/Fonts/STHeiti Light.ttc",
    ),
    "win32": (
        "C:/Windows/Fonts/msyh.ttc",
        "C:/Windows/Fonts/simsun.ttc",
        "C:/Windows/Fonts/YuGothR.ttc",
        "C:/Windows/Fonts/meiryo.ttc",
        "C:/Windows/Fonts/malgun.ttf",
        "C:/Windows/Fonts/seguisym.ttf",
        "C:/Windows/Fonts/segoeui.ttf",
    ),
}

_SHAPED = re.compile(
    "[\u0300-\u036f\u0590-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\ua8ff\uaa00-\uaaff\ufb1d-\ufdff\ufe70-\ufefe]"
)
"""Marks that combine, and scripts that need shaping or run from right to left."""

_BMP = 0xFFFF
_DRAWN_AS_SPACE = "\u00a0"


def system_fallbacks() -> tuple[Path, ...]:
    """Return the fonts of this system that may help out, in the order in which they are asked."""
    return tuple(path for one in _FALLBACKS.get(sys.platform, ()) if (path := Path(one)).is_file())


class Face:
    """A font with the widths of its letters for a size of 1.

    ``space`` is the width of a space, also where the font has none to draw (``spaced``).
    """

    def __init__(self, font: TTFont) -> None:
        """Read the widths; ``font`` is reportlab's."""
        self.font = font
        face = font.face
        self.widths: dict[str, float] = {
            chr(code): face.charWidths.get(code, face.defaultWidth) / 1000 for code in face.charToGlyph if code <= _BMP
        }
        self.spaced = " " in self.widths
        self.space = self.widths.get(" ", 0.3)
        self.widths["\n"] = 0.0
        if self.spaced:
            self.widths[_DRAWN_AS_SPACE] = self.space
        self.covers = frozenset(self.widths)

    def width(self, text: str) -> float:
        """Return the width of a text at size 1; every letter must be covered."""
        return sum(map(self.widths.__getitem__, text))


@lru_cache(maxsize=32)
def _face(path: Path) -> Face:
    font = TTFont(f"pmdesk-{path.name}", str(path), shapable=False)
    pdfmetrics.registerFont(font)
    return Face(font)


class Fonts:
    """The faces of a report. Loaded once, then only read; safe to use from several threads."""

    def __init__(self, folder: Path, fallbacks: Sequence[Path]) -> None:
        """Take the folder with Inter and the fonts to fall back on, which are read when needed."""
        self._folder = folder
        self._fallbacks = tuple(fallbacks)
        self._loaded: list[Face] | None = None
        self._lock = threading.Lock()
        self._found: dict[str, Face | None] = {}

    def face(self, weight: Weight) -> Face:
        """Return a face of Inter."""
        return _face(self._folder / FONT_FILES[weight])

    def fallback(self, letter: str) -> Face | None:
        """Return a face of the system that can draw this letter as it stands, or None."""
        with self._lock:
            if letter not in self._found:
                self._found[letter] = self._search(letter)
            return self._found[letter]

    def _search(self, letter: str) -> Face | None:
        if ord(letter) > _BMP or _SHAPED.match(letter) or unicodedata.bidirectional(letter) in {"R", "AL", "AN"}:
            return None
        if self._loaded is None:
            self._loaded = list(_usable(self._fallbacks))
        return next((face for face in self._loaded if letter in face.covers), None)


def _usable(paths: Iterable[Path]) -> Iterable[Face]:
    for path in paths:
        try:
            yield _face(path)
        except (TTFError, OSError, ValueError, KeyError, IndexError, AssertionError):
            continue  # not TrueType outlines, or not readable: another font may do
