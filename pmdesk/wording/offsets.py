"""Offsets in UTF-16 code units, as Qt counts them, for offsets in code points, as Python counts them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

_LAST_OF_ONE_UNIT = 0xFFFF


class Utf16Offsets:
    """Both directions for one text. Making it is linear; each look-up is quick."""

    def __init__(self, text: str) -> None:
        """Count the text once; a text of single units needs no table."""
        self._table: list[int] | None = None
        if text and max(text) > chr(_LAST_OF_ONE_UNIT):
            self._table = list(accumulate((2 if ord(one) > _LAST_OF_ONE_UNIT else 1 for one in text), initial=0))

    def units(self, offset: int) -> int:
        """Return the UTF-16 position of a code point offset (0 to the length of the text)."""
        return offset if self._table is None else self._table[offset]

    def points(self, position: int) -> int:
        """Return the code point offset of a UTF-16 position; inside a pair, that of the character."""
        if self._table is None:
            return position
        at = bisect_left(self._table, position)
        return at if at < len(self._table) and self._table[at] == position else max(at - 1, 0)
