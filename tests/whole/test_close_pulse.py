"""The pulse at the real window: what a sheet leaves in the file, and what the next person can see."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget
from window_person import Desks, WindowPerson

from pmdesk.app.jobs import reading

SHEET = "Pulse, a sheet for one person"
BACK = "All reviews"
SECOND = "I could say what I saw without a worry. 1 to 5"


def kept(path: Path) -> dict[str, bytes]:
    """Return the bytes of the library and of its log of pages, as they lie on the disk."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return {one.name: one.read_bytes() for one in files if one.exists()}


def closing(person: WindowPerson) -> None:
    person.press("Ctrl+N", "Ctrl+6")
    assert person.at == "Ready to publish?"


def counts(person: WindowPerson) -> dict[str, dict[str, int]]:
    with reading(person.path) as parts:
        review = next(iter(parts.library.summaries(parts.clock.today())))
        return {question: dict(table) for question, table in parts.library.pulse(review.id).items()}


def test_a_half_filled_sheet_leaves_no_trace(desk_window: Desks) -> None:
    person = desk_window()
    closing(person)
    before = kept(person.path)
    person.press("U", "3", "5", "Left")
    assert person.at == "It was worth my time, I would come again. 1 to 5"
    person.window.activateWindow()
    person.press("Ctrl+S")
    assert kept(person.path) == before
    person.press("Ctrl+5", "Ctrl+U")
    assert person.named(SECOND).accessibleDescription() == "5 Fully", "no verb of the page acts under the sheet"
    assert "A sheet lies over the page. Esc leads back to the page" in person.said
    person.press("Escape", "Ctrl+5", "Ctrl+6", "U")
    assert person.named(SECOND).accessibleDescription() == "no answer yet"
    person.press("3", "4")
    person.click(BACK)
    person.press("Return")
    assert not person.has(SHEET)
    person.press("U")
    assert person.named(SECOND).accessibleDescription() == "no answer yet"
    person.press("4")
    person.crash()
    after = kept(person.path)
    assert not any(b"safe_to_say" in one or b"worth_the_time" in one for one in after.values())
    assert counts(person) == {}
    again = desk_window()
    again.press("Return", "Ctrl+6", "U")
    assert again.has(SHEET)
    assert again.named(SECOND).accessibleDescription() == "no answer yet"


def test_only_counts_are_in_the_file_after_a_round(desk_window: Desks) -> None:
    person = desk_window()
    closing(person)
    with reading(person.path) as parts:
        before = parts.library.history(100)
    person.press("U")
    for sheet in ("345", "445", "3", "511"):
        person.press(*sheet, "Return")
    assert person.has(SHEET)
    assert "Median" not in " ".join(person.names())
    person.press("Esc")
    assert person.at == "Pulse"
    assert sum("Median" in name for name in person.names()) == 1
    assert counts(person) == {
        "learned": {"3": 2, "4": 1, "5": 1},
        "safe_to_say": {"4": 2, "1": 1},
        "worth_the_time": {"5": 2, "1": 1},
    }
    with reading(person.path) as parts:
        assert parts.library.history(100) == before
        review = next(iter(parts.library.summaries(parts.clock.today())))
        assert parts.library.meeting(review.id).get("pulse") is None
        assert parts.library.drafts_under("") == {}


def test_the_sheet_covers_the_console(desk_window: Desks) -> None:
    person = desk_window()
    closing(person)
    line = person.named("Park a thought")
    spot = line.mapTo(person.window, QPoint(line.width() // 2, line.height() // 2))
    person.press("U")

    def covered_by(widget: QWidget | None) -> str:
        while widget is not None and widget.accessibleName() != SHEET:
            widget = widget.parentWidget()
        return widget.accessibleName() if widget is not None else ""

    def read() -> str:
        return " ".join(one.text() for one in person.window.findChildren(QLabel) if one.isVisible())

    assert covered_by(person.window.childAt(spot)) == SHEET
    assert "Never in a report" not in read(), "nor does a screen reader find it"
    assert not person.has("Park a thought")
    on_it = person.focus
    for chord in ("Ctrl+L", "Ctrl+T", "F6", "Shift+F6", "Ctrl+L"):
        person.press(chord)
        assert person.focus is on_it, "nothing is typed where nobody sees it"
    person.press("Esc")
    assert covered_by(person.window.childAt(spot)) == ""
    assert "Never in a report" in read()
    assert person.at == "Pulse"
    person.press("Ctrl+Shift+Y")
    assert person.has(SHEET)
    person.click(BACK)
    person.press("Return")
    assert not person.has(SHEET)
    assert person.has("Park a thought")
    assert person.focus.isVisible()


@pytest.mark.parametrize("size", [(1280, 720), (900, 600)])
def test_the_whole_end_by_keys(desk_window: Desks, size: tuple[int, int], tmp_path: Path) -> None:
    person = desk_window(size=size)
    closing(person)
    person.press("L")
    person.enter("One line")
    person.type("Another line")
    person.press("Ctrl+Shift+Y", "4", "4", "4", "Return", "Esc")
    person.use("Next meeting")
    person.fill("Day of the next meeting", "+7", enter=True)
    person.press("Ctrl+Shift+C")
    assert person.at == "File of the calendar"
    person.fill("File of the calendar", str(tmp_path / "next.ics"), enter=True)
    person.wait(lambda: "Saved next.ics" in person.said)
    assert (tmp_path / "next.ics").read_bytes().count(b"BEGIN:VEVENT") == 1
    person.press("Esc")
    review = person.review()
    assert review.learned == "One line\nAnother line"
    assert review.next_date is not None
