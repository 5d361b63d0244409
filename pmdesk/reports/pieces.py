"""Pieces of a page: each knows its height, can be cut where it is too tall, and draws itself.

Every piece that holds text of a user can be cut between two lines, so that no text, however long,
is ever too tall for a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from pmdesk.reports.pen import Pen
from pmdesk.reports.typesetting import Line

_FOUR = 4

KEPT_WHOLE = 170.0
"""A table row or panel up to this height is never cut: it moves to the next page."""


class Piece(Protocol):
    """What a page is filled with, from top to bottom."""

    @property
    def height(self) -> float:
        """The height in points."""

    @property
    def before(self) -> float:
        """The distance to what stands above it; dropped at the top of a page."""

    @property
    def keeps_next(self) -> bool:
        """Whether the next piece begins on the same page."""

    @property
    def head(self) -> Piece | None:
        """What is repeated above it when it begins a page."""

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Return a part that fits into ``room`` and the rest, or None when it is better moved."""

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it with its upper edge at ``top``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPiece:
    """Lines of text. ``sign`` is drawn beside the first one."""

    x: float
    lines: tuple[Line, ...]
    before: float = 0
    keeps_next: bool = False
    sign: Callable[[Pen, float], None] | None = None
    rule: tuple[float, float] | None = None
    below: float = 0
    edge: str = ""

    head: Piece | None = None

    @property
    def height(self) -> float:
        """The height of the lines, and of the line below them."""
        return sum(line.leading for line in self.lines) + self.below

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Cut between lines, leaving two on either side where there are four."""
        fits = _fitting(self.lines, room)
        least = 2 if len(self.lines) >= _FOUR else 1
        fits = min(fits, len(self.lines) - least)
        if fits < least:
            return None
        first = replace(self, lines=self.lines[:fits], rule=None, below=0)
        return first, replace(self, lines=self.lines[fits:], sign=None, before=0)

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the lines."""
        if self.edge:
            pen.box(self.x - 10, top, 2, self.height - self.below, fill=self.edge)
        if self.sign is not None:
            self.sign(pen, top)
        at = top
        for line in self.lines:
            pen.line_of_text(line, self.x, at)
            at += line.leading
        if self.rule is not None:
            pen.rule(self.rule[0], at + self.below - 0.25, self.rule[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class CellBox:
    """A cell of a row: its lines, where they begin, and a sign before the first one."""

    x: float
    lines: tuple[Line, ...]
    right: float | None = None
    sign: Callable[[Pen, float], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPiece:
    """Cells side by side, with a ground and a line below."""

    x: float
    width: float
    cells: tuple[CellBox, ...]
    above: float = 3.0
    below: float = 3.2
    ground: str = ""
    rules: tuple[tuple[float, float], ...] = ()
    rule_colour: str = "line2"
    rule_on_top: bool = False
    rule_line: float = 0.5
    before: float = 0
    keeps_next: bool = False
    head: Piece | None = None

    @property
    def height(self) -> float:
        """The height of the tallest cell with the room around it."""
        tallest = max((sum(line.leading for line in cell.lines) for cell in self.cells), default=0.0)
        return tallest + self.above + self.below

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Cut between lines; a short row is not cut."""
        if self.height <= KEPT_WHOLE:
            return None
        inside = room - self.above - self.below
        cuts = [_fitting(cell.lines, inside) for cell in self.cells]
        if not any(cuts) or inside < KEPT_WHOLE / 3:
            return None
        first = tuple(replace(cell, lines=cell.lines[:cut]) for cell, cut in zip(self.cells, cuts, strict=True))
        rest = tuple(
            replace(cell, lines=cell.lines[cut:], sign=None) for cell, cut in zip(self.cells, cuts, strict=True)
        )
        return replace(self, cells=first, rules=()), replace(self, cells=rest, before=0)

    def draw(self, pen: Pen, top: float) -> None:
        """Draw ground and signs, then the texts from left to right, then lines."""
        height = self.height
        if self.ground:
            pen.box(self.x, top, self.width, height, fill=self.ground)
        for cell in self.cells:
            if cell.sign is not None:
                cell.sign(pen, top + self.above)
        for cell in self.cells:
            at = top + self.above
            for line in cell.lines:
                pen.line_of_text(line, cell.x if cell.right is None else cell.right - line.width, at)
                at += line.leading
        for x, width in self.rules:
            pen.rule(x, top if self.rule_on_top else top + height, width, colour=self.rule_colour, line=self.rule_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPiece:
    """Something drawn whole, of a fixed height that is well below a page."""

    height: float
    drawing: Callable[[Pen, float], None]
    before: float = 0
    keeps_next: bool = False
    head: Piece | None = None

    def split(self, room: float) -> tuple[Piece, Piece] | None:  # noqa: ARG002 (it cannot be cut)
        """Return None."""
        return None

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it."""
        self.drawing(pen, top)


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelPiece:
    """Pieces on a tinted ground; cut between and within them."""

    x: float
    width: float
    inside: tuple[Piece, ...]
    ground: str
    above: float
    below: float
    radius: float = 6
    before: float = 0
    keeps_next: bool = False
    head: Piece | None = None
    stacked: float = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Add up the heights once."""
        object.__setattr__(self, "stacked", stacked_height(self.inside))

    @property
    def height(self) -> float:
        """The height of what is inside with the room around it."""
        return self.stacked + self.above + self.below

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Cut between the pieces inside, or within the one that crosses the edge."""
        if self.height <= KEPT_WHOLE:
            return None
        left = room - self.above - self.below
        for at, piece in enumerate(self.inside):
            left -= piece.before if at else 0
            if piece.height <= left:
                left -= piece.height
                continue
            cut = piece.split(left)
            first = (*self.inside[:at], *((cut[0],) if cut else ()))
            rest = (cut[1] if cut else piece, *self.inside[at + 1 :])
            if not first:
                return None
            return replace(self, inside=first), replace(self, inside=rest, before=0)
        return None

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the ground, then what is on it."""
        pen.box(self.x, top, self.width, self.height, fill=self.ground, radius=self.radius)
        draw_stack(self.inside, pen, top + self.above)


@dataclass(frozen=True, slots=True, kw_only=True)
class BesidePiece:
    """Two short stacks side by side."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    before: float = 0
    keeps_next: bool = False
    head: Piece | None = None

    @property
    def height(self) -> float:
        """The height of the taller stack."""
        return max(stacked_height(self.left), stacked_height(self.right))

    def split(self, room: float) -> tuple[Piece, Piece] | None:  # noqa: ARG002 (it cannot be cut)
        """Return None: only stacks that fit on a page are set side by side."""
        return None

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the left stack, then the right one."""
        draw_stack(self.left, pen, top)
        draw_stack(self.right, pen, top)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEnd:
    """What follows starts on a new page."""

    height: float = 0
    before: float = 0
    keeps_next: bool = False
    head: Piece | None = None

    def split(self, room: float) -> tuple[Piece, Piece] | None:  # noqa: ARG002 (there is nothing to cut)
        """Return None."""
        return None

    def draw(self, pen: Pen, top: float) -> None:
        """Draw nothing."""


def _fitting(lines: Sequence[Line], room: float) -> int:
    """Return how many of the lines fit into a height."""
    used = 0.0
    for count, line in enumerate(lines):
        used += line.leading
        if used > room + 0.01:
            return count
    return len(lines)


def stacked_height(pieces: Sequence[Piece]) -> float:
    """Return the height of pieces below each other."""
    return sum(piece.height + (piece.before if at else 0) for at, piece in enumerate(pieces))


def draw_stack(pieces: Sequence[Piece], pen: Pen, top: float) -> None:
    """Draw pieces below each other."""
    for at, piece in enumerate(pieces):
        top += piece.before if at else 0
        piece.draw(pen, top)
        top += piece.height
