"""The chart as a table for screen readers: time, kind and words of each event."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from pmdesk.domain.items import Event
from pmdesk.ui.models.timeline_sentences import Sentences

Index = QModelIndex | QPersistentModelIndex

_COLUMNS = ("time", "kind", "text")


class ChartTable(QAbstractTableModel):
    """One row for each event in the order of time."""

    def __init__(self, sentences: Sentences) -> None:
        """Show nothing yet."""
        super().__init__()
        self._say = sentences
        self.events: Sequence[Event] = ()
        self._rows: dict[str, int] = {}

    def show(self, events: Sequence[Event]) -> None:
        """Show these events."""
        if events == self.events:
            return
        self.beginResetModel()
        self.events = events
        self._rows = {}
        self.endResetModel()

    def retell(self, events: Sequence[Event]) -> None:
        """Show the same events with other words."""
        self.events = events
        if events:
            self.dataChanged.emit(self.index(0, 0), self.index(len(events) - 1, len(_COLUMNS) - 1))

    def row_of(self, event_id: str) -> int:
        """Return the row of an event, or -1."""
        if not self._rows:
            self._rows = {event.id: at for at, event in enumerate(self.events)}
        return self._rows.get(event_id, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return the number of events."""
        return 0 if parent.isValid() else len(self.events)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as above)
        """Return the three columns."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        event = self.events[index.row()]
        match _COLUMNS[index.column()]:
            case "time":
                return self._say.clock(event) if event.time.placed else self._say.words("timeline.no_time")
            case "kind":
                return self._say.words(f"enums.event_kind.{event.kind.value}")
            case _:
                return event.text or self._say.words("timeline.row.empty")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name of a column."""
        wanted = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return self._say.words(f"timeline.chart.column_{_COLUMNS[section]}") if wanted else None
