"""What a factor shows wherever it stands: its label, category, evidence and actions, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pmdesk.domain.item_numbers import action_numbers, factor_numbers, ordered_actions, ordered_factors
from pmdesk.domain.items import ActionStatus, Category, Event, Factor
from pmdesk.domain.review import Review
from pmdesk.domain.rules import evidence_of, learned_later
from pmdesk.domain.times import clock_text
from pmdesk.editing.words import Words
from pmdesk.ui.models.ranked_words import ranked_words


@dataclass(frozen=True, slots=True)
class CategoryLook:
    """The icon of a category and the tokens of its ink and ground."""

    icon: str
    ink: str
    ground: str


CATEGORY_LOOKS: Mapping[Category | None, CategoryLook] = MappingProxyType(
    {
        Category.PEOPLE: CategoryLook("users", "kreport", "kreportsoft"),
        Category.PROCESS: CategoryLook("route", "kdecision", "kdecisionsoft"),
        Category.TECHNOLOGY: CategoryLook("server", "kchange", "kchangesoft"),
        Category.ENVIRONMENT: CategoryLook("leaf", "kaction", "kactionsoft"),
        Category.EXTERNAL: CategoryLook("globe", "ksignal", "ksignalsoft"),
        None: CategoryLook("circle-dashed", "text3", "sunken"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorFacts:
    """A factor and what stands around it, ready to be shown.

    ``label`` is "F3" by its place in the order; ``times`` the times of its evidence in the order
    of time, ``later`` those of them that were learned later; ``actions`` the (label, id) of the
    actions that serve it.
    """

    factor: Factor
    label: str
    category: str
    times: tuple[str, ...]
    actions: tuple[tuple[str, str], ...]
    enabled_by: tuple[str, ...]
    leads_to: tuple[str, ...]
    later: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the factor."""
        return self.factor.id

    @property
    def look(self) -> CategoryLook:
        """How its category looks."""
        return CATEGORY_LOOKS[self.factor.category]


def category_word(words: Words, category: Category | None) -> str:
    """Return the word of a category, or the question where there is none yet."""
    return words(f"enums.category.{category}") if category is not None else words("factors.category.open")


def statement_text(words: Words, factor: Factor) -> str:
    """Return the statement, or the words for an empty one."""
    return " ".join(factor.statement.split()) or words("factors.statement.empty")


def facts_of(review: Review, words: Words) -> tuple[FactorFacts, ...]:
    """Return the facts of every factor in their order."""
    factors = ordered_factors(review)
    labels = factor_numbers(review)
    leads: dict[str, list[str]] = {name: [] for name in labels}
    for factor in factors:
        for enabler in factor.enabled_by:
            if enabler in leads:
                leads[enabler].append(labels[factor.id])
    actions = _actions_by_factor(review)
    return tuple(
        FactorFacts(
            factor=factor,
            label=labels[factor.id],
            category=category_word(words, factor.category),
            times=evidence_times(review, factor),
            later=_clocks(review, learned_later(review, factor)),
            actions=tuple(actions.get(factor.id, ())),
            enabled_by=tuple(labels[one.id] for one in factors if one.id in factor.enabled_by),
            leads_to=tuple(leads[factor.id]),
        )
        for factor in factors
    )


def evidence_times(review: Review, factor: Factor) -> tuple[str, ...]:
    """Return the times of the events that a factor leans on, in their order."""
    return _clocks(review, evidence_of(review, factor))


def _clocks(review: Review, names: Iterable[str]) -> tuple[str, ...]:
    events = sorted((review.events[name] for name in names), key=_by_time)
    return tuple(clock_text(event.time, review.zone) for event in events)


def spoken(words: Words, facts: FactorFacts) -> str:
    """Return the one sentence that a screen reader says for a factor."""
    state = words("factors.state.verified" if facts.factor.verified else "factors.state.hypothesis")
    parts = [facts.label, statement_text(words, facts.factor)[:300], facts.category, state]
    parts.append(evidence_text(words, facts))
    if facts.later:
        parts.append(words("factors.later.chip"))
    if facts.enabled_by:
        parts.append(words("factors.map.enabled_by", factors=", ".join(facts.enabled_by)))
    if facts.leads_to:
        parts.append(words("factors.map.leads_to", factors=", ".join(facts.leads_to)))
    parts += ranked_words(facts.factor, words)
    return ", ".join(parts)


def evidence_text(words: Words, facts: FactorFacts) -> str:
    """Return "evidence 14:02, 15:41", or that there is none yet."""
    if not facts.times:
        return words("factors.evidence.none")
    return words("factors.evidence.times", times=", ".join(facts.times))


def _by_time(event: Event) -> tuple[bool, int, str, str]:
    start = event.time.start
    return (start is None, start.timestamp(unit="nanosecond") if start is not None else 0, event.order, event.id)


def _actions_by_factor(review: Review) -> dict[str, list[tuple[str, str]]]:
    """Return the actions that count as a change, by the factor that they serve."""
    found: dict[str, list[tuple[str, str]]] = {}
    labels = action_numbers(review)
    for action in ordered_actions(review):
        if action.status is not ActionStatus.WONT_DO:
            for name in action.factors:
                found.setdefault(name, []).append((labels[action.id], action.id))
    return found
