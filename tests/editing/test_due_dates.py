from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date

from pmdesk.editing.due_dates import read_due

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
TODAY = Date(2026, 11, 18)  # a Wednesday


def read(text: str) -> Date | None:
    return read_due(text, TODAY, months=MONTHS, weekdays=WEEKDAYS)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-12-30", Date(2026, 12, 30)),
        ("30 Dec", Date(2026, 12, 30)),
        ("30 december 2027", Date(2027, 12, 30)),
        ("Dec 30", Date(2026, 12, 30)),
        ("Dec 30, 2027", Date(2027, 12, 30)),
        ("Wed 30 Dec", Date(2026, 12, 30)),
        ("30.12.", Date(2026, 12, 30)),
        ("30. 12. 2027", Date(2027, 12, 30)),
        ("1 Feb", Date(2027, 2, 1)),
        ("29 Feb", Date(2028, 2, 29)),
        ("18 Nov", TODAY),
        ("+14", Date(2026, 12, 2)),
        ("+ 6 weeks", Date(2026, 12, 30)),
        ("+6w", Date(2026, 12, 30)),
        ("+2 months", Date(2027, 1, 18)),
        ("fri", Date(2026, 11, 20)),
        ("Wednesday", Date(2026, 11, 25)),
    ],
)
def test_reads_dates_as_people_type_them(text: str, date: Date) -> None:
    assert read(text) == date


@pytest.mark.parametrize("text", ["", "soon", "31 Feb 2027", "2026-13-01", "14", "+6 moons", "30 De", "30 Xyz", "1/2"])
def test_what_is_not_surely_a_date_is_none(text: str) -> None:
    assert read(text) is None


@given(st.text(max_size=20))
def test_any_text_may_be_given(text: str) -> None:
    assert read(text) is None or isinstance(read(text), Date)


@given(st.dates(min_value=Date(1990, 1, 1).to_stdlib(), max_value=Date(2090, 1, 1).to_stdlib()))
def test_every_written_date_is_read_back(day: object) -> None:
    date = Date(str(day))
    assert read(f"{WEEKDAYS[date.day_of_week().value - 1]} {date.day} {MONTHS[date.month - 1]} {date.year}") == date
