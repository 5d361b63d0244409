"""The table of what supports what: a row a factor, a column an event or an action."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from pmdesk.domain.item_numbers import action_numbers, factor_numbers, ordered_actions, ordered_factors
from pmdesk.domain.items import ActionStatus, Factor
from pmdesk.domain.review import Review, moments_of_event
from pmdesk.domain.rules import evidence_of
from pmdesk.domain.timeline import in_order
from pmdesk.domain.times import clock_text
from pmdesk.editing.words import Words

_Index = QModelIndex | QPersistentModelIndex

MARK_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column stands for: an "event" or "action" by id, or "none" where there is not one."""

    kind: str
    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A factor: what it leans on, what serves it, and what is said where nothing does."""

    factor: str
    label: str
    text: str
    linked: frozenset[str]
    evidence_gap: str = ""
    action_gap: str = ""
    accepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A cell: linked or not, or a gap that is told in words over all columns of its kind."""

    kind: str
    linked: bool
    gap: str = ""
    calm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The whole table; ``unused`` counts the key moments that explain no factor."""

    rows: tuple[Row, ...] = ()
    events: tuple[Column, ...] = ()
    actions: tuple[Column, ...] = ()
    unused: int = 0

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns from left to right."""
        return (*self.events, *self.actions)


def support_of(review: Review, words: Words) -> Support:
    """Return the table of a review: events that are evidence or key moments, and the commitments."""
    numbers, labels = factor_numbers(review), action_numbers(review)
    factors = ordered_factors(review)
    evidence = {name for factor in factors for name in evidence_of(review, factor)}
    shown = [one for one in in_order(review) if one.id in evidence or moments_of_event(review, one.id)]
    events = tuple(
        Column(kind="event", id=one.id, label=clock_text(one.time, review.zone), text=_one_line(one.text))
        for one in shown
    )
    actions = tuple(
        Column(kind="action", id=one.id, label=labels[one.id], text=_one_line(one.text))
        for one in ordered_actions(review)
        if one.status is not ActionStatus.WONT_DO
    )
    served: dict[str, set[str]] = {one.id: set() for one in factors}
    for column in actions:
        for name in review.actions[column.id].factors:
            served.get(name, set()).add(column.id)
    rows = tuple(_row(review, one, numbers[one.id], served[one.id], words) for one in factors)
    none = words("close.matrix.evidence_column"), words("close.matrix.action_column")
    return Support(
        rows=rows,
        events=events or (Column(kind="none", id="", label="", text=none[0]),),
        actions=actions or (Column(kind="none", id="", label="", text=none[1]),),
        unused=sum(one.id not in evidence for one in shown),
    )


def _row(review: Review, factor: Factor, label: str, served: set[str], words: Words) -> Row:
    evidence = evidence_of(review, factor)
    accepted = bool(factor.accepted) and not served
    gap = words("close.matrix.accepted" if accepted else "close.matrix.no_action")
    return Row(
        factor=factor.id,
        label=label,
        text=_one_line(factor.statement),
        linked=frozenset((*evidence, *served)),
        evidence_gap="" if evidence else words("close.matrix.no_evidence"),
        action_gap="" if served else gap,
        accepted=accepted,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


class SupportModel(QAbstractTableModel):
    """The table for a view; every cell speaks a sentence of its own."""

    def __init__(self, words: Words) -> None:
        """Hold an empty table."""
        super().__init__()
        self._words = words
        self.support = Support()

    def show(self, support: Support) -> None:
        """Show another table; cells are told one by one while rows and columns stay."""
        if support == self.support:
            return
        before = self.support
        same = (
            [one.factor for one in before.rows] == [one.factor for one in support.rows]
            and before.columns == support.columns
            and [bool(one.evidence_gap) for one in before.rows] == [bool(one.evidence_gap) for one in support.rows]
            and [bool(one.action_gap) for one in before.rows] == [bool(one.action_gap) for one in support.rows]
        )
        if same:
            self.support = support
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.support = support
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return the number of factors."""
        return 0 if parent.isValid() else len(self.support.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return the number of events and actions."""
        return 0 if parent.isValid() else len(self.support.columns)

    def mark(self, index: _Index) -> Mark:
        """Return what a cell shows."""
        row, column = self.support.rows[index.row()], self.support.columns[index.column()]
        if index.column() < len(self.support.events):
            return Mark(kind="event", linked=column.id in row.linked, gap=row.evidence_gap)
        return Mark(kind="action", linked=column.id in row.linked, gap=row.action_gap, calm=row.accepted)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the mark of a cell (MARK_ROLE), or its sentence."""
        if not index.isValid():
            return None
        if role == MARK_ROLE:
            return self.mark(index)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._sentence(index)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return "F1" of a row, "14:02" or "A1" of a column, and what they stand for."""
        spoken = role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}
        if role != Qt.ItemDataRole.DisplayRole and not spoken:
            return None
        table = self.support.rows if orientation == Qt.Orientation.Vertical else self.support.columns
        if not 0 <= section < len(table):
            return None
        one = table[section]
        return f"{one.label} {one.text}".strip() if spoken else one.label

    def _sentence(self, index: _Index) -> str:
        row, column, mark = self.support.rows[index.row()], self.support.columns[index.column()], self.mark(index)
        if mark.gap:
            return self._words("close.matrix.spoken_gap", factor=row.label, text=mark.gap)
        if mark.kind == "event":
            name = "spoken_evidence" if mark.linked else "spoken_no_link"
            return self._words(f"close.matrix.{name}", factor=row.label, time=column.label, text=column.text)
        name = "spoken_serves" if mark.linked else "spoken_not_served"
        return self._words(f"close.matrix.{name}", factor=row.label, action=column.label, text=column.text)
