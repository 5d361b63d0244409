"""The short labels that factors, actions and ideas are called by: F1, F2, A1, I1. They follow the order."""

from __future__ import annotations

from pmdesk.domain.items import Action, ActionStatus, Factor
from pmdesk.domain.review import Review


def ordered_factors(review: Review) -> tuple[Factor, ...]:
    """Return the factors in their order."""
    return tuple(sorted(review.factors.values(), key=lambda one: (one.order, one.id)))


def ordered_actions(review: Review, *, ideas: bool = False) -> tuple[Action, ...]:
    """Return the commitments (also done and will-not-do ones) in their order, or else the ideas."""
    wanted = (one for one in review.actions.values() if (one.status is ActionStatus.IDEA) == ideas)
    return tuple(sorted(wanted, key=lambda one: (one.order, one.id)))


def factor_numbers(review: Review) -> dict[str, str]:
    """Return id -> "F1" for every factor."""
    return {one.id: f"F{at}" for at, one in enumerate(ordered_factors(review), start=1)}


def action_numbers(review: Review) -> dict[str, str]:
    """Return id -> "A1" for every commitment; ideas have none of these."""
    return {one.id: f"A{at}" for at, one in enumerate(ordered_actions(review), start=1)}


def idea_numbers(review: Review) -> dict[str, str]:
    """Return id -> "I1" for every idea: what people call out while they vote on them."""
    return {one.id: f"I{at}" for at, one in enumerate(ordered_actions(review, ideas=True), start=1)}
