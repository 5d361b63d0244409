"""A disk without room: whatever is typed anywhere stays, and is kept as soon as there is room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing

import pysqlite3
import pytest
from window_person import Desks, WindowPerson

from pmdesk.app.jobs import reading
from pmdesk.domain.timeline import in_order
from pmdesk.editing.ports import KnownError
from pmdesk.meeting import clocks
from pmdesk.storage.library import LibraryFile

PLACES: dict[str, tuple[list[str], list[str]]] = {
    "the capture line": (["Ctrl+3"], ["Return", "Ctrl+4"]),
    "the capture line of another stage": (["Ctrl+4", "Ctrl+N"], ["Return", "Esc"]),
    "the title": (["Ctrl+1"], ["Return", "Ctrl+4"]),
    "a new person": (["Ctrl+1", "Ctrl+Shift+P"], ["Return", "Ctrl+3"]),
    "the opening words": (["Ctrl+2"], ["Ctrl+3"]),
    "an open question": (["Ctrl+2", "Ctrl+Shift+N"], ["Return", "Ctrl+3"]),
    "a parked thought": (["Ctrl+L"], ["Return", "Ctrl+3"]),
    "an entry in its row": (["Ctrl+3", "Esc", "Home", "Return"], ["Return", "Ctrl+4"]),
    "a new factor": (["Ctrl+4", "Ctrl+Shift+F"], ["Return", "Esc", "Ctrl+3"]),
    "the statement of a factor": (["Ctrl+4", "Esc", "Home", "Return"], ["Return", "Ctrl+3"]),
    "what stood behind a factor": (["Ctrl+4", "Esc", "Home", "H"], ["Return", "Esc", "Ctrl+3"]),
    "a new action": (["Ctrl+5", "Ctrl+Shift+F"], ["Return", "Esc", "Ctrl+3"]),
    "an action in its row": (["Ctrl+5", "Home", "Return"], ["Return", "Ctrl+3"]),
    "the details of an action": (["Ctrl+5", "Home", "M"], ["Esc", "Ctrl+3"]),
    "an idea": (["Ctrl+5", "Ctrl+Shift+I"], ["Return", "Esc", "Ctrl+3"]),
    "another review": (["Ctrl+3"], ["Ctrl+B", "Up", "Return", "Ctrl+B", "Down", "Return"]),
}
"""Where something is typed -> the keys that lead there, and those that try to keep it and go away."""


@pytest.fixture
def person(desk_window: Desks) -> WindowPerson:
    """Somebody inside a review with one entry, factor and action; another review stands above it."""
    one = desk_window()
    one.press("Ctrl+N")
    one.type("Queue stood still")
    for stage, line in (("Ctrl+3", "14:02 deploy"), ("Ctrl+4", "A limit was low"), ("Ctrl+5", "Raise the limit")):
        one.press(stage)
        one.enter(line)
    one.press("Ctrl+B", "Ctrl+N", "Ctrl+B")
    one.choose("List of reviews", "R-1, ")
    one.press("Return")
    return one


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Says whether there is room on the disk."""
    there = [True]

    def guard(name: str) -> None:
        real = getattr(LibraryFile, name)

        def write(self: LibraryFile, *given: object) -> None:
            if not there[0]:
                raise KnownError("storage.disk_full")
            real(self, *given)

        monkeypatch.setattr(LibraryFile, name, write)

    for name in ("record", "keep_draft", "keep_private_note", "keep_meeting"):
        guard(name)

    def say(there_is: bool) -> None:
        there[0] = there_is

    return say


def meeting(person: WindowPerson) -> Mapping[str, object]:
    with reading(person.path) as parts:
        return dict(parts.library.meeting(person.review().id))


def held(person: WindowPerson) -> str:
    """Return everything that the file holds for the review, half-typed lines too."""
    with closing(pysqlite3.connect(f"file:{person.path}?mode=ro", uri=True)) as db:
        drafts = db.execute('SELECT "text" FROM "draft"').fetchall()
    return f"{person.review()} {drafts}"


