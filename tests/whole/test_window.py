"""The window around the stages: its verbs, keys, places and what it remembers, on a real library."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pysqlite3
import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton
from window_person import Desks, WindowPerson

from pmdesk.domain.review import ReviewStatus
from pmdesk.editing.ports import KnownError
from pmdesk.editing.words import Words
from pmdesk.storage.library import LibraryFile
from pmdesk.ui.frame import Frame, telling
from pmdesk.ui.view_commands import ALL_COMMANDS
from pmdesk.ui.widgets.labels import KeyCaps

STAGES = {
    "Ctrl+1": "Title",
    "Ctrl+2": "Opening words",
    "Ctrl+3": "New entry",
    "Ctrl+4": "Statement of a new factor",
    "Ctrl+5": "New action",
    "Ctrl+6": "Ready to publish?",
}
"""The key of a stage -> where the keyboard is then, in an empty review."""


@pytest.fixture
def person(desk_window: Desks) -> WindowPerson:
    """Somebody inside a new review."""
    one = desk_window()
    one.press("Ctrl+N")
    one.type("Queue stood still")
    one.press("Return")
    return one


def reviews_shown(person: WindowPerson) -> list[str]:
    return [row.split(",")[0] for row in person.rows("List of reviews") if row.startswith("R-")]


# ---- the library


def test_new_sample_and_template(desk_window: Desks) -> None:
    person = desk_window()
    assert person.at == "What happened most recently?"
    person.press("Ctrl+N")
    person.type("First")
    person.press("Ctrl+B", "Ctrl+Shift+N")
    assert "JupyterLab" in person.text("Title")
    person.press("Ctrl+B")
    person.choose("List of reviews", "JupyterLab")
    person.press("Ctrl+D")
    assert person.text("Title").endswith("(template)")
    template, sample = person.review(3), person.review(2)
    assert (template.title, template.events) == (f"{sample.title} (template)", {})
    assert {one.role for one in template.people.values()} == {one.role for one in sample.people.values()}
    person.press("Ctrl+B")
    assert sorted(reviews_shown(person)) == ["R-1", "R-2", "R-3"]


def test_into_the_archive_and_back(person: WindowPerson) -> None:
    person.press("Ctrl+B", "Ctrl+N", "Ctrl+B")
    person.choose("List of reviews", "R-1, ")
    person.press("A")
    assert person.review(1).status is ReviewStatus.ARCHIVED
    assert reviews_shown(person) == ["R-2"]
    person.press("Ctrl+Shift+H")
    assert reviews_shown(person) == ["R-1"]
    person.press("Ctrl+Shift+A")
    assert person.review(1).status is ReviewStatus.DRAFT
    assert reviews_shown(person) == []
    assert "Nothing is archived" in person.said
    person.press("Ctrl+Shift+H", "Ctrl+Z")
    assert reviews_shown(person) == ["R-2"]
    person.press("Ctrl+Z")
    assert sorted(reviews_shown(person)) == ["R-1", "R-2"]


def test_search_as_you_type_opens_the_very_place(desk_window: Desks) -> None:
    person = desk_window()
    person.press("Ctrl+Shift+N", "Ctrl+B", "Ctrl+N")
    person.type("Another one")
    person.press("Ctrl+3")
    for line in ("14:02 the giraffe cache is full", "14:09 żółw is slow"):
        person.enter(line)
    person.press("Ctrl+B", "Ctrl+F")
    assert person.at == "Search everything written"
    person.type("gira")
    person.wait(lambda: len(person.rows("List of reviews")) == 1)
    assert person.rows("List of reviews")[0].startswith("R-2, Another one: ")
    person.press("Return", "Return")
    assert person.at == "Timeline entries"
    assert person.standing == "14:02, other, the giraffe cache is full"
    person.press("Ctrl+B")
    person.fill("Search everything written", "ŻÓŁW slo")
    person.wait(lambda: any("żółw" in row for row in person.rows("List of reviews")))
    person.fill("Search everything written", "no such word")
    person.wait(lambda: not person.rows("List of reviews"))
    assert "Nothing by these words" in person.said
    person.fill("Search everything written", "")
    person.wait(lambda: len(reviews_shown(person)) == 2)


# ---- the palette, the sheet, the menu


def test_the_palette_finds_verbs_reviews_and_words(person: WindowPerson) -> None:
    person.press("Ctrl+3")
    person.enter("14:02 the giraffe cache is full")
    person.press("Ctrl+B", "Ctrl+N")
    person.do("factors")
    assert person.at == "Statement of a new factor"
    person.do("queue stood")
    assert person.at == "New entry"
    assert "Queue stood still" in person.said
    person.do("giraffe")
    assert person.standing == "14:02, other, the giraffe cache is full"
    person.press("Ctrl+K")
    person.type("zzzzz")
    assert person.rows("What shall we find or do? (0)") == []
    person.press("Return", "Esc")
    assert person.at == "Timeline entries"


def test_the_sheet_lists_every_verb(person: WindowPerson, words: Words) -> None:
    person.press("Ctrl+3", "Esc", "?")
    assert person.at == "All keys"
    said = person.said.splitlines()
    for one in ALL_COMMANDS:
        if not one.label_only:
            assert one.keys or one.letters, one.id
            assert words(f"commands.{one.id}") in said, one.id
    person.press("Esc")
    assert person.at == "Timeline entries"
    person.press("Ctrl+B", "F1")
    assert person.at == "All keys"


# ---- stages and the capture line


def test_every_stage_by_its_key(person: WindowPerson) -> None:
    for key, at in STAGES.items():
        person.press(key)
        assert person.at == at
        assert person.review().title == "Queue stood still"


@pytest.mark.parametrize("stage", [key for key in STAGES if key != "Ctrl+3"])
def test_capture_from_any_stage(person: WindowPerson, stage: str) -> None:
    person.press(stage)
    before = person.at
    person.press("Ctrl+N")
    assert person.at == "New entry from any stage"
    person.enter("14:02 deploy starts")
    assert [one.text for one in person.review().events.values()] == ["deploy starts"]
    person.type("14:20 half a th")
    person.press("Esc")
    assert person.at == before
    assert not person.has("New entry from any stage")
    person.press("Ctrl+3")
    assert (person.at, person.text("New entry")) == ("New entry", "14:20 half a th")
    person.enter("ought")
    assert {one.text for one in person.review().events.values()} == {"deploy starts", "half a thought"}
    person.press(stage, "Ctrl+N")
    assert person.text("New entry from any stage") == ""


def test_a_half_typed_line_survives_a_crash(person: WindowPerson, desk_window: Desks) -> None:
    person.press("Ctrl+4", "Ctrl+N")
    person.type("14:20 half a th")
    person.qtbot.wait(450)
    person.crash()
    again = desk_window()
    again.press("Return", "Ctrl+N")
    assert again.text("New entry from any stage") == "14:20 half a th"


CHORDS = {
    "Ctrl+K": "What shall we find or do?",
    "F1": "All keys",
    "Ctrl+B": "List of reviews",
    "Ctrl+E": "File of the PDF",
    "Ctrl+N": "New entry from any stage",
    "Ctrl+L": "Park a thought",
    "Ctrl+3": "New entry",
    "Ctrl+Shift+P": "Name of person 1",
}
"""Chord -> where the keyboard is after it."""


@pytest.mark.parametrize("box", ["Impact", "Trigger in words"])
def test_chords_work_while_somebody_types(person: WindowPerson, box: str) -> None:
    typed = ""
    for chord, at in CHORDS.items():
        person.go(box)
        person.type(f"before {chord} ")
        typed += f"before {chord} "
        person.press(chord)
        assert person.at == at
        person.press("Esc")
        review = person.review()
        assert typed in {review.impact, review.trigger_text}
        if chord == "Ctrl+B":
            person.press("Return")
        person.press("Ctrl+1")


def test_what_floats_closes_when_the_stage_changes(person: WindowPerson) -> None:
    person.press("Ctrl+4")
    person.enter("A limit was low")
    person.press("Esc", "C")
    assert person.at == "Where does F1 lie?"
    person.press("Ctrl+5")
    assert person.at == "New action"
    assert not person.has("Where does F1 lie?")
    person.press("Ctrl+K", "Ctrl+B")
    assert person.at == "List of reviews"
    assert not person.has("What shall we find or do?")


def test_plain_letters_are_text_in_a_box(person: WindowPerson) -> None:
    person.press("Ctrl+3")
    person.type("smart letters? A K ")
    assert person.text("New entry") == "smart letters? A K "


# ---- the keys that are named at the bottom


def named_keys(person: WindowPerson) -> set[str]:
    return {one.told for one in person.window.findChildren(KeyCaps) if one.isVisible()}


def test_only_keys_that_act_where_the_keyboard_is_are_named(person: WindowPerson) -> None:
    person.press("Ctrl+3")
    person.enter("14:02 deploy")
    assert "Ctrl+Shift+K Choose the kind" in named_keys(person)
    person.go("Timeline entries")
    assert "K Choose the kind" in named_keys(person)
    person.press("Ctrl+R")
    assert not any("Choose the kind" in one or "Undo" in one for one in named_keys(person))
    assert "F1 All keys" in named_keys(person)
    person.press("Escape", "Ctrl+6")
    person.go("Publish PDF")
    assert "Ctrl+Shift+G Go to the next gap" in named_keys(person)
    assert "G Go to the next gap" not in named_keys(person)


def test_the_list_of_reviews_names_the_way_in(person: WindowPerson) -> None:
    person.press("Ctrl+B")
    assert {"Ctrl+N New review", "Enter Open review"} <= named_keys(person)


def test_the_bar_opens_the_window_of_the_room_and_says_so(person: WindowPerson) -> None:
    button = person.named("Show or hide the window of the room")
    assert isinstance(button, QPushButton)
    assert button.text() == "Projector  F5"
    person.use("Show or hide the window of the room")
    assert button.text() == "Projector on  F5"
    person.press("F5")
    assert button.text() == "Projector  F5"
    person.press("Ctrl+B")
    assert not button.isVisible()


# ---- undo


def test_undo_goes_to_the_box_and_then_to_the_desk(person: WindowPerson) -> None:
    person.fill("Impact", "Slow for all")
    person.press("Ctrl+Z")
    assert (person.text("Impact"), person.review().impact) == ("", "")
    person.type("Slow")
    person.wait(lambda: person.review().impact == "Slow")
    person.go("Title")
    person.go("Impact")
    person.type(" and wrong")
    person.wait(lambda: person.review().impact == "Slow and wrong")
    assert person.at == "Impact"
    person.press("Ctrl+Z")
    assert person.review().impact == person.text("Impact") == "Slow"
    assert "Taken back: edit facts" in person.said
    person.press("Ctrl+Shift+Z")
    assert person.review().impact == person.text("Impact") == "Slow and wrong"


@pytest.mark.parametrize("redo", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_every_key_of_redo_stays_in_the_line_while_it_holds_text(person: WindowPerson, redo: str) -> None:
    person.press("Ctrl+3")
    person.enter("14:02 deploy")
    person.press("Ctrl+Z")
    assert not person.review().events
    person.type("14:03 slow")
    person.press("Ctrl+A")
    person.type("x")
    person.press("Ctrl+Z")
    assert person.text("New entry") == "14:03 slow"
    person.press(redo)
    assert person.text("New entry") == "x"
    assert not person.review().events


def test_the_start_of_a_meeting_is_no_step_of_undo_but_its_day_is(person: WindowPerson) -> None:
    person.press("F9", "Ctrl+Z")
    assert "Taken back: note the day of the meeting" in person.said
    assert person.review().meeting_date is None
    person.press("Shift+F3")
    assert "0:0" in person.said


def test_undo_after_a_restart(person: WindowPerson, desk_window: Desks) -> None:
    person.press("Ctrl+3")
    for line in ("14:02 one", "14:03 two", "14:04 three"):
        person.enter(line)
    person.press("Esc", "Ctrl+Z")
    before = person.review()
    assert len(before.events) == 2
    assert person.close()
    again = desk_window()
    again.press("Return", "Esc", "Ctrl+Shift+Z")
    assert len(again.review().events) == 3
    again.press(*["Ctrl+Z"] * 3)
    assert len(again.review().events) == 0
    again.press("Ctrl+Z", "Ctrl+Z")
    assert again.reviews == []
    assert again.at == "What happened most recently?"
    again.press(*["Ctrl+Shift+Z"] * 4)
    assert again.review() == before


# ---- what is remembered


def test_text_size_theme_place_and_console_are_remembered(desk_window: Desks) -> None:
    person = desk_window(size=(760, 640))
    person.press("Ctrl+N")
    person.press("F7", "Ctrl++", "Ctrl++", "F8", "F8", "Ctrl+5")
    assert "Theme: dark" in person.said
    size, ground, font = person.window.size(), _ground(), QApplication.font().pixelSize()
    assert person.has("Fold the console")
    assert person.close()
    again = desk_window(size=None)
    assert (again.window.size(), _ground(), QApplication.font().pixelSize()) == (size, ground, font)
    again.press("Return")
    assert again.at == "New action"
    assert again.has("Fold the console")
    again.press("Ctrl+0")
    assert QApplication.font().pixelSize() < font


def test_the_high_contrast_theme(person: WindowPerson) -> None:
    grounds = {}
    for _ in range(4):
        person.press("F8")
        theme = next(line for line in person.said.splitlines() if line.startswith("Theme: "))
        grounds[theme] = (_ground(), QApplication.palette().windowText().color().name())
    assert set(grounds) == {f"Theme: {one}" for one in ("as the system", "light", "dark", "high contrast")}
    ground, ink = grounds["Theme: high contrast"]
    assert {ground, ink} == {"#ffffff", "#000000"}
    assert len({ground for ground, _ink in grounds.values()}) >= 3


def _ground() -> str:
    return QApplication.palette().window().color().name()


def test_f6_walks_through_the_regions(person: WindowPerson) -> None:
    assert person.at == "Title"
    person.press("F6")
    assert person.region == "Your console"
    person.press("F6")
    assert person.at == "Prepare, stage 1 of 6"
    person.press("F6")
    assert person.at == "Title"
    person.press("Shift+F6")
    assert person.at == "Prepare, stage 1 of 6"
    person.press("Ctrl+B", "F6")
    assert person.at == "Reviews"
    person.press("F6")
    assert person.at == "List of reviews"


# ---- what the world may say


def test_a_second_window_reads_and_says_who_writes(person: WindowPerson, desk_window: Desks) -> None:
    person.press("Ctrl+3")
    person.enter("14:02 deploy")
    second = desk_window()
    assert "Opened for reading: " in second.said
    assert "has this file open for writing" in second.said
    second.press("Return")
    second.press("Ctrl+1")
    before = second.review()
    for name in ("Title", "Impact", "Summary in Markdown"):
        second.go(name)
        second.type("typed in vain")
    assert second.text("Title") == "Queue stood still"
    assert second.text("Impact") == ""
    for stage in STAGES:
        second.press(stage)
        assert second.writable == []
        second.type("typed in vain")
        second.press("Return")
    second.press("Ctrl+3", "Esc", "Home", "Del", "S", "Ctrl+Z")
    assert second.review() == before
    assert second.close()
    assert person.review() == before


def test_a_full_disk_keeps_the_text_and_saves_when_there_is_room(person: WindowPerson) -> None:
    text = "Longer than what is left of the disk. " * 20_000
    person.fill_the_disk()
    person.go("Summary in Markdown")
    person.paste(text)
    person.wait(lambda: "The disk is full" in person.said)
    assert "What could be moved away?" in person.said
    assert person.text("Summary in Markdown") == text
    assert person.review().summary == ""
    assert not person.close()
    assert "Some text could not be kept yet" in person.said
    person.press("Ctrl+3", "Ctrl+1")
    assert person.text("Summary in Markdown") == text
    person.free_the_disk()
    person.wait(lambda: person.review().summary == text)
    person.wait(lambda: "could not be kept" not in person.said and "disk is full" not in person.said)
    assert person.close()


def test_closing_without_what_could_not_be_kept(person: WindowPerson, desk_window: Desks) -> None:
    person.fill_the_disk()
    person.go("Summary in Markdown")
    person.paste("Longer than what is left of the disk. " * 20_000)
    assert not person.close()
    person.use("Try again")
    assert person.window.isVisible()
    person.use("Close without it")
    assert not person.window.isVisible()
    person.crash()
    again = desk_window()
    assert (again.review().title, again.review().summary) == ("Queue stood still", "")


def test_what_the_world_says_while_reading_is_told_too(person: WindowPerson, monkeypatch: pytest.MonkeyPatch) -> None:
    def search(_self: LibraryFile, _text: str, _limit: int) -> None:
        raise KnownError("storage.disk_trouble", name="reviews.pmdesk")

    monkeypatch.setattr(LibraryFile, "search", search)
    assert isinstance(person.window, Frame)
    with telling(person.window):
        person.press("Ctrl+K")
        person.type("x")
        person.press("Esc")
    assert "The disk did not answer as it should for reviews.pmdesk" in person.said
    assert person.at == "Title"


def test_text_in_an_input_method_is_no_text_yet(person: WindowPerson) -> None:
    person.go("Impact")
    QApplication.sendEvent(person.focus, QInputMethodEvent("へんしゅう", []))
    person.press("Ctrl+3", "Ctrl+1")
    assert person.review().impact == ""
    person.go("Impact")
    done = QInputMethodEvent("", [])
    done.setCommitString("編集")
    QApplication.sendEvent(person.focus, done)
    person.press("Ctrl+3")
    assert person.review().impact == "編集"
    QApplication.sendEvent(person.focus, QInputMethodEvent("14:02 ", []))
    assert person.focus.accessibleDescription() == ""
    person.press("Return")
    assert person.review().events == {}


# ---- files that do not open


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The windows that would have been started, by their arguments."""
    calls: list[list[str]] = []
    monkeypatch.setattr(
        "pmdesk.ui.file_verbs.QProcess.startDetached", lambda _program, arguments: calls.append(arguments)
    )
    return calls


