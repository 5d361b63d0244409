"""The questions about the words of actions, on the Actions stage: the live line, and the walk through them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pmdesk.domain.item_numbers import action_numbers
from pmdesk.domain.items import Action
from pmdesk.domain.measures import OPEN
from pmdesk.domain.review import Review
from pmdesk.editing.action_asking import ActionAsk, ask_problem
from pmdesk.ui.action_asking import ActionAsking
from pmdesk.ui.context import Context
from pmdesk.ui.models.action_model import ActionRow
from pmdesk.ui.models.asked_rows import asked_rows
from pmdesk.ui.view_commands import ALL_COMMANDS, shown_key
from pmdesk.ui.widgets.asking_line import AskingLine

_VERB = "action.next_ask"


class ActionAsks(AskingLine):
    """``wanted`` carries the action to stand on, ``say`` its question; ``outdated`` asks to show the rows again."""

    wanted = Signal(str)
    say = Signal(str)
    outdated = Signal()

    def __init__(self, ctx: Context, page: QWidget) -> None:
        """Know no actions yet."""
        key = next((shown_key(one) for one in ALL_COMMANDS if one.id == _VERB), "")
        super().__init__(ctx.look, ctx.words, key)
        self._ctx = ctx
        self._asking = ActionAsking(ctx, page)
        self._review: Review | None = None
        self._asks: Mapping[str, ActionAsk] = {}
        self._at = ""
        self._asking.changed.connect(self.outdated)
        self.clicked.connect(self.next)

    def table(self) -> Mapping[str, Callable[[], None]]:
        """Return what this does for the verbs of the stage."""
        return {_VERB: self.next}

    def show_review(self, review: Review, rows: Sequence[ActionRow]) -> tuple[ActionRow, ...]:
        """Count, and return the rows of all actions with their questions."""
        if self._review is None or self._review.id != review.id:
            self._at = ""
        self._review, self._asks = review, self._asking.asks(review)
        self.show_counts(len(self._asks), sum(_is_open(one.action) for one in rows))
        return asked_rows(rows, review, self._asks, self._asking.missing, self._ctx.words)

    def stand(self, action: str) -> None:
        """Let the walk go on from this action."""
        self._at = action

    def next(self) -> None:
        """Go to the next action that is asked about, beginning again after the last, and say the question."""
        words, review = self._ctx.words, self._review
        if review is None or not self._asks:
            self.say.emit(words("actions.vague.head.none"))
            return
        numbers = action_numbers(review)
        order = list(numbers)
        at = order.index(self._at) if self._at in order else -1
        turn = [*order[at + 1 :], *order[: at + 1]]
        wanted = next(one for one in turn if one in self._asks)
        self._at = wanted
        ask = self._asks[wanted]
        missing = self._asking.missing(ask.missing)
        told = words.problem(ask_problem(ask, missing))
        if ask.on_people:
            told = words("actions.vague.beside", question=told, told=words("actions.vague.also_open", missing=missing))
        self.wanted.emit(wanted)
        self.say.emit(words("close.about", label=numbers[wanted], fact=told))


def _is_open(action: Action) -> bool:
    return action.status in OPEN
