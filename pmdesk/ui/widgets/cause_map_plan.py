"""Where everything stands on the cause map: columns, rows, and the way of every edge. No painting.

The columns come from ``causes.layers``: the deepest conditions at the left, the incident at the
right, and behind each column of factors one with their effects, where any is given. An edge that
passes a column gets a narrow cell there, so that it runs between the others (the dummy nodes of
Sugiyama, Tagawa and Toda, 1981). Rows: each cell stands as near as it can to what it leads to;
overlaps are resolved by pooling neighbours (the pool-adjacent-violators rule).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from pmdesk.domain.causes import layers
from pmdesk.domain.items import Factor

INCIDENT = "incident"


class CellKind(Enum):
    """What stands in a cell."""

    FACTOR = "factor"
    EFFECT = "effect"
    BEND = "bend"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in px at the present text size; ``room`` is the width that the map may fill.

    Cells are as wide as said, but for a factor from ``least`` to ``most`` where the room asks for it.
    """

    room: float
    factor: tuple[float, float]
    effect: tuple[float, float]
    incident: tuple[float, float]
    column_gap: float
    row_gap: float
    port_gap: float
    top: float
    least: float = 0.8
    most: float = 1.0


@dataclass(slots=True)
class Cell:
    """A rectangle of the map. ``owners`` are the factors it speaks of, ``text`` an effect's words."""

    key: str
    kind: CellKind
    owners: frozenset[str]
    text: str = ""
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0

    @property
    def middle(self) -> float:
        """The y of its centre line."""
        return self.y + self.height / 2


