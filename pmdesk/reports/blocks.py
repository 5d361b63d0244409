"""What a report consists of, as frozen values. No fonts, no pages: the writers know those.

Texts are what a reader sees, already with roles for names and in the words of the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pmdesk.domain.chart import ChartLayout
from pmdesk.domain.items import Category, EventKind, Strength
from pmdesk.domain.review import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of text in one style. ``link`` is an allowed address, or empty."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""


Rich = tuple[Run, ...]


def rich(text: str, *, strong: bool = False, link: str = "") -> Rich:
    """Return a text as one run; an empty text has none."""
    return (Run(text=text, strong=strong, link=link),) if text else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and its value. What is not known says so and is shown as such."""

    label: str
    value: Rich
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The title block. ``severity`` is None while it is open; a near miss has none to show."""

    title: str
    near_miss: bool
    severity: Severity | None
    severity_text: str
    line: str
    left: tuple[Fact, ...]
    right: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of a section (level 1, also a bookmark) or of a part of a text (2 and more)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """A paragraph: ``lead`` is larger, ``small`` is a remark."""

    runs: Rich
    style: Literal["lead", "text", "small"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    """An entry of a list. ``number`` is 0 for a bullet, ``level`` counts from 0."""

    runs: Rich
    level: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; ``ruled`` ones have hairlines between their entries."""

    items: tuple[Bullet, ...]
    ruled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Somebody's words, or a block of code when ``code`` is set."""

    runs: Rich
    code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line across the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels and values, one below the other."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A key moment on the bar: its name as a field, in words, its clock text and its date if new."""

    name: str
    word: str
    clock: str
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The stretch between two points: seconds for its width, and its label, long and short."""

    seconds: int
    long: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyBar:
    """The key moments as one chain: ``parts[i]`` lies between ``points[i]`` and the next.

    ``note`` is said when short parts had to be drawn wider than they were.
    """

    points: tuple[Point, ...]
    parts: tuple[Part, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The timeline drawn; the texts stand beside the layout's tuples of the same name.

    ``lengths`` are the short forms of ``spans``.
    """

    layout: ChartLayout
    ticks: tuple[str, ...]
    gaps: tuple[str, ...]
    moments: tuple[str, ...]
    spans: tuple[str, ...]
    lengths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. ``width`` is in points; one column of 0 takes what is left."""

    title: str
    width: float = 0
    right: bool = False


Tone = Literal["text", "text2", "text3", "warn", "risk", "accent", "info", "ok"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: text, a second smaller text below it, and at most one sign before it.

    ``span`` is how many columns it takes.
    """

    runs: Rich = ()
    second: Rich = ()
    tone: Tone = "text"
    kind: EventKind | None = None
    strength: Strength | None = None
    span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row. ``gap`` rows are shaded, ``day`` rows say which day begins."""

    cells: tuple[Cell, ...]
    tone: Literal["plain", "gap", "day"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose head is repeated on every page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A factor in the cause map."""

    id: str
    label: str
    text: str
    category: Category | None
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseMap:
    """Factors in columns from the first conditions to ``goal``; ``links`` lead from id to id.

    A link to an empty id leads to the goal.
    """

    columns: tuple[tuple[Node, ...], ...]
    links: tuple[tuple[str, str], ...]
    goal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A tinted box with a word or two in bold before its text."""

    title: str
    runs: Rich


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture by its bytes, with what is said about it."""

    data: bytes
    caption: Rich


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Two short stretches side by side."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


Block = (
    Cover
    | Heading
    | Para
    | Bullets
    | Quote
    | Rule
    | Facts
    | KeyBar
    | Chart
    | Table
    | CauseMap
    | Note
    | Picture
    | NewPage
    | Columns
)
