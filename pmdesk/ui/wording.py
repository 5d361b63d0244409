"""Blameless wording for the whole window: findings of a text, and what people decide about them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pmdesk.domain.items import Person
from pmdesk.domain.review import Review
from pmdesk.editing.desk import Changed, Desk
from pmdesk.editing.ports import Ids, WordingChoice, WordingChoiceKind, WordingMemory
from pmdesk.ui.bridge import Bridge

if TYPE_CHECKING:
    from pmdesk.wording.dismissals import Decisions
    from pmdesk.wording.engine import Checker
    from pmdesk.wording.finding import Finding, Stage
    from pmdesk.wording.rules import Rulebook

DISMISSED = frozenset(
    {WordingChoiceKind.FINE, WordingChoiceKind.MACHINE, WordingChoiceKind.NOT_IN_REVIEW, WordingChoiceKind.NEVER}
)
"""What a card can decide about a finding: it is asked about no more."""
_CHECKERS = 4
"""Of so many reviews the sentences are remembered."""


class Wording(QObject):
    """Finds what is worth a question in the texts of a review, less what people have dismissed.

    ``changed`` says that findings may be others now: a decision was made or taken back, or the people
    of a review changed. ``decided`` carries the WordingChoice that was just kept. Decisions act at
    once, stay in the library, and never enter the log; each method that makes one returns its id, or
    "" when it could not be kept (the bridge has told why).
    """

    changed = Signal()
    decided = Signal(object)

    def __init__(
        self,
        rulebook: Callable[[], Rulebook],
        memory: WordingMemory,
        desk: Desk,
        bridge: Bridge,
        ids: Ids,
        parent: QObject | None = None,
    ) -> None:
        """``rulebook`` is asked at the first need: reading the rules takes about 100 ms."""
        super().__init__(parent)
        self._rulebook, self._memory, self._desk, self._bridge, self._ids = rulebook, memory, desk, bridge, ids
        self._book: Rulebook | None = None
        self._once: frozenset[str] | None = None
        self._choices: tuple[WordingChoice, ...] | None = None
        self._decisions: Decisions | None = None
        self._checkers: OrderedDict[str, tuple[_People, Checker]] = OrderedDict()
        bridge.changed.connect(self._on_changed)

    @property
    def rules(self) -> Rulebook:
        """All rules, also those that are switched off; read at the first need."""
        if self._book is None:
            self._book = self._rulebook()
        return self._book

    def title(self, rule: str) -> str:
        """Return the name of a rule; its id when this version does not know it."""
        return next((one.title for one in self.rules.rules if one.id == rule), rule)

    def speaks_once(self, rule: str) -> bool:
        """Return whether one finding of a rule is enough for a text."""
        if self._once is None:
            self._once = frozenset(one.id for one in self.rules.rules if one.once)
        return rule in self._once

    def findings(self, text: str, stage: Stage, review: str) -> tuple[Finding, ...]:
        """Return the findings of a text of a review, in its order. About 0.2 ms a sentence that is new."""
        if not text.strip():
            return ()
        from pmdesk.wording.dismissals import asked  # noqa: PLC0415 (a start needs no engine)

        decisions = self._decided()
        return asked(self._checker(review, decisions).check(text, stage), text, review, decisions)

    # ---- what people decide

    def choices(self) -> Sequence[WordingChoice]:
        """Return all decisions of the library, oldest first."""
        if self._choices is None:
            self._choices = tuple(self._memory.wording_choices())
        return self._choices

    @property
    def decisions(self) -> Decisions:
        """What all decisions come to: a value that a worker may be given."""
        return self._decided()

    def dismiss_fine(self, finding: Finding, text: str, review: str) -> str:
        """Let this instance be fine. ``text`` is what was checked: its words tell the instance, not its place."""
        from pmdesk.wording.dismissals import context_of  # noqa: PLC0415 (a start needs no engine)

        marked = text[finding.span.start : finding.span.end]
        context = context_of(finding, text)
        return self._keep(WordingChoiceKind.FINE, rule=finding.rule, review=review, text=marked, context=context)

    def dismiss_machine(self, finding: Finding) -> str:
        """Take the subject of a finding for a machine, here and everywhere in the library."""
        return self._keep(WordingChoiceKind.MACHINE, text=finding.noun) if finding.noun else ""

    def dismiss_in_review(self, rule: str, review: str) -> str:
        """Let a rule be silent in a review."""
        return self._keep(WordingChoiceKind.NOT_IN_REVIEW, rule=rule, review=review)

    def dismiss_never(self, rule: str) -> str:
        """Switch a rule off in the library."""
        return self._keep(WordingChoiceKind.NEVER, rule=rule)

    def refusal(self, kind: WordingChoiceKind, text: str, rule: str = "") -> str:
        """Return why a phrase or a noun would not be taken: "empty", "there", or "" when it would."""
        from pmdesk.wording.dismissals import refusal  # noqa: PLC0415 (a start needs no engine)

        return refusal(self.choices(), kind.value, text, rule)

    def add_word(self, rule: str, phrase: str) -> str:
        """Let a rule ask about this phrase too, wherever it stands."""
        return self._keep(WordingChoiceKind.WORD, rule=rule, text=" ".join(phrase.split()))

    def add_role(self, noun: str) -> str:
        """Take a noun for a role that a person has."""
        return self._keep(WordingChoiceKind.ROLE, text=" ".join(noun.split()).lower())

    def add_machine(self, noun: str) -> str:
        """Take a noun for a machine, everywhere in the library."""
        return self._keep(WordingChoiceKind.MACHINE, text=" ".join(noun.split()).lower())

    def take_back(self, choice: str) -> bool:
        """Take a decision back by its id; False when that could not be kept."""
        if not self._bridge.keep(lambda: self._memory.forget_wording_choice(choice)):
            return False
        self._refresh()
        return True

    def take_back_last(self) -> WordingChoice | None:
        """Take the latest dismissal back and return it; None when there is none, or it could not be kept.

        Phrases and roles that a library was given are no dismissals: they stay.
        """
        last = next((one for one in reversed(self.choices()) if one.kind in DISMISSED), None)
        return last if last is not None and self.take_back(last.id) else None

    # ---- inside

    def _keep(
        self, kind: WordingChoiceKind, *, rule: str = "", review: str = "", text: str = "", context: str = ""
    ) -> str:
        choice = WordingChoice(id=self._ids(), kind=kind, rule=rule, review=review, text=text, context=context)
        if not self._bridge.keep(lambda: self._memory.keep_wording_choice(choice)):
            return ""
        self._refresh()
        self.decided.emit(choice)
        return choice.id

    def _refresh(self) -> None:
        before, self._choices, self._decisions = self._decisions, None, None
        if before is not None and self._decided().settings != before.settings:
            self._checkers.clear()
        self.changed.emit()

    def _decided(self) -> Decisions:
        if self._decisions is None:
            from pmdesk.wording.dismissals import decisions_of  # noqa: PLC0415 (a start needs no engine)

            self._decisions = decisions_of(self.choices())
        return self._decisions

    def _checker(self, review: str, decisions: Decisions) -> Checker:
        known = self._checkers.get(review)
        if known is None:
            from pmdesk.wording.engine import Checker  # noqa: PLC0415 (a start needs no engine)

            people = _people(self._desk.review(review))
            known = (people, Checker(self.rules, people.everybody, decisions.settings))
            self._checkers[review] = known
            if len(self._checkers) > _CHECKERS:
                self._checkers.popitem(last=False)
        self._checkers.move_to_end(review)
        return known[1]

    def _on_changed(self, news: Changed) -> None:
        """Forget what was found while a review had other people."""
        known = [one for one in news.reviews if one in self._checkers]
        stale = [one for one in known if not self._checkers[one][0].stand_in(self._desk.review(one))]
        for one in stale:
            del self._checkers[one]
        if stale:
            self.changed.emit()


@dataclass(frozen=True, slots=True)
class _People:
    """Everybody whom the texts of a review may name, and what of the review says so."""

    everybody: tuple[Person, ...] = ()
    roster: Mapping[str, Person] | None = None
    facilitator: str = ""

    def stand_in(self, review: Review | None) -> bool:
        """Return whether a review has these people; quick, for it is asked after every change."""
        if review is None:
            return self.roster is None
        same = review.people is self.roster or review.people == self.roster
        return same and review.facilitator == self.facilitator


def _people(review: Review | None) -> _People:
    if review is None:
        return _People()
    from pmdesk.editing.people_reading import named_outside  # noqa: PLC0415 (a start needs no names)

    everybody = named_outside(review, participant="", facilitator="")[0]
    return _People(everybody, review.people, review.facilitator)
