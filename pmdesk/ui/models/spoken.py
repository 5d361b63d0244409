"""Who has spoken: the people who are here, and how often each was heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pmdesk.domain.items import Person
from pmdesk.domain.review import Review
from pmdesk.editing.words import Words
from pmdesk.meeting.tally import Tally

_Index = QModelIndex | QPersistentModelIndex
KEYS = "1234567890"
"""The keys of the first rows, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who is here. ``key`` is a digit, empty behind the tenth."""

    id: str
    label: str
    key: str
    strokes: int


def speakers(review: Review, here: Sequence[object], tally: Tally, words: Words) -> list[Speaker]:
    """Return those who are here in the order of the review's people, by role; a role of several with the name."""
    people = [one for one in review.ordered("person") if isinstance(one, Person) and one.id in here]
    roles = Counter(one.role for one in people)
    found = []
    for at, one in enumerate(people):
        named = " ".join(part for part in (one.name, *one.handles) if part)
        parts = [one.role] if roles[one.role] == 1 else [one.role, named]
        label = ", ".join(part for part in parts if part) or named or words("opening.here_unnamed", number=at + 1)
        found.append(Speaker(id=one.id, label=label, key=KEYS[at : at + 1], strokes=tally.of(one.id)))
    return found


class SpokenModel(QAbstractListModel):
    """One row a speaker; UserRole holds it."""

    def __init__(self, words: Words) -> None:
        """Hold nobody yet."""
        super().__init__()
        self._words = words
        self.speakers: list[Speaker] = []

    def show(self, found: list[Speaker]) -> None:
        """Show others, or other counts; the place stays when the people are the same."""
        if [one.id for one in found] == [one.id for one in self.speakers]:
            self.speakers = found
            if found:
                self.dataChanged.emit(self.index(0), self.index(len(found) - 1))
            return
        self.beginResetModel()
        self.speakers = found
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return how many are here."""
        return 0 if parent.isValid() else len(self.speakers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a label, what a screen reader says, or the Speaker."""
        if not 0 <= index.row() < len(self.speakers):
            return None
        one = self.speakers[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return one.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self.said(one)
            return self._words("console.spoken.row_key", said=said, key=one.key) if one.key else said
        return one if role == Qt.ItemDataRole.UserRole else None

    def said(self, one: Speaker) -> str:
        """Return "Support lead, heard twice" in the words of the catalogue."""
        if not one.strokes:
            return self._words("console.spoken.row_not_yet", label=one.label)
        return self._words("console.spoken.row", label=one.label, count=one.strokes)
