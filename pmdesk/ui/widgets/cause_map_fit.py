"""Which plan of the cause map suits the room there is. Its text is never made small to fit.

In turn: effects in boxes of their own; then effects below the words of their factor, or none; each with
as many lines a box as are needed and have room. Where that is still too high or too wide, the view scrolls.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmdesk.domain.items import Factor
from pmdesk.ui.look import Look
from pmdesk.ui.widgets.cause_map_items import BODY, STRONG, line_height, text_room
from pmdesk.ui.widgets.cause_map_plan import CellKind, MapPlan, Sizes, plan_map
from pmdesk.ui.widgets.wrapped import wrapped

_LEAST, _MOST = 2, 5
"""How many lines a box holds at least and at most."""

_BOXED = 3
"""Effects have boxes of their own only where every box holds its words, or this many lines of them."""

_PAD = 10


class MapFit:
    """Plans maps, and remembers them until other factors are taken or sizes change."""

    def __init__(self, look: Look) -> None:
        """Know no factors."""
        self._look = look
        self._factors: Mapping[str, Factor] = {}
        self._incident = ""
        self._plans: dict[tuple[float, int, bool], MapPlan] = {}
        self._needs: dict[tuple[float, bool], int] = {}

    def take(self, factors: Mapping[str, Factor], incident: str) -> None:
        """Plan for these factors, and an incident in these words, from now on."""
        self._factors, self._incident = factors, incident
        self.forget()

    def forget(self) -> None:
        """Measure anew: the size of the text is another one."""
        self._plans.clear()
        self._needs.clear()

    def plan(self, room: float, high: float) -> MapPlan:
        """Return the plan for a width and a height, px."""
        if any(one.effect.strip() for one in self._factors.values()):
            plan = self._planned(room, _LEAST, boxed=True)
            if plan.width <= room + 1 and plan.height <= high:
                need = self._need(room, boxed=True)
                for lines in range(need, min(need, _BOXED) - 1, -1):
                    plan = self._planned(room, lines, boxed=True)
                    if plan.height <= high:
                        return plan
        least = self._planned(room, _LEAST, boxed=False)
        if least.height > high:
            return least
        for lines in range(self._need(room, boxed=False), _LEAST, -1):
            plan = self._planned(room, lines, boxed=False)
            if plan.height <= high:
                return plan
        return least

    def _planned(self, room: float, lines: int, *, boxed: bool) -> MapPlan:
        key = (room, lines, boxed)
        if key not in self._plans:
            self._plans[key] = plan_map(self._factors, self._sizes(room, lines), effects=boxed)
        return self._plans[key]

    def _need(self, room: float, *, boxed: bool) -> int:
        """Return how many lines the longest words of a box take."""
        if (room, boxed) not in self._needs:
            widths = {cell.kind: cell.width for cell in self._planned(room, _LEAST, boxed=boxed).cells}
            most = _LEAST
            for one in self._factors.values():
                lines = self._lines(one.statement, CellKind.FACTOR, widths)
                if one.effect.strip() and boxed:
                    lines = max(lines, self._lines(one.effect, CellKind.EFFECT, widths))
                elif one.effect.strip():
                    lines += self._lines(one.effect, CellKind.FACTOR, widths)
                most = max(most, lines)
            self._needs[room, boxed] = min(most, _MOST)
        return self._needs[room, boxed]

    def _lines(self, text: str, kind: CellKind, widths: Mapping[CellKind, float]) -> int:
        style = STRONG if kind is CellKind.INCIDENT else BODY
        return len(wrapped(text, self._look.font(style), text_room(self._look, kind, widths[kind]), _MOST))

    def _sizes(self, room: float, lines: int) -> Sizes:
        px, line = self._look.px, line_height(self._look)
        height = max(lines * line + px(_PAD), px(44))
        least = 0.72
        incident = px(164)
        words = self._lines(self._incident, CellKind.INCIDENT, {CellKind.INCIDENT: incident * least})
        return Sizes(
            room=room,
            factor=(px(212), height),
            effect=(px(188), height),
            incident=(incident, max(min(words, 4) * line + px(_PAD), px(60))),
            column_gap=px(36),
            row_gap=px(8),
            port_gap=px(12),
            top=px(24),
            least=least,
            most=1.3,
        )
