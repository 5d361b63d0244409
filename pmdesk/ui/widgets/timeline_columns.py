"""Where the parts of a row of the timeline stand, for every width and text size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

from pmdesk.ui.look import Look

_TIME, _WIDE_TIME, _TILE, _MARKS, _WHO, _SOURCES, _STAR = 44, 92, 22, 122, 128, 36, 26
_FEW_MARKS, _FEW_WHO = 52, 96
_ROOMY, _ENOUGH = 260, 170


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The rectangles of one row.

    ``words`` says whether key moments show their names; a column without room is empty.
    """

    row: QRect
    time: QRect
    tile: QRect
    text: QRect
    marks: QRect
    who: QRect
    sources: QRect
    star: QRect
    words: bool


def columns(look: Look, item: QRect, *, wide: bool) -> Columns:
    """Return the columns of a row that the view draws into ``item``; ``wide`` gives times more room."""
    px = look.px
    row = item.adjusted(12, 0, -12, 0)
    gap = px(12)
    time_width = px(_WIDE_TIME if wide else _TIME)
    fixed = gap + time_width + gap + px(_TILE) + gap
    tail = px(_SOURCES) + px(_STAR) + gap
    room = row.width() - fixed - tail - gap
    marks, who, words = px(_MARKS), px(_WHO), True
    if room - marks - who - 2 * gap < px(_ROOMY):
        marks, who, words = px(_FEW_MARKS), px(_FEW_WHO), False
    if room - marks - who - 2 * gap < px(_ENOUGH):
        who = 0
    text_width = max(room - marks - who - gap - (gap if who else 0), px(40))
    x = row.left() + gap
    boxes: list[QRect] = []
    for width, after in (
        (time_width, gap),
        (px(_TILE), gap),
        (text_width, gap),
        (marks, gap if who else 0),
        (who, gap),
        (px(_SOURCES), 0),
        (px(_STAR), 0),
    ):
        boxes.append(QRect(x, row.top(), width, row.height()))
        x += width + after
    return Columns(
        row=row,
        time=boxes[0],
        tile=boxes[1],
        text=boxes[2],
        marks=boxes[3],
        who=boxes[4],
        sources=boxes[5],
        star=boxes[6],
        words=words,
    )


def gap_links(look: Look, item: QRect, texts: tuple[str, ...]) -> tuple[QRect, ...]:
    """Return where the words at the right of a gap row stand, which can be clicked."""
    metrics = look.metrics("small-medium")
    right = item.right() - 24 - look.px(12)
    boxes: list[QRect] = []
    for text in reversed(texts):
        width = metrics.horizontalAdvance(text)
        boxes.append(QRect(right - width, item.top(), width + 1, item.height()))
        right -= width + look.px(16)
    return tuple(reversed(boxes))
