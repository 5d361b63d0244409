"""The console's verbs through the window: chords work while somebody types, and lead back there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QScrollArea
from window_person import Desks, WindowPerson


@pytest.fixture
def meeting(desk_window: Desks) -> WindowPerson:
    """A window at the timeline of a review, with three people in the room."""
    person = desk_window(size=(1280, 720))
    person.press("Ctrl+N", "Ctrl+2")
    for who in ("On-call engineer", "Support lead", "Database engineer"):
        person.go("Somebody else is here")
        person.enter(who)
    person.press("Ctrl+3")
    return person


def half_typed(person: WindowPerson) -> QLineEdit:
    box = person.focus
    assert isinstance(box, QLineEdit)
    return box


def test_a_digit_counts_while_a_line_is_half_typed(meeting: WindowPerson) -> None:
    line = half_typed(meeting)
    meeting.type("14:02 depl")
    line.setCursorPosition(8)
    meeting.press("Ctrl+T", "2")
    assert meeting.focus is line
    assert (line.text(), line.cursorPosition(), line.selectedText()) == ("14:02 depl", 8, "")
    assert meeting.rows("Who has spoken")[1] == "Support lead, heard 1 time, key 2"
    meeting.press("Ctrl+T", "Esc")
    assert meeting.focus is line
    meeting.type("x")
    assert line.text() == "14:02 dexpl"


def test_the_follow_up_comes_with_the_entry_and_is_turned_and_put_away(meeting: WindowPerson) -> None:
    line = half_typed(meeting)
    meeting.enter("14:02 We decided to roll back")
    assert meeting.focus is line
    shown = [one for one in meeting.said.splitlines() if one.endswith("?")]
    meeting.type("14:05 half")
    meeting.press("Ctrl+Shift+]")
    turned = [one for one in meeting.said.splitlines() if one.endswith("?")]
    assert len(set(shown) - set(turned)) == 1
    assert len(set(turned) - set(shown)) == 1
    assert meeting.has("Put this question away")
    meeting.press("Ctrl+Shift+[")
    assert not meeting.has("Put this question away")
    assert meeting.focus is line
    assert line.text() == "14:05 half"
    meeting.press("Ctrl+A")
    meeting.type("They agreed to wait. And")
    assert meeting.has("Put this question away"), "a sentence has ended"


def test_a_sentence_is_heard_on_another_stage(meeting: WindowPerson) -> None:
    meeting.press("Ctrl+4", "Ctrl+N")
    meeting.type("We decided to roll back. ")
    assert meeting.has("Another follow-up question")
    meeting.press("Ctrl+T", "1")
    assert meeting.at == "New entry from any stage"
    meeting.press("Ctrl+L")
    assert meeting.at == "Park a thought"
    meeting.press("Esc")
    assert meeting.at == "New entry from any stage"


def test_what_to_say_opens_while_typing(meeting: WindowPerson) -> None:
    line = half_typed(meeting)
    meeting.type("14:02 depl")
    meeting.press("Ctrl+P")
    assert "Enough, let us move on" in meeting.said
    assert meeting.at == "To read aloud"
    meeting.press("Esc")
    assert meeting.focus is line
    assert "Enough, let us move on" not in meeting.said
    meeting.press("Ctrl+P", "Ctrl+P")
    assert meeting.focus is line


def test_esc_in_the_console_leads_back(meeting: WindowPerson) -> None:
    line = half_typed(meeting)
    meeting.enter("14:02 Deploy")
    meeting.press("Ctrl+L")
    assert meeting.at == "Park a thought"
    meeting.enter("Later")
    meeting.press("Esc")
    assert meeting.focus is line
    meeting.go("Timeline entries")
    meeting.press("F6")
    assert meeting.region == "Your console"
    meeting.press("Esc")
    assert meeting.at == "Timeline entries"


def test_the_verbs_work_from_a_folded_console(meeting: WindowPerson) -> None:
    line = half_typed(meeting)
    meeting.press("F7")
    assert not meeting.has("Fold the console")
    meeting.press("Ctrl+T", "3")
    assert meeting.focus is line
    assert not meeting.has("Fold the console"), "it is a strip again"
    meeting.press("Ctrl+T")
    assert meeting.rows("Who has spoken")[2] == "Database engineer, heard 1 time, key 3"
    meeting.press("Esc", "Ctrl+L")
    assert meeting.at == "Park a thought"
    meeting.press("Esc")
    assert meeting.focus is line
    assert not meeting.has("Fold the console")


def test_a_tally_survives_a_restart_and_is_no_step_of_undo(meeting: WindowPerson, desk_window: Desks) -> None:
    meeting.press("Ctrl+T", "1", "Ctrl+T", "1")
    assert meeting.close()
    again = desk_window(size=(1280, 720))
    again.press("Return", "Ctrl+T")
    assert again.rows("Who has spoken")[0] == "On-call engineer, heard 2 times, key 1"
    again.press("Esc", "Ctrl+Z")
    again.press("Ctrl+T")
    assert again.rows("Who has spoken")[0] == "On-call engineer, heard 2 times, key 1"


# ---- where things stand

ALWAYS = ("Ask the room now", "Follow-up", "For this stage", "Parking lot", "Who has spoken", "Note to self")


@pytest.mark.parametrize("stage", range(1, 7))
def test_in_a_window_of_1440_px_all_of_the_console_is_open(desk_window: Desks, stage: int) -> None:
    person = desk_window(size=(1440, 900))
    person.press("Ctrl+Shift+N", f"Ctrl+{stage}")
    assert [one for one in ALWAYS if not person.has(f"Fold: {one}")] == []
    assert all(one.verticalScrollBar().maximum() == 0 for one in columns(person))


def columns(person: WindowPerson) -> list[QScrollArea]:
    areas = person.window.findChildren(QScrollArea)
    return [one for one in areas if one.isVisible() and one.accessibleName() == "Your console"]


def around(person: WindowPerson, name: str) -> str:
    """Return in which region something stands."""
    person.go(name)
    return person.region


def test_who_has_spoken_stands_below_the_stages_and_goes_with_the_console(meeting: WindowPerson) -> None:
    line = half_typed(meeting)
    assert around(meeting, "Fold: Who has spoken") == "Stages"
    meeting.go("Timeline, stage 3 of 6")
    meeting.press("Tab")
    assert meeting.at == "Fold: Who has spoken"
    meeting.press("Tab")
    assert meeting.at == "Who has spoken"
    meeting.press("Esc")
    assert meeting.focus is line
    meeting.press("F7")
    assert not meeting.has("Who has spoken"), "what the room should not see is away with one key"
    meeting.press("Ctrl+T")
    assert meeting.has("Who has spoken")
    assert not meeting.has("Fold the console"), "the page keeps its width"
    meeting.press("1")
    assert meeting.focus is line
    assert not meeting.has("Who has spoken")
    meeting.press("F7")
    assert meeting.has("Who has spoken")


def test_a_console_that_folds_for_want_of_room_leaves_who_has_spoken(desk_window: Desks) -> None:
    person = desk_window(size=(1100, 700))
    person.press("Ctrl+N", "Ctrl+3")
    assert not person.has("Fold the console")
    assert person.has("Fold: Who has spoken")


@pytest.mark.parametrize("stage", range(1, 7))
def test_with_large_text_the_console_ends_where_the_window_does(desk_window: Desks, stage: int) -> None:
    desk_window.settings.write_text('{"scale": 200}', "utf-8")
    person = desk_window(size=(1280, 720))
    person.press("Ctrl+Shift+N", f"Ctrl+{stage}")
    if not person.has("Fold the console"):
        person.press("F7")
    for one in (*columns(person), person.named("Fold the console"), person.named("Next question")):
        right = one.mapTo(person.window, one.rect().topRight()).x()
        assert right < person.window.width(), one.accessibleName()
    assert around(person, "Unfold: Who has spoken") == "Your console", "icons leave no room for it"


def test_the_head_of_the_timeline_has_two_lines_where_one_is_too_short(desk_window: Desks) -> None:
    desk_window.settings.write_text('{"scale": 200}', "utf-8")
    person = desk_window(size=(1280, 720))
    person.press("Ctrl+Shift+N", "Ctrl+3")
    for _turn in range(2):
        person.press("F7")
        names = [one for one in person.names() if one.startswith(("Entries shown", "Zone and day of the timeline"))]
        assert len(names) == 4
        for one in map(person.named, names):
            assert one.width() >= one.sizeHint().width(), one.accessibleName()
