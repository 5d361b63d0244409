"""Which agenda a review's meeting has: chosen before it begins, then part of its clocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from whenever import Date

from pmdesk.domain.review import NextFor, Review
from pmdesk.meeting import clocks
from pmdesk.meeting.agenda import STAGES, Preset, planned_minutes, second_meeting_day
from pmdesk.meeting.clocks import Clocks
from pmdesk.meeting.plain_reading import table, text, whole

KEY = "agenda"
"""The member of the meeting's state that holds what is chosen before a meeting begins, by part."""

MOST_MINUTES = 240
_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The agenda of the meeting that runs or comes next. ``minutes`` has the stages of this part only."""

    preset: Preset
    part: int
    minutes: Mapping[str, int]

    @property
    def total(self) -> int:
        """The minutes of all stages."""
        return sum(self.minutes.values())


def awaits_second(review: Review, state: Mapping[str, object]) -> bool:
    """Return whether the second of two meetings is the next thing, whatever the day."""
    now = clocks.from_state(state)
    return review.next_for is NextFor.COMMIT and not (now.begun and now.ended is None)


def second_is_due(review: Review, state: Mapping[str, object], today: Date) -> bool:
    """Return whether the day of the second meeting has come."""
    return awaits_second(review, state) and review.next_date is not None and review.next_date <= today


def plan_of(state: Mapping[str, object], *, second: bool) -> Plan:
    """Return the agenda: of the clocks while they run, else the chosen one. ``second``: see awaits_second."""
    now = clocks.from_state(state)
    if now.begun and not second:
        minutes = {stage: seconds // _MINUTE for stage, seconds in now.planned.items()}
        return Plan(preset=now.preset, part=now.part, minutes=minutes)
    part = 2 if second else 1
    kept = table(table(state.get(KEY)).get(str(part)))
    name = text(kept.get("preset"))
    preset = Preset.TWO_MEETINGS if second else Preset(name) if name in set(Preset) else Preset.HOUR
    default = planned_minutes(preset, part)
    written = table(kept.get("minutes"))
    minutes = {stage: min(whole(written.get(stage), default[stage]), MOST_MINUTES) for stage in default}
    return Plan(preset=preset, part=part, minutes=minutes)


def parts_with(state: Mapping[str, object], plan: Plan) -> dict[str, object]:
    """Return the parts of the state that hold another agenda: the clocks once they run, else the choice.

    A stage that has been used keeps its place in the clocks even when the new agenda does not plan it.
    """
    now = clocks.from_state(state)
    if now.begun and now.ended is None:
        planned = {stage: plan.minutes[stage] * _MINUTE for stage in STAGES if stage in plan.minutes}
        return clocks.to_state(replace(now, preset=plan.preset, planned=planned))
    kept = dict(table(state.get(KEY)))
    kept[str(plan.part)] = {"preset": plan.preset.value, "minutes": dict(plan.minutes)}
    return {KEY: kept}


def with_preset(plan: Plan, preset: Preset) -> Plan:
    """Return the agenda of another preset; its own minutes replace those that were written."""
    if plan.part > 1:
        return plan
    return Plan(preset=preset, part=plan.part, minutes=planned_minutes(preset, plan.part))


def with_minutes(plan: Plan, stage: str, minutes: int) -> Plan:
    """Return the agenda with other minutes for one stage."""
    return replace(plan, minutes={**plan.minutes, stage: min(max(minutes, 0), MOST_MINUTES)})


def soak_until(review: Review, plan: Plan, now: Clocks, today: Date) -> Date | None:
    """Return the day on which ideas become commitments, when the meeting is the first of two; else None."""
    if review.next_for is NextFor.COMMIT and review.next_date is not None:
        return review.next_date
    if plan.preset is not Preset.TWO_MEETINGS or plan.part > 1 or now.ended is not None:
        return None
    return second_meeting_day(max(review.meeting_date or today, today))