def test_a_foreign_and_an_empty_file(desk_window: Desks, tmp_path: Path, started: list[list[str]]) -> None:
    foreign, empty, folder = tmp_path / "notes.pmdesk", tmp_path / "empty.pmdesk", tmp_path / "folder.pmdesk"
    foreign.write_text("Not a library, but long enough to look like one. " * 100)
    empty.touch()
    folder.mkdir()
    for path, sentence in (
        (foreign, "notes.pmdesk is not a pmdesk library, and it was left as it is."),
        (empty, "empty.pmdesk is an empty file and was left as it is."),
        (folder, "folder.pmdesk is a folder."),
    ):
        person = desk_window(path)
        assert "This file could not be opened" in person.said
        assert sentence in person.said
        assert {"Open another file", "Start a new library"} <= set(person.names())
        assert not person.has("Save what can be read")
        person.use("Start a new library")
        assert started.pop()[-1] == str(path.with_name(f"{path.stem} new.pmdesk"))
        assert not person.window.isVisible()
        person.crash()
    assert foreign.read_text().startswith("Not a library")
    assert empty.read_bytes() == b""


def test_a_newer_file_is_left_as_it_is(person: WindowPerson, desk_window: Desks) -> None:
    person.pragma("user_version=99")
    assert person.close()
    held = person.path.read_bytes()
    again = desk_window()
    assert "was written by a newer pmdesk (form 99" in again.said
    again.crash()
    assert person.path.read_bytes() == held


