"""A silent round in the real window, on a real file: nothing of it is lost, and nothing of it tells."""

from __future__ import annotations

from contextlib import closing

import pysqlite3
import pytest
from hand_time import HandTime
from window_person import Desks, WindowPerson

from pmdesk.domain.item_numbers import ordered_factors

THOUGHTS = ("nobody told the night shift", "the graph looked smooth")
HALF = "the limit was lowered on a Fri"


@pytest.fixture
def person(desk_window: Desks, time: HandTime) -> WindowPerson:  # noqa: ARG001 (before the window)
    """Somebody at the factors of a new review."""
    one = desk_window()
    one.press("Ctrl+N")
    one.enter("Queue stood still")
    one.press("Ctrl+4")
    return one


def factors(person: WindowPerson, number: int = 1) -> list[str]:
    return [one.statement for one in ordered_factors(person.review(number))]


def silent_keys(person: WindowPerson) -> list[str]:
    """Return the keys of all drafts of silent rounds, from the file."""
    with closing(pysqlite3.connect(f"file:{person.path}?mode=ro", uri=True)) as db:
        return [key for (key,) in db.execute('SELECT "key" FROM "draft"') if "silent" in key]


def on_disk(person: WindowPerson) -> bytes:
    wal = person.path.with_name(person.path.name + "-wal")
    return person.path.read_bytes() + (wal.read_bytes() if wal.exists() else b"")


def test_what_is_half_typed_counts_at_the_reveal_also_after_a_crash_and_leaves_no_trace(
    desk_window: Desks, person: WindowPerson, time: HandTime
) -> None:
    person.press("Ctrl+R")
    person.enter(THOUGHTS[0])
    person.enter(THOUGHTS[1])
    person.type(HALF)
    time.go(1)
    assert len(silent_keys(person)) == 3
    assert b"silent:" in on_disk(person)
    path = person.path
    person.crash()
    time.stop()
    person = desk_window(path)
    person.press("Return", "Ctrl+U")
    assert sorted(factors(person)) == sorted([*THOUGHTS, HALF])
    assert "shuffled: 3." in person.said
    assert silent_keys(person) == []
    assert b"silent:" not in on_disk(person), "neither the file nor its WAL tells who wrote what last"
    person.press("Ctrl+5", "Ctrl+R")
    assert (person.at, person.text("One thought")) == ("One thought", ""), "nothing is handed to the next one"


def test_the_clock_is_no_way_past_the_sheet(person: WindowPerson) -> None:
    person.press("F9")
    person.click("Agenda and clock")
    assert person.has("Pause")
    person.press("Escape", "Ctrl+R")
    person.click("Agenda and clock")
    assert not person.has("Pause")
    assert "A sheet lies over the page" in person.said


def test_what_is_half_typed_belongs_to_the_round_of_its_own_review(person: WindowPerson, time: HandTime) -> None:
    person.press("Ctrl+R")
    person.enter(THOUGHTS[0])
    person.press("Escape", "Ctrl+B", "Ctrl+N")
    person.enter("Another one")
    person.press("Ctrl+4", "Ctrl+R")
    person.type(HALF)
    person.press("Escape", "Ctrl+B")
    person.choose("List of reviews", "R-1, ")
    person.press("Return", "Ctrl+U")
    assert factors(person, 1) == [THOUGHTS[0]]
    person.press("Ctrl+B")
    person.press("Up", "Return", "Ctrl+R")
    assert person.text("One thought") == HALF, "it waits where it was typed"
    time.go(1)
    person.press("Ctrl+U")
    assert factors(person, 2) == [HALF]
    assert silent_keys(person) == []


def test_whoever_has_the_keyboard_changes_nothing_that_lies_under_the_sheet(person: WindowPerson) -> None:
    person.enter("a limit was low")
    person.press("Escape", "Ctrl+R")
    person.enter(THOUGHTS[0])
    for chord in ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+5", "Ctrl+K", "Ctrl+P", "Ctrl+B", "Ctrl+N", "Ctrl+L", "F3"):
        person.press(chord)
        assert person.at == "One thought", chord
        assert "A sheet lies over the page. Esc leads back to the page" in person.said, chord
    assert factors(person) == ["a limit was low"]
    person.type("half a th")
    person.press("Ctrl+Z")
    assert person.text("One thought") == "", "what is typed on the sheet is taken back there"
    person.press("Ctrl+Y")
    assert person.text("One thought") == "half a th"
    person.press("Escape", "Ctrl+Z")
    assert factors(person) == [], "on the page it takes the last step back"
    person.press("Ctrl+Y")
    assert factors(person) == ["a limit was low"]


def test_what_the_facilitator_needs_meanwhile_works_over_the_sheet(person: WindowPerson) -> None:
    person.press("F9", "Ctrl+R")
    person.enter(THOUGHTS[0])
    person.press("F5")
    assert "Room: roles" in person.said
    person.press("Shift+F5")
    assert "The room stays at what it sees now" in person.said
    person.press("F5", "Shift+F9")
    assert "Paused. Shift+F9 goes on" in person.said
    person.press("Shift+F3")
    assert "Factors: 0:00 of " in person.said
    person.press("F1", "Escape")
    assert person.at == "One thought"
    person.press("Ctrl+U")
    assert factors(person) == [THOUGHTS[0]]
