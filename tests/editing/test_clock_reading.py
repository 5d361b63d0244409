from __future__ import annotations

import pytest
from fakes import START
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date, Instant

from pmdesk.domain.times import Precision, Time, in_zone, zone_known
from pmdesk.editing.clock_reading import Frame, read_whole
from pmdesk.editing.words import Words
from pmdesk.editing.zone_reading import ABBREVIATIONS, read_zone

FRAME = Frame(day=Date(2018, 2, 20), zone="CET", base=Date(2026, 11, 12), now=START)


def shown(time: Time | None) -> str:
    if time is None:
        return "nothing"
    ends = []
    for instant in (time.earliest, time.latest):
        local = in_zone(instant, "CET") if instant else None
        ends.append(f"{local.date()} {local.hour:02d}:{local.minute:02d}" if local else "?")
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:02", "2018-02-20 14:02"),
        (" 14:02. ", "2018-02-20 14:02"),
        ("yesterday 9pm", "2026-11-11 21:00"),
        ("9pm yesterday", "2026-11-11 21:00"),
        ("today, 9:15", "2026-11-12 09:15"),
        ("2018-02-20 14:17 CET", "2018-02-20 14:17"),
        ("14:17 cet", "2018-02-20 14:17"),
        ("14:17 utc on 21 feb", "2018-02-21 15:17"),
        ("14:17 21 February 2018", "2018-02-21 14:17"),
        ("2018-02-20T14:17:00Z", "2018-02-20 15:17"),
        ("2018-02-20 14:17-05:00", "2018-02-20 20:17"),
        ("2018-02-20T14:17-05:00", "2018-02-20 20:17"),
        ("20/02/2018", "2018-02-20 00:00 to 2018-02-20 23:59"),
        ("03/02/2018 14:17", "2018-03-02 14:17"),
        ("20.2.", "2018-02-20 00:00 to 2018-02-20 23:59"),
        ("noon", "2018-02-20 12:00"),
        ("midnight", "2018-02-20 00:00"),
        ("1402", "2018-02-20 14:02"),
        ("14.02", "2018-02-20 14:02"),
        ("14h", "2018-02-20 14:00"),
        ("now", "2026-11-12 14:02"),
        ("31 Dec", "2017-12-31 00:00 to 2017-12-31 23:59"),
        ("29 Feb 10:00", "nothing"),
        ("monday", "2018-02-19 00:00 to 2018-02-19 23:59"),
        ("before 21 Feb", "? to 2018-02-21 00:00"),
        ("after 21 Feb", "2018-02-21 23:59 to ?"),
        ("20 Feb - 21 Feb", "2018-02-20 00:00 to 2018-02-21 23:59"),
        ("2018-02-20 23:00 - 2018-02-21 01:00", "2018-02-20 23:00 to 2018-02-21 01:00"),
        ("17:00-18:00 UTC", "2018-02-20 18:00 to 2018-02-20 19:00"),
        ("?", "?"),
        ("", "nothing"),
        ("foo", "nothing"),
        ("14:02 foo", "nothing"),
        ("yesterday", "2026-11-11 00:00 to 2026-11-11 23:59"),
        ("9999-12-31 23:59 -12:00", "nothing"),
        ("the day before", "nothing"),
    ],
)
def test_a_field_as_a_whole(text: str, expected: str) -> None:
    assert shown(read_whole(text, FRAME)) == expected


def test_the_text_is_kept_as_given() -> None:
    found = read_whole("  2018-02-20   14:17 CET ", FRAME)
    assert found is not None
    assert (found.given, found.zone, found.precision) == ("2018-02-20 14:17 CET", "CET", Precision.MINUTE)


@given(st.integers(min_value=0, max_value=2_500_000_000), st.sampled_from(["UTC", "CET", "America/New_York", "+05:30"]))
def test_what_the_words_say_is_read_back(words: Words, seconds: int, zone: str) -> None:
    instant = Instant.from_timestamp(seconds - seconds % 60)
    frame = Frame(day=Date(2018, 2, 20), zone=zone)
    found = read_whole(words.instant(instant, zone), frame)
    assert found is not None
    assert instant in {found.earliest, found.latest}


def test_every_abbreviation_names_a_zone() -> None:
    for short, (zone, _offset) in ABBREVIATIONS.items():
        assert zone_known(zone)
        assert read_zone(short) == read_zone(short.lower()) == zone


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Warsaw", "Europe/Warsaw"),
        (" PDT ", "America/Los_Angeles"),
        ("utc+2", "+02:00"),
        ("GMT-03:30", "-03:30"),
        ("+0530", "+05:30"),
        ("-05:00", "-05:00"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("MET", "MET"),
        ("+25:00", None),
        ("Nowhere", None),
        ("CET or so", None),
        ("", None),
    ],
)
def test_zones_as_a_whole(text: str, zone: str | None) -> None:
    assert read_zone(text) == zone
