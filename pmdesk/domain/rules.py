"""What a good review holds, as problems to ask about. Never an exception, never a verdict.

Each problem is a message id with the item it speaks of; the sentences live in the resources.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whenever import Date, Instant

from pmdesk.domain.items import Action, ActionStatus, Category, Factor, Known
from pmdesk.domain.measures import OPEN
from pmdesk.domain.open_slots import open_slots
from pmdesk.domain.review import KEY_MOMENTS, REVIEW, Review, moment_time
from pmdesk.domain.teams import is_team
from pmdesk.domain.timeline import Gap, gaps

AT_LEAST_FACTORS = 3
"""A review with fewer contributing factors usually stopped early (method, phase 2 test)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something to ask about. ``id`` is a message id, ``kind`` and ``entity`` say of what.

    ``stage`` is where it is answered; ``values`` fill the message.
    """

    id: str
    stage: str
    kind: str = REVIEW
    entity: str = ""
    values: tuple[tuple[str, str | int], ...] = ()


def problems(review: Review, today: Date | None = None) -> tuple[Problem, ...]:
    """Return everything that is still open in a review, in the order of the stages.

    With ``today``, a date of an action that has passed is open too.
    """
    return (
        *_of_facts(review),
        *_of_timeline(review),
        *_of_factors(review),
        *_of_actions(review, today),
        *_of_rewrites(review),
    )


def _of_facts(review: Review) -> Iterator[Problem]:
    for field in ("title", "severity", "summary", "impact", "detected_by", "trigger"):
        if not (getattr(review, field) or "").strip():
            yield Problem(id=f"{field}_missing", stage="prepare")
    for name in KEY_MOMENTS:
        if moment_time(review, name) is None:
            yield Problem(id="moment_missing", stage="timeline", values=(("moment", name),))
    yield from _turned_moments(review)


def _turned_moments(review: Review) -> Iterator[Problem]:
    """Yield each key moment that lies surely before an earlier one, with the last one that it should follow."""
    reached: tuple[Instant, str] | None = None
    for name in KEY_MOMENTS:
        time = moment_time(review, name)
        if time is None:
            continue
        if reached is not None and time.latest is not None and time.latest < reached[0]:
            values = (("earlier", reached[1]), ("later", name))
            yield Problem(id="moments_out_of_order", stage="timeline", values=values)
        if time.earliest is not None and (reached is None or time.earliest >= reached[0]):
            reached = (time.earliest, name)


def _of_timeline(review: Review) -> Iterator[Problem]:
    if not review.events:
        yield Problem(id="no_events", stage="timeline")
    for gap in open_gaps(review):
        values = (("minutes", gap.minutes),)
        yield Problem(id="gap_open", stage="timeline", kind="event", entity=gap.after, values=values)
    for event in review.events.values():
        if not event.time.placed:
            yield Problem(id="event_unplaced", stage="timeline", kind="event", entity=event.id)
        elif event.time.earliest and event.time.latest and event.time.latest < event.time.earliest:
            yield Problem(id="times_out_of_order", stage="timeline", kind="event", entity=event.id)


def open_gaps(review: Review) -> tuple[Gap, ...]:
    """Return the gaps that nobody has answered yet."""
    return tuple(gap for gap in gaps(review) if gap.quiet is None)


def factor_problems(review: Review) -> tuple[Problem, ...]:
    """Return what is still open among the factors alone: it looks at no time, so it is quick."""
    return tuple(_of_factors(review))


def _of_factors(review: Review) -> Iterator[Problem]:
    factors = tuple(review.factors.values())
    if len(factors) < AT_LEAST_FACTORS:
        yield Problem(id="few_factors", stage="factors", values=(("count", len(factors)), ("least", AT_LEAST_FACTORS)))
    if factors and all(factor.category is Category.TECHNOLOGY for factor in factors):
        yield Problem(id="technical_only", stage="factors")
    served = {name for action in review.actions.values() if _counts(action) for name in action.factors}
    for factor in sorted(factors, key=lambda one: one.order):
        if not evidence_of(review, factor):
            yield Problem(id="factor_without_evidence", stage="factors", kind="factor", entity=factor.id)
        if factor.id not in served and not factor.accepted.strip():
            yield Problem(id="factor_without_action", stage="actions", kind="factor", entity=factor.id)


def evidence_of(review: Review, factor: Factor) -> tuple[str, ...]:
    """Return the ids of the events that still exist among a factor's evidence, sorted."""
    return tuple(sorted(name for name in factor.evidence if name in review.events))


def learned_later(review: Review, factor: Factor) -> tuple[str, ...]:
    """Return the ids of the events that a factor leans on and that nobody knew at the time, sorted.

    What is explained by them is explained with hindsight: it asks what people could see then.
    """
    return tuple(name for name in evidence_of(review, factor) if review.events[name].known is Known.LATER)


def _counts(action: Action) -> bool:
    return action.status not in {ActionStatus.IDEA, ActionStatus.WONT_DO}


def _of_actions(review: Review, today: Date | None) -> Iterator[Problem]:
    for action in sorted(review.actions.values(), key=lambda one: one.order):
        for problem in action_problems(review, action, today):
            yield Problem(id=problem, stage="actions", kind="action", entity=action.id)


def _of_rewrites(review: Review) -> Iterator[Problem]:
    """Yield what still holds a slot of a rewrite, each thing once."""
    stages = {REVIEW: "prepare", "event": "timeline", "factor": "factors", "action": "actions", "note": "open"}
    first: dict[tuple[str, str], str] = {}
    for kind, entity, slot in open_slots(review):
        first.setdefault((kind, entity), slot)
    for (kind, entity), slot in first.items():
        yield Problem(id="slot_open", stage=stages[kind], kind=kind, entity=entity, values=(("slot", slot),))


def action_problems(review: Review, action: Action, today: Date | None = None) -> tuple[str, ...]:
    """Return the message ids of what an action still lacks. Ideas lack nothing; without ``today`` no date is past."""
    if action.status is ActionStatus.WONT_DO:
        return () if action.reason.strip() else ("reason_missing",)
    if action.status not in OPEN:
        return ()
    owner = review.people.get(action.owner)
    team = owner is not None and is_team(owner)
    checks = (
        ("owner_missing", owner is None),
        ("owner_is_team", team),
        ("owner_not_agreed", owner is not None and not team and not action.agreed),
        ("due_missing", action.due is None),
        ("due_past", today is not None and action.due is not None and action.due < today),
        ("done_when_missing", not action.done_when.strip()),
        ("action_without_factor", not any(name in review.factors for name in action.factors)),
    )
    return tuple(name for name, missing in checks if missing)
