"""The list of the library as a Qt model: reviews under group headings, or places found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from whenever import Date

from pmdesk.domain.review import NextFor, ReviewKind, ReviewStatus
from pmdesk.editing.ports import Hit, Summary
from pmdesk.editing.words import Words
from pmdesk.ui.models.library_meetings import MeetingLine, status_words

_Index = QModelIndex | QPersistentModelIndex

_DUE: Mapping[NextFor | None, str] = {NextFor.COMMIT: "agenda.soak", NextFor.FOLLOW_UP: "library.follow_up"}
"""What a next meeting is for -> the topic of its words."""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading in the list."""

    text: str


Row = Group | Summary | Hit


class LibraryModel(QAbstractListModel):
    """Rows by role: DisplayRole and AccessibleTextRole speak, UserRole holds the row itself."""

    def __init__(self, words: Words) -> None:
        """Start empty."""
        super().__init__()
        self._words = words
        self.rows: tuple[Row, ...] = ()
        self.today: Date | None = None
        """The day for which the rows are shown."""
        self._meetings: Mapping[str, MeetingLine] = {}

    def know_meetings(self, meetings: Mapping[str, MeetingLine]) -> None:
        """Take what is to be said of the meetings of today, by review; the next rows are shown with it."""
        self._meetings = meetings

    def show_summaries(self, summaries: Sequence[Summary], today: Date) -> None:
        """Show reviews, newest first, under headings by age; one whose meeting goes on stands before all."""
        self.today = today
        groups: dict[str, list[Row]] = {"today": [], "month": [], "earlier": [], "undated": []}
        for one in sorted(summaries, key=self._going_since, reverse=True):
            groups["today" if self._going_since(one) else _group(one, today)].append(one)
        rows: list[Row] = []
        for name, members in groups.items():
            if members:
                rows.append(Group(self._words(f"library.groups.{name}")))
                rows.extend(members)
        self._replace(tuple(rows))

    def show_hits(self, hits: Sequence[Hit], titles: Sequence[Summary]) -> None:
        """Show what a search found: reviews by title first, then the places inside reviews."""
        self._replace((*titles, *hits))

    def status(self, row: Summary) -> str:
        """Return where a review stands, as its row says it."""
        due = bool(due_words(self._words, row, self.today))
        return status_words(self._words, row, self.today, self._meetings.get(row.id), due=due)

    def first_row(self) -> int:
        """Return the first row that can be chosen, or -1."""
        return next((at for at, row in enumerate(self.rows) if not isinstance(row, Group)), -1)

    def row_of(self, review: str) -> int:
        """Return the row of a review, or -1."""
        return next((at for at, row in enumerate(self.rows) if isinstance(row, Summary) and row.id == review), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if not 0 <= index.row() < len(self.rows) or isinstance(self.rows[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the spoken text, or the row."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._spoken(row)
        return None

    def _spoken(self, row: Row) -> str:
        words = self._words
        match row:
            case Group():
                return row.text
            case Hit():
                return f"{words('window.number', number=row.number)}, {row.title}: {row.excerpt}"
            case Summary():
                due = due_words(words, row, self.today)
                return words(
                    "library.row_due" if due else "library.row",
                    due=due,
                    number=words("window.number", number=row.number),
                    title=row.title or words("window.untitled"),
                    severity=severity_word(words, row),
                    date=words.date(row.day) if row.day else words("library.no_date"),
                    status=self.status(row),
                    actions=", ".join(action_words(words, row)),
                )

    def _going_since(self, row: Summary) -> int:
        """Return since when its meeting goes on, in seconds of the epoch; 0 when none does."""
        line = self._meetings.get(row.id)
        return line.since.timestamp() if line is not None and line.goes_on else 0

    def _replace(self, rows: tuple[Row, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


def severity_word(words: Words, row: Summary) -> str:
    """Return "SEV-2", "Near miss" or that it is not rated."""
    if row.kind is not ReviewKind.INCIDENT:
        return words(f"enums.review_kind.{row.kind.value}")
    return words(f"enums.severity.{row.severity.value}") if row.severity else words("library.unrated")


def action_words(words: Words, row: Summary) -> tuple[str, ...]:
    """Return what to say of the actions: open ones, then overdue ones."""
    if row.open_actions:
        overdue = (words("library.overdue", count=row.overdue_actions),) if row.overdue_actions else ()
        return (words("library.open", count=row.open_actions), *overdue)
    if row.ideas:
        return (words("library.ideas", count=row.ideas),)
    finished = row.status in {ReviewStatus.PUBLISHED, ReviewStatus.CLOSED}
    return (words("library.all_done" if finished else "library.none_yet"),)


def due_words(words: Words, row: Summary, today: Date | None, *, short: bool = False) -> str:
    """Return what to say of the next meeting when its day has come (``short`` in few words); else an empty text."""
    topic = _DUE.get(row.next_for) if today is not None and _is_due(row, today) else None
    if topic is None or row.next_date is None:
        return ""
    if short:
        return words(f"{topic}.short")
    if row.next_date == today:
        return words(f"{topic}.today")
    return words(f"{topic}.late", day=words.date(row.next_date, year=False))


def _is_due(row: Summary, today: Date) -> bool:
    """Return whether the next meeting is today, or was planned before and something still waits for it.

    A second meeting waits until it begins; a follow-up that is over is not recorded, so that it waits no
    longer than an action is open.
    """
    if row.next_date is None or row.next_date > today or row.status is ReviewStatus.ARCHIVED:
        return False
    if row.next_for is NextFor.FOLLOW_UP:
        return row.status is not ReviewStatus.CLOSED and (row.next_date == today or row.open_actions > 0)
    return row.next_for is NextFor.COMMIT


def _group(row: Summary, today: Date) -> str:
    if _is_due(row, today):
        return "today"
    day = row.meeting_date or row.day
    if day is None:
        return "undated"
    if day >= today:
        return "today"
    return "month" if (day.year, day.month) == (today.year, today.month) else "earlier"
