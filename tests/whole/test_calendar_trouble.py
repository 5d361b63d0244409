"""A calendar file that cannot be written: the banner says why and what to do, and goes when it is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel
from window_person import Desks, WindowPerson

NO_FOLDER = "The folder {folder} is not there. Where shall the file go?"


def reads(person: WindowPerson, text: str) -> bool:
    return any(text in one.text() for one in person.window.findChildren(QLabel) if one.isVisible())


def test_the_banner_says_why_a_calendar_file_was_not_written(desk_window: Desks, tmp_path: Path) -> None:
    person = desk_window()
    person.press("Ctrl+N", "Ctrl+6", "Ctrl+Shift+C")
    missing = tmp_path / "missing"
    person.fill("File of the calendar", str(missing / "next.ics"), enter=True)
    trouble = NO_FOLDER.format(folder=missing)
    person.wait(lambda: person.has(trouble))
    assert person.at == "File of the calendar"
    person.fill("File of the calendar", str(tmp_path / "next.ics"), enter=True)
    person.wait(lambda: reads(person, "Saved next.ics"))
    assert not person.has(trouble)
    assert (tmp_path / "next.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
