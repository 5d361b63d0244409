"""Blameless wording at the real window: typed, underlined, asked about, reworded, undone, dismissed, remembered."""

from __future__ import annotations

import sys

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from window_person import Desks, WindowPerson

BLAME = "14:02 We should have paged on-call sooner"
TAKE = "1" if sys.platform == "darwin" else "Alt+1"
CAPTURE, CARD = "New entry", "About the wording: Counterfactual"


def underlined(person: WindowPerson, name: str) -> bool:
    """Whether something in the colour of a finding is painted in a box."""
    image = person.named(name).grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return warn() in memoryview(image.constBits()).cast("B").cast("I")


def warn() -> int:
    window = next(one for one in QApplication.topLevelWidgets() if hasattr(one, "look"))
    return int(QColor(window.look.colour("warn")).rgb())


def begin(person: WindowPerson) -> None:
    person.press("Ctrl+N", "Ctrl+3", "Ctrl+N")
    assert person.at == CAPTURE


def row_editor(person: WindowPerson) -> QLineEdit:
    """Open the only entry of the timeline in its row."""
    person.press("Escape", "Home", "Return")
    box = person.focus
    assert isinstance(box, QLineEdit)
    return box


def test_a_blaming_line_is_asked_about_reworded_undone_dismissed_and_stays_so(desk_window: Desks) -> None:
    person = desk_window()
    begin(person)
    person.type(f"{BLAME} #signal ")
    assert not underlined(person, CAPTURE)
    person.wait(lambda: underlined(person, CAPTURE))

    person.press("Ctrl+.")
    assert person.at == CARD
    assert "“should have paged”" in person.said
    person.press("Escape")
    assert person.at == CAPTURE
    assert person.text(CAPTURE) == f"{BLAME} #signal "

    person.press("Ctrl+.", TAKE)
    assert person.at == CAPTURE
    assert person.text(CAPTURE).startswith("14:02 ")
    assert person.text(CAPTURE).rstrip().endswith("#signal")
    assert "should have" not in person.text(CAPTURE)
    assert "{" in person.text(CAPTURE)
    person.press("Ctrl+Z")
    assert person.text(CAPTURE) == f"{BLAME} #signal "

    person.wait(lambda: underlined(person, CAPTURE))
    person.press("Ctrl+.", "F")
    assert not underlined(person, CAPTURE)
    assert "Ctrl+Shift+E" in person.said
    person.press("Return")
    assert [one.text for one in person.review().events.values()] == ["We should have paged on-call sooner"]
    assert person.close()

    person = desk_window()
    person.press("Return", "Ctrl+3")
    box = row_editor(person)
    person.wait(lambda: not box.marks.pending)  # type: ignore[attr-defined]  # it has been looked at
    assert not underlined(person, person.at)
    person.press("Ctrl+Shift+E")
    assert underlined(person, person.at)


def test_a_rewrite_of_an_entry_is_one_step_of_undo_at_the_desk(desk_window: Desks) -> None:
    person = desk_window()
    begin(person)
    person.enter(BLAME)
    row_editor(person)
    person.wait(lambda: underlined(person, person.at))
    person.press("Ctrl+.", TAKE)
    kept = next(iter(person.review().events.values())).text
    assert "{" in kept
    assert "should have" not in kept
    editor = person.at
    person.press("Ctrl+Z")
    assert next(iter(person.review().events.values())).text == "We should have paged on-call sooner"
    assert (person.at, person.text(editor)) == (editor, "We should have paged on-call sooner")


def test_the_card_pushes_nothing_aside_and_is_gone_with_the_stage(desk_window: Desks) -> None:
    person = desk_window()
    begin(person)
    person.type(f"{BLAME}. ")
    places = {one: person.named(one).geometry() for one in (CAPTURE, "Timeline entries")}
    person.press("Ctrl+.")
    assert person.has(CARD)
    assert {one: person.named(one).geometry() for one in places} == places
    person.press("Ctrl+4")
    assert not person.has(CARD)
    person.press("Ctrl+3")
    assert person.text(CAPTURE) == f"{BLAME}. "
    assert person.close()


def test_in_a_library_that_is_only_read_the_card_asks_and_changes_nothing(desk_window: Desks) -> None:
    person = desk_window()
    begin(person)
    person.press("Ctrl+1")
    person.fill("Impact", "We should have paged on-call sooner")
    assert person.close()
    person = desk_window(read_only=True)
    person.press("Return", "Ctrl+1")
    person.go("Impact")
    person.press("Ctrl+.")
    assert person.at == CARD
    person.press(TAKE)
    assert person.text("Impact") == "We should have paged on-call sooner"
