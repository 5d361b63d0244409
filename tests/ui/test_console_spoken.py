"""Who has spoken: by keys and clicks, for the facilitator alone, and gone after the meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from accessible_names import repeated, unnamed
from console_seat import console_of, said, seat
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot
from stage_person import KEY, StagePerson
from whenever import TimeDelta

from pmdesk.domain.items import Person
from pmdesk.meeting import clocks
from pmdesk.meeting.after import after_meeting
from pmdesk.meeting.agenda import Preset
from pmdesk.ui.context import Context
from pmdesk.ui.spoken import Spoken

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
HERE = ["p2", "p3", "p4"]


@pytest.fixture
def seated(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Callable[..., StagePerson]:
    memory.states.setdefault("r42", {"here": HERE})
    return partial(seat, ctx, memory, qtbot)


def rows(me: StagePerson) -> list[str]:
    """Return what a screen reader says of each row."""
    view = me.named("Who has spoken")
    assert isinstance(view, QListView)
    model = view.model()
    return [str(model.index(at, 0).data(SPOKEN)) for at in range(model.rowCount())]


def strokes(memory: MemoryLibrary) -> object:
    kept = memory.meeting("r42").get("tally")
    return kept["strokes"] if isinstance(kept, dict) else None


def test_those_who_are_here_have_a_row_each(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    roles = ("Deploying engineer", "On-call engineer", "Support lead")
    assert rows(me) == [f"{one}, not heard yet, key {key}" for key, one in enumerate(roles, start=1)]
    ctx.meeting.put("r42", here=["p1", *HERE])
    assert rows(me)[0] == "Platform engineer, not heard yet, key 1"
    ctx.meeting.put("r42", here=None)
    assert ctx.words("console.spoken.none") in said(me)
    assert "Who has spoken" not in me.names()


def test_a_digit_counts_and_gives_the_keyboard_back(
    seated: Callable[..., StagePerson], memory: MemoryLibrary, qtbot: QtBot
) -> None:
    me = seated()
    console = console_of(me)
    line = me.focus("Park a thought")
    console.left.connect(line.setFocus)
    QTest.keyClicks(line, "half a th")
    console.spoken_focus()
    assert QApplication.focusWidget() is me.named("Who has spoken")
    with qtbot.waitSignal(console.say) as told:
        me.press(KEY.Key_2)
    assert told.args == ["On-call engineer, heard 1 time"]
    assert QApplication.focusWidget() is line
    QTest.keyClicks(line, "ought")
    assert me.text("Park a thought") == "half a thought"
    assert strokes(memory) == {"p3": 1}
    assert "2 not heard yet" in said(me)
    console.spoken_focus()
    me.press(KEY.Key_Escape)
    assert QApplication.focusWidget() is line
    assert strokes(memory) == {"p3": 1}


def test_the_list_is_walked_and_strokes_are_taken_back(
    seated: Callable[..., StagePerson], memory: MemoryLibrary
) -> None:
    me = seated()
    me.focus("Who has spoken")
    for key in (KEY.Key_Space, KEY.Key_Down, KEY.Key_Space, KEY.Key_Space, KEY.Key_3, KEY.Key_3):
        me.press(key)
    assert QApplication.focusWidget() is me.named("Who has spoken"), "it was not asked for one digit only"
    assert strokes(memory) == {"p2": 1, "p3": 2, "p4": 2}
    me.press(KEY.Key_Up)
    me.press(KEY.Key_Backspace)
    assert strokes(memory) == {"p2": 1, "p3": 1, "p4": 2}
    me.press(KEY.Key_Z)
    me.click("Take the last stroke back")
    assert strokes(memory) == {"p2": 1, "p3": 1, "p4": 1}
    assert not memory.entries, "no step of undo"


def test_a_click_counts_and_leaves_the_keyboard_where_it_is(
    seated: Callable[..., StagePerson], memory: MemoryLibrary
) -> None:
    me = seated()
    line = me.focus("Park a thought")
    view = me.named("Who has spoken")
    assert isinstance(view, QListView)
    for row in (1, 1, 0):
        place = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert strokes(memory) == {"p3": 2, "p2": 1}
    assert QApplication.focusWidget() is line


def test_roles_that_several_have_show_the_name(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    people = {
        "p2": Person(id="p2", name="Jo", role="Engineer", order="a"),
        "p3": Person(id="p3", name="Lee", role="Engineer", order="b"),
        "p4": Person(id="p4", handles=("@sam",), order="c"),
    }
    memory.reviews["r42"] = replace(story(), people=people)
    me = seated()
    labels = ("Engineer, Jo", "Engineer, Lee", "@sam")
    assert rows(me) == [f"{one}, not heard yet, key {key}" for key, one in enumerate(labels, start=1)]


def test_the_end_of_the_meeting_forgets_it_unless_it_is_to_stay(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary
) -> None:
    me = seated()
    me.focus("Who has spoken")
    me.press(KEY.Key_1)
    me.click("Keep the tally after the meeting")
    ctx.meeting.replace("r42", after_meeting(memory.meeting("r42")))
    assert strokes(memory) == {"p2": 1}
    me.click("Keep the tally after the meeting")
    ctx.meeting.replace("r42", after_meeting(memory.meeting("r42")))
    assert memory.meeting("r42") == {"here": HERE}
    assert rows(me)[0] == "Deploying engineer, not heard yet, key 1"


def test_it_survives_a_restart_on_the_day_and_is_forgotten_on_the_next(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary
) -> None:
    me = seated()
    me.focus("Who has spoken")
    me.press(KEY.Key_1)
    assert rows(seated())[0] == "Deploying engineer, heard 1 time, key 1"
    ctx.clock.at += TimeDelta(hours=12)  # type: ignore[attr-defined]  # a StandingClock
    assert rows(seated())[0] == "Deploying engineer, not heard yet, key 1"
    assert memory.meeting("r42") == {"here": HERE}


def before_midnight(ctx: Context, memory: MemoryLibrary) -> None:
    """Let a meeting run since 23:40, ten minutes ago."""
    ctx.clock.at += TimeDelta(hours=8, minutes=55)  # type: ignore[attr-defined]  # a StandingClock
    begun = clocks.begin(Preset.HOUR, "timeline", ctx.clock.now())
    memory.states["r42"] = {"here": HERE, **clocks.to_state(begun)}
    later(ctx, 10)


def later(ctx: Context, minutes: int) -> None:
    ctx.clock.at += TimeDelta(minutes=minutes)  # type: ignore[attr-defined]  # a StandingClock


@pytest.mark.parametrize("pauses", [False, True])
def test_a_meeting_over_midnight_keeps_its_strokes(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary, qtbot: QtBot, *, pauses: bool
) -> None:
    before_midnight(ctx, memory)
    me = seated()
    me.focus("Who has spoken")
    me.press(KEY.Key_1)
    if pauses:
        now = clocks.from_state(memory.meeting("r42"))
        ctx.meeting.put("r42", **clocks.to_state(clocks.pause(now, ctx.clock.now())))
    later(ctx, 30)
    me.press(KEY.Key_1)
    me.press(KEY.Key_2)
    assert strokes(memory) == {"p2": 2, "p3": 1}
    again = seated()
    assert rows(again)[:2] == ["Deploying engineer, heard 2 times, key 1", "On-call engineer, heard 1 time, key 2"]
    memory.reviews["r1"] = replace(story(), id="r1")
    memory.states["r1"] = {"tally": {"strokes": {"p1": 3}, "kept": False, "day": "2026-11-18"}}
    Spoken(ctx, ctx.meeting).forget_past()
    qtbot.waitUntil(lambda: "tally" not in memory.states["r1"])
    assert strokes(memory) == {"p2": 2, "p3": 1}
    ended = clocks.end(clocks.from_state(memory.meeting("r42")), ctx.clock.now())
    ctx.meeting.replace("r42", after_meeting({**memory.meeting("r42"), **clocks.to_state(ended)}))
    assert "tally" not in memory.meeting("r42")


def test_a_meeting_whose_end_was_forgotten_keeps_no_strokes(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary
) -> None:
    before_midnight(ctx, memory)
    me = seated()
    me.focus("Who has spoken")
    me.press(KEY.Key_1)
    later(ctx, 6 * 60)
    assert rows(seated())[0] == "Deploying engineer, not heard yet, key 1"
    assert "tally" not in memory.meeting("r42")


def test_strokes_of_the_day_before_are_no_part_of_a_meeting_of_today(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary
) -> None:
    now = clocks.begin(Preset.HOUR, "open", ctx.clock.now())
    memory.states["r42"] = {
        "here": HERE,
        "tally": {"strokes": {"p2": 3}, "kept": False, "day": "2026-11-17"},
        **clocks.to_state(now),
    }
    assert rows(seated())[0] == "Deploying engineer, not heard yet, key 1"


def test_nobody_has_to_open_a_review_for_its_tally_to_go(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> None:
    past = {"tally": {"strokes": {"p1": 3}, "kept": False, "day": "2026-11-17"}, "asked": ["x"]}
    wanted = {"tally": {"strokes": {"p1": 3}, "kept": True, "day": "2026-11-17"}}
    for number in range(50):
        memory.reviews[f"r{number}"] = replace(story(), id=f"r{number}")
        memory.states[f"r{number}"] = wanted if number == 7 else past
    Spoken(ctx, ctx.meeting).forget_past()
    qtbot.waitUntil(lambda: memory.states["r49"] == {"asked": ["x"]})
    kept = [name for name, state in memory.states.items() if "tally" in state]
    assert kept == ["r7"]


def test_a_full_disk_says_so_and_counts_nothing(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    me = seated()
    memory.full = True
    me.focus("Who has spoken")
    me.press(KEY.Key_1)
    assert rows(me)[0] == "Deploying engineer, not heard yet, key 1"
    memory.full = False
    me.press(KEY.Key_1)
    assert rows(me)[0] == "Deploying engineer, heard 1 time, key 1"


def test_everything_has_a_name_of_its_own(seated: Callable[..., StagePerson]) -> None:
    me = seated()
    assert not unnamed(me.window)
    assert not repeated(me.window)


@pytest.mark.parametrize("count", [1, 4, 5, 12, 25, 26])
def test_strokes_are_painted_inside_their_row(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary, count: int
) -> None:
    memory.states["r42"] = {
        "here": HERE,
        "tally": {"strokes": {"p2": count}, "kept": False, "day": "2026-11-18"},
    }
    me = seated()
    view = me.named("Who has spoken")
    assert isinstance(view, QListView)
    drawn = view.viewport().grab().toImage()
    first, second = (view.visualRect(view.model().index(row, 0)) for row in (0, 1))
    ink = ctx.look.colour("text2").rgb()
    right = range(first.right() - 140, first.right())
    marked = [x for x in right if any(drawn.pixelColor(x, y).rgb() == ink for y in range(first.top(), first.bottom()))]
    assert marked
    assert max(marked) < first.right()
    assert not any(drawn.pixelColor(x, second.center().y()).rgb() == ink for x in right), "the row below is empty"
