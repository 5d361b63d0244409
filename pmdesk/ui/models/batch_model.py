"""The lines of a paste before they are added: a row each, taken out or in by key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pmdesk.editing.pasting import CapturedLine

Index = QModelIndex | QPersistentModelIndex

LINE = Qt.ItemDataRole.UserRole
"""The role of the CapturedLine itself."""

OUT = Qt.ItemDataRole.UserRole + 1
"""The role of whether a line is left out."""


class BatchModel(QAbstractListModel):
    """Holds lines. ``sentence`` says one in words; it is asked only for rows that are looked at."""

    def __init__(self, sentence: Callable[[CapturedLine, bool], str]) -> None:
        """Hold nothing yet."""
        super().__init__()
        self._sentence = sentence
        self._lines: tuple[CapturedLine, ...] = ()
        self._out: set[int] = set()

    @property
    def kept(self) -> tuple[CapturedLine, ...]:
        """The lines that are not left out."""
        return tuple(line for at, line in enumerate(self._lines) if at not in self._out)

    @property
    def count(self) -> int:
        """How many lines are not left out."""
        return len(self._lines) - len(self._out)

    def show(self, lines: Sequence[CapturedLine]) -> None:
        """Show other lines, all of them taken in."""
        self.beginResetModel()
        self._lines, self._out = tuple(lines), set()
        self.endResetModel()

    def turn(self, rows: Collection[int]) -> None:
        """Leave lines out; take them in again when all of them are out."""
        chosen = {row for row in rows if 0 <= row < len(self._lines)}
        if chosen:
            self._out = self._out - chosen if chosen <= self._out else self._out | chosen
            self.dataChanged.emit(self.index(min(chosen)), self.index(max(chosen)))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line (LINE), whether it is left out (OUT), its words, or its sentence."""
        if not 0 <= index.row() < len(self._lines):
            return None
        line, out = self._lines[index.row()], index.row() in self._out
        if role == LINE:
            return line
        if role == OUT:
            return out
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(line, out)
        return None
