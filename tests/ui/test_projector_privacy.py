"""The window of the room: what is never painted in it, said about it or named by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from memory_library import MemoryLibrary
from payment_story import story
from planted_review import NAMES, NUMBER, STRANGERS, VOTES, marker, planted_review, with_strangers
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from room_person import RoomPerson, seats
from timeline_person import HandTimers

import pmdesk.ui
from pmdesk.editing.commands import STAGES
from pmdesk.editing.ports import PrivateNote
from pmdesk.meeting import clocks, depth, nudges, pulse, silent, tally, voting
from pmdesk.meeting.agenda import Preset
from pmdesk.ui.context import Context
from pmdesk.ui.view_commands import VIEW_COMMANDS

SEEN = {"title", "learned", "opening", "ground_rules", "text", "statement", "done_when", "role", "group", "votes"}
AT = {"timeline": "e3", "factors": "f1", "actions": "a2"}
OTHERS = ("marknotex", "markdraftx", "marksilentx", "marktallyx", "markherex", "markvotex", "markaskedx", "markdepthx")


@pytest.fixture
def timers() -> HandTimers:
    return HandTimers()


@pytest.fixture
def ctx(make_context: Callable[..., Context], timers: HandTimers) -> Context:
    return make_context(timers=timers)


@pytest.fixture
def seat(ctx: Context, memory: MemoryLibrary, qtbot: QtBot, timers: HandTimers) -> Iterator[Callable[..., RoomPerson]]:
    with seats(ctx, memory, qtbot, timers) as take:
        yield take


def draft_keys(review: str, item: str) -> set[str]:
    """Return a key of every kind under which the application keeps a half-typed line: they are read from its source."""
    source = "".join(one.read_text("utf-8") for one in Path(pmdesk.ui.__path__[0]).rglob("*.py"))
    kinds = set(re.findall(r'f"([a-z][a-z_-]*):\{', source))
    assert {"capture", "park", "private", "here", "idea", "question", "moment"} <= kinds
    keys = {f"{kind}:{review}" for kind in kinds} | {f"{kind}:{review}:{item}" for kind in kinds}
    return keys | {silent.draft_key(review, item), silent.line_key(review)}


def plant_outside(memory: MemoryLibrary, ctx: Context, *, quiet: bool) -> None:
    """Write into everything that is kept beside the review, while the meeting and a vote (or a silent round) run."""
    note = PrivateNote(id="x1", review="r1", text="marknotex about Zebulon", at=ctx.clock.now())
    memory.private[note.id] = note
    for item in ("e1", "f1", "a2", "detected", "x7"):
        memory.texts.update(dict.fromkeys(draft_keys("r1", item), "markdraftx Zebulon"))
    memory.texts[silent.draft_key("r1", "x8")] = "marksilentx Zebulon"
    given = {"f1": NUMBER, "a5": NUMBER, "markvotex": 2}
    memory.states["r1"] = {
        **clocks.to_state(clocks.begin(Preset.HOUR, "open", ctx.clock.now())),
        **tally.to_state(tally.Tally(strokes={"marktallyx Zebulon": 3, "p1": NUMBER})),
        **voting.to_state({voting.KEY: {"action": {"each": 3, "given": given}}}, "factor", voting.Voting(given=given)),
        **(silent.to_state(silent.Round(stage="open", start=ctx.clock.now())) if quiet else {}),
        **pulse.to_state(("learned",)),
        nudges.KEY: {"entries": NUMBER, "showing": "markaskedx"},
        depth.KEY: {"signs": {"markdepthx": True}, "chosen": "markdepthx"},
        "here": ["p1", "markherex"],
        "asked": ["markaskedx"],
        "agenda": {"minutes": {"open": 5}, "by": "markaskedx"},
    }


@pytest.mark.parametrize("names_shown", [False, True])
@pytest.mark.parametrize("quiet", [False, True])
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_nothing_private_and_no_name_is_painted_said_or_named(
    seat: Callable[..., RoomPerson],
    memory: MemoryLibrary,
    ctx: Context,
    size: tuple[int, int],
    quiet: bool,
    names_shown: bool,
) -> None:
    plant_outside(memory, ctx, quiet=quiet)
    me = seat(with_strangers(planted_review())).open(*size)
    if names_shown:
        me.show_names()
    everything = ""
    for voted in (True, False):
        for stage in STAGES:
            me.page.go(stage, AT.get(stage, ""))
            me.settle()
            everything += me.reads + me.hears
            assert not voted or me.ctx.words("ranking.votes", count=VOTES) not in me.reads or stage in {"open", "close"}
        me.ctx.meeting.put("r1", votes=None)
        me.settle()
    private = {marker(kind, field) for kind, field in all_fields() if field not in SEEN}
    private |= {*OTHERS, str(NUMBER), marker("note", "text"), marker("evidence", "text")}
    private |= {marker("quiet", "text"), marker("time", "given")}
    assert not [one for one in private if one in everything]
    shown = [name for name in (*NAMES, *STRANGERS) if name in everything.casefold()]
    assert bool(shown) is names_shown
    for kind, field in (
        ("review", "title"),
        ("event", "text"),
        ("factor", "statement"),
        ("factor", "group"),
        ("action", "text"),
        ("review", "learned"),
    ):
        assert marker(kind, field) in everything
    assert ctx.words("ranking.votes", count=VOTES) in everything


def all_fields() -> list[tuple[str, str]]:
    review = planted_review()
    kinds = [review, *review.people.values(), *review.events.values(), *review.factors.values()]
    kinds += [*review.actions.values(), *review.notes.values(), *review.quiets.values()]
    return [(type(one).__name__.lower(), field) for one in kinds for field in type(one).__dataclass_fields__]


def test_a_question_a_title_and_a_group_name_no_stranger(seat: Callable[..., RoomPerson]) -> None:
    review = replace(story(), title="Sam Thrumble asks @uxmarie")
    factors = {**review.factors, "f1": replace(review.factors["f1"], group="For quillon@example.org")}
    me = seat(replace(review, factors=factors)).open()
    me.ctx.meeting.put("r42", asking={"factors": "What could Sam Thrumble and @uxmarie see?"}, asking_about={})
    me.page.go("factors")
    me.settle()
    found = me.reads.replace("\n", " ")
    assert "What could Support lead and somebody see?" in found
    assert "Support lead asks somebody" in found
    assert "For somebody" in found


# ---- one slip shows no names


def test_real_names_take_a_second_press_soon_after_the_first(seat: Callable[..., RoomPerson]) -> None:
    me = seat(replace(story(), title="Sam looks")).open()
    words = me.ctx.words
    key = next(one.keys[0] for one in VIEW_COMMANDS if one.id == "projector.names")
    me.verbs.names()
    assert me.said[-1] == words("projector.say.names_again", key=key)
    assert "Sam" not in me.reads
    assert me.state[-1] == (words("projector.state.roles"), False)
    me.timers.pass_time(6000)
    me.verbs.names()
    assert "Sam" not in me.reads
    me.verbs.names()
    assert "Sam looks" in me.reads
    assert me.state[-1] == (words("projector.state.names"), True)
    me.verbs.names()
    assert "Sam" not in me.reads  # back to roles at once
    me.verbs.names()
    assert "Sam" not in me.reads


def test_the_first_press_does_not_outlive_the_window(seat: Callable[..., RoomPerson]) -> None:
    me = seat(replace(story(), title="Sam looks")).open()
    me.verbs.names()
    me.verbs.toggle()
    me.verbs.toggle()
    me.verbs.names()
    me.settle()
    assert "Sam" not in me.reads


def test_a_key_that_is_held_in_the_room_is_one_press(seat: Callable[..., RoomPerson]) -> None:
    me = seat(replace(story(), title="Sam looks")).open()
    QTest.keyClick(me.window, Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier, "", autorep=True)
    QApplication.sendEvent(me.window, held)
    assert me.asked == ["projector.names"]
    assert "Sam" not in me.reads
