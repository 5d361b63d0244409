"""Fractional order keys: a new key always fits between two neighbours, so a move is one Set.

A key is six base-36 digits (a whole number that starts in the middle of its range) and, when two
neighbours are adjacent, a fraction after it. Keys compare as plain strings.
"""

from __future__ import annotations

import re

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_WIDTH = 6
_FIRST = "i00000"
_KEY = re.compile("[0-9a-z]{6,}")


def key_between(before: str | None, after: str | None) -> str:
    """Return a key that sorts after ``before`` and before ``after``.

    ``None`` stands for the open end. When ``before`` is not below ``after`` (two devices may have
    made equal keys), the key follows ``before``, so that nothing ever stops a move; the same holds
    for keys of another form, which a file from elsewhere may bring.
    """
    before, after = before or None, after if after and _KEY.fullmatch(after) else None
    if before is not None and not _KEY.fullmatch(before):
        return before + _FIRST[0]
    if before is None:
        return _FIRST if after is None else _stepped(after, -1)
    if after is None or before >= after:
        return _stepped(before, 1)
    between = _stepped(before, 1)
    if between < after:
        return between
    return before[:_WIDTH] + _middle(before[_WIDTH:], after[_WIDTH:] if after[:_WIDTH] == before[:_WIDTH] else "")


def _stepped(key: str, step: int) -> str:
    """Return the whole number next to ``key``, without a fraction."""
    number = int(key[:_WIDTH], _BASE) + step
    if not 0 <= number < _BASE**_WIDTH:
        return key + _FIRST[0] if step > 0 else key
    digits = ""
    for _ in range(_WIDTH):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits


def _middle(low: str, high: str) -> str:
    """Return a fraction strictly between two fractions; an empty ``high`` stands for one."""
    fraction = ""
    place = 0
    bounded = bool(high)
    while True:
        a = _DIGITS.index(low[place]) if place < len(low) else 0
        b = _DIGITS.index(high[place]) if bounded and place < len(high) else _BASE
        if b - a > 1:
            return fraction + _DIGITS[(a + b) // 2]
        fraction += _DIGITS[a]
        bounded = bounded and a == b
        place += 1
