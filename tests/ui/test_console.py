"""The facilitator's console, driven by keys and accessible names."""

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
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QScrollArea
from pytestqt.qtbot import QtBot
from stage_person import KEY, StagePerson

from pmdesk.domain.items import Note, NoteKind
from pmdesk.editing.commands import STAGES
from pmdesk.ui.context import Context


@pytest.fixture
def seated(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Callable[..., StagePerson]:
    return partial(seat, ctx, memory, qtbot)


def test_questions_turn_and_the_place_is_remembered(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    prompts = ctx.words.list("stages.timeline.prompts")
    assert prompts[0] in said(me)
    console_of(me).next_question()
    me.click("Next question")
    assert prompts[2] in said(me)
    assert f"3 of {len(prompts)}" in said(me)
    console_of(me).show_stage("factors")
    assert ctx.words.list("stages.factors.prompts")[0] in said(me)
    console_of(me).previous_question()
    assert ctx.words.list("stages.factors.prompts")[-1] in said(me)
    again = seated()
    assert prompts[2] in said(again)


def test_every_stage_has_its_questions(ctx: Context) -> None:
    for stage in STAGES:
        prompts = (*ctx.words.list(f"stages.{stage}.prompts"), *ctx.words.list(f"stages.{stage}.exit"))
        assert 5 <= len(ctx.words.list(f"stages.{stage}.prompts")) <= 8
        assert len(set(prompts)) == len(prompts)
        for prompt in prompts:
            assert prompt.endswith("?") or "?" in prompt
            assert not {"why", "who"} & set(prompt.lower().replace("?", " ").replace(",", " ").split())


def test_asked_prompts_stay_ticked_and_are_no_step_of_undo(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary
) -> None:
    me = seated()
    prompts = ctx.words.list("stages.timeline.prompts")
    me.click(f"Asked: {prompts[1]}")
    me.focus(f"Asked: {prompts[0]}")
    me.press(KEY.Key_Space)
    me.press(KEY.Key_Space)
    assert f"1 of {len(prompts)} asked" in said(me)
    assert not memory.entries
    again = seated()
    ticks = {one.accessibleName(): one.isChecked() for one in again.window.findChildren(QCheckBox)}
    assert ticks[f"Asked: {prompts[1]}"]
    assert not ticks[f"Asked: {prompts[0]}"]


def test_a_thought_is_parked_from_anywhere(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    me = seated()
    console_of(me).park_focus()
    assert QApplication.focusWidget() is me.named("Park a thought")
    me.type("Park a thought", "Retry rules of the library")
    assert console_of(me).leave()
    assert memory.texts["park:r42"] == "Retry rules of the library"
    again = seated()
    assert again.text("Park a thought") == "Retry rules of the library"
    again.focus("Park a thought")
    again.press(KEY.Key_Return)
    assert [note.text for note in again.review.notes.values()] == ["Who owns the file?", "Retry rules of the library"]
    assert again.text("Park a thought") == ""
    assert "14:45" in said(again)


def test_parked_thoughts_are_edited_carried_and_removed(
    seated: Callable[..., StagePerson], ctx: Context, qtbot: QtBot
) -> None:
    me = seated()
    me.type("Parked thought 1", "Which team owns the file?", enter=True)
    assert me.review.notes["n1"].text == "Which team owns the file?"
    me.click("Carry parked thought 1 forward")
    assert me.review.notes["n1"].carried
    me.focus("Parked thought 1")
    console_of(me).carry_note()
    assert not me.review.notes["n1"].carried
    console_of(me).remove_note()
    assert "n1" not in me.review.notes
    with qtbot.waitSignal(console_of(me).say):
        console_of(me).remove_note()
    ctx.bridge.undo()
    assert me.text("Parked thought 1") == "Which team owns the file?"


def test_open_questions_are_not_parked(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    question = Note(id="q", kind=NoteKind.QUESTION, text="What is open?")
    memory.reviews["r42"] = replace(story(), notes={"q": question})
    me = seated()
    assert "Parked thought 1" not in me.names()


def test_private_notes_never_reach_the_log(
    seated: Callable[..., StagePerson], memory: MemoryLibrary, ctx: Context
) -> None:
    me = seated()
    me.type("Note to self", "Ask Sam one to one", enter=True)
    me.type("Note to self 1", "Ask Sam one to one, tomorrow", enter=True)
    me.type("Note to self", "half a thou")
    assert console_of(me).leave()
    assert [note.text for note in memory.private.values()] == ["Ask Sam one to one, tomorrow"]
    assert not memory.entries
    assert ctx.desk.undo_command == ""
    again = seated()
    assert again.text("Note to self 1") == "Ask Sam one to one, tomorrow"
    assert again.text("Note to self") == "half a thou"


def test_a_private_note_goes_to_the_bin_and_back(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    me = seated()
    me.type("Note to self", "Ask Sam", enter=True)
    me.click("Put note to self 1 into the bin")
    assert [note.binned for note in memory.private.values()] == [True]
    assert "Note to self 1" not in me.names()
    me.click("Bin (1)")
    me.click("Put back note 1 of the bin")
    assert me.text("Note to self 1") == "Ask Sam"
    assert not memory.entries


def test_notes_of_one_review_stay_there(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    me = seated()
    me.type("Note to self", "Only here", enter=True)
    me.type("Park a thought", "half")
    memory.reviews["r2"] = replace(story(), id="r2")
    console_of(me).show_review("r2")
    assert "Note to self 1" not in me.names()
    assert me.text("Park a thought") == ""
    console_of(me).show_review("r42")
    assert me.text("Note to self 1") == "Only here"
    assert me.text("Park a thought") == "half"


def test_what_an_input_method_composes_is_not_parked(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    me = seated()
    line = me.focus("Park a thought")
    QApplication.sendEvent(line, QInputMethodEvent("にほ", []))
    assert console_of(me).leave()
    assert not memory.texts.get("park:r42")
    done = QInputMethodEvent()
    done.setCommitString("日本")
    QApplication.sendEvent(line, done)
    me.press(KEY.Key_Return)
    assert [note.text for note in me.review.notes.values()] == ["Who owns the file?", "日本"]


def test_a_full_disk_keeps_the_thought_in_the_line(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    me = seated()
    memory.full = True
    me.type("Park a thought", "Not on disk yet", enter=True)
    me.type("Note to self", "Neither is this", enter=True)
    assert me.text("Park a thought") == "Not on disk yet"
    assert me.text("Note to self") == "Neither is this"
    assert not console_of(me).leave()
    memory.full = False
    assert console_of(me).leave()


def test_it_folds_to_a_strip_and_opens_to_park(seated: Callable[..., StagePerson], qtbot: QtBot) -> None:
    me = seated()
    console = console_of(me)
    with qtbot.waitSignal(console.fold_wanted):
        me.click("Fold the console")
    console.set_folded(folded=True)
    assert (console.width(), console.folded) == (44, True)
    console.focus_first()
    assert QApplication.focusWidget() is me.named("Unfold the console")
    assert "Park a thought" not in me.names()
    console.park_focus()
    assert not console.folded
    assert QApplication.focusWidget() is me.named("Park a thought")


@pytest.mark.parametrize("scale", [100, 200])
def test_it_fits_and_scrolls_when_short(seated: Callable[..., StagePerson], ctx: Context, scale: int) -> None:
    ctx.look.set_scale(scale)
    me = seated()
    me.window.resize(me.window.width(), 300)
    console_of(me).park_focus()
    me.type("Park a thought", "x" * 300, enter=True)
    area = me.window.findChildren(QScrollArea)[0]
    assert area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    content = area.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= area.viewport().width()
    assert area.verticalScrollBar().maximum() > 0


def test_everything_has_a_name_of_its_own(seated: Callable[..., StagePerson]) -> None:
    me = seated()
    me.type("Note to self", "Ask Sam", enter=True)
    assert not unnamed(me.window)
    assert not repeated(me.window)


def test_tab_goes_as_the_eye_goes(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    me.type("Note to self", "Ask Sam", enter=True)
    me.type("Park a thought", "Another", enter=True)
    met = me.tabs("Fold: Ask the room now", 30)
    prompts = [f"Asked: {one}" for one in ctx.words.list("stages.timeline.prompts")]
    exits = [f"Asked: {one}" for one in ctx.words.list("stages.timeline.exit")]
    parked = ["Parked thought 1", "Carry parked thought 1 forward", "Remove parked thought 1"]
    parked += [name.replace("1", "2") for name in parked]
    private = ["Note to self 1", "Put note to self 1 into the bin", "Note to self"]
    wanted = ["Fold: Ask the room now", "Next question", "Previous question", "Fold: Follow-up"]
    wanted += ["Fold: For this stage", *prompts, "Fold: Before we move on", *exits]
    wanted += ["Fold: Parking lot", *parked, "Park a thought", "Fold: Who has spoken", "Fold: Note to self", *private]
    assert met[: len(wanted)] == wanted
