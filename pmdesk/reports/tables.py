"""Tables as rows of a page: short rows move whole, tall ones are cut, the head is repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from pmdesk.domain.items import EventKind, Strength
from pmdesk.reports.blocks import Cell, Column, Row, Table
from pmdesk.reports.pen import Pen
from pmdesk.reports.pieces import CellBox, Piece, RowPiece
from pmdesk.reports.style import CELL, CELL_HEAD, CELL_SECOND, KIND_ICONS, TextStyle
from pmdesk.reports.typesetting import Typesetter

_PADDING = 7.0
_KIND = 13.5
_STRENGTH = 15.0


def table_pieces(table: Table, x: float, width: float, setter: Typesetter) -> Iterator[Piece]:
    """Yield the head, which stays with the first row, then the rows."""
    edges = _edges(table.columns, x, width)
    head = _head(table.columns, edges, x, width, setter)
    if head is not None:
        yield replace(head, before=10, keeps_next=True)
    for row in table.rows:
        yield _row(row, table.columns, edges, x, width, setter, head)


def _edges(columns: tuple[Column, ...], x: float, width: float) -> list[float]:
    """Return the left edge of each column and the right edge of the last one."""
    spare = max(width - sum(column.width for column in columns), 0.0)
    free = sum(1 for column in columns if column.width == 0) or 1
    edges = [x]
    for column in columns:
        edges.append(edges[-1] + (column.width or spare / free))
    return edges


def _head(
    columns: tuple[Column, ...], edges: list[float], x: float, width: float, setter: Typesetter
) -> RowPiece | None:
    if not any(column.title for column in columns):
        return None
    cells = tuple(
        CellBox(
            x=edges[at],
            lines=setter.clamped(column.title, CELL_HEAD, edges[at + 1] - edges[at] - _PADDING * (not column.right), 3),
            right=edges[at + 1] if column.right else None,
        )
        for at, column in enumerate(columns)
    )
    return RowPiece(
        x=x, width=width, cells=cells, above=0, below=4, rules=((x, width),), rule_colour="control", rule_line=0.75
    )


@lru_cache(maxsize=256)
def _toned(style: TextStyle, tone: str) -> TextStyle:
    return replace(style, colour=tone)


def _row(
    row: Row,
    columns: tuple[Column, ...],
    edges: list[float],
    x: float,
    width: float,
    setter: Typesetter,
    head: RowPiece | None,
) -> RowPiece:
    cells: list[CellBox] = []
    at = 0
    last = len(columns)
    for cell in row.cells:
        if at >= last:
            break
        end = min(at + cell.span, last)
        right = columns[end - 1].right and end == at + 1
        begin = edges[at] + (4 if row.tone == "gap" and at == 0 else 0)
        cells.append(_cell(cell, begin, edges[end], setter, right=right, final=end == last))
        at = end
    return RowPiece(
        x=x,
        width=width,
        cells=tuple(cells),
        above=9.0 if row.tone == "day" else 3.2,
        below=3.4,
        ground="sunken" if row.tone == "gap" else "",
        rules=((x, width),),
        keeps_next=row.tone == "day",
        head=head,
    )


def _cell(cell: Cell, begin: float, end: float, setter: Typesetter, *, right: bool, final: bool) -> CellBox:
    shift = _KIND if cell.kind is not None else _STRENGTH if cell.strength is not None else 0.0
    room = max(end - begin - shift - (0 if final or right else _PADDING), 8.0)
    lines = setter.lines(cell.runs, _toned(CELL, cell.tone), room)
    if cell.second:
        lines += setter.lines(cell.second, CELL_SECOND, room)
    sign: Callable[[Pen, float], None] | None = None
    if cell.kind is not None:
        sign = _kind_sign(begin, cell.kind)
    elif cell.strength is not None:
        sign = _strength_sign(begin, cell.strength)
    return CellBox(x=begin + shift, lines=lines, right=end if right else None, sign=sign)


def _kind_sign(x: float, kind: EventKind) -> Callable[[Pen, float], None]:
    icon = KIND_ICONS[kind]
    return lambda pen, top: pen.icon(icon, x, top + 1.7, 8.6, f"k{kind}")


def _strength_sign(x: float, strength: Strength) -> Callable[[Pen, float], None]:
    """Return what draws three layers, as many of them filled as the action is strong."""
    filled = {Strength.STRONGER: 3, Strength.INTERMEDIATE: 2, Strength.WEAKER: 1}[strength]
    colour = "text2" if strength is Strength.WEAKER else "accent"

    def draw(pen: Pen, top: float) -> None:
        for at in range(3):
            pen.box(x, top + 1.6 + at * 3.3, 10.5, 2.3, fill=colour if 2 - at < filled else "line2", radius=0.9)

    return draw
