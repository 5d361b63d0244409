"""Capture under pressure: lines to any stage, a paste looked at first, nothing private where it should not be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import pytest
from memory_library import MemoryLibrary
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from timeline_person import KEY, Facilitator, HandTimers, empty_review

from pmdesk.domain.items import ActionStatus, EventKind, Known, NoteKind
from pmdesk.domain.times import in_zone
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.capture_line import CaptureLine
from pmdesk.ui.widgets.private_notes import PrivateNoteList

Make = Callable[..., Context]
LIST = "How each pasted line is read"
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def timers() -> HandTimers:
    return HandTimers()


@pytest.fixture
def desk(make_context: Make, memory: MemoryLibrary, qtbot: QtBot, timers: HandTimers) -> Facilitator:
    return Facilitator(make_context(timers=timers), memory, qtbot, empty_review())


def paste(desk: Facilitator, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keySequence(desk.focus(), QKeySequence(QKeySequence.StandardKey.Paste))


# ---- prefixes


def test_a_factor_goes_to_the_factors_and_says_its_number(desk: Facilitator) -> None:
    desk.enter("f: the pool had no alert")
    assert [one.statement for one in desk.review.factors.values()] == ["the pool had no alert"]
    assert not desk.review.events
    assert desk.said[-1] == "Factor F1 added."
    assert desk.ctx.desk.undo_command == "factor.add"
    assert desk.focus() is desk.line()
    assert desk.line().text() == ""
    desk.ctx.desk.undo()
    assert not desk.review.factors


@pytest.mark.parametrize(
    ("line", "status", "said", "command"),
    [
        ("a: alert on the pool", ActionStatus.COMMITTED, "Action A1 added.", "action.add"),
        ("i: one pool for all", ActionStatus.IDEA, "Idea 1 kept", "action.add_idea"),
    ],
)
def test_actions_and_ideas(desk: Facilitator, line: str, status: ActionStatus, said: str, command: str) -> None:
    desk.enter(line)
    assert [(one.text, one.status) for one in desk.review.actions.values()] == [(line[3:], status)]
    assert desk.said[-1].startswith(said)
    assert desk.ctx.desk.undo_command == command


@pytest.mark.parametrize(
    ("line", "kind", "command"),
    [("p: who owns the file?", NoteKind.PARKING, "note.park"), ("q: which node?", NoteKind.QUESTION, "question.add")],
)
def test_parked_thoughts_and_questions(desk: Facilitator, line: str, kind: NoteKind, command: str) -> None:
    desk.enter(line)
    note = next(iter(desk.review.notes.values()))
    assert (note.text, note.kind, note.at) == (line[3:], kind, desk.ctx.clock.now())
    assert desk.ctx.desk.undo_command == command


def test_a_private_note_reaches_no_log_and_no_review(desk: Facilitator, memory: MemoryLibrary) -> None:
    shown = PrivateNoteList(desk.ctx)
    shown.setParent(desk.window)
    shown.show_review("r42")
    desk.enter("n: Sam was shaken, zebra")
    assert [one.text for one in memory.private_notes("r42")] == ["Sam was shaken, zebra"]
    assert memory.entries == []
    assert "zebra" not in str({name: asdict(one) for name, one in memory.reviews.items()})
    assert "zebra" not in str(memory.texts)
    assert desk.ctx.desk.undo_command == ""
    assert "zebra" not in desk.said[-1]
    assert any(one.toPlainText() == "Sam was shaken, zebra" for one in shown.findChildren(type(shown._kept[0].box)))  # type: ignore[attr-defined]


def test_a_private_note_in_a_paste_stays_out_of_the_batch(desk: Facilitator, memory: MemoryLibrary) -> None:
    paste(desk, "14:02 deploy\nn: zebra\nf: no alert")
    desk.press(KEY.Key_Return)
    assert [one.text for one in memory.private_notes("r42")] == ["zebra"]
    assert len(memory.entries) == 1
    assert "zebra" not in str(memory.entries) + str(memory.reviews) + str(memory.texts)


def test_the_preview_says_where_the_line_goes(desk: Facilitator) -> None:
    desk.type("n: Sam was shaken")
    assert desk.line().accessibleDescription().startswith("Private note, not shown to the room")
    desk.line().clear()
    desk.type("f: no alert")
    assert desk.line().accessibleDescription() == "Factor, no alert"


def test_backspace_behind_the_prefix_makes_it_plain_text(
    desk: Facilitator, memory: MemoryLibrary, timers: HandTimers
) -> None:
    desk.type("p: ")
    desk.press(KEY.Key_Backspace)
    desk.type("drive is full")
    timers.pass_time(400)
    assert memory.draft("capture:r42") == " p: drive is full"
    desk.press(KEY.Key_Return)
    assert desk.told == ["? p: drive is full"]


def test_a_time_in_front_stays_an_event(desk: Facilitator) -> None:
    desk.enter("14:02 f: flag turned on")
    assert desk.told == ["14:02 f: flag turned on"]


@pytest.mark.parametrize("line", ["f: no alert", "p: who owns it?", "n: ask Sam", "it was loud that day"])
def test_what_has_no_time_leaves_the_day_of_the_next_line_alone(
    desk: Facilitator, make_context: Make, memory: MemoryLibrary, qtbot: QtBot, line: str
) -> None:
    desk.enter("13 Nov 2026 09:00 the day after")
    memory.keep_draft("captured:r42", "")  # as in a review from a file: nothing was captured here
    again = Facilitator(make_context(ids=lambda: f"n{len(memory.entries)}{len(memory.texts)}"), memory, qtbot)
    again.capture(line, "14:02 deploy")
    start = again.event("deploy").time.start
    assert start is not None
    assert in_zone(start, again.review.zone).date().day == 12


def test_a_paste_says_its_day_before_it_is_added(desk: Facilitator) -> None:
    paste(desk, "23:50 late\n00:20 later\nf: no alert")
    shown = [one.text() for one in desk.window.findChildren(QLabel) if one.isVisible()]
    assert "2 entries, 1 factor, Thu 12 Nov 2026 to Fri 13 Nov 2026" in shown


def test_a_prefix_without_words_is_kept_in_the_line(desk: Facilitator) -> None:
    desk.enter("f: ")
    assert desk.line().text() == "f: "
    assert not desk.review.factors


def test_a_private_note_that_finds_no_room_stays_in_the_line(desk: Facilitator, memory: MemoryLibrary) -> None:
    memory.full = True
    desk.enter("n: remember")
    assert desk.line().text() == "n: remember"
    memory.full = False
    desk.press(KEY.Key_Return)
    assert desk.line().text() == ""
    assert [one.text for one in memory.private_notes("r42")] == ["remember"]


def test_prefixes_work_over_any_stage(desk: Facilitator) -> None:
    line = CaptureLine(desk.ctx, name="New entry from any stage")
    line.setParent(desk.window)
    line.show_review("r42")
    line.show()
    line.focus()
    desk.enter("f: the pool had no alert")
    assert len(desk.review.factors) == 1


# ---- known then, learned later


def test_an_entry_is_learned_later_by_a_mark_or_a_key(desk: Facilitator) -> None:
    desk.enter("14:02 the limit was lowered #later")
    desk.type("14:03 pool is dry")
    desk.page.run("event.known")
    assert "Learned later" in desk.line().accessibleDescription()
    desk.press(KEY.Key_Return)
    assert [one.known for one in desk.review.events.values()] == [Known.LATER, Known.LATER]
    assert "learned later" in desk.rows()[0]


# ---- a paste of many lines

CHAT = "sam  14:02\npool is at its limit\njo  14:05\nrolling back\n14:07\nall nodes are back"


def test_the_paste_is_shown_line_by_line(desk: Facilitator) -> None:
    paste(desk, "- 14:02 deploy @Sam #change *\n\n-----\n- f: no alert\n- n: ask Jo\n- no time yet")
    model = desk.named(LIST).model()  # type: ignore[attr-defined]
    said = [model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(model.rowCount())]
    assert said == [
        "14:02, change, deploy, Support lead, for the report",
        "Factor, no alert",
        "Private note, not shown to the room, ask Jo",
        "no time, other, no time yet",
    ]
    assert not desk.review.events


def test_enter_adds_all_as_one_step(desk: Facilitator) -> None:
    paste(desk, "14:02 deploy @newbie\nf: no alert\n14:05 pager @newbie")
    desk.press(KEY.Key_Return)
    assert desk.told == ["14:02 deploy", "14:05 pager"]
    assert len({one.actor for one in desk.review.events.values()}) == 1
    assert desk.said[-1] == "3 lines added: 2 entries, 1 factor."
    assert desk.focus() is desk.line()
    desk.ctx.desk.undo()
    assert (desk.review.events, desk.review.factors, len(desk.review.people)) == ({}, {}, len(empty_review().people))


def test_a_line_is_left_out_and_taken_in_by_key(desk: Facilitator) -> None:
    paste(desk, "14:02 one\n14:03 two\n14:04 three")
    desk.press(KEY.Key_Delete)
    desk.press(KEY.Key_Delete)
    assert desk.focus().accessibleDescription() == "1 line to add"
    desk.press(KEY.Key_Up)
    desk.press(KEY.Key_Delete)
    desk.press(KEY.Key_Return)
    assert desk.told == ["14:03 two", "14:04 three"]


def test_all_lines_left_out_put_the_paste_away(desk: Facilitator, memory: MemoryLibrary) -> None:
    paste(desk, "14:02 one\n14:03 two\n14:04 three")
    desk.press(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.press(KEY.Key_Delete)
    desk.press(KEY.Key_Return)
    assert (desk.told, desk.line().text(), memory.texts) == ([], "", {})
    assert desk.focus() is desk.line()
    assert desk.said[-1] == "Nothing is added. The paste is put away."


def test_a_very_long_paste_is_no_line(desk: Facilitator, memory: MemoryLibrary) -> None:
    paste(desk, "a long line of many words\n" * 1000)
    desk.press(KEY.Key_Escape)
    assert desk.focus() is desk.named(LIST)
    assert desk.said[-1].startswith("It is too long for one line.")
    assert memory.texts["batch:r42"].count("\n") == 1000


def test_esc_keeps_the_paste_as_one_line(desk: Facilitator, memory: MemoryLibrary, timers: HandTimers) -> None:
    desk.type("14:02 ")
    paste(desk, "a sentence that\n   was wrapped\n")
    desk.press(KEY.Key_Escape)
    assert desk.focus() is desk.line()
    assert desk.line().text() == "14:02 a sentence that was wrapped"
    timers.pass_time(400)
    assert memory.texts == {"capture:r42": "14:02 a sentence that was wrapped"}
    desk.press(KEY.Key_Return)
    assert desk.told == ["14:02 a sentence that was wrapped"]


def test_a_paste_survives_a_crash(desk: Facilitator, make_context: Make, memory: MemoryLibrary, qtbot: QtBot) -> None:
    paste(desk, "14:02 one\n14:03 two")
    again = Facilitator(make_context(), memory, qtbot)
    assert again.line().text() == ""
    again.press(KEY.Key_Down)
    assert again.focus() is again.named(LIST)
    again.press(KEY.Key_Return)
    assert again.told == ["14:02 one", "14:03 two"]
    assert memory.texts == {}


def test_enter_in_the_empty_line_adds_the_paste_that_waits(desk: Facilitator) -> None:
    paste(desk, "14:02 one\n14:03 two")
    desk.line().setFocus()
    desk.press(KEY.Key_Return)
    assert desk.told == ["14:02 one", "14:03 two"]


def test_a_prefix_before_the_paste_is_for_all_its_lines(desk: Facilitator) -> None:
    desk.type("i: ")
    paste(desk, "one pool\nf: no alert\na second pool\n")
    desk.press(KEY.Key_Return)
    assert [one.text for one in desk.review.actions.values()] == ["one pool", "a second pool"]
    assert len(desk.review.factors) == 1


def test_a_full_disk_leaves_the_paste_where_it_is(desk: Facilitator, memory: MemoryLibrary) -> None:
    paste(desk, "14:02 one\n14:03 two")
    memory.full = True
    desk.press(KEY.Key_Return)
    assert desk.told == []
    memory.full = False
    desk.press(KEY.Key_Return)
    assert desk.told == ["14:02 one", "14:03 two"]


def test_a_pasted_chat_is_messages_of_people(desk: Facilitator) -> None:
    paste(desk, CHAT)
    desk.press(KEY.Key_Return)
    assert desk.told == ["14:02 pool is at its limit", "14:05 rolling back", "14:07 all nodes are back"]
    events = list(desk.review.events.values())
    assert {one.kind for one in events} == {EventKind.MESSAGE}
    assert events[0].actor == "p4"
    assert events[1].actor == events[2].actor != ""


def test_lines_that_arrive_without_a_key_are_looked_at_too(desk: Facilitator) -> None:
    desk.line().insert("14:02 one\n14:03 two")
    assert desk.focus() is desk.named(LIST)
    assert desk.line().text() == ""


def test_five_thousand_lines_are_a_list_that_reads_only_what_is_seen(desk: Facilitator) -> None:
    paste(desk, "\n".join(f"{10 + at // 600}:{at // 10 % 60:02d} node {at}" for at in range(5000)))
    assert desk.focus().accessibleDescription() == "5000 lines to add"
    desk.press(KEY.Key_End)
    desk.press(KEY.Key_Delete)
    desk.press(KEY.Key_Return)
    assert len(desk.review.events) == 4999
    assert len(desk.ctx.desk._undo) == 1  # one step
