"""Blocks become pieces of a page: fonts, distances and columns are chosen here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from pmdesk.domain.review import Severity
from pmdesk.domain.shown_text import one_line
from pmdesk.reports.blocks import (
    Block,
    Bullet,
    Bullets,
    CauseMap,
    Chart,
    Columns,
    Cover,
    Fact,
    Facts,
    Heading,
    KeyBar,
    NewPage,
    Note,
    Para,
    Picture,
    Quote,
    Rich,
    Rule,
    Run,
    Table,
    rich,
)
from pmdesk.reports.cause_map import cause_map_piece
from pmdesk.reports.chart_drawing import chart_piece
from pmdesk.reports.key_bar import key_bar_piece
from pmdesk.reports.pen import Pen
from pmdesk.reports.picture import picture_pieces
from pmdesk.reports.pieces import (
    BesidePiece,
    CellBox,
    DrawnPiece,
    PageEnd,
    PanelPiece,
    Piece,
    RowPiece,
    TextPiece,
    stacked_height,
)
from pmdesk.reports.style import (
    HEADING,
    LABEL,
    LEAD,
    META,
    SMALL,
    SMALLER_TITLE,
    SUBHEADING,
    TEXT,
    TITLE,
    VALUE,
    TextStyle,
)
from pmdesk.reports.tables import table_pieces
from pmdesk.reports.typesetting import Line, Typesetter

_BETWEEN = 21.0
"""The distance between two columns of text."""

_BESIDE = 360.0
"""Stacks up to this height stand side by side; taller ones below each other."""

_INSET = 13.5
_LABEL_WIDTH = 80.0
_PARAGRAPHS = {"lead": LEAD, "text": TEXT, "small": SMALL}


class Layout:
    """Lays out blocks with one typesetter. ``unreadable`` is said for a picture that is none."""

    def __init__(self, setter: Typesetter, unreadable: str) -> None:
        """Take what sets the texts."""
        self._setter = setter
        self._unreadable = unreadable

    def pieces(self, blocks: Iterable[Block], x: float, width: float) -> Iterator[Piece]:
        """Yield the pieces of blocks in a column."""
        after_heading = True
        for block in blocks:
            for piece in self._of(block, x, width):
                yield piece if not after_heading else _closer(piece)
                after_heading = False
            after_heading = isinstance(block, Heading)

    def _of(self, block: Block, x: float, width: float) -> Iterator[Piece]:  # noqa: C901, PLR0912 (one line for each kind)
        match block:
            case Cover():
                yield self._cover(block, x, width)
            case Heading():
                yield self._heading(block, x, width)
            case Para():
                lines = self._setter.lines(block.runs, _PARAGRAPHS[block.style], width)
                if lines:
                    yield TextPiece(x=x, lines=lines, before=4 if block.style == "small" else 6)
            case Bullets():
                for item in block.items:
                    yield self._bullet(item, x, width, ruled=block.ruled)
            case Quote():
                yield self._quote(block, x, width)
            case Rule():
                yield DrawnPiece(height=9, drawing=lambda pen, top: pen.rule(x, top + 4.5, width), before=3)
            case Facts():
                for row in block.rows:
                    yield self._fact(row, x, width)
            case KeyBar():
                yield replace(key_bar_piece(block, x, width, self._setter), before=6)
            case Chart():
                yield replace(chart_piece(block, x, self._setter), before=6)
            case Table():
                yield from table_pieces(block, x, width, self._setter)
            case CauseMap():
                drawn = cause_map_piece(block, x, width, self._setter)
                if drawn is not None:
                    yield replace(drawn, before=8)
            case Note():
                runs = (Run(text=f"{block.title} ", strong=True), *block.runs)
                yield self._panel(runs, x, width, "accentsoft", TEXT)
            case Picture():
                yield from picture_pieces(block, x, width, self._setter, self._unreadable)
            case Columns():
                yield from self._columns(block, x, width)
            case NewPage():
                yield PageEnd()

    def _heading(self, block: Heading, x: float, width: float) -> Piece:
        if block.level > 1:
            lines = self._setter.lines(rich(block.text), SUBHEADING, width)
            return TextPiece(x=x, lines=lines, before=10, keeps_next=True, below=2)
        title = one_line(block.text)
        lines = self._setter.lines(rich(block.text), HEADING, width)
        return TextPiece(
            x=x, lines=lines, before=19, keeps_next=True, below=6, sign=lambda pen, top: pen.bookmark(title, top)
        )

    def _bullet(self, item: Bullet, x: float, width: float, *, ruled: bool) -> Piece:
        indent = 10.5 + item.level * 12
        number: Line | None = None
        if item.number:
            number = self._setter.one_line(f"{item.number}.", TEXT, 60)
            indent = max(indent, number.width + 5 + item.level * 12)
        lines = self._setter.lines(item.runs, TEXT, width - indent)
        left = x + indent

        def sign(pen: Pen, top: float) -> None:
            if number is not None:
                pen.line_of_text(number, left - 5 - number.width, top)
            else:
                pen.box(left - 10.5, top + 5, 3.75, 3.75, fill="accent", radius=1.875)

        rule = (x, width) if ruled else None
        return TextPiece(
            x=left, lines=lines, before=3.9 if ruled else 2, sign=sign, rule=rule, below=3.9 if ruled else 0
        )

    def _quote(self, block: Quote, x: float, width: float) -> Piece:
        if block.code:
            return self._panel(block.runs, x, width, "sunken", TextStyle(size=8.5, leading=12))
        style = TextStyle(size=9.25, leading=13.5, colour="text2")
        return TextPiece(x=x + 10, lines=self._setter.lines(block.runs, style, width - 10), before=6, edge="line2")

    def _panel(self, runs: Rich, x: float, width: float, ground: str, style: TextStyle) -> Piece:
        lines = self._setter.lines(runs, style, width - 21)
        inside = (TextPiece(x=x + 10.5, lines=lines),)
        return PanelPiece(x=x, width=width, inside=inside, ground=ground, above=8.5, below=8.5, before=12)

    def _fact(self, fact: Fact, x: float, width: float) -> Piece:
        label = self._setter.lines(rich(fact.label), TEXT, width * 0.6)
        value = self._setter.lines(fact.value, replace(TEXT, colour="text" if fact.known else "warn"), width * 0.38)
        cells = (CellBox(x=x, lines=label), CellBox(x=x, lines=value, right=x + width))
        return RowPiece(x=x, width=width, cells=cells, above=5, below=5.5, rules=((x, width),))

    def _columns(self, block: Columns, x: float, width: float) -> Iterator[Piece]:
        half = (width - _BETWEEN) / 2
        left = tuple(self.pieces(block.left, x, half))
        right = tuple(self.pieces(block.right, x + half + _BETWEEN, half))
        if max(stacked_height(left), stacked_height(right)) <= _BESIDE:
            yield BesidePiece(left=left, right=right, before=19)
        else:
            yield from self.pieces((*block.left, *block.right), x, width)

    def _cover(self, block: Cover, x: float, width: float) -> Piece:
        title = self._setter.lines(rich(" ".join(block.title.split())), TITLE, width)
        if sum(line.leading for line in title) > TITLE.leading * 4:
            title = self._setter.lines(rich(" ".join(block.title.split())), SMALLER_TITLE, width)
        inside: list[Piece] = [TextPiece(x=x, lines=title)]
        inside.append(self._meta(block, x, width))
        half = (width - _BETWEEN) / 2
        for at in range(max(len(block.left), len(block.right))):
            cells: list[CellBox] = []
            rules: list[tuple[float, float]] = []
            for facts, begin in ((block.left, x), (block.right, x + half + _BETWEEN)):
                if at < len(facts):
                    cells += self._fact_cells(facts[at], begin, half)
                    rules.append((begin, half))
            inside.append(
                RowPiece(
                    x=x,
                    width=width,
                    cells=tuple(cells),
                    above=3.8,
                    below=3.6,
                    rules=tuple(rules),
                    rule_on_top=True,
                    before=11 if at == 0 else 0,
                )
            )
        return PanelPiece(x=x - _INSET, width=width + 2 * _INSET, inside=tuple(inside), ground="bg", above=15, below=10)

    def _fact_cells(self, fact: Fact, x: float, width: float) -> list[CellBox]:
        style = VALUE if fact.known else replace(VALUE, colour="warn", weight="regular")
        return [
            CellBox(x=x, lines=self._setter.lines(rich(fact.label), LABEL, _LABEL_WIDTH - 4)),
            CellBox(x=x + _LABEL_WIDTH, lines=self._setter.lines(fact.value, style, width - _LABEL_WIDTH)),
        ]

    def _meta(self, block: Cover, x: float, width: float) -> Piece:
        colour = {Severity.SEV1: "risk", Severity.SEV2: "warn"}.get(block.severity or Severity.SEV4, "text2")
        word = self._setter.one_line(block.severity_text, replace(META, weight="medium", colour=colour), width / 2)
        begin = 15.0 + word.width + 7
        lines = self._setter.lines(rich(block.line), META, width - begin)
        sign = partial(_ring, x) if block.near_miss else partial(_bars, x, block.severity, colour)
        cells = (
            CellBox(x=x + 15, lines=(word,), sign=sign),
            CellBox(x=x + begin, lines=lines),
        )
        return RowPiece(x=x, width=width, cells=cells, above=3, below=0)


def _ring(x: float, pen: Pen, top: float) -> None:
    """Draw the dashed ring of a near miss."""
    pen.icon("circle-dashed", x, top + 2, 9.5, "text2")


def _bars(x: float, severity: Severity | None, colour: str, pen: Pen, top: float) -> None:
    """Draw three bars, as many of them filled as the severity is high."""
    filled = {Severity.SEV1: 3, Severity.SEV2: 2, Severity.SEV3: 1}.get(severity or Severity.SEV4, 0)
    for at, height in enumerate((3.6, 6.2, 8.8)):
        fill = colour if at < filled else "line2"
        pen.box(x + at * 3.6, top + 11 - height, 2.5, height, fill=fill, radius=0.8)


def _closer(piece: Piece) -> Piece:
    """Return a piece that stands directly below its heading."""
    if isinstance(piece, TextPiece) and piece.rule is None:
        return replace(piece, before=0)
    if isinstance(piece, DrawnPiece | BesidePiece | RowPiece):
        return replace(piece, before=min(piece.before, 2))
    return piece
