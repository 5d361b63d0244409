"""Which actions of a review are asked about, kept ready for the row, the head and the readiness of Close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from whenever import Date

from pmdesk.domain.item_numbers import ordered_actions
from pmdesk.domain.items import Action, Person
from pmdesk.domain.measures import OPEN
from pmdesk.domain.review import Review
from pmdesk.domain.rules import Problem
from pmdesk.editing.action_asking import FIELDS_RULE, PARTS_OF_FIELDS, ActionAsk, action_ask, ask_problem
from pmdesk.ui.context import Context

if TYPE_CHECKING:
    from pmdesk.wording.finding import Finding

_KEPT = 400
_Key = tuple[str, Action, Person | None, Date]


class ActionAsking(QObject):
    """Asks the wording service about every open action. ``changed``: a decision makes answers others now."""

    changed = Signal()

    def __init__(self, ctx: Context, parent: QObject) -> None:
        """Answers are remembered until words, fields, people or decisions change."""
        super().__init__(parent)
        self._ctx = ctx
        self._known: dict[_Key, ActionAsk | None] = {}
        self._things = frozenset(ctx.words.list("actions.vague.things"))
        ctx.wording.changed.connect(self._forget)

    @property
    def today(self) -> Date:
        """The day at the desk."""
        clock = self._ctx.clock
        return clock.now().to_tz(clock.zone()).date()

    def asks(self, review: Review) -> Mapping[str, ActionAsk]:
        """Return id -> what is asked, in the order of the actions."""
        found = ((one.id, self._ask(review, one)) for one in ordered_actions(review))
        return {name: ask for name, ask in found if ask is not None}

    def problems(self, review: Review) -> tuple[Problem, ...]:
        """Return the same as problems of the review, in the order of the actions."""
        asks = self.asks(review).values()
        return tuple(ask_problem(one, self.missing(one.of_words)) for one in asks)

    @property
    def silent(self) -> frozenset[str]:
        """The problems that the library does not want to be asked about: those of a rule that is off."""
        off = FIELDS_RULE in self._ctx.wording.decisions.settings.off
        return frozenset(PARTS_OF_FIELDS) if off else frozenset()

    def missing(self, parts: tuple[str, ...]) -> str:
        """Return parts in words: "verb, threshold, done-when"."""
        return ", ".join(self._ctx.words(f"actions.vague.parts.{one}") for one in parts)

    def _ask(self, review: Review, action: Action) -> ActionAsk | None:
        if action.status not in OPEN:
            return None
        today = self.today
        key = (review.id, action, review.people.get(action.owner), today)
        if key not in self._known:
            if len(self._known) > _KEPT:
                self._known.clear()
            check = partial(self._findings, review.id)
            ask = action_ask(review, action, check, self._things, today)
            self._known[key] = replace(ask, missing=ask.of_words) if ask is not None and self.silent else ask
        return self._known[key]

    def _findings(self, review: str, text: str) -> tuple[Finding, ...]:
        from pmdesk.wording.finding import Stage  # noqa: PLC0415 (a start needs no engine)

        return self._ctx.wording.findings(text, Stage.ACTIONS, review)

    def _forget(self) -> None:
        self._known.clear()
        self.changed.emit()
