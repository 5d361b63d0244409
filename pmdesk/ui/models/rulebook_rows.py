"""The rules of wording and the decisions of a library, as rows for lists: every word that a row shows or speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pmdesk.editing.ports import WordingChoice, WordingChoiceKind
from pmdesk.editing.words import Words

if TYPE_CHECKING:
    from pmdesk.wording.rules import Rule

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
DISMISSALS = frozenset({WordingChoiceKind.FINE, WordingChoiceKind.NOT_IN_REVIEW})
_STAGES = ("timeline", "factors", "actions", "summary", "publish")


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRow:
    """A row: its id, two lines, what a screen reader says, and, for a rule, whether it is on (else None)."""

    id: str
    text: str
    second: str
    spoken: str
    on: bool | None = None
    tag: str = ""


def stages_text(rule: Rule, words: Words) -> str:
    """Return where a rule applies: "Timeline, Factors, Summary"."""
    return ", ".join(words(f"rulebook.stages.{one}") for one in _STAGES if one in rule.stages)


def severity_text(rule: Rule, words: Words) -> str:
    """Return how loudly a rule asks: "High: a solid underline"."""
    return words(f"rulebook.severity.{rule.severity}")


def rule_rows(rules: Iterable[Rule], choices: Sequence[WordingChoice], words: Words) -> tuple[BookRow, ...]:
    """Return every rule, in the order of the ids, and whether the library has it switched on."""
    off = {one.rule for one in choices if one.kind is WordingChoiceKind.NEVER}
    return tuple(_rule_row(one, words, on=one.id not in off) for one in rules)


def _rule_row(rule: Rule, words: Words, *, on: bool) -> BookRow:
    second = words("rulebook.row", severity=words(f"rulebook.short.{rule.severity}"), stages=stages_text(rule, words))
    state = words("rulebook.on" if on else "rulebook.off")
    turn = words("rulebook.turn_off" if on else "rulebook.turn_on")
    spoken = words("rulebook.spoken_rule", rule=rule.id, title=rule.title, state=state, second=second, turn=turn)
    return BookRow(id=rule.id, text=rule.title, second=second, spoken=spoken, on=on, tag=rule.id)


def noun_rows(choices: Iterable[WordingChoice], kind: WordingChoiceKind, words: Words) -> tuple[BookRow, ...]:
    """Return the nouns of one kind (ROLE, MACHINE), the latest first."""
    return _named([one for one in choices if one.kind is kind], words)


def phrase_rows(choices: Iterable[WordingChoice], rule: str, words: Words) -> tuple[BookRow, ...]:
    """Return the library's own phrases of a rule, the latest first."""
    return _named([one for one in choices if one.kind is WordingChoiceKind.WORD and one.rule == rule], words)


def _named(choices: Sequence[WordingChoice], words: Words) -> tuple[BookRow, ...]:
    return tuple(
        BookRow(id=one.id, text=one.text, second="", spoken=words("rulebook.spoken_choice", text=one.text))
        for one in reversed(choices)
    )


def dismissal_rows(
    choices: Iterable[WordingChoice], titles: Mapping[str, str], numbers: Mapping[str, int], words: Words
) -> tuple[BookRow, ...]:
    """Return what was dismissed, the latest first: the words or the rule, and the review it holds for.

    ``titles`` are the rules' by id, ``numbers`` the reviews' by id.
    """
    found = [_dismissal(one, titles, numbers, words) for one in choices if one.kind in DISMISSALS]
    return tuple(reversed(found))


def _dismissal(choice: WordingChoice, titles: Mapping[str, str], numbers: Mapping[str, int], words: Words) -> BookRow:
    title = titles.get(choice.rule, choice.rule)
    number = numbers.get(choice.review)
    review = words("window.number", number=number) if number is not None else words("rulebook.gone")
    told = " ".join(choice.text.split())
    fine = choice.kind is WordingChoiceKind.FINE
    text = words("rulebook.fine", text=told) if fine else title
    second = words("rulebook.fine_of", rule=title, review=review) if fine else words("rulebook.quiet_in", review=review)
    return BookRow(
        id=choice.id, text=text, second=second, spoken=words("rulebook.spoken_choice", text=f"{text}, {second}")
    )


class BookModel(QAbstractListModel):
    """Rows of rules or of decisions; a row that stays keeps its place under the keyboard."""

    def __init__(self) -> None:
        """Hold no rows yet."""
        super().__init__()
        self.rows: tuple[BookRow, ...] = ()

    def show(self, rows: Sequence[BookRow]) -> None:
        """Show these rows; where only their state differs, the view keeps its place."""
        rows = tuple(rows)
        if rows == self.rows:
            return
        if [one.id for one in rows] == [one.id for one in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text, the sentence for a screen reader, or the whole row (ROW_ROLE)."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row if role == ROW_ROLE else None
