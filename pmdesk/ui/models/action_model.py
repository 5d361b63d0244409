"""Actions and ideas as rows for a list: everything that a row shows or speaks, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt
from whenever import Date

from pmdesk.domain.item_numbers import action_numbers, factor_numbers, ordered_actions
from pmdesk.domain.items import Action, ActionStatus, Size
from pmdesk.domain.measures import OPEN, overdue
from pmdesk.domain.review import Review
from pmdesk.editing.words import Words
from pmdesk.ui.models.ranked_words import ranked_words
from pmdesk.ui.models.timeline_entries import actor_text

_Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
MIME = "application/x-pmdesk-action"
_WEEK = 7
_NEAR_BEFORE, _NEAR_AFTER = 120, 240
"""Days around today in which a date needs no year to be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A text of a row. One that ``asks`` is a question which stands where its answer will go.

    A ``hint`` says more about a question above it.
    """

    text: str = ""
    asks: bool = False
    hint: bool = False
    tone: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """What one row shows. ``icon`` and ``tone`` are its status; ``spoken`` is the whole in a sentence."""

    action: Action
    number: str
    icon: str
    tone: str
    text: Cell
    second: Cell
    strength: Cell
    factors: Cell
    owner: Cell
    agreed: Cell
    due: Cell
    size: Cell
    spoken: str


class ActionModel(QAbstractListModel):
    """Rows of actions (or of ideas), updated in place so that selection and scrolling stay."""

    def __init__(self) -> None:
        """Hold no rows yet."""
        super().__init__()
        self.rows: tuple[ActionRow, ...] = ()

    def show(self, rows: Sequence[ActionRow]) -> None:
        """Show these rows, telling the view only what differs from those before."""
        wanted = {row.action.id for row in rows}
        for at in range(len(self.rows) - 1, -1, -1):
            if self.rows[at].action.id not in wanted:
                self.beginRemoveRows(QModelIndex(), at, at)
                self.rows = (*self.rows[:at], *self.rows[at + 1 :])
                self.endRemoveRows()
        for at, row in enumerate(rows):
            now = next((i for i in range(at, len(self.rows)) if self.rows[i].action.id == row.action.id), None)
            if now is None:
                self.beginInsertRows(QModelIndex(), at, at)
                self.rows = (*self.rows[:at], row, *self.rows[at:])
                self.endInsertRows()
            elif now != at:
                self.beginMoveRows(QModelIndex(), now, now, QModelIndex(), at)
                moved, without = self.rows[now], (*self.rows[:now], *self.rows[now + 1 :])
                self.rows = (*without[:at], moved, *without[at:])
                self.endMoveRows()
            if self.rows[at] != row:
                self.rows = (*self.rows[:at], row, *self.rows[at + 1 :])
                self.dataChanged.emit(self.index(at), self.index(at))

    def row_of(self, action_id: str) -> int:
        """Return the row of an action, or -1."""
        return next((at for at, row in enumerate(self.rows) if row.action.id == action_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text, the sentence for a screen reader, or the whole row (ROW_ROLE)."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.action.text
            case Qt.ItemDataRole.ToolTipRole:
                return row.action.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case _:
                return row if role == ROW_ROLE else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let rows be chosen and dragged to the other list."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Return the type of a dragged action."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the id of the dragged action."""
        data = QMimeData()
        if indexes:
            data.setData(MIME, self.rows[indexes[0].row()].action.id.encode())
        return data


def action_rows(review: Review, words: Words, today: Date) -> tuple[ActionRow, ...]:
    """Return the commitments of a review as rows, in their order."""
    numbers, factors = action_numbers(review), factor_numbers(review)
    return tuple(_row(review, one, numbers[one.id], factors, words, today) for one in ordered_actions(review))


def idea_rows(review: Review, words: Words, today: Date) -> tuple[ActionRow, ...]:
    """Return the ideas of a review as rows, in their order."""
    factors = factor_numbers(review)
    return tuple(_row(review, one, "", factors, words, today) for one in ordered_actions(review, ideas=True))


def owner_text(review: Review, action: Action) -> str:
    """Return the owner as the room calls them: the role, else the name, else the handle, else nothing."""
    return actor_text(review.people, action.owner) if action.owner in review.people else ""


def _row(
    review: Review, action: Action, number: str, factors: Mapping[str, str], words: Words, today: Date
) -> ActionRow:
    served = ", ".join(label for name, label in factors.items() if name in action.factors)
    icon, tone = _status_icon(action)
    owner = owner_text(review, action)
    dropped = action.status is ActionStatus.WONT_DO
    calm = "text3" if dropped else "text"
    row = ActionRow(
        action=action,
        number=number,
        icon=icon,
        tone=tone,
        text=_told(action.text, words("actions.ask.text"), calm),
        second=_second(action, words, served),
        strength=_told(
            words(f"enums.strength.{action.strength}") if action.strength else "",
            "" if dropped else words("actions.ask.strength"),
            calm,
        ),
        factors=_told(served, "" if dropped else words("actions.ask.factor"), "text3"),
        owner=_told(owner, "" if dropped else words("actions.ask.owner"), calm),
        agreed=_agreed(action, owner, words),
        due=_due(action, words, today, calm),
        size=_size(action, words, today),
        spoken="",
    )
    return _with_sentence(row, words)


