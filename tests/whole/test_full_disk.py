"""A disk without room: whatever is typed anywhere stays, and is kept as soon as there is room."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pysqlite3
import pytest
from window_person import Desks, WindowPerson

from pmdesk.editing.ports import KnownError
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
