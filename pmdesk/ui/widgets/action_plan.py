"""Where the parts of an action's row lie: in columns where there is room, folded where there is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from pmdesk.ui.look import Look
from pmdesk.ui.models.action_model import ActionRow, Cell
from pmdesk.ui.widgets.wrapped import wrapped

_COLUMNS_FROM, _THIRDS_FROM = 600, 430
_WIDTHS = (112, 124, 86)
_SHARES = (0.31, 0.37, 0.32)
_GAP = 11
_LINE, _LINES = 18, 2
_KEPT = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A part of a row in its place: "text", "second", "strength", "factors", "owner" ..."""

    part: str
    rect: QRect
    cell: Cell
    style: str
    icon: str = ""


class RowPlan:
    """Where the parts of a row lie, for a width: columns, thirds below the text, or stacked."""

    def __init__(self, look: Look) -> None:
        """Measure with ``look``."""
        self._look = look
        self._wrapped: dict[tuple[str, int, int], tuple[str, ...]] = {}
        self._held = ("", 0)

    def height(self, width: int, row: ActionRow) -> int:
        """Return the height of a row; a text that needs two lines gets them."""
        lines = 52 if self._columns(width) else 74 if width >= self._look.px(_THIRDS_FROM) else 114
        return self._look.px(lines) + self._more(QRect(0, 0, width, 0), row)

    def lines(self, rect: QRect, row: ActionRow) -> tuple[str, ...]:
        """Return the text of a row in lines, as they are painted."""
        box = self._text_box(rect, row)
        key = (row.text.text, box.width(), self._look.scale)
        if key not in self._wrapped:
            if len(self._wrapped) > _KEPT:
                self._wrapped.clear()
            self._wrapped[key] = wrapped(row.text.text, self._look.font("body-medium"), box.width(), _LINES)
        return self._wrapped[key]

    def hold(self, rect: QRect, row: ActionRow) -> None:
        """Keep the height of a row while somebody types in it, so that nothing moves under their eyes."""
        self._held = (row.action.id, self._more(rect, row))

    def let_go(self) -> None:
        """Let the row that was held fit its text again."""
        self._held = ("", 0)

    def columns(self, rect: QRect) -> tuple[QRect, ...]:
        """Return the four columns of a wide row: action, strength, owner, due; empty when folded."""
        if not self._columns(rect.width()):
            return ()
        look, gap = self._look, self._look.px(_GAP)
        right = rect.right() - look.px(12)
        found: list[QRect] = []
        for width in reversed(_WIDTHS):
            found.insert(0, QRect(right - look.px(width), rect.top(), look.px(width), rect.height()))
            right -= look.px(width) + gap
        left = self._left(rect)
        return (QRect(left, rect.top(), right - left, rect.height()), *found)

    def icon(self, rect: QRect) -> QPoint:
        """Return where the status icon stands."""
        at = rect.center().y() - self._look.px(8) if self._columns(rect.width()) else rect.top() + self._look.px(9)
        return QPoint(rect.left() + self._look.px(12), at)

    def number(self, rect: QRect, row: ActionRow) -> QRect:
        """Return the place of "A1"."""
        width = self._look.metrics("body").horizontalAdvance(row.number) + self._look.px(6) if row.number else 0
        return QRect(self._left(rect), rect.top() + self._look.px(8), width, self._look.px(18))

    def parts(self, rect: QRect, row: ActionRow) -> Iterator[Placed]:
        """Yield every text of a row with its place."""
        look = self._look
        number = self.number(rect, row)
        columns = self.columns(rect)
        more = self._more(rect, row)
        text = self._text_box(rect, row)
        right = text.right()
        y2 = rect.top() + look.px(27) + more
        yield Placed(part="text", rect=text.adjusted(0, 0, 0, more), cell=row.text, style="body-medium")
        second = QRect(number.left(), y2, right - number.left(), look.px(16))
        yield Placed(part="second", rect=second, cell=row.second, style="small")
        if columns:
            for box, pair in zip(columns[1:], _pairs(row), strict=True):
                yield from self._two_lines(box, pair)
            return
        left = number.left()
        thirds = rect.width() >= look.px(_THIRDS_FROM)
        x, y = left, 48
        for share, pair in zip(_SHARES, _pairs(row), strict=True):
            width = int((right - left) * share) if thirds else right - left
            top = rect.top() + look.px(y) + more
            yield from self._one_line(QRect(x, top, width - look.px(8), look.px(18)), pair)
            x, y = (x + width, y) if thirds else (x, y + 20)

    def _text_box(self, rect: QRect, row: ActionRow) -> QRect:
        """Return the place of the first line of the text."""
        number, columns = self.number(rect, row), self.columns(rect)
        right = columns[0].right() if columns else rect.right() - self._look.px(12)
        left = number.left() + number.width()
        return QRect(left, number.top(), right - left, self._look.px(_LINE))

    def _more(self, rect: QRect, row: ActionRow) -> int:
        """Return what the second line adds to a row."""
        if self._held[0] == row.action.id:
            return self._held[1]
        return self._look.px(_LINE) * max(len(self.lines(rect, row)) - 1, 0)

    def _two_lines(self, box: QRect, pair: tuple[Placed, Placed]) -> Iterator[Placed]:
        look = self._look
        first, second = pair
        indent = look.px(21) if first.part == "strength" else 0
        yield _at(first, QRect(box.left(), box.top() + look.px(8), box.width(), look.px(18)))
        yield _at(
            second, QRect(box.left() + indent, box.top() + look.px(27), box.width() - indent, look.px(16)), "small"
        )

    def _one_line(self, box: QRect, pair: tuple[Placed, Placed]) -> Iterator[Placed]:
        look = self._look
        first, second = pair
        metrics = look.metrics("small-medium")
        wanted = metrics.horizontalAdvance(first.cell.text) + look.px(27 if first.part == "strength" else 6)
        beside = metrics.horizontalAdvance(second.cell.text) + look.px(20 if second.icon else 4)
        fits = wanted + beside + look.px(4) <= box.width()
        if first.cell.asks and not second.cell.asks and second.part != "factors" and not fits:
            beside = 0  # the hint beside a question gives way
        least = box.width() if first.part == "due" else box.width() // 2  # of a date, the whole is read
        used = min(wanted, max(box.width() - beside - look.px(4), least))
        yield _at(first, QRect(box.left(), box.top(), used, box.height()), "small")
        rest = QRect(box.left() + used + look.px(4), box.top(), box.width() - used - look.px(4), box.height())
        if beside:
            yield _at(second, rest, "small")

    def _columns(self, width: int) -> bool:
        return width >= self._look.px(_COLUMNS_FROM)

    def _left(self, rect: QRect) -> int:
        return rect.left() + self._look.px(12 + 16 + _GAP)


def _pairs(row: ActionRow) -> tuple[tuple[Placed, Placed], ...]:
    def part(name: str, cell: Cell, icon: str = "") -> Placed:
        return Placed(part=name, rect=QRect(), cell=cell, style="body", icon=icon)

    asked = "" if row.owner.asks or not row.agreed.text else "check" if row.action.agreed else "circle"
    return (
        (part("strength", row.strength), part("factors", row.factors)),
        (part("owner", row.owner), part("agreed", row.agreed, asked)),
        (part("due", row.due), part("size", row.size)),
    )


def _at(placed: Placed, rect: QRect, style: str = "") -> Placed:
    return Placed(part=placed.part, rect=rect, cell=placed.cell, style=style or placed.style, icon=placed.icon)
