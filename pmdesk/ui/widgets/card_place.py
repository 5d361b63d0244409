"""Where a card stands: beside the words it is about and the line of the caret, never over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect

GAP = 5
"""So far from what it keeps free, in px."""


def place_beside(
    room: QRect, words: QRect, caret_line: QRect, width: int, least: int, height: Callable[[int], int]
) -> QRect:
    """Return the place of a card in ``room`` that leaves two rectangles free.

    It stands below the words where it has room for its height, else above, else at a side of both. With no room for
    all of it, it stands where most of it is seen, and is as high as there is room for. ``width`` is what it likes,
    ``least`` the least at a side; ``height`` tells how high it is at a width. All in the same coordinates, in px.
    """
    kept = [one.intersected(room.adjusted(0, -GAP, 0, GAP)) for one in (words, caret_line)]
    kept = [one for one in kept if not one.isEmpty()]
    wide = min(width, room.width())
    left = min(max(words.left(), room.left()), room.right() + 1 - wide)
    high = height(wide)
    bands = _bands(room, kept)
    below = [one for one in bands if one[0] > words.bottom()]
    for top, bottom in (*below, *reversed([one for one in bands if one not in below])):
        if bottom - top >= high:
            return QRect(left, top if top > words.bottom() else bottom - high, wide, high)
    tried = [QRect(left, top, wide, bottom - top) for top, bottom in bands]
    seen = [(min(one.height() / high, 1.0), one) for one in tried]
    for side in _sides(room, kept):
        if side.width() >= least:
            side.setWidth(min(side.width(), width))
            needed = height(side.width())
            top = min(max(words.top(), room.top()), max(room.bottom() + 1 - needed, room.top()))
            seen.append(
                (min(room.height() / needed, 1.0), QRect(side.x(), top, side.width(), min(needed, room.height())))
            )
    return max(seen, key=lambda one: one[0])[1] if seen else QRect(left, room.top(), wide, min(high, room.height()))


def _bands(room: QRect, kept: Sequence[QRect]) -> list[tuple[int, int]]:
    """Return the free stretches from top to bottom, as (first, behind the last)."""
    found, top = [], room.top()
    for one in sorted(kept, key=QRect.top):
        if one.top() - GAP > top:
            found.append((top, one.top() - GAP))
        top = max(top, one.bottom() + 1 + GAP)
    if room.bottom() + 1 > top:
        found.append((top, room.bottom() + 1))
    return found


def _sides(room: QRect, kept: Sequence[QRect]) -> list[QRect]:
    """Return the free places at the right and the left, over the whole height."""
    around = QRect()
    for one in kept:
        around = around.united(one)
    right = QRect(room)
    right.setLeft(around.right() + 1 + GAP)
    left = QRect(room)
    left.setRight(around.left() - 1 - GAP)
    return [right, left]
