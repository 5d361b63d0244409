"""The capture line: typed, read, kept, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from timeline_person import KEY, Facilitator, HandTimers, empty_review
from whenever import Date

from pmdesk.domain.items import EventKind
from pmdesk.domain.times import Precision, in_zone
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.capture_line import CaptureLine

Make = Callable[..., Context]


@pytest.fixture
def timers() -> HandTimers:
    return HandTimers()


@pytest.fixture
def desk(make_context: Make, memory: MemoryLibrary, qtbot: QtBot, timers: HandTimers) -> Facilitator:
    return Facilitator(make_context(timers=timers), memory, qtbot, empty_review())


def test_a_line_becomes_an_event_on_enter(desk: Facilitator) -> None:
    desk.enter("14:02 deploy of 1.2 started @Sam #change")
    event = desk.event("deploy")
    assert (event.text, event.kind, event.actor) == ("deploy of 1.2 started", EventKind.CHANGE, "p4")
    assert desk.told == ["14:02 deploy of 1.2 started"]
    assert desk.line().text() == ""
    assert desk.ctx.desk.undo_command == "event.add"


@pytest.mark.parametrize(
    ("line", "told", "precision"),
    [
        ("~15:00 maybe earlier: cpu is high", "~15:00 maybe earlier: cpu is high", Precision.ABOUT),
        ("22:xx the queue was empty", "22:xx the queue was empty", Precision.HOUR),
        ("17:00-18:00 many restarts", "17:00–18:00 many restarts", Precision.MINUTE),
        ("something that nobody can date", "? something that nobody can date", Precision.MINUTE),
        ("25:99 is no time at all", "? 25:99 is no time at all", Precision.MINUTE),
    ],
)
def test_odd_times_are_values_and_the_rest_stays_text(
    desk: Facilitator, line: str, told: str, precision: Precision
) -> None:
    desk.enter(line)
    assert desk.told == [told]
    assert next(iter(desk.review.events.values())).time.precision is precision


def test_a_relative_time_counts_from_the_line_before(desk: Facilitator) -> None:
    desk.capture("14:02 deploy", "+5 pager fires")
    assert desk.told == ["14:02 deploy", "14:07 pager fires"]


def test_the_line_says_how_it_is_read_before_enter(desk: Facilitator) -> None:
    desk.capture("15:52 calls pass", "16:05 queue empty")
    desk.type("15:58 retry queue half empty @sam #signal")
    told = desk.line().accessibleDescription()
    assert "15:58 CET, Thu 12 Nov" in told
    assert "Signal" in told
    assert "Support lead" in told
    assert "lands between 15:52 and 16:05" in told
    assert "@sam stays here; the report says Support lead" in told
    assert len(desk.review.events) == 2


def test_lines_in_any_order_sort_themselves(desk: Facilitator) -> None:
    desk.capture("15:09 a merchant calls", "14:02 deploy", "14:24 slow", "14:02 again at the same time")
    assert [one[:5] for one in desk.told] == ["14:02", "14:02", "14:24", "15:09"]
    assert desk.told[1] == "14:02 again at the same time"


def test_past_midnight_goes_on_after_a_restart_until_a_day_is_chosen(
    desk: Facilitator, make_context: Make, memory: MemoryLibrary, qtbot: QtBot
) -> None:
    desk.capture("23:50 late", "00:20 later")
    again = Facilitator(make_context(ids=lambda: f"n{len(memory.entries)}"), memory, qtbot)
    again.capture("00:40 latest")
    days = [in_zone(again.event(text).time.start, again.review.zone).date().day for text in ("late", "later", "latest")]  # type: ignore[arg-type]  # each is placed
    assert days == [12, 13, 13]
    assert again.named("Zone and day of the timeline: Europe/Berlin, Fri 13 Nov 2026")
    again.named("Zone and day of the timeline: Europe/Berlin, Fri 13 Nov 2026").click()  # type: ignore[attr-defined]
    day = again.focus()
    assert day.accessibleName() == "Day of a bare time"
    day.selectAll()  # type: ignore[attr-defined]
    again.enter("2026-11-12")
    again.press(KEY.Key_Escape)
    again.capture("09:00 back on the day itself")
    assert again.told[0] == "09:00 back on the day itself"


def test_the_half_typed_line_is_kept_and_comes_back(
    desk: Facilitator, make_context: Make, memory: MemoryLibrary, qtbot: QtBot, timers: HandTimers
) -> None:
    desk.type("14:02 half ty")
    assert memory.draft("capture:r42") == ""
    timers.pass_time(400)
    assert memory.draft("capture:r42") == "14:02 half ty"
    # The first page is gone without a word, as in a crash.
    again = Facilitator(make_context(), memory, qtbot)
    assert again.line().text() == "14:02 half ty"
    again.enter("ped")
    assert again.told == ["14:02 half typed"]
    assert memory.draft("capture:r42") == ""


def test_a_steady_typist_is_kept_within_a_second(desk: Facilitator, memory: MemoryLibrary, timers: HandTimers) -> None:
    for letter in "14:02 abcdef":
        desk.type(letter)
        timers.pass_time(100)
    assert memory.draft("capture:r42").startswith("14:02 abc")


def test_a_full_disk_leaves_the_text_in_the_line(desk: Facilitator, memory: MemoryLibrary) -> None:
    memory.full = True
    desk.enter("14:02 deploy")
    assert (desk.told, desk.line().text()) == ([], "14:02 deploy")
    memory.full = False
    desk.press(KEY.Key_Return)
    assert (desk.told, desk.line().text()) == (["14:02 deploy"], "")


def test_esc_leaves_and_keeps_the_text(desk: Facilitator, memory: MemoryLibrary) -> None:
    desk.type("14:02 wait")
    desk.press(KEY.Key_Escape)
    assert desk.focus() is desk.list()
    assert desk.line().text() == memory.draft("capture:r42") == "14:02 wait"


def test_ctrl_enter_adds_and_leaves(desk: Facilitator) -> None:
    desk.type("14:02 done")
    desk.press(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.told == ["14:02 done"]
    assert desk.focus() is desk.list()


def test_pasted_lines_become_one_entry_each_in_one_step(desk: Facilitator) -> None:
    QGuiApplication.clipboard().setText("14:02 deploy\n14:10 canary is calm\n\n+8 all nodes\n")
    QTest.keySequence(desk.line(), QKeySequence(QKeySequence.StandardKey.Paste))
    assert desk.focus() is desk.named("How each pasted line is read")
    assert desk.focus().accessibleDescription() == "3 lines to add"
    desk.press(KEY.Key_Return)
    assert desk.told == ["14:02 deploy", "14:10 canary is calm", "14:18 all nodes"]
    desk.ctx.desk.undo()
    assert desk.told == []


def test_a_new_handle_becomes_a_person(desk: Facilitator) -> None:
    before = len(desk.review.people)
    desk.enter("14:02 deploy @newcomer")
    assert len(desk.review.people) == before + 1
    assert "@newcomer" in desk.rows()[0]


def test_the_kind_and_the_star_are_set_by_keys_while_typing(desk: Facilitator) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    desk.type("14:02 deploy")
    desk.press(KEY.Key_K, both)
    desk.press(KEY.Key_K, both)
    desk.press(KEY.Key_S, both)
    desk.press(KEY.Key_Return)
    event = desk.event("deploy")
    assert (event.text, event.kind, event.starred) == ("deploy", EventKind.SIGNAL, True)


def test_text_that_is_still_composed_is_neither_kept_nor_read(
    desk: Facilitator, memory: MemoryLibrary, timers: HandTimers
) -> None:
    line = desk.line()
    QApplication.sendEvent(line, QInputMethodEvent("へんしゅう", []))
    timers.pass_time(5000)
    assert memory.draft("capture:r42") == ""
    commit = QInputMethodEvent("", [])
    commit.setCommitString("14:02 編集")
    QApplication.sendEvent(line, commit)
    timers.pass_time(400)
    assert memory.draft("capture:r42") == "14:02 編集"
    desk.press(KEY.Key_Return)
    assert desk.told == ["14:02 編集"]


def test_the_line_works_over_any_stage(desk: Facilitator) -> None:
    line = CaptureLine(desk.ctx, name="New entry from any stage")
    line.setParent(desk.window)
    added: list[str] = []
    line.added.connect(added.append)
    line.show_review("r42")
    line.show()
    line.focus()
    desk.enter("14:02 from elsewhere")
    assert added == [desk.event("from elsewhere").id]
    assert desk.rows() == ["14:02, other, from elsewhere"]


def test_a_draft_of_another_stage_is_shown(desk: Facilitator, memory: MemoryLibrary) -> None:
    memory.keep_draft("capture:r42", "14:02 typed on another stage")
    desk.page.on_draft_changed()
    assert desk.line().text() == "14:02 typed on another stage"


def test_an_entry_starts_inside_a_gap(make_context: Make, memory: MemoryLibrary, qtbot: QtBot) -> None:
    desk = Facilitator(make_context(), memory, qtbot, story())
    desk.go_to("Gap, 38")
    desk.press(KEY.Key_Return)
    assert desk.focus() is desk.line()
    assert desk.line().text() == "14:50 "
    desk.enter("support sees the first ticket")
    assert "14:50 support sees the first ticket" in desk.told


def test_an_entry_in_a_gap_of_another_day_says_its_day(make_context: Make, memory: MemoryLibrary, qtbot: QtBot) -> None:
    desk = Facilitator(make_context(), memory, qtbot, replace(story(), day=Date(2026, 11, 20)))
    desk.go_to("Gap, 38")
    desk.press(KEY.Key_Return)
    assert desk.line().text() == "2026-11-12 14:50 "
    desk.enter("on its own day")
    assert "14:50 on its own day" in desk.told
    assert len(desk.rows()) == len(set(desk.rows()))
