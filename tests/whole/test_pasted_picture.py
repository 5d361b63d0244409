"""A picture that is pasted into the real window: in the file once, and in the PDF of a starred entry."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication, QImage
from window_person import Desks, WindowPerson

from pmdesk.app.jobs import reading
from pmdesk.domain.items import Evidence, EvidenceKind
from pmdesk.editing.ports import PublishOptions, Watch

COLOUR = (255, 0, 255)
LARGE = (4000, 3000)
"""A picture that a thread reads for longer than a key takes."""


def sizes_of_pictures(person: WindowPerson, report: str = "team") -> list[tuple[int, int]]:
    """Return the sizes of the pictures in a report, made of the file as a worker makes it."""
    review = person.review()
    with reading(person.path) as parts:
        made = parts.publisher.pdf(review, PublishOptions(report=report), parts.pictures, Watch())
    pages = PdfReader(BytesIO(made.pdf)).pages
    return [one.image.size for page in pages for one in page.images if one.image is not None]


def pictures(person: WindowPerson) -> list[Evidence]:
    return [one for event in person.review().events.values() for one in event.evidence]


def starred_entry(person: WindowPerson) -> None:
    """Put one entry into a new review, with the keyboard in the line behind it."""
    person.press("Ctrl+N", "Ctrl+3")
    person.go("New entry")
    person.enter("14:02 the dashboard shows the pool at its limit *")


def copied(width: int, height: int) -> None:
    """Put a picture on the clipboard."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFF00FF)
    QGuiApplication.clipboard().setImage(image)


def test_a_pasted_picture_reaches_the_report_of_a_starred_entry(desk_window: Desks) -> None:
    person = desk_window()
    starred_entry(person)
    copied(130, 90)
    person.press("Ctrl+V", "Ctrl+V")
    person.wait(lambda: pictures(person))
    (evidence,) = pictures(person)
    assert evidence.kind is EvidenceKind.PICTURE
    with reading(person.path) as parts:
        kept = parts.pictures.picture(evidence.blob)
    assert kept is not None
    assert QImage.fromData(kept).pixelColor(5, 5).getRgb()[:3] == COLOUR
    assert (130, 90) in sizes_of_pictures(person)
    person.press("Ctrl+Z")
    person.wait(lambda: not pictures(person))
    assert sizes_of_pictures(person) == []


def test_undo_takes_back_a_picture_that_is_still_read(desk_window: Desks) -> None:
    person = desk_window()
    starred_entry(person)
    copied(*LARGE)
    person.press("Ctrl+V", "Ctrl+Z")
    person.wait(lambda: "Taken back" in person.said)
    assert pictures(person) == []
    assert len(person.review().events) == 1
    person.press("Ctrl+Shift+Z")
    assert len(pictures(person)) == 1


def test_a_window_that_is_closed_keeps_the_picture_that_is_still_read(desk_window: Desks) -> None:
    person = desk_window()
    starred_entry(person)
    copied(*LARGE)
    person.press("Ctrl+V")
    person.close()
    person.wait(person.close)
    assert len(pictures(desk_window())) == 1


@pytest.mark.parametrize("first", ["deploy starts", "🔥🔥🔥 deploy starts"])
def test_entries_are_split_and_merged_by_chords(desk_window: Desks, first: str) -> None:
    person = desk_window()
    person.press("Ctrl+N", "Ctrl+3")
    person.go("New entry")
    person.enter(f"14:02 {first}; 14:05 pager fires")
    person.go("Timeline entries")
    person.press("Return", "Home")
    for _ in range(len(first)):
        person.press("Right")
    person.press("Ctrl+Shift+Return")
    assert person.text(person.at) == "pager fires"
    person.press("Esc")
    assert person.rows("Timeline entries") == [f"14:02, other, {first}", "14:05, other, pager fires"]
    person.press("Home", "J")
    assert person.rows("Timeline entries") == [f"14:02–14:05, other, {first}; pager fires"]
    person.press("Ctrl+Z", "Ctrl+Z")
    assert person.rows("Timeline entries") == [f"14:02, other, {first}; 14:05 pager fires"]


def test_the_cursor_stands_behind_an_emoji_where_it_should(desk_window: Desks) -> None:
    person = desk_window()
    person.press("Ctrl+N", "Ctrl+3")
    person.go("New entry")
    person.enter("14:02 pool 🔥🔥")
    person.go("Timeline entries")
    person.press("Return")
    person.type(" empty")
    person.press("Return")
    assert person.rows("Timeline entries") == ["14:02, other, pool 🔥🔥 empty"]


def test_a_private_line_is_in_no_log_of_the_file(desk_window: Desks) -> None:
    person = desk_window()
    person.press("Ctrl+N", "Ctrl+4", "Ctrl+N")
    person.enter("n: zebra was tired")
    person.enter("f: the pool had no alert")
    assert [one.statement for one in person.review().factors.values()] == ["the pool had no alert"]
    with reading(person.path) as parts:
        assert [one.text for one in parts.library.private_notes(person.review().id)] == ["zebra was tired"]
        db = parts.library._db  # type: ignore[attr-defined]  # every table there is, but the notes and their index
        rows = [(name, str(row)) for name in db.table_names() for row in db[name].rows if "private" not in name]
    assert rows
    assert [name for name, row in rows if "zebra" in row] == []
