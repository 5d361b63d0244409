"""The two windows of a meeting: what somebody does in the console, and what the room sees of it."""

from __future__ import annotations

import pytest
from painted_text import painted_of
from PySide6.QtWidgets import QApplication
from window_person import Desks, WindowPerson

from pmdesk.ui.projector.window import ProjectorWindow


@pytest.fixture
def person(desk_window: Desks) -> WindowPerson:
    """Somebody in the timeline of a new review, with the name of one colleague on the list."""
    one = desk_window()
    one.press("Ctrl+N")
    one.fill("Title", "Queue stood still while Marguerite watched", enter=True)
    one.press("Ctrl+Shift+P")
    one.type("Marguerite")
    one.press("Tab")
    one.type("On-call engineer")
    one.press("Return", "Ctrl+3")
    assert one.at == "New entry"
    return one


def room() -> ProjectorWindow | None:
    return next(
        (one for one in QApplication.topLevelWidgets() if isinstance(one, ProjectorWindow) and one.isVisible()), None
    )


def reads() -> str:
    window = room()
    assert window is not None
    return " ".join(one.text for one in painted_of(window))


def test_a_meeting_with_two_windows(person: WindowPerson) -> None:
    person.type("14:02 Marguerite sees it")
    person.press("F5")
    assert room() is not None
    assert person.at == "New entry"
    assert "sees it" not in reads()  # a half-typed line is nobody's business
    person.press("Return")
    person.wait(lambda: "On-call engineer sees it" in reads())
    assert "Marguerite" not in reads()
    assert "Room: roles" in person.said
    person.enter("14:09 the queue is emptied")
    person.wait(lambda: "Entry 2 of 2" in reads())
    person.press("Shift+F5")
    assert "Room: frozen" in person.said
    person.press("Ctrl+4")
    person.enter("Nobody was told")
    person.settle()
    assert "Frozen" in reads()
    assert "Nobody was told" not in reads()
    person.press("Shift+F5")
    person.wait(lambda: "Nobody was told" in reads())
    person.press("Ctrl+F5")
    assert "Ctrl+F5 once more shows them" in person.said
    assert "Room: roles" in person.said
    person.press("Ctrl+F5")
    assert "Room: real names" in person.said
    person.press("Ctrl+3")
    person.wait(lambda: "Marguerite sees it" in reads())
    person.press("F5")
    assert room() is None
    assert "Room:" not in person.said


def test_what_is_parked_stays_in_the_console(person: WindowPerson) -> None:
    person.press("F5", "Ctrl+L")
    person.enter("A parked thought")
    person.press("Ctrl+3")
    person.settle()
    for stage in range(1, 7):
        person.press(f"Ctrl+{stage}")
        person.wait(lambda: True)
        assert "parked thought" not in reads()


def test_the_room_goes_with_the_console(person: WindowPerson) -> None:
    person.press("F5")
    assert room() is not None
    assert person.close()
    assert room() is None


def test_in_the_library_there_is_nothing_to_show_yet(desk_window: Desks) -> None:
    person = desk_window()
    person.press("F5")
    assert room() is None
    assert "Open a review first" in person.said


def test_the_room_keeps_its_view_while_the_library_is_looked_at(person: WindowPerson) -> None:
    person.press("F5", "Ctrl+B")
    person.settle()
    assert "Timeline" in reads()
    person.press("F5")
    assert room() is None
