"""Making the RoomView: from a RoomReview, from where the facilitator is, and from the clocks. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from whenever import Date, Instant

from pmdesk.domain.causes import behind
from pmdesk.domain.item_numbers import ordered_actions, ordered_factors
from pmdesk.domain.items import Action, ActionStatus, Event, Factor, Known
from pmdesk.domain.measures import OPEN
from pmdesk.domain.review import Review, moments_of_event
from pmdesk.domain.shown_text import one_line
from pmdesk.domain.timeline import Gap, gaps, in_order
from pmdesk.domain.times import clock_text, in_zone
from pmdesk.editing import commands, ranking
from pmdesk.editing.room_review import RoomReview
from pmdesk.editing.room_view import (
    Card,
    Conditions,
    Content,
    Ending,
    EventRow,
    GapRow,
    Idea,
    Ideas,
    Opening,
    Promise,
    Promises,
    RoomClock,
    RoomView,
    SilentRound,
    Story,
    Welcome,
)
from pmdesk.meeting import clocks as meeting_clocks
from pmdesk.meeting.agenda import Preset
from pmdesk.meeting.clocks import Clocks
from pmdesk.meeting.silent import Round

_Item = TypeVar("_Item")

ROWS_BEFORE, ROWS_AFTER = 16, 8
"""How many rows of the timeline around the chosen entry come along: more than any screen shows."""

MOST_CARDS = 40
_LONGEST = 400
"""Longer texts are cut: no screen shows so much in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the facilitator is: the stage, the item with the keyboard, and the question of the moment.

    ``about`` is the id of the entry that the question is about. ``words`` and ``rules`` are those of the
    house, for a review that has none of its own. ``answered`` is how many the results of the pulse come from.
    ``vote`` is the kind of item ("factor", "action") that people vote on now, or empty.
    """

    stage: str
    entity: str = ""
    question: str = ""
    about: str = ""
    words: str = ""
    rules: str = ""
    answered: int = 0
    vote: str = ""


def room_view(
    room: RoomReview,
    at: Standing,
    clocks: Clocks,
    *,
    frozen: bool = False,
    ordered: tuple[Event, ...] | None = None,
) -> RoomView:
    """Return the view, without its running clocks. ``ordered`` is ``in_order`` of its review, where that is known."""
    review = room.review
    about = review.events.get(at.about)
    return RoomView(
        stage=at.stage,
        title=_line(review.title),
        question=_line(room.show(at.question)),
        about=clock_text(about.time, review.zone) if about is not None and about.time.placed else "",
        content=_content(room, at, clocks, ordered),
        frozen=frozen,
    )


def with_clocks(view: RoomView, clocks: Clocks, silent: Round | None, now: Instant) -> RoomView:
    """Return the view with its clocks at an instant."""
    clock = quiet = None
    if clocks.begun and view.stage != commands.PREPARE:
        clock = RoomClock(
            used=meeting_clocks.used(clocks, view.stage, now),
            planned=meeting_clocks.planned(clocks, view.stage),
            pace=meeting_clocks.state(clocks, view.stage, now),
            paused=clocks.paused,
        )
    if silent is not None:
        quiet = SilentRound(left=silent.left(now))
    return replace(view, timed=clock is not None or quiet is not None, clock=clock, silent=quiet)


def _content(room: RoomReview, at: Standing, clocks: Clocks, ordered: tuple[Event, ...] | None) -> Content:
    review = room.review
    match at.stage:
        case commands.OPEN:
            return Opening(words=_lines(review.opening or at.words), rules=_lines(review.ground_rules or at.rules))
        case commands.TIMELINE:
            return _story(room, at.entity, ordered)
        case commands.FACTORS:
            return _conditions(room, at)
        case commands.ACTIONS:
            return _what_changes(room, at, clocks)
        case commands.CLOSE:
            return _ending(room, at.answered)
        case _:
            agenda = tuple((stage, seconds // 60) for stage, seconds in clocks.planned.items())
            return Welcome(agenda=agenda, day=review.meeting_date)


def _story(room: RoomReview, chosen: str, ordered: tuple[Event, ...] | None) -> Story:
    """Return the rows around the chosen entry, or up to the last one."""
    review = room.review
    events = in_order(review) if ordered is None else ordered
    place = next((at for at, event in enumerate(events) if event.id == chosen), -1)
    centre = place if place >= 0 else len(events) - 1
    first, last = max(0, centre - ROWS_BEFORE), min(len(events), centre + ROWS_AFTER + 1)
    silences = {gap.before: gap for gap in gaps(review, events)}
    rows: list[EventRow | GapRow] = []
    for event in events[first:last]:
        gap = silences.get(event.id)
        if gap is not None and rows:
            rows.append(_gap(gap))
        text = _line(room.text_of(event.id))
        rows.append(
            EventRow(
                time=clock_text(event.time, review.zone) if event.time.placed else "",
                kind=event.kind,
                text=text,
                actor=_actor(room.actor_of(event.id), text),
                moments=moments_of_event(review, event.id),
                later=event.known is Known.LATER,
                now=event.id == chosen,
            )
        )
    return Story(
        rows=tuple(rows),
        place=place + 1,
        count=len(events),
        chart=room.chart,
        ordered=tuple(room.chart.events[one.id] for one in events),
        now=chosen if place >= 0 else "",
        day=_day(review, events, centre),
    )


def _day(review: Review, events: Sequence[Event], at: int) -> Date | None:
    """Return the day of an entry, unless the whole story is of that day."""
    start = events[at].time.start if events else None
    if start is None:
        return None
    day = in_zone(start, review.zone).date()
    ends = (next(one.time.start for one in order if one.time.placed) for order in (events, reversed(events)))
    return day if any(one is not None and in_zone(one, review.zone).date() != day for one in ends) else None


def _actor(label: str, text: str) -> str:
    """Return who acted in an entry, with a capital as its first word; nothing where its text says so already."""
    label = _line(label)
    return "" if label.casefold() in text.casefold() else label[:1].upper() + label[1:]


def _gap(gap: Gap) -> GapRow:
    return GapRow(minutes=gap.minutes, quiet=gap.quiet is not None)


def _conditions(room: RoomReview, at: Standing) -> Conditions:
    review = room.review
    factors = [one for one in ordered_factors(review) if one.statement.strip()]
    labels = ranking.voted_on(review, at.vote) if at.vote else {}
    chosen = "" if labels else at.entity  # a vote marks nothing that could be taken for advice
    before = behind(review.factors, chosen) if chosen in review.factors else frozenset[str]()
    after = frozenset(one.id for one in factors if chosen in behind(review.factors, one.id))
    shown, more = _around(factors, next((at for at, one in enumerate(factors) if one.id == chosen), 0), MOST_CARDS)
    cards = (
        Card(
            id=one.id,
            text=_line(one.statement),
            category=one.category,
            verified=one.verified,
            later=one.id in room.hindsight,
            chosen=one.id == chosen,
            path="behind" if one.id in before else "leads_to" if one.id in after else "",
            group=_line(one.group),
            votes=None if labels else one.votes,
            label=labels.get(one.id, ""),
        )
        for one in shown
    )
    return Conditions(cards=tuple(cards), more=more, graph={} if more or labels else _graph(factors))


def _graph(factors: list[Factor]) -> dict[str, Factor]:
    """Return what enabled what, without words; empty when nothing is linked."""
    there = {one.id for one in factors}
    bare = {
        one.id: Factor(id=one.id, verified=one.verified, enabled_by=one.enabled_by & there, order=one.order)
        for one in factors
    }
    return bare if any(one.enabled_by for one in bare.values()) else {}


def _what_changes(room: RoomReview, at: Standing, clocks: Clocks) -> Ideas | Promises:
    """Return the ideas or the commitments: what is voted on, or talked about, or what the meeting is for.

    The first of two meetings ends with ideas; elsewhere they are shown for as long as nothing is committed to.
    """
    ideas = ordered_actions(room.review, ideas=True)
    actions = [one for one in ordered_actions(room.review) if one.status is not ActionStatus.WONT_DO]
    first = clocks.begun and clocks.preset is Preset.TWO_MEETINGS and clocks.part == 1
    if at.vote:
        labels = ranking.voted_on(room.review, at.vote)
        return _ideas([one for one in (*ideas, *actions) if one.id in labels], labels, "")
    if ideas and (first or not actions or any(one.id == at.entity for one in ideas)):
        return _ideas(list(ideas), {}, at.entity, committed=len(actions))
    place = next((place for place, one in enumerate(actions) if one.id == at.entity), 0)
    shown, more = _around(actions, place, MOST_CARDS)
    return Promises(rows=tuple(_promise(room, one, at.entity) for one in shown), more=more, ideas=len(ideas))


def _ideas(ideas: list[Action], labels: Mapping[str, str], chosen: str, *, committed: int = 0) -> Ideas:
    place = next((place for place, one in enumerate(ideas) if one.id == chosen), 0)
    shown, more = _around(ideas, place, MOST_CARDS)
    rows = (
        Idea(
            text=_line(one.text),
            chosen=one.id == chosen,
            group=_line(one.group),
            votes=None if labels else one.votes,
            label=labels.get(one.id, ""),
        )
        for one in shown
    )
    return Ideas(rows=tuple(rows), more=more, committed=committed)


def _ending(room: RoomReview, answered: int) -> Ending:
    review = room.review
    following = [one for one in ordered_actions(review) if one.status in OPEN]
    following.sort(key=lambda one: (one.due is None, one.due or Date.MAX))
    return Ending(
        learned=_lines(review.learned),
        following=tuple(_promise(room, one, "") for one in following[:MOST_CARDS]),
        more=max(0, len(following) - MOST_CARDS),
        carried=len(review.notes),
        answered=answered,
        next_date=review.next_date,
    )


def _promise(room: RoomReview, action: Action, chosen: str) -> Promise:
    return Promise(
        text=_line(action.text),
        owner=_line(room.labels.get(action.owner, "")),
        due=action.due,
        done_when=_line(action.done_when),
        done=action.status is ActionStatus.DONE,
        chosen=action.id == chosen,
        group=_line(action.group),
        votes=action.votes,
    )


def _around(items: list[_Item], at: int, most: int) -> tuple[list[_Item], int]:
    """Return at most so many items, the one at a place among them, and how many are left out."""
    first = max(0, min(at - most // 2, len(items) - most))
    shown = items[first : first + most]
    return shown, len(items) - len(shown)


def _line(text: str) -> str:
    """Return a text on one line, cut where no screen could show more."""
    shown = one_line(text[: _LONGEST * 8])
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1].rstrip() + "…"


def _lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that are not empty, without the signs of a list."""
    lines = (_line(line) for line in text[: _LONGEST * 40].splitlines())
    return tuple(line[2:].strip() if line[:2] in {"- ", "* ", "• "} else line for line in lines if line)
