"""Measures read from the key moments. What is unknown stays unknown; a range stays a range.

Definitions (the spans that pmdesk shows and publishes):
detect = impact starts -> detected; acknowledge = detected -> acknowledged;
mitigate = detected -> mitigated; restore = impact starts -> resolved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from whenever import Date

from pmdesk.domain.items import Action, ActionStatus, Strength
from pmdesk.domain.review import Review, moment_time

SPANS = {
    "detect": ("impact_starts", "detected"),
    "acknowledge": ("detected", "acknowledged"),
    "mitigate": ("detected", "mitigated"),
    "restore": ("impact_starts", "resolved"),
}
"""Measure -> the two key moments it lies between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A span in whole seconds: ``least`` and ``most`` differ when a moment is a range.

    Both are None when a moment is unknown. ``least`` is never below nought where the moments may
    overlap; when both are negative the moments are out of order, and rules.py says so.
    """

    name: str
    least: int | None = None
    most: int | None = None
    about: bool = False

    @property
    def known(self) -> bool:
        """Whether both moments are known."""
        return self.least is not None


def measure(review: Review, name: str) -> Measure:
    """Return one measure of a review ("detect", "acknowledge", "mitigate" or "restore")."""
    return between(review, *SPANS[name], name=name)


def between(review: Review, begins: str, ends: str, *, name: str) -> Measure:
    """Return the span between two key moments as a measure of that name."""
    first, last = moment_time(review, begins), moment_time(review, ends)
    if first is None or last is None:
        return Measure(name=name)
    whole = (first.earliest, first.latest, last.earliest, last.latest)
    if whole[0] is None or whole[1] is None or whole[2] is None or whole[3] is None:
        return Measure(name=name)
    least = int((whole[2] - whole[1]).total("seconds"))
    most = int((whole[3] - whole[0]).total("seconds"))
    if least < 0 <= most:
        least = 0
    return Measure(name=name, least=least, most=most, about="about" in {first.precision, last.precision})


def measures(review: Review) -> tuple[Measure, ...]:
    """Return the four measures in their order."""
    return tuple(measure(review, name) for name in SPANS)


OPEN = frozenset({ActionStatus.COMMITTED, ActionStatus.IN_PROGRESS})
"""The statuses of a commitment that still has to be kept."""


def overdue(action: Action, today: Date) -> bool:
    """Return whether an open commitment is past its date."""
    return action.status in OPEN and action.due is not None and action.due < today


def strengths(actions: Iterable[Action]) -> dict[Strength | None, int]:
    """Return how many commitments (ideas and will-not-dos apart) have each strength."""
    counts: dict[Strength | None, int] = dict.fromkeys((*Strength, None), 0)
    for action in actions:
        if action.status not in {ActionStatus.IDEA, ActionStatus.WONT_DO}:
            counts[action.strength] += 1
    return counts
