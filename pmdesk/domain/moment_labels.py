"""Where the names of the key moments stand above the chart, so that no two of them meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

Side = Literal["left", "right"]

_ROWS = 6


@dataclass(frozen=True, slots=True)
class _Label:
    """A name at its place; its line stands at ``x`` and reaches up to ``row``."""

    x: float
    low: float
    high: float
    row: int


def labels(places: Sequence[float], width: float, label_width: float) -> tuple[tuple[Side, int], ...]:
    """Return (side of the line, row) for each line; ``places`` are their x, ascending.

    Row 0 is the nearest to the chart; a line reaches up to the row of its own name. Names stay
    inside 0 to ``width`` where there is room for them, and are not crossed by other lines.
    """
    return _best(tuple(round(x, 1) for x in places), round(width, 1), label_width)


@lru_cache(maxsize=256)
def _best(places: tuple[float, ...], width: float, label_width: float) -> tuple[tuple[Side, int], ...]:
    """Return the choice of sides that needs the fewest rows; the roomier sides among equals."""
    wished = tuple(_roomier(at, places, width) for at in range(len(places)))
    chosen: tuple[tuple[Side, int], ...] = ()
    least: tuple[int, int, int, int] | None = None
    sides: tuple[Side, Side] = ("left", "right")
    for choice in product(sides, repeat=len(places)):
        outside = sum(
            not 0 <= low <= high <= width for low, high in map(_ends, places, choice, [label_width] * len(places))
        )
        rows = _rows(places, choice, label_width)
        unwished = sum(one != other for one, other in zip(choice, wished, strict=True))
        cost = (outside, max(rows, default=0), sum(rows), unwished)
        if least is None or cost < least:
            least, chosen = cost, tuple(zip(choice, rows, strict=True))
        if cost == (0, 0, 0, 0):
            break
    return chosen


def _rows(places: tuple[float, ...], choice: tuple[Side, ...], label_width: float) -> tuple[int, ...]:
    """Return the lowest row for each name. Names to the right climb leftwards, and the other way round."""
    order = [at for at in range(len(places) - 1, -1, -1) if choice[at] == "right"]
    order += [at for at in range(len(places)) if choice[at] == "left"]
    placed: dict[int, _Label] = {}
    for at in order:
        low, high = _ends(places[at], choice[at], label_width)
        others = [x for index, x in enumerate(places) if index != at]
        for row in range(_ROWS):
            if _clear(_Label(places[at], low, high, row), placed, others):
                break
        placed[at] = _Label(places[at], low, high, row)
    return tuple(placed[at].row for at in range(len(places)))


def _clear(label: _Label, placed: dict[int, _Label], others: Sequence[float]) -> bool:
    if label.row == 0 and any(label.low < x < label.high for x in others):
        return False
    return not any(
        (one.row == label.row and label.low < one.high and one.low < label.high)
        or (one.row >= label.row and label.low < one.x < label.high)
        or (one.row <= label.row and one.low < label.x < one.high)
        for one in placed.values()
    )


def _ends(x: float, side: Side, label_width: float) -> tuple[float, float]:
    return (x - label_width, x) if side == "left" else (x, x + label_width)


def _roomier(at: int, places: tuple[float, ...], width: float) -> Side:
    left = places[at] - (places[at - 1] if at else 0.0)
    right = (places[at + 1] if at + 1 < len(places) else width) - places[at]
    if left == right or len(places) == 1:
        return "right" if at or len(places) == 1 else "left"
    return "left" if left > right else "right"
