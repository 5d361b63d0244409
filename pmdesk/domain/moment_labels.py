"""Where the names of the key moments stand above the chart, so that no two of them meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Side = Literal["left", "right"]

_ROWS = 5


def labels(places: Sequence[float], width: float, label_width: float) -> tuple[tuple[Side, int], ...]:
    """Return (side of the line, row) for each line; ``places`` are their x, ascending.

    Row 0 is the nearest to the chart; a line reaches up to the row of its own name. Names stay
    inside 0 to ``width`` where there is room for them.
    """
    placed: list[tuple[float, float, int]] = []
    answers: list[tuple[Side, int]] = []
    for index, x in enumerate(places):
        after = places[index + 1 :]
        answers.append(_chosen(x, after, placed, answers, places[:index], width, label_width))
        side, row = answers[-1]
        placed.append((x - label_width, x, row) if side == "left" else (x, x + label_width, row))
    return tuple(answers)


def _chosen(
    x: float,
    after: Sequence[float],
    placed: Sequence[tuple[float, float, int]],
    answers: Sequence[tuple[Side, int]],
    before: Sequence[float],
    width: float,
    label_width: float,
) -> tuple[Side, int]:
    sides: tuple[Side, Side] = ("left", "right") if _roomier_left(x, after, before, width) else ("right", "left")
    for row in range(_ROWS):
        for side in sides:
            low, high = (x - label_width, x) if side == "left" else (x, x + label_width)
            lines = [line for line, (_, its) in zip(before, answers, strict=True) if its >= row]
            lines += [line for line in after if row == 0]
            clear = (
                low >= 0
                and high <= width
                and not any(low < line < high for line in lines)
                and not any(one[2] == row and low < one[1] and one[0] < high for one in placed)
                and not any(one[2] <= row and one[0] < x < one[1] for one in placed)
            )
            if clear:
                return side, row
    return sides[0], _ROWS - 1


def _roomier_left(x: float, after: Sequence[float], before: Sequence[float], width: float) -> bool:
    left = x - (before[-1] if before else 0.0)
    right = (after[0] if after else width) - x
    return not before if left == right else left > right and not (before and not after)
