"""What the clocks show: the minutes of a stage in the rail, and the meeting's clock in the bar."""

from __future__ import annotations

from dataclasses import dataclass

from whenever import Date, Instant

from pmdesk.domain.times import in_zone
from pmdesk.editing.words import Words
from pmdesk.meeting import clocks
from pmdesk.meeting.agenda import STAGES
from pmdesk.meeting.clock_words import face
from pmdesk.meeting.clocks import Clocks, Pace
from pmdesk.ui.models.meeting_plan import Plan

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class StageFace:
    """What a stage says of its minutes: a text, the share of them that is used (from 0 on), and if they are over.

    ``said`` is for a screen reader, which asks for it: whole minutes, so that it changes rarely.
    """

    text: str = ""
    said: str = ""
    share: float = 0.0
    over: bool = False
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stage in the bar of the clock: its planned seconds, and the share of them that is used."""

    seconds: int
    share: float


@dataclass(frozen=True, slots=True)
class ClockFace:
    """The clock of the bar: ``used`` large, ``rest`` beside it, ``aside`` at the right, ``said`` for a reader.

    ``halt`` is one word where there is little room: that it pauses or has ended.
    Before a meeting there is only ``rest``, a few words, and no segments.
    """

    used: str = ""
    rest: str = ""
    aside: str = ""
    said: str = ""
    over: bool = False
    calls: bool = False
    halt: str = ""
    segments: tuple[Segment, ...] = ()


def stage_face(words: Words, plan: Plan, now: Clocks, stage: str, at: Instant) -> StageFace:
    """Return what the rail shows for a stage: "15 min" before, "11:07 of 25" from its first second on."""
    minutes = plan.minutes.get(stage, 0)
    pace = clocks.state(now, stage, at) if now.begun and now.part == plan.part else Pace.BEFORE
    if pace is Pace.BEFORE:
        text = words("agenda.minutes", minutes=minutes) if minutes else ""
        return StageFace(text=text, said=text, bar=minutes > 0)
    used = clocks.used(now, stage, at)
    whole = used // _MINUTE
    if not minutes:
        return StageFace(text=face(used), said=words("agenda.minutes", minutes=whole))
    return StageFace(
        text=words("agenda.used_of", used=face(used), minutes=minutes),
        said=words("agenda.used_said", used=whole, minutes=minutes),
        share=used / (minutes * _MINUTE),
        over=pace is Pace.OVER,
        bar=True,
    )


def clock_face(words: Words, now: Clocks, at: Instant, zone: str) -> ClockFace:
    """Return the clock of a meeting that has begun."""
    used = clocks.total(now, at)
    planned = sum(now.planned.values())
    segments = tuple(
        Segment(seconds, min(clocks.used(now, stage, at) / seconds, 1.0))
        for stage in STAGES
        if (seconds := now.planned.get(stage, 0))
    )
    return ClockFace(
        used=face(used),
        rest=words("agenda.of_minutes", minutes=planned // _MINUTE),
        aside=_aside(words, now, at, zone),
        halt=words("agenda.ended") if now.ended else words("agenda.halted") if now.paused else "",
        said=words("agenda.used_said", used=used // _MINUTE, minutes=planned // _MINUTE),
        over=clocks.total_state(now, at) is Pace.OVER,
        segments=segments,
    )


def coming_face(words: Words, plan: Plan, *, day: Date | None, today: Date, second: bool) -> ClockFace:
    """Return what stands in the place of the clock before a meeting: its day, or its length."""
    which = "second" if second else "meeting"
    if day is not None and (day == today or (second and day < today)):
        text = words(f"agenda.{which}_today")
    elif day is not None and day > today:
        text = words(f"agenda.{which}_on", day=words.date(day, year=False))
    else:
        text = words("agenda.length", minutes=plan.total)
    return ClockFace(rest=text, said=text, calls=second and day is not None and day <= today)


def time_of(at: Instant, zone: str) -> str:
    """Return the clock time "14:45" in a zone."""
    local = in_zone(at, zone)
    return f"{local.hour:02d}:{local.minute:02d}"


def _aside(words: Words, now: Clocks, at: Instant, zone: str) -> str:
    if now.ended is not None:
        return words("agenda.ended")
    if now.paused:
        return words("agenda.paused", time=time_of(now.pauses[-1].start, zone))
    if clocks.forgotten(now, at) and now.started is not None:
        return words("agenda.since", day=words.date(in_zone(now.started, zone).date(), year=False))
    ends = clocks.ends_at(now, at)
    return words("agenda.ends", time=time_of(ends, zone)) if ends is not None else ""
