"""Sections of the console fold by hand and by room, and lead back to where one was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from console_seat import console_of, said, seat
from hypothesis import given
from hypothesis import strategies as st
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot
from stage_person import KEY, StagePerson

from pmdesk.domain.changes import Add
from pmdesk.domain.items import Note, NoteKind
from pmdesk.meeting import script
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.console_column import IMPORTANCE
from pmdesk.ui.widgets.console_folding import fitting
from pmdesk.ui.widgets.phrases import Phrases

KEYS = ("ask", *IMPORTANCE)


@pytest.fixture
def seated(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Callable[..., StagePerson]:
    memory.states.setdefault("r42", {"here": ["p1", "p2", "p3", "p4"]})
    return partial(seat, ctx, memory, qtbot)


def bar(me: StagePerson) -> int:
    """Return how far the console can be scrolled."""
    return me.window.findChildren(QScrollArea)[0].verticalScrollBar().maximum()


def opened(me: StagePerson) -> set[str]:
    return {one.removeprefix("Fold: ") for one in me.names() if one.startswith("Fold: ")}


@given(
    st.fixed_dictionaries(dict.fromkeys(KEYS, st.tuples(st.integers(20, 40), st.integers(40, 400)))),
    st.dictionaries(st.sampled_from(KEYS), st.booleans()),
    st.integers(0, 2000),
)
def test_no_section_opens_by_itself_without_room(
    heights: dict[str, tuple[int, int]], chosen: dict[str, bool], room: int
) -> None:
    folded = fitting(heights, chosen, IMPORTANCE, room)
    assert all((key in folded) == by_hand for key, by_hand in chosen.items())
    by_itself = set(IMPORTANCE) - folded - chosen.keys()
    used = sum(heights[key][0 if key in folded else 1] for key in KEYS)
    assert not by_itself or used <= room
    for key in folded - chosen.keys():
        assert used + heights[key][1] - heights[key][0] > room, "there was room for it"


def test_all_is_open_where_there_is_room(seated: Callable[..., StagePerson]) -> None:
    me = seated()
    assert len(opened(me)) == len(KEYS)
    assert bar(me) == 0


def test_at_720_px_the_important_sections_fit_without_scrolling(seated: Callable[..., StagePerson]) -> None:
    me = seated(height=644)  # what the bar and the status line leave of 720
    assert {"Ask the room now", "Follow-up", "For this stage"} <= opened(me)
    assert len(opened(me)) < len(KEYS)
    assert bar(me) == 0
    console_of(me).spoken_focus()
    QApplication.processEvents()
    assert {"Ask the room now", "Follow-up", "Who has spoken"} <= opened(me)
    assert bar(me) == 0


LONG = "Where did one trouble make more requests, and so the next one? The report names such cascades without detail."


@pytest.mark.parametrize("height", range(700, 960, 20))
def test_a_long_thought_leaves_nothing_below_the_edge_at_first_sight(
    seated: Callable[..., StagePerson], memory: MemoryLibrary, ctx: Context, height: int
) -> None:
    note = Note(id="long", text=LONG, kind=NoteKind.PARKING, at=ctx.clock.now())
    memory.reviews["r42"] = replace(story(), notes={"long": note})
    me = seated(height=height)
    for _turn in range(3):
        QApplication.processEvents()
    assert bar(me) == 0


def test_what_is_folded_by_hand_is_remembered(seated: Callable[..., StagePerson]) -> None:
    me = seated()
    me.focus("Fold: Parking lot")
    me.press(KEY.Key_Space)
    assert "Park a thought" not in me.names()
    assert QApplication.focusWidget() is me.named("Unfold: Parking lot")
    me.click("Fold: Ask the room now")
    again = seated()
    assert len(opened(again)) == len(KEYS) - 2
    assert QApplication.focusWidget() is not again.named("Unfold: Ask the room now")
    console_of(again).focus_first()
    assert QApplication.focusWidget() is again.named("Unfold: Ask the room now")
    again.click("Unfold: Parking lot")
    assert "Park a thought" in again.names()
    assert "Parking lot" in opened(seated(height=300))


def test_parking_unfolds_its_section(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated(height=420)
    assert "Parking lot" not in opened(me)
    console_of(me).park_focus()
    assert QApplication.focusWidget() is me.named("Park a thought")
    assert ctx.settings.get("console.section.park", None) is None, "only a press on the header is remembered"
    me.window.resize(340, 400)
    assert "Parking lot" in opened(me), "what is in use stays open"


def test_a_folded_header_still_counts(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    me.click("Fold: Parking lot")
    assert "1" in said(me)
    prompts = ctx.words.list("stages.timeline.prompts")
    me.click(f"Asked: {prompts[0]}")
    me.click("Fold: For this stage")
    assert f"1 of {len(prompts)} asked" in said(me)


def test_text_that_hides_its_bar_fits_again(seated: Callable[..., StagePerson]) -> None:
    me = seated(height=500)
    console_of(me).park_focus()
    me.type("Park a thought", "A thought of some length that takes four lines beside the bar of the list", enter=True)
    me.window.resize(340, 1600)
    QApplication.processEvents()
    assert bar(me) == 0
    assert len(opened(me)) == len(KEYS)


def test_esc_leads_back(seated: Callable[..., StagePerson], qtbot: QtBot) -> None:
    me = seated()
    for name in ("Park a thought", "Note to self", "Next question", "Fold: Follow-up"):
        me.focus(name)
        with qtbot.waitSignal(console_of(me).left):
            me.press(KEY.Key_Escape)
    me.focus("Parked thought 1")
    me.press(KEY.Key_Escape)
    assert QApplication.focusWidget() is me.named("Park a thought"), "first out of the thought"


# ---- what to say


def test_what_to_say_floats_beside_and_closes(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    line = me.focus("Park a thought")
    console_of(me).show_phrases()
    (popover,) = me.window.findChildren(Phrases)
    assert QApplication.focusWidget() is me.named("To read aloud")
    read = [one.text() for one in popover.findChildren(QLabel)]
    for sentence in ctx.words.list(script.ELMO):
        assert sentence in read
    for phrase in script.SAFE_PHRASES:
        moment, sentence = ctx.words(script.when_id(phrase)), ctx.words(script.say_id(phrase))
        assert read.index(sentence) == read.index(moment) + 1
    me.press(KEY.Key_Escape)
    assert QApplication.focusWidget() is line
    assert "What to say" not in me.names()
    console_of(me).show_phrases()
    console_of(me).show_phrases()
    assert "What to say" not in me.names()


def test_a_list_that_grows_folds_what_is_needed_least(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated(height=1150)
    assert "Before we move on" in opened(me)
    assert bar(me) == 0
    for at in range(6):
        parked = Note(id=f"m{at}", text="A thought that was parked", order=f"b{at}")
        ctx.bridge.do(Add(review="r42", item=parked), command="note.park")
        for _turn in range(5):
            QApplication.processEvents()
    assert "Before we move on" not in opened(me)
    assert "Parking lot" in opened(me)
    assert bar(me) == 0
