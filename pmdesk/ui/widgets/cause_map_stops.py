"""Where the keyboard and a screen reader stand on the cause map: one plain widget a node.

A drawn scene says nothing to a screen reader. So each node has a widget of its own in the viewport,
in the node's rectangle: it paints nothing, lets the mouse through, holds the focus and has a name.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from pmdesk.ui.widgets.cause_map_plan import CellKind, MapPlan


class Stop(QAbstractButton):
    """One node for the keyboard. Only the chosen one is a stop of the Tab key."""

    def __init__(
        self, viewport: QWidget, key: str, pressed: Callable[[QKeyEvent], bool], came: Callable[[str], None]
    ) -> None:
        """``pressed`` takes keys, ``came`` hears of the focus."""
        super().__init__(viewport)
        self.key = key
        self._pressed, self._came = pressed, came
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand keys to the map."""
        if not self._pressed(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Do nothing: a button would press itself on the space bar."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self._came(self.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard went."""
        super().focusOutEvent(event)
        self._came("")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing: the scene shows the node."""


def next_stop(plan: MapPlan, key: str, pressed: Qt.Key, chosen: str = "") -> str:
    """Return the node that an arrow key leads to: along an edge left or right, or up and down a column.

    Of several edges, the one to the ``chosen`` factor is taken (back from the incident), else the nearest.
    """
    cells = {cell.key: cell for cell in plan.cells}
    here = cells.get(key)
    if here is None:
        return next((cell.key for cell in plan.cells if cell.kind is CellKind.FACTOR), "")
    if pressed in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
        column = next((column for column in plan.columns if key in column), (key,))
        at = column.index(key) + (1 if pressed == Qt.Key.Key_Down else -1)
        return column[min(max(at, 0), len(column) - 1)]
    near = neighbours(plan, key, forward=pressed == Qt.Key.Key_Right)
    return min(near, key=lambda one: (one != chosen, abs(cells[one].middle - here.middle)), default=key)


def neighbours(plan: MapPlan, key: str, *, forward: bool) -> tuple[str, ...]:
    """Return the factors (or the incident) one edge away; effects in between are passed."""
    effects = {cell.key for cell in plan.cells if cell.kind is CellKind.EFFECT}
    found: list[str] = []
    waiting = [key]
    while waiting:
        place = waiting.pop(0)
        for link in plan.links:
            here, there = (link.source, link.target) if forward else (link.target, link.source)
            if here != place:
                continue
            if there in effects:
                waiting.append(there)
            elif there not in found:
                found.append(there)
    return tuple(found)