def _told(text: str, question: str, tone: str) -> Cell:
    """Return the text, or the question where there is none; what will not be done is asked nothing."""
    return Cell(text=text, tone=tone) if text.strip() or not question else Cell(text=question, asks=True)


def _status_icon(action: Action) -> tuple[str, str]:
    match action.status:
        case ActionStatus.DONE:
            return "circle-check", "ok"
        case ActionStatus.WONT_DO:
            return "circle-slash", "text3"
        case ActionStatus.IN_PROGRESS:
            return "circle-dot", "accent" if action.agreed else "text3"
        case ActionStatus.COMMITTED:
            return ("circle", "accent") if action.agreed else ("circle-dashed", "text3")
        case ActionStatus.IDEA:
            return "lightbulb", "text3"


def _second(action: Action, words: Words, served: str) -> Cell:
    if action.status is ActionStatus.IDEA:
        origin = words("actions.ideas.from", factors=served) if served else ""
        return Cell(text=" · ".join(part for part in (origin, *ranked_words(action, words)) if part), tone="text3")
    if action.status is ActionStatus.WONT_DO:
        text = words("actions.row.not_done", text=_one_line(action.reason)) if action.reason.strip() else ""
        return _told(text, words("actions.ask.reason"), "text3")
    text = words("actions.row.done_when", text=_one_line(action.done_when)) if action.done_when.strip() else ""
    return _told(text, words("actions.ask.done_when"), "text3")


def _agreed(action: Action, owner: str, words: Words) -> Cell:
    if action.status is ActionStatus.WONT_DO:
        return Cell()
    if not owner:
        return Cell(text=words("actions.ask.one_person"), tone="text3", hint=True)
    if action.agreed:
        return Cell(text=words("actions.row.agreed"), tone="ok")
    return Cell(text=words("actions.row.asked"), tone="text3")


def _due(action: Action, words: Words, today: Date, calm: str) -> Cell:
    date = action.done_on if action.status is ActionStatus.DONE and action.done_on is not None else action.due
    if date is not None:
        near = -_NEAR_BEFORE < _days_between(today, date) < _NEAR_AFTER
        return Cell(text=words.date(date, year=not near), tone=calm)
    if action.status is ActionStatus.WONT_DO:
        return Cell()
    return Cell(text=words("actions.ask.by_when" if action.size else "actions.ask.due"), asks=True)


def _size(action: Action, words: Words, today: Date) -> Cell:
    if action.status is ActionStatus.DONE and action.done_on is not None:
        return Cell(text=words("actions.row.done"), tone="ok")
    letter = words(f"actions.size_letter.{action.size}") if action.size else ""
    if action.due is None and not letter and action.status is not ActionStatus.WONT_DO:
        return Cell(text=words("actions.ask.sets_date"), tone="text3", hint=True)
    if action.due is None:
        return Cell(text=letter, tone="text3")
    if action.status not in OPEN:
        return Cell(text=letter, tone="text3")
    days = _days_between(today, action.due)
    if overdue(action, today):
        return Cell(text=words("actions.row.late", count=-days), tone="warn")
    if action.size is Size.LARGE and not action.milestone.strip():
        return Cell(text=words("actions.ask.milestone"), asks=True)
    return Cell(text=_in_time(days, letter, words), tone="text3")


def _in_time(days: int, letter: str, words: Words) -> str:
    prefix = "" if letter else "plain_"
    if days == 0:
        return words(f"actions.in_time.{prefix}today", size=letter)
    if days % _WEEK == 0:
        return words(f"actions.in_time.{prefix}weeks", size=letter, count=days // _WEEK)
    return words(f"actions.in_time.{prefix}days", size=letter, count=days)


def _days_between(first: Date, last: Date) -> int:
    return last.to_stdlib().toordinal() - first.to_stdlib().toordinal()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _with_sentence(row: ActionRow, words: Words) -> ActionRow:
    """Return the row with the one sentence that a screen reader speaks."""
    action = row.action
    if action.status is ActionStatus.IDEA:
        told = "" if row.factors.asks else row.factors.text
        name = "actions.spoken.idea_from" if told else "actions.spoken.idea"
        return _spoken(row, ", ".join((words(name, text=action.text, factors=told), *ranked_words(action, words))))
    status = words(f"enums.action_status.{action.status}")
    parts = [words("actions.spoken.row", number=row.number, status=status, text=row.text.text), row.second.text]
    parts.append(row.strength.text)
    parts.append(_or_question(row.factors, words("actions.spoken.serves", factors=row.factors.text)))
    parts.append(_or_question(row.owner, words("actions.spoken.owner", owner=row.owner.text)))
    parts.append("" if row.owner.asks else row.agreed.text)
    parts.append(_or_question(row.due, words("actions.spoken.due", date=row.due.text)))
    parts.append(row.size.text)
    parts += ranked_words(action, words)
    if action.priority is not None:
        parts.append(words("actions.spoken.priority", priority=words(f"enums.priority.{action.priority}")))
    return _spoken(row, ", ".join(part for part in parts if part))


def _or_question(cell: Cell, sentence: str) -> str:
    return cell.text if cell.asks or not cell.text else sentence


def _spoken(row: ActionRow, sentence: str) -> ActionRow:
    return replace(row, spoken=sentence)
