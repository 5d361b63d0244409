"""The timeline list as a Qt model: rows come, go and move one by one, so that selection survives."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from html import escape

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pmdesk.domain.review import Review
from pmdesk.ui.models.timeline_entries import DayRow, Entries, EntryRows, EventRow, GapRow, Row

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole
"""The role of the row itself."""

_SHORT, _LONGEST = 40, 2000
"""Texts up to so many characters need no tooltip; a tooltip shows no more than so many."""


class TimelineModel(QAbstractListModel):
    """One row for each event, silence and day. ``sentence`` says a row in words for AccessibleTextRole."""

    def __init__(self, sentence: Callable[[Row], str]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._sentence = sentence
        self._maker = EntryRows()
        self._rows: list[Row] = []
        self._zone = ""
        self.entries = Entries()

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they stand."""
        return self._rows

    def show(self, review: Review, *, starred_only: bool) -> None:
        """Bring the rows to what the review is now, with the news that views need to follow."""
        self.entries = self._maker.entries(review, starred_only=starred_only)
        self._adopt(list(self.entries.rows))
        if self._zone != review.zone:
            self._zone = review.zone
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row_of(self, key: str) -> int:
        """Return the place of a row by its key (an event's id), or -1."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row (ROW), its text, or its sentence for a screen reader."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.event.text if isinstance(row, EventRow) else self._sentence(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, EventRow) and len(row.event.text) > _SHORT:
            return f"<p>{escape(row.event.text[:_LONGEST])}</p>"  # as rich text, so that it is wrapped
        if role == Qt.ItemDataRole.EditRole and isinstance(row, EventRow):
            return row.event.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what a row can: the keys pass over a day."""
        if not 0 <= index.row() < len(self._rows):
            return Qt.ItemFlag.NoItemFlags
        can = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        match self._rows[index.row()]:
            case EventRow():
                return can | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
            case GapRow():
                return can | Qt.ItemFlag.ItemIsSelectable
            case DayRow():
                return Qt.ItemFlag.ItemNeverHasChildren

    def _adopt(self, new: list[Row]) -> None:
        """Turn the present rows into ``new``: leave, move, come, change.

        Rows that did not change are the same objects, so that only the middle needs a look.
        """
        first = _alike(self._rows, new)
        tail = _alike(self._rows[first:][::-1], new[first:][::-1])
        middle = new[first : len(new) - tail]
        keys = {row.key for row in middle}
        self._drop(first, len(self._rows) - tail, keys)
        present = {row.key for row in self._rows[first : len(self._rows) - tail]}
        self._permute(first, [row.key for row in middle if row.key in present])
        self._insert(first, middle, present)
        self._replace(first, middle)

    def _drop(self, first: int, end: int, keys: Container[str]) -> None:
        """Remove the rows from ``first`` to ``end`` that have no such key, run by run, from the end."""
        while end > first:
            start = end
            while start > first and self._rows[start - 1].key not in keys:
                start -= 1
            if start < end:
                self.beginRemoveRows(QModelIndex(), start, end - 1)
                del self._rows[start:end]
                self.endRemoveRows()
            end = start - 1

    def _permute(self, base: int, order: Sequence[str]) -> None:
        """Bring the rows from ``base`` on into their new order: one move when one row moved."""
        old = [row.key for row in self._rows[base : base + len(order)]]
        first = next((at for at, (a, b) in enumerate(zip(old, order, strict=True)) if a != b), None)
        if first is None:
            return
        last = next(at for at in range(len(old) - 1, -1, -1) if old[at] != order[at])
        if [*old[first + 1 : last + 1], old[first]] == [*order[first : last + 1]]:
            self._move(base + first, base + last)
        elif [old[last], *old[first:last]] == [*order[first : last + 1]]:
            self._move(base + last, base + first)
        else:
            self._shuffle(base, order)

    def _move(self, source: int, target: int) -> None:
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target + (target > source))
        self._rows.insert(target, self._rows.pop(source))
        self.endMoveRows()

    def _shuffle(self, base: int, order: Sequence[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        end = base + len(order)
        place = {key: base + at for at, key in enumerate(order)}
        before = self.persistentIndexList()
        after = [
            self.index(place[self._rows[index.row()].key]) if base <= index.row() < end else index for index in before
        ]
        self._rows[base:end] = sorted(self._rows[base:end], key=lambda row: place[row.key])
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert(self, base: int, new: Sequence[Row], present: Container[str]) -> None:
        """Insert the rows that came, run by run."""
        at = 0
        while at < len(new):
            end = at
            while end < len(new) and new[end].key not in present:
                end += 1
            if end > at:
                self.beginInsertRows(QModelIndex(), base + at, base + end - 1)
                self._rows[base + at : base + at] = new[at:end]
                self.endInsertRows()
            at = end + 1

    def _replace(self, base: int, new: Sequence[Row]) -> None:
        """Tell of the rows whose content is another one, run by run."""
        at = 0
        while at < len(new):
            end = at
            while end < len(new) and self._rows[base + end] != new[end]:
                self._rows[base + end] = new[end]
                end += 1
            if end > at:
                self.dataChanged.emit(self.index(base + at), self.index(base + end - 1))
            else:
                self._rows[base + at] = new[at]
            at = max(end, at + 1)


def _alike(old: Sequence[Row], new: Sequence[Row]) -> int:
    """Return how many rows are the same objects from the start on."""
    for at, (a, b) in enumerate(zip(old, new, strict=False)):
        if a is not b:
            return at
    return min(len(old), len(new))