@dataclass(slots=True)
class Link:
    """An edge. ``points`` are where it leaves, passes and arrives; a pair for each column passed."""

    source: str
    target: str
    owners: frozenset[str]
    guessed: bool
    points: list[tuple[float, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Caption:
    """A word above a column: "conditions", "behind", "effects" or "incident"."""

    word: str
    x: float


@dataclass(frozen=True, slots=True)
class MapPlan:
    """The whole map. ``boxed`` says that effects have boxes of their own."""

    cells: tuple[Cell, ...]
    links: tuple[Link, ...]
    captions: tuple[Caption, ...]
    columns: tuple[tuple[str, ...], ...]
    width: float
    height: float
    boxed: bool


def plan_map(factors: Mapping[str, Factor], sizes: Sizes, *, effects: bool = True) -> MapPlan:
    """Return the places of every factor, effect and edge; without ``effects``, factors lead on directly."""
    draft = _Draft(factors, effects=effects)
    draft.lay_columns(sizes)
    draft.lay_rows(sizes)
    links = draft.links(sizes)
    shown = tuple(cell for column in draft.columns for cell in column if cell.kind is not CellKind.BEND)
    bottom = max((cell.y + cell.height for cell in shown), default=sizes.top)
    return MapPlan(
        cells=shown,
        links=links,
        captions=draft.captions(),
        columns=tuple(
            tuple(cell.key for cell in column if cell.kind is CellKind.FACTOR)
            for column in draft.columns
            if any(cell.kind is CellKind.FACTOR for cell in column)
        ),
        width=max(cell.x + cell.width for cell in draft.columns[-1]),
        height=bottom + sizes.row_gap / 2,
        boxed=effects,
    )


class _Draft:
    """The cells by column while the map is laid out, and the steps of each edge through them."""

    def __init__(self, factors: Mapping[str, Factor], *, effects: bool) -> None:
        self._factors, self._effects = factors, effects
        self._cells: dict[str, Cell] = {}
        self.columns: list[list[Cell]] = []
        self._next: dict[str, list[str]] = {}
        self._routes: list[tuple[list[str], frozenset[str]]] = []
        self._column_of: dict[str, int] = {}
        self._leads: dict[str, list[str]] = {name: [] for name in factors}
        for name, factor in factors.items():
            for enabler in factor.enabled_by:
                if enabler in factors:
                    self._leads[enabler].append(name)
        for layer in layers(factors):
            self._add_layer(layer)
        self._put(Cell(INCIDENT, CellKind.INCIDENT, frozenset()), new_column=True)
        self._route()

    def _add_layer(self, layer: tuple[str, ...]) -> None:
        for at, name in enumerate(layer):
            self._put(Cell(name, CellKind.FACTOR, frozenset({name})), new_column=at == 0)
        effects: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for name in layer:
            text = " ".join(self._factors[name].effect.split())
            if text and self._effects:
                effects.setdefault((text, tuple(sorted(self._leads[name]))), []).append(name)
        for at, ((text, _leads), owners) in enumerate(effects.items()):
            cell = Cell(f"effect:{owners[0]}", CellKind.EFFECT, frozenset(owners), text)
            self._put(cell, new_column=at == 0)

    def _put(self, cell: Cell, *, new_column: bool = False) -> None:
        if new_column:
            self.columns.append([])
        self.columns[-1].append(cell)
        self._cells[cell.key] = cell
        self._column_of[cell.key] = len(self.columns) - 1

    def _route(self) -> None:
        """Lead every edge from cell to cell, one column at a time."""
        effect_of = {
            name: cell for cell in self._cells.values() if cell.kind is CellKind.EFFECT for name in cell.owners
        }
        onward: dict[tuple[str, str], set[str]] = {}
        for name in self._factors:
            effect = effect_of.get(name)
            targets = self._leads[name] or [INCIDENT]
            if effect is not None:
                onward.setdefault((name, effect.key), set()).add(name)
            for target in targets:
                onward.setdefault((name if effect is None else effect.key, target), set()).add(name)
        for (source, target), owners in onward.items():
            steps = [source]
            for column in range(self._column_of[source] + 1, self._column_of[target]):
                key = f"bend:{source}:{target}:{column}"
                bend = Cell(key, CellKind.BEND, frozenset(owners))
                self.columns[column].append(bend)
                self._cells[key] = bend
                steps.append(key)
            steps.append(target)
            self._routes.append((steps, frozenset(owners)))
            for here, there in itertools.pairwise(steps):
                self._next.setdefault(here, []).append(there)

    def lay_columns(self, sizes: Sizes) -> None:
        """Give every column its width and place, using the room there is."""
        wanted = {CellKind.FACTOR: sizes.factor, CellKind.EFFECT: sizes.effect, CellKind.INCIDENT: sizes.incident}
        widths: list[float] = []
        kinds = [next(cell.kind for cell in column if cell.kind is not CellKind.BEND) for column in self.columns]
        count = len(kinds)
        least_gap, most_gap = sizes.column_gap, sizes.column_gap * 2.2
        full = sum(wanted[kind][0] for kind in kinds)
        stretch = min(max((sizes.room - least_gap * (count - 1)) / full, sizes.least), sizes.most)
        widths = [wanted[kind][0] * stretch for kind in kinds]
        gap = least_gap
        if count > 1:
            gap = min(max((sizes.room - sum(widths)) / (count - 1), least_gap), most_gap)
        x = 0.0
        for column, width, kind in zip(self.columns, widths, kinds, strict=True):
            for cell in column:
                cell.x, cell.width = x, width
                cell.height = sizes.row_gap if cell.kind is CellKind.BEND else wanted[kind][1]
            x += width + gap

    def lay_rows(self, sizes: Sizes) -> None:
        """Place cells beside what they lead to, from the incident to the left, within the fullest column's height."""
        high = max(sum(cell.height + sizes.row_gap for cell in column) for column in self.columns)
        for column in reversed(self.columns):
            wishes = [(self._wish(cell), index, cell) for index, cell in enumerate(column)]
            wishes.sort(key=lambda one: (one[0], one[1]))
            column[:] = [cell for _wish, _index, cell in wishes]
            rooms = [cell.height + sizes.row_gap for cell in column]
            places = _apart([wish for wish, _index, _cell in wishes], rooms, high)
            for cell, place in zip(column, places, strict=True):
                cell.y = place - cell.height / 2
        highest = min(cell.y for column in self.columns for cell in column)
        for column in self.columns:
            for cell in column:
                cell.y += sizes.top - highest

    def _wish(self, cell: Cell) -> float:
        ahead = [self._cells[one].middle for one in self._next.get(cell.key, ())]
        return sum(ahead) / len(ahead) if ahead else 0.0

    def links(self, sizes: Sizes) -> tuple[Link, ...]:
        """Return every edge with its points; arrivals at one cell stand a little apart."""
        arrivals: dict[str, list[tuple[float, int]]] = {}
        for at, (steps, _owners) in enumerate(self._routes):
            arrivals.setdefault(steps[-1], []).append((self._cells[steps[-2]].middle, at))
        port: dict[int, float] = {}
        for target, coming in arrivals.items():
            cell = self._cells[target]
            gap = min(sizes.port_gap, (cell.height - sizes.port_gap) / max(len(coming) - 1, 1))
            for place, (_y, at) in enumerate(sorted(coming)):
                port[at] = cell.middle + (place - (len(coming) - 1) / 2) * gap
        found: list[Link] = []
        for at, (steps, owners) in enumerate(self._routes):
            first, last = self._cells[steps[0]], self._cells[steps[-1]]
            points = [(first.x + first.width, first.middle)]
            for key in steps[1:-1]:
                bend = self._cells[key]
                points += [(bend.x, bend.middle), (bend.x + bend.width, bend.middle)]
            points.append((last.x, port[at]))
            guessed = not any(self._factors[name].verified for name in owners)
            found.append(Link(steps[0], steps[-1], owners, guessed, points))
        return tuple(found)

    def captions(self) -> tuple[Caption, ...]:
        """Return the words above the columns."""
        kinds = [next(cell.kind for cell in column if cell.kind is not CellKind.BEND) for column in self.columns]
        nearest = max((at for at, kind in enumerate(kinds) if kind is CellKind.FACTOR), default=-1)
        found: list[Caption] = []
        for at, (kind, column) in enumerate(zip(kinds, self.columns, strict=True)):
            word = {CellKind.EFFECT: "effects", CellKind.INCIDENT: "incident"}.get(kind, "behind")
            word = "conditions" if at == nearest else word
            if at in {0, nearest} or kind is CellKind.INCIDENT or (kind is CellKind.EFFECT and at > nearest):
                found.append(Caption(word, column[0].x))
        return tuple(found)


def _apart(wishes: Sequence[float], rooms: Sequence[float], high: float) -> list[float]:
    """Return places in the given order, as near to the wishes as can be with room around each.

    They stay within ``high``, half of it above 0 and half below.
    """
    offsets: list[float] = []
    reached = 0.0
    for index, room in enumerate(rooms):
        if index:
            reached += (rooms[index - 1] + room) / 2
        offsets.append(reached)
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wishes, offsets, strict=True):
        mean, count = wish - offset, 1
        while pools and pools[-1][0] > mean:
            before, size = pools.pop()
            mean = (mean * count + before * size) / (count + size)
            count += size
        pools.append((mean, count))
    first, last = (rooms[0] - high) / 2, (high - rooms[-1]) / 2 - offsets[-1]
    means = [min(max(mean, first), last) for mean, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def downstream(factors: Mapping[str, Factor], factor_id: str) -> frozenset[str]:
    """Return a factor and everything that it leads to: the path that the map highlights."""
    if factor_id not in factors:
        return frozenset()
    found = {factor_id}
    grown = True
    while grown:
        more = {name for name, factor in factors.items() if name not in found and factor.enabled_by & found}
        grown = bool(more)
        found |= more
    return frozenset(found)
