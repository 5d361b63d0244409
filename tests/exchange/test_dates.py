from __future__ import annotations

import pytest
from fakes import START
from hypothesis import given, settings
from hypothesis import strategies as st
from whenever import Date, Instant

from pmdesk.domain.times import Precision, in_zone
from pmdesk.exchange.dates import ForgivingDates

DAY = Date(2018, 2, 20)
DATES = ForgivingDates()


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("14:02", "2018-02-20T14:02", Precision.MINUTE),
        ("yesterday 9pm", "2026-11-11T21:00", Precision.MINUTE),
        ("3 hours ago", "2026-11-12T11:02", Precision.MINUTE),
        ("last tuesday at 5pm", "2026-11-10T17:00", Precision.MINUTE),
        ("20 février 2018 14h17", "2018-02-20T14:17", Precision.MINUTE),
        ("20 février 14h17", "2018-02-20T14:17", Precision.MINUTE),
        ("31 décembre", "2017-12-31T00:00", Precision.DAY),
        ("gestern um 14:02", "2026-11-11T14:02", Precision.MINUTE),
        ("a week ago", "2026-11-05T00:00", Precision.DAY),
        ("yesterday evening", "2026-11-11T18:00", Precision.ABOUT),
    ],
)
def test_other_wordings_and_languages(text: str, expected: str, precision: Precision) -> None:
    found = DATES.read(text, day=DAY, zone="Europe/Warsaw", now=START)
    assert found is not None
    assert found.earliest is not None
    assert in_zone(found.earliest, "Europe/Warsaw").to_plain().format_iso().startswith(expected)
    assert (found.precision, found.given, found.zone) == (precision, text, "Europe/Warsaw")


def test_a_zone_in_the_text_is_heard() -> None:
    found = DATES.read("20 février 2018 à 14:17 UTC", day=DAY, zone="Europe/Warsaw", now=START)
    assert found is not None
    assert found.earliest == Instant.from_utc(2018, 2, 20, 14, 17)


@pytest.mark.parametrize("text", ["", "  ", "foo", "may", "5", "x" * 200, "99999999999999 hours ago", "last month"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert DATES.read(text, day=DAY, zone="Europe/Warsaw", now=START) is None


@given(st.text(max_size=30))
@settings(max_examples=60)
def test_any_text_whatever_is_survived(text: str) -> None:
    found = DATES.read(text, day=DAY, zone="CET", now=START)
    assert found is None or found.given == " ".join(text.split())
