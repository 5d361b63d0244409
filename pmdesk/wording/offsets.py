"""Offsets in UTF-16 code units, as Qt counts them, for offsets in code points, as Python counts them."""

from __future__ import annotations

import re
from bisect import bisect_left

_OF_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


class Utf16Offsets:
    """Both directions for one text. Making it is linear and quick; so is each look-up."""

    def __init__(self, text: str) -> None:
        """Find once what takes two units: emoji, rare letters."""
        self._wide = [] if text.isascii() else [found.start() for found in _OF_TWO_UNITS.finditer(text)]
        self._wide_units = [at + before for before, at in enumerate(self._wide)]

    def units(self, offset: int) -> int:
        """Return the UTF-16 position of a code point offset (0 to the length of the text)."""
        return offset + bisect_left(self._wide, offset) if self._wide else offset

    def points(self, position: int) -> int:
        """Return the code point offset of a UTF-16 position; inside a pair, that of the character."""
        return position - bisect_left(self._wide_units, position) if self._wide else position
