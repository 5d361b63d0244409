"""The cause map on paper: factors in columns, lines from what enabled to what was enabled.

Long links get a place of their own in every column they pass (the dummy nodes of Sugiyama's
method), so that no line runs behind a factor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from pmdesk.reports.blocks import CauseMap, Node
from pmdesk.reports.pen import Pen
from pmdesk.reports.pieces import DrawnPiece
from pmdesk.reports.style import CATEGORY_ICONS, NODE, TextStyle
from pmdesk.reports.typesetting import Typesetter

_GOAL = "goal"
_TALLEST = 560.0
_SWEEPS = 6
_SIZES = ((28.0, 38.0, 7.0, True, 92.0), (28.0, 28.0, 5.0, True, 92.0), (16.0, 17.0, 5.0, False, 28.0))
"""Between columns, height, gap, with text, and the least width of a node: the largest that fits is taken."""

_ROOMY = 125.0
"""Nodes from this width on show the icon of their category."""

_LABEL = TextStyle(size=8, leading=10.5, weight="medium", colour="text3")
_INCIDENT = TextStyle(size=8, leading=10.5, weight="strong")

_Key = tuple[str, int]
"""A slot: the id of a factor with -1, or (a link's id, column) for a place where a line passes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    """How large nodes are: with their text, or only with their number when there are many."""

    node: float
    goal: float
    height: float
    gap: float
    passing: float
    between: float
    full: bool


def _size_for(columns: int, tallest: int, width: float) -> _Size | None:
    """Return the first size in which the map fits on a page, or None."""
    for between, height, gap, full, least in _SIZES:
        goal = min(110.0, max(92.0, (width - between * columns) / (columns + 1)))
        node = min(150.0, (width - goal - between * columns) / max(columns, 1))
        node = node if full else min(node, 44.0)
        if node >= least and tallest * (height + gap) <= _TALLEST:
            return _Size(node=node, goal=goal, height=height, gap=gap, passing=8.0, between=between, full=full)
    return None


def cause_map_piece(block: CauseMap, x: float, width: float, setter: Typesetter) -> DrawnPiece | None:
    """Return the drawing, or None for a map that no page can hold (the table says the same)."""
    if not block.columns:
        return None
    slots, lines = _slots(block)
    size = _size_for(len(block.columns), max(map(len, slots)), width)
    if size is None:
        return None
    nodes = {node.id: node for column in block.columns for node in column}
    spread = (width - size.goal - size.node * len(block.columns)) / len(block.columns)
    placing = _Placing(slots=slots, nodes=nodes, size=size, x=x, step=size.node + spread)
    height = max(placing.column_height(column) for column in slots)
    height = max(height, size.height + 12)
    return DrawnPiece(
        height=height,
        drawing=_Drawing(block=block, lines=lines, placing=placing, height=height, width=width, setter=setter).draw,
    )


def _slots(block: CauseMap) -> tuple[list[list[_Key]], list[list[_Key]]]:
    """Return the slots of each column, ordered to cross little, and each link as its chain of slots."""
    columns: list[list[_Key]] = [[(node.id, -1) for node in column] for column in block.columns]
    where = {node.id: at for at, column in enumerate(block.columns) for node in column}
    lines: list[list[_Key]] = []
    for number, (begins, ends) in enumerate(block.links):
        first, last = where[begins], where[ends] if ends else len(columns)
        chain: list[_Key] = [(begins, -1)]
        for at in range(first + 1, last):
            passing = (f"{number}", at)
            columns[at].append(passing)
            chain.append(passing)
        chain.append((ends or _GOAL, -1))
        lines.append(chain)
    before: dict[_Key, list[_Key]] = {}
    after: dict[_Key, list[_Key]] = {}
    for chain in lines:
        for one, other in pairwise(chain):
            after.setdefault(one, []).append(other)
            before.setdefault(other, []).append(one)
    for sweep in range(_SWEEPS):
        backwards = sweep % 2 == 0
        order = range(len(columns) - 2, -1, -1) if backwards else range(1, len(columns))
        for at in order:
            _sort(columns[at], columns[at + 1 if backwards else at - 1], after if backwards else before)
    return columns, lines


def _sort(column: list[_Key], fixed: list[_Key], near: Mapping[_Key, list[_Key]]) -> None:
    """Order a column by the mean place of its neighbours in a fixed one; the rest keep their place."""
    place = {key: (at + 0.5) / len(fixed) for at, key in enumerate(fixed)}
    wanted: dict[_Key, float] = {}
    for at, key in enumerate(column):
        found = [place[one] for one in near.get(key, ()) if one in place]
        wanted[key] = sum(found) / len(found) if found else (at + 0.5) / len(column)
    column.sort(key=lambda key: wanted[key])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placing:
    """Where the slots are. y counts from the top of the drawing."""

    slots: list[list[_Key]]
    nodes: Mapping[str, Node]
    size: _Size
    x: float
    step: float

    def slot_height(self, key: _Key) -> float:
        """Return the height of a slot."""
        return self.size.height if key[1] < 0 else self.size.passing

    def column_height(self, column: list[_Key]) -> float:
        """Return the height of a column with its gaps."""
        return sum(map(self.slot_height, column)) + self.size.gap * max(len(column) - 1, 0)

    def places(self, height: float) -> dict[_Key, tuple[float, float]]:
        """Return slot -> (left edge, middle); columns are centred in the height."""
        found: dict[_Key, tuple[float, float]] = {}
        for at, column in enumerate(self.slots):
            top = (height - self.column_height(column)) / 2
            for key in column:
                own = self.slot_height(key)
                found[key] = (self.x + at * self.step, top + own / 2)
                top += own + self.size.gap
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """One map at its place."""

    block: CauseMap
    lines: list[list[_Key]]
    placing: _Placing
    height: float
    width: float
    setter: Typesetter

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the lines, then the factors from left to right, then the incident."""
        places = self.placing.places(self.height)
        goal_x = self.placing.x + self.width - self.placing.size.goal
        ports = self._ports(places)
        for number, chain in enumerate(self.lines):
            self._line(pen, top, chain, places, goal_x, ports[number])
        for column in self.placing.slots:
            for key in column:
                if key[1] < 0:
                    self._node(pen, self.placing.nodes[key[0]], places[key][0], top + places[key][1])
        self._goal(pen, goal_x, top + self.height / 2)

    def _ports(self, places: Mapping[_Key, tuple[float, float]]) -> list[float]:
        """Return for each line how far from the middle of its end it arrives, so that ends are apart."""
        arriving: dict[_Key, list[tuple[float, int]]] = {}
        for number, chain in enumerate(self.lines):
            arriving.setdefault(chain[-1], []).append((places[chain[-2]][1], number))
        offsets = [0.0] * len(self.lines)
        for found in arriving.values():
            found.sort()
            apart = min(9.0, (self.placing.size.height - 8) / max(len(found) - 1, 1))
            for at, (_, number) in enumerate(found):
                offsets[number] = (at - (len(found) - 1) / 2) * apart
        return offsets

    def _line(
        self,
        pen: Pen,
        top: float,
        chain: list[_Key],
        places: Mapping[_Key, tuple[float, float]],
        goal_x: float,
        port: float,
    ) -> None:
        """Draw one link as a curve through its places, dashed when it comes from a hypothesis."""
        node = self.placing.size.node
        x, y = places[chain[0]][0] + node, top + places[chain[0]][1]
        steps: list[tuple[str, tuple[float, ...]]] = [("m", (x, y))]
        for key in chain[1:]:
            if key == chain[-1]:
                to_x, to_y = goal_x - 4, top + self.height / 2 + port
                if key[0] != _GOAL:
                    to_x, to_y = places[key][0] - 4, top + places[key][1] + port
            else:
                to_x, to_y = places[key][0], top + places[key][1]
            half = (to_x - x) / 2
            steps.append(("c", (x + half, y, to_x - half, to_y, to_x, to_y)))
            x, y = to_x, to_y
            if key[1] >= 0:
                x += node
                steps.append(("l", (x, y)))
        pen.path(steps, "", "control", 0.8, dashed=not self.placing.nodes[chain[0][0]].verified)
        pen.path((("m", (x + 4, y)), ("l", (x - 1, y - 2.4)), ("l", (x - 1, y + 2.4))), "control", "", 0.5)

    def _node(self, pen: Pen, node: Node, x: float, middle: float) -> None:
        size = self.placing.size
        top = middle - size.height / 2
        pen.box(
            x,
            top,
            size.node,
            size.height,
            fill="surface",
            stroke="control" if not node.verified else "line2",
            radius=4,
            dashed=not node.verified,
        )
        label = self.setter.one_line(node.label, _LABEL, 30)
        if not size.full:
            pen.centred(label, x + size.node / 2, middle - label.leading / 2)
            return
        left = x + 6
        if node.category is not None and size.node >= _ROOMY:
            icon, colour = CATEGORY_ICONS[node.category]
            pen.box(left - 1, middle - 7, 14, 14, fill=f"{colour}soft", radius=3)
            pen.icon(icon, left + 1.5, middle - 4.5, 9, colour)
            left += 18
        room = x + size.node - 6 - label.width - 4 - left
        lines = self.setter.clamped(node.text, NODE, room, int((size.height - 5) / NODE.leading))
        at = middle - sum(line.leading for line in lines) / 2
        for line in lines:
            pen.line_of_text(line, left, at)
            at += line.leading
        pen.line_of_text(label, x + size.node - 6 - label.width, middle - label.leading / 2)

    def _goal(self, pen: Pen, x: float, middle: float) -> None:
        width = self.placing.size.goal
        lines = self.setter.clamped(self.block.goal, _INCIDENT, width - 16, 3)
        height = max(sum(line.leading for line in lines) + 12, 30)
        pen.box(x, middle - height / 2, width, height, fill="risksoft", stroke="risk", radius=4, line=1)
        at = middle - sum(line.leading for line in lines) / 2
        for line in lines:
            pen.line_of_text(line, x + 8, at)
            at += line.leading
