"""Which part of a long list is shown: what is talked about, and as much around it as has room."""

from __future__ import annotations

from collections.abc import Callable


def part_around(count: int, chosen: int, fits: Callable[[int, int], bool]) -> tuple[int, int]:
    """Return where a part begins and ends; it holds ``chosen`` and grows by turns, as long as it ``fits``."""
    first, last = chosen, min(count, chosen + 1)
    after = before = True
    while after or before:
        after = after and last < count and fits(first, last + 1)
        last += after
        before = before and first > 0 and fits(first - 1, last)
        first -= before
    return first, last