def test_what_is_typed_anywhere_stays_until_there_is_room(person: WindowPerson, room: Callable[[bool], None]) -> None:
    for number, (place, (there, away)) in enumerate(PLACES.items()):
        person.press(*there)
        room(False)
        person.type(f"giraffe{number}")
        person.press(*away)
        assert "The disk is full. Your text is still here" in person.said, place
        assert f"giraffe{number}" not in held(person), place
        assert not person.close(), place
        room(True)
        person.press("Ctrl+B")
        assert f"giraffe{number}" in held(person), place
        assert "The disk is full" not in person.said, place
        person.choose("List of reviews", "R-1, ")
        person.press("Return")
    assert person.close()


def test_lines_that_find_no_room_stay_lines_of_their_own(
    person: WindowPerson, room: Callable[[bool], None], desk_window: Desks
) -> None:
    person.press("Ctrl+3")
    room(False)
    for line in ("17:01 pages load slowly", "17:02 the queue grows", "f: nobody is told", "17:03 pager fires"):
        person.enter(line)
        assert person.at == "New entry", "the keyboard stays where one types"
        assert person.text("New entry") == line
    assert "No room yet: 3 lines wait. Enter on the empty line adds them." in person.said
    person.press("Ctrl+A", "Del")
    assert [row.split(", ")[-1] for row in person.rows("How each pasted line is read")] == [
        "pages load slowly",
        "the queue grows",
        "nobody is told",
    ]
    assert not person.close(), "what is nowhere in the file yet is not left behind"
    person.press("Ctrl+4", "Ctrl+3")
    room(True)
    person.enter("17:03 pager fires")
    assert "The disk is full" not in person.said
    waiting = "17:01 pages load slowly\n17:02 the queue grows\nf: nobody is told"
    person.wait(lambda: waiting in held(person).replace("\\n", "\n"))
    person.crash()
    person = desk_window()
    person.choose("List of reviews", "R-1, ")
    person.press("Return", "Ctrl+3", "Return")
    review = person.review()
    assert [one.text for one in in_order(review)] == [
        "deploy",
        "pages load slowly",
        "the queue grows",
        "pager fires",
    ]
    assert "nobody is told" in [one.statement for one in review.factors.values()]
    assert "pages load slowly" not in held(person).partition("} [")[2], "nothing waits any more"


def test_a_silent_round_that_cannot_begin_says_so_and_the_clock_catches_up(
    person: WindowPerson, room: Callable[[bool], None]
) -> None:
    person.press("Ctrl+3", "F9")
    room(False)
    at = person.at
    person.press("Ctrl+R")
    assert "The silent round could not begin: nothing can be kept now." in person.said
    assert person.at == at
    person.press("Ctrl+6")
    assert clocks.from_state(meeting(person)).stage == "timeline"
    person.press("Ctrl+L")
    person.type("giraffe")
    room(True)
    person.press("Return")
    assert clocks.from_state(meeting(person)).stage == "close", "the clock is where the facilitator is"
    person.press("Ctrl+R")
    assert person.at == "One thought"


def test_a_window_for_reading_never_says_saved(person: WindowPerson, desk_window: Desks) -> None:
    person.press("Ctrl+4", "Ctrl+R", "Escape")
    person.crash()
    reader = desk_window(read_only=True)
    reader.choose("List of reviews", "R-1, ")
    reader.press("Return", "Ctrl+4", "Ctrl+U")
    assert "This library is open for reading: no silent round is kept." in reader.said
    reader.press("Ctrl+R")
    assert not reader.has("One thought")
    reader.press("Ctrl+Shift+V")
    assert "This library is open for reading: nothing is gathered or voted on." in reader.said
    reader.press("Ctrl+J")
    assert "Saved " not in reader.said