HEADER = 100
"""The bytes that SQLite itself keeps at the start of a file: how it was opened last, and how often."""


def damage(path: Path, table: str) -> bytes:
    """Write over the first page of a table, or of the whole file; return what the file holds then."""
    held = bytearray(path.read_bytes())
    at = HEADER
    if table != "everything":
        with closing(pysqlite3.connect(path)) as db:
            size = db.execute("PRAGMA page_size").fetchone()[0]
            found = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
            at = (db.execute(found, (table,)).fetchone()[0] - 1) * size
    held[at : at + 8] = b"\xff" * 8
    path.write_bytes(held)
    return bytes(held)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("everything", "No review could be read from reviews.pmdesk"),
        ("log", "Saved 1 of the reviews into reviews salvaged.pmdesk"),
        ("review", "Saved 1 of the reviews into reviews salvaged.pmdesk"),
    ],
)
def test_what_can_be_read_of_a_damaged_file_is_saved(
    person: WindowPerson, desk_window: Desks, started: list[list[str]], table: str, sentence: str
) -> None:
    assert person.close()
    assert desk_window().close()
    held = damage(person.path, table)
    trouble = desk_window()
    assert "This file could not be opened" in trouble.said
    assert "Parts of reviews.pmdesk cannot be read" in trouble.said
    trouble.use(next(name for name in trouble.names() if name.startswith("Open the backup of ")))
    assert started.pop()[-2] == "--read-only"
    trouble.use("Save what can be read")
    assert sentence in trouble.said
    trouble.crash()
    assert person.path.read_bytes()[HEADER:] == held[HEADER:]
    for arguments in started:
        assert desk_window(Path(arguments[-1])).review().title == "Queue stood still"


def test_a_review_that_cannot_be_read_leads_on(
    person: WindowPerson, desk_window: Desks, started: list[list[str]]
) -> None:
    assert person.close()
    assert desk_window().close()
    damage(person.path, "draft")
    again = desk_window()
    again.press("Return")
    assert "Parts of reviews.pmdesk cannot be read" in again.said
    assert again.at == "List of reviews"
    again.use("Save what can be read")
    assert "Saved 1 of the reviews into reviews salvaged.pmdesk" in again.said
    assert started[0][-1].endswith("reviews salvaged.pmdesk")
