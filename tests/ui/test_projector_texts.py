"""The window of the room: what was learned later, and texts that are longer than a line."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from memory_library import MemoryLibrary
from painted_text import Painted
from payment_story import many_events, story
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot
from room_person import RoomPerson, seats
from timeline_person import HandTimers
from whenever import Date

from pmdesk.domain.changes import Set
from pmdesk.domain.items import Action, ActionStatus, Factor, Known
from pmdesk.domain.review import KeyMoment, Review
from pmdesk.ui.context import Context

SIZES = [(1920, 1080), (1280, 720), (3840, 2160), (1080, 1920), (1024, 768)]
ENTRY, FACTOR = "Learned later", "leans on something learned later"
LONG = " ".join(f"word{at}" for at in range(36))
"""Of a length that takes four or five lines on a card."""


@pytest.fixture
def timers() -> HandTimers:
    return HandTimers()


@pytest.fixture
def seat(
    make_context: Callable[..., Context], memory: MemoryLibrary, qtbot: QtBot, timers: HandTimers
) -> Iterator[Callable[[Review], RoomPerson]]:
    with seats(make_context(timers=timers), memory, qtbot, timers) as take:
        yield take


def later(review: Review, *events: str) -> Review:
    """Return the review with entries that were learned later."""
    known = {name: replace(review.events[name], known=Known.LATER) for name in events}
    return replace(review, events={**review.events, **known})


def at_stage(me: RoomPerson, stage: str, standing: str = "") -> RoomPerson:
    me.page.go(stage, standing)
    me.settle()
    return me


def assert_apart(painted: list[Painted], room: QRect) -> None:
    for first, second in itertools.combinations(painted, 2):
        assert not first.box.intersects(second.box), (first, second)
    for one in painted:
        assert room.adjusted(-2, -2, 2, 2).contains(one.box.toRect()), one


def place_of(me: RoomPerson, words: str) -> Painted:
    return next(one for one in me.painted if words in one.text)


# ---- what was learned later


def test_an_entry_says_that_it_was_learned_later(seat: Callable[..., RoomPerson]) -> None:
    me = at_stage(seat(later(story(), "e4")).open(), "timeline", "e5")
    assert me.reads.count(ENTRY) == 1
    mark, words = place_of(me, ENTRY), place_of(me, "Requests wait")
    assert abs(mark.y - words.y) < 10
    assert ENTRY in me.hears
    me.ctx.bridge.do(Set("r42", "event", "e4", "known", Known.THEN), command="event.known")
    me.settle()
    assert ENTRY not in me.reads


def test_a_card_says_that_its_factor_leans_on_it(seat: Callable[..., RoomPerson]) -> None:
    me = at_stage(seat(later(story(), "e4")).open(), "factors", "f1")
    assert me.reads.count(FACTOR) == 1
    mark, words = place_of(me, FACTOR), place_of(me, "No alert looks")
    assert 0 < mark.y - words.y < 60
    assert FACTOR in me.hears
    assert "Requests wait" not in me.reads  # the evidence itself stays in the console
    me.ctx.bridge.do(Set("r42", "event", "e4", "known", Known.THEN), command="event.known")
    me.settle()
    assert FACTOR not in me.reads
    me.ctx.bridge.do(Set("r42", "event", "e7", "known", Known.LATER), command="event.known")
    me.settle()
    assert me.reads.count(FACTOR) == 2


def test_so_does_the_map(seat: Callable[..., RoomPerson]) -> None:
    review = later(story(), "e4")
    linked = replace(review.factors["f0"], enabled_by=frozenset({"f2"}))
    me = at_stage(seat(replace(review, factors={**review.factors, "f0": linked})).open(), "factors", "f0")
    assert me.ctx.words("factors.map.incident") in me.reads
    mark, words = place_of(me, "earned later"), place_of(me, "No alert")
    assert me.reads.casefold().count("learned later") == 1
    assert 0 < mark.y - words.y < 160


@pytest.mark.parametrize("size", SIZES)
def test_marks_and_many_moments_leave_room_for_the_words(
    seat: Callable[..., RoomPerson], size: tuple[int, int]
) -> None:
    review = later(story(), "e3", "e4", "e7")
    one = KeyMoment(event="e3")
    me = seat(replace(review, impact_starts=one, detected=one, acknowledged=one, mitigated=one)).open(*size)
    at_stage(me, "timeline", "e3")
    assert ENTRY in me.reads
    assert "p95 of authorisations rises to 2.4 s" in me.reads.replace("\n", " ")
    assert_apart(me.painted, me.window.rect())
    assert min(one.size for one in me.painted) >= 28 * min(size) / 1080
    at_stage(me, "factors", "f3")
    assert "earned later" in me.reads
    assert_apart(me.painted, me.window.rect())


# ---- long texts


@pytest.mark.parametrize("stage", ["timeline", "factors", "actions", "close", "open", "prepare"])
def test_what_is_talked_about_is_there_to_the_last_word(seat: Callable[..., RoomPerson], stage: str) -> None:
    review = story()
    me = seat(
        replace(
            review,
            title=LONG if stage == "prepare" else "Short",
            learned=LONG,
            ground_rules=f"Short\n{LONG}",
            events={**review.events, "e5": replace(review.events["e5"], text=LONG)},
            factors={**review.factors, "f1": replace(review.factors["f1"], statement=LONG)},
            actions={"a1": replace(review.actions["a1"], text=LONG, done_when=LONG)},
        )
    ).open()
    at_stage(me, stage, {"timeline": "e5", "factors": "f1", "actions": "a1"}.get(stage, ""))
    assert LONG in me.reads.replace("\n", " ")
    assert "…" not in me.reads
    assert_apart(me.painted, me.window.rect())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("chosen", ["n00", "n12", "n24"])
def test_of_many_factors_the_chosen_one_is_shown_and_the_others_counted(
    seat: Callable[..., RoomPerson], size: tuple[int, int], chosen: str
) -> None:
    factors = {
        f"n{at:02d}": Factor(id=f"n{at:02d}", statement=f"Condition {at} {LONG if at % 2 else ''}", order=f"i{at:02d}")
        for at in range(25)
    }
    me = at_stage(seat(replace(story(), factors=factors)).open(*size), "factors", chosen)
    assert f"Condition {int(chosen[1:])}" in me.reads
    shown = me.reads.count("Condition ")
    assert f"and {25 - shown} more" in me.reads
    assert_apart(me.painted, me.window.rect())


@pytest.mark.parametrize("chosen", ["n00", "n20", "n39"])
def test_of_many_actions_the_chosen_one_is_shown_whole(seat: Callable[..., RoomPerson], chosen: str) -> None:
    actions = {
        f"n{at:02d}": Action(
            id=f"n{at:02d}",
            text=f"Step {at}: {LONG}",
            due=Date(2026, 12, 1),
            status=ActionStatus.COMMITTED,
            order=f"i{at:02d}",
        )
        for at in range(40)
    }
    me = at_stage(seat(replace(story(), actions=actions)).open(), "actions", chosen)
    assert f"Step {int(chosen[1:])}: {LONG}" in me.reads.replace("\n", " ")
    assert f"and {40 - me.reads.count('Step ')} more" in me.reads
    assert_apart(me.painted, me.window.rect())


def test_an_empty_timeline_asks_for_the_first_entry(seat: Callable[..., RoomPerson]) -> None:
    me = at_stage(seat(replace(story(), events={})).open(), "timeline")
    assert me.ctx.words("timeline.empty_question") in me.reads


def test_the_chart_of_a_very_long_story_goes_to_its_end(seat: Callable[..., RoomPerson]) -> None:
    review = many_events(2000)
    events = {name: replace(one, starred=name.startswith("x")) for name, one in review.events.items()}
    kept = {name: one for name, one in events.items() if name.startswith("x")}
    me = at_stage(seat(replace(review, events=kept)).open(), "timeline", "x1")
    ticks = [one for one in me.painted if one.text.count(":") == 1 and one.size < 32 and one.y < 700]
    axis, picture = min(one.y for one in ticks if len(one.text) == 5 and one.x < 1700), me.window.grab().toImage()
    ground = me.ctx.look.colour("surface").rgb()
    for left in range(200, 1700, 100):
        rows = range(round(axis) - 100, round(axis) - 45)
        assert any(picture.pixel(x, y) != ground for x in range(left, left + 100) for y in rows), left
