"""The clocks of a meeting: instants only, never ticks, so that they survive a restart and are written rarely.

All functions are pure and take the present instant. A span that was running when the program went down goes
on: the person may have been in the meeting all the time. A clock that was set back makes a span nought
seconds long, never negative. Seconds are whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from whenever import Instant

from pmdesk.meeting.agenda import STAGES, Preset, planned_minutes
from pmdesk.meeting.plain_reading import instant, listed, seconds_between, table, text, whole

EXTENSION_MINUTES = 5
NEAR_SHARE = 0.8
"""From this share of the planned time on, the clock says that the end is near."""
FORGOTTEN_SECONDS = 4 * 3600
_KEYS = ("clocks", "clocks_2")
_MINUTE = 60


class Pace(StrEnum):
    """How a stage stands beside its plan. A fact, no alarm: nobody is moved by it."""

    BEFORE = "before"
    """Not visited yet."""
    WITHIN = "within"
    NEAR = "near"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of one stage, or of a pause (stage ""); ``end`` is None while it runs."""

    stage: str
    start: Instant
    end: Instant | None = None

    def seconds(self, now: Instant) -> int:
        """Return how long it is, or was until now."""
        return seconds_between(self.start, self.end or now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The clocks of one meeting. The empty value is a meeting that has not begun.

    ``part`` is 1, or 2 for the second meeting of two; ``planned`` holds seconds by stage, extensions
    included; ``stage`` is the one that runs, or that goes on after a pause.
    """

    preset: Preset = Preset.HOUR
    part: int = 1
    planned: Mapping[str, int] = field(default_factory=dict)
    stage: str = ""
    spans: tuple[Span, ...] = ()
    pauses: tuple[Span, ...] = ()
    ended: Instant | None = None

    @property
    def begun(self) -> bool:
        """Whether the meeting has begun (it may have ended, too)."""
        return bool(self.spans)

    @property
    def running(self) -> bool:
        """Whether a stage's clock goes on right now."""
        return bool(self.spans) and self.spans[-1].end is None

    @property
    def paused(self) -> bool:
        """Whether the meeting is in a pause."""
        return bool(self.pauses) and self.pauses[-1].end is None

    @property
    def started(self) -> Instant | None:
        """When the meeting began; None before."""
        return self.spans[0].start if self.spans else None


def begin(
    preset: Preset, stage: str, now: Instant, *, part: int = 1, minutes: Mapping[str, int] | None = None
) -> Clocks:
    """Begin the meeting in a stage; one without a clock (Prepare) begins with the first that has one.

    ``minutes`` replaces the planned minutes of the preset, for instance by those that were learned.
    """
    plan = planned_minutes(preset, part) if minutes is None else minutes
    first = stage if stage in STAGES else STAGES[0]
    return Clocks(
        preset=preset,
        part=part,
        planned={one: plan[one] * _MINUTE for one in STAGES if one in plan},
        stage=first,
        spans=(Span(stage=first, start=_whole(now)),),
    )


def to_stage(clocks: Clocks, stage: str, now: Instant) -> Clocks:
    """Let the clock of another stage run. A look at Prepare leaves the running one as it is; so does an end."""
    if stage not in STAGES or stage == clocks.stage or not clocks.begun or clocks.ended is not None:
        return clocks
    if not clocks.running:
        return replace(clocks, stage=stage)
    spans = (*_closed(clocks.spans, now), Span(stage=stage, start=_whole(now)))
    return replace(clocks, stage=stage, spans=spans)


def pause(clocks: Clocks, now: Instant) -> Clocks:
    """Stop the running clock for a while."""
    if not clocks.running:
        return clocks
    return replace(clocks, spans=_closed(clocks.spans, now), pauses=(*clocks.pauses, Span(stage="", start=_whole(now))))


def resume(clocks: Clocks, now: Instant) -> Clocks:
    """Go on after a pause, or after an end that came too soon: the time since then counts as a pause."""
    if not clocks.begun or clocks.running:
        return clocks
    pauses = clocks.pauses
    if clocks.ended is not None:
        pauses = (*pauses, Span(stage="", start=clocks.ended))
    spans = (*clocks.spans, Span(stage=clocks.stage, start=_whole(now)))
    return replace(clocks, spans=spans, pauses=_closed(pauses, now), ended=None)


def extend(clocks: Clocks, stage: str, minutes: int = EXTENSION_MINUTES) -> Clocks:
    """Plan some more minutes for a stage (fewer with a negative number, never less than none)."""
    if stage not in STAGES:
        return clocks
    return replace(clocks, planned={**clocks.planned, stage: max(0, clocks.planned.get(stage, 0) + minutes * _MINUTE)})


def end(clocks: Clocks, at: Instant) -> Clocks:
    """End the meeting, also at an instant that has passed (it was forgotten): what still runs ends there."""
    if not clocks.begun or clocks.ended is not None:
        return clocks
    return replace(clocks, spans=_closed(clocks.spans, at), pauses=_closed(clocks.pauses, at), ended=_whole(at))


def used(clocks: Clocks, stage: str, now: Instant) -> int:
    """Return the seconds used in a stage; visits add up."""
    return sum(span.seconds(now) for span in clocks.spans if span.stage == stage)


def total(clocks: Clocks, now: Instant) -> int:
    """Return the seconds used in all stages: the meeting without its pauses."""
    return sum(span.seconds(now) for span in clocks.spans)


def paused_for(clocks: Clocks, now: Instant) -> int:
    """Return the seconds of all pauses."""
    return sum(span.seconds(now) for span in clocks.pauses)


def planned(clocks: Clocks, stage: str) -> int:
    """Return the planned seconds of a stage, extensions included; 0 when it has none."""
    return clocks.planned.get(stage, 0)


def planned_total(clocks: Clocks) -> int:
    """Return the planned seconds of the meeting, extensions included."""
    return sum(clocks.planned.values())


def state(clocks: Clocks, stage: str, now: Instant) -> Pace:
    """Return how a stage stands beside its plan; one without a plan is never near its end or over."""
    spent, plan = used(clocks, stage, now), planned(clocks, stage)
    if not any(span.stage == stage for span in clocks.spans):
        return Pace.BEFORE
    return _pace(spent, plan)


def total_state(clocks: Clocks, now: Instant) -> Pace:
    """Return how the whole meeting stands beside its plan."""
    return _pace(total(clocks, now), planned_total(clocks)) if clocks.begun else Pace.BEFORE


def forgotten(clocks: Clocks, now: Instant) -> bool:
    """Return whether the meeting has gone on for so long over its plan that its end was surely forgotten."""
    return clocks.running and total(clocks, now) > planned_total(clocks) + FORGOTTEN_SECONDS


def goes_on(clocks: Clocks, now: Instant) -> bool:
    """Return whether the meeting runs or pauses now, and neither its end nor the pause was surely forgotten."""
    if clocks.paused:
        return clocks.ended is None and clocks.pauses[-1].seconds(now) <= FORGOTTEN_SECONDS
    return clocks.running and not forgotten(clocks, now)


def ends_at(clocks: Clocks, now: Instant) -> Instant | None:
    """Return when the meeting ends by its plan, pauses added; None before it begins."""
    if clocks.started is None:
        return None
    return clocks.started.add(seconds=planned_total(clocks) + paused_for(clocks, now))


def to_state(clocks: Clocks) -> dict[str, object]:
    """Return the member of the meeting's state that holds these clocks; each of two meetings has its own."""
    return {
        _KEYS[clocks.part - 1]: {
            "preset": clocks.preset.value,
            "planned": dict(clocks.planned),
            "stage": clocks.stage,
            "spans": [_plain_span(one) for one in clocks.spans],
            "pauses": [_plain_span(one) for one in clocks.pauses],
            "ended": clocks.ended.format_iso() if clocks.ended is not None else None,
        }
    }


def from_state(kept: Mapping[str, object]) -> Clocks:
    """Return the clocks of the latest meeting in the state; the empty value when none was begun."""
    return next((one for one in reversed(all_from_state(kept)) if one.begun), Clocks())


def all_from_state(kept: Mapping[str, object]) -> tuple[Clocks, ...]:
    """Return the clocks of the first meeting and, when the state has them, of the second."""
    return tuple(_read(table(kept.get(key)), part) for part, key in enumerate(_KEYS, start=1) if key in kept)


def _read(plain: Mapping[str, object], part: int) -> Clocks:
    spans = _spans(plain.get("spans"))
    if not spans or any(one.stage not in STAGES for one in spans):
        return Clocks(part=part)
    minutes = table(plain.get("planned"))
    named, preset = text(plain.get("stage")), text(plain.get("preset"))
    ended = instant(plain.get("ended"))
    last = ended or max(one.end or one.start for one in spans)
    pauses = _spans(plain.get("pauses"))
    going = ended is None and not (pauses and pauses[-1].end is None)
    return Clocks(
        preset=Preset(preset) if preset in set(Preset) else Preset.HOUR,
        part=part,
        planned={one: whole(minutes[one]) for one in STAGES if one in minutes},
        stage=named if named in STAGES else spans[-1].stage,
        spans=_tidy(spans, last, open_end=going),
        pauses=_tidy(pauses, last, open_end=ended is None),
        ended=ended,
    )


def _tidy(spans: tuple[Span, ...], last: Instant, *, open_end: bool) -> tuple[Span, ...]:
    """Let only the last span be open, and only where one may be."""
    count = len(spans)
    return tuple(
        one if one.end is not None or (open_end and at == count - 1) else replace(one, end=max(one.start, last))
        for at, one in enumerate(spans)
    )


def _spans(plain: object) -> tuple[Span, ...]:
    found = []
    for one in listed(plain):
        parts = [*listed(one), None, None, None]
        start = instant(parts[1])
        if start is not None:
            found.append(Span(stage=text(parts[0]), start=start, end=instant(parts[2])))
    return tuple(found)


def _plain_span(span: Span) -> list[str | None]:
    return [span.stage, span.start.format_iso(), span.end.format_iso() if span.end is not None else None]


def _closed(spans: tuple[Span, ...], at: Instant) -> tuple[Span, ...]:
    """Close the last span when it runs, never before its start."""
    if not spans or spans[-1].end is not None:
        return spans
    return (*spans[:-1], replace(spans[-1], end=max(spans[-1].start, _whole(at))))


def _whole(now: Instant) -> Instant:
    return Instant.from_timestamp(now.timestamp())


def _pace(spent: int, plan: int) -> Pace:
    if not plan or spent < plan * NEAR_SHARE:
        return Pace.WITHIN
    return Pace.NEAR if spent <= plan else Pace.OVER
