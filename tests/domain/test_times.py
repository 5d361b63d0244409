from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant, PlainDateTime, TimeDelta

from pmdesk.domain.times import (
    UNPLACED,
    Precision,
    Time,
    clock_text,
    fixed_offset,
    in_zone,
    instants_of,
    zone_known,
)

NOON = Instant.from_utc(2018, 2, 20, 12)
ZONES = ["UTC", "CET", "Europe/Warsaw", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "+05:30", "-03:30"]


def test_an_unplaced_time_knows_nothing() -> None:
    assert not UNPLACED.placed
    assert UNPLACED.start is None
    assert UNPLACED.end is None
    assert clock_text(UNPLACED) == "?"


def test_a_half_known_time_sorts_by_what_is_known() -> None:
    before = Time(latest=NOON)
    after = Time(earliest=NOON)
    assert (before.start, before.end, after.start, after.end) == (NOON, NOON, NOON, NOON)
    assert before.ranged
    assert (clock_text(before), clock_text(after)) == ("?–12:00", "12:00–?")


@pytest.mark.parametrize(
    ("minutes", "precision", "zone", "text"),
    [
        (0, Precision.MINUTE, "UTC", "12:00"),
        (0, Precision.SECOND, "UTC", "12:00:00"),
        (0, Precision.ABOUT, "CET", "~13:00"),
        (59, Precision.HOUR, "UTC", "12:xx"),
        (60, Precision.HOUR, "UTC", "12:00–13:00"),
        (60, Precision.MINUTE, "+05:30", "17:30–18:30"),
        (60, Precision.ABOUT, "-03:30", "~08:30–09:30"),
        (700, Precision.DAY, "UTC", "–"),
        (0, Precision.MINUTE, "Nowhere/At_All", "12:00"),
    ],
)
def test_figures_of_a_time(minutes: int, precision: Precision, zone: str, text: str) -> None:
    time = Time(earliest=NOON, latest=NOON + TimeDelta(minutes=minutes), zone=zone, precision=precision)
    assert clock_text(time) == text
    assert clock_text(time, "UTC") == clock_text(Time(earliest=time.earliest, latest=time.latest, precision=precision))


@pytest.mark.parametrize("zone", ["CET", "Europe/Warsaw", "+05:30", "-00:45"])
def test_known_zones(zone: str) -> None:
    assert zone_known(zone)


@pytest.mark.parametrize("zone", ["", "Mars/Base", "+25:00", "+5", "../UTC"])
def test_unknown_zones(zone: str) -> None:
    assert not zone_known(zone)


def test_offsets() -> None:
    assert fixed_offset("+05:30") == TimeDelta(hours=5, minutes=30)
    assert fixed_offset("-03:30") == TimeDelta(hours=-3, minutes=-30)
    assert fixed_offset("CET") is None
    local = in_zone(NOON, "+05:30")
    assert (local.hour, local.minute, local.offset) == (17, 30, TimeDelta(hours=5, minutes=30))


def test_the_repeated_hour_of_autumn_has_two_readings() -> None:
    local = PlainDateTime(2024, 10, 27, 2, 30)
    first, last = instants_of(local, "Europe/Warsaw")
    assert (first, last) == (Instant.from_utc(2024, 10, 27, 0, 30), Instant.from_utc(2024, 10, 27, 1, 30))
    assert instants_of(local, "Europe/Warsaw", TimeDelta(hours=2)) == (first, first)
    assert instants_of(local, "Europe/Warsaw", TimeDelta(hours=1)) == (last, last)
    assert instants_of(local, "Europe/Warsaw", TimeDelta(hours=5)) == (first, last)


def test_the_skipped_hour_of_spring_is_read_as_if_the_clock_were_changed() -> None:
    once = Instant.from_utc(2024, 3, 31, 1, 30)
    assert instants_of(PlainDateTime(2024, 3, 31, 2, 30), "Europe/Warsaw") == (once, once)
    assert in_zone(once, "Europe/Warsaw").hour == 3


def test_a_clock_change_of_half_an_hour() -> None:
    first, last = instants_of(PlainDateTime(2024, 4, 7, 1, 45), "Australia/Lord_Howe")
    assert last - first == TimeDelta(minutes=30)


def test_the_ends_of_the_calendar_are_said() -> None:
    with pytest.raises(ValueError, match="range"):
        instants_of(PlainDateTime(1, 1, 1), "+05:00")
    assert in_zone(Instant.MAX, "+05:30").offset == TimeDelta.ZERO


@given(
    seconds=st.integers(min_value=0, max_value=4_000_000_000),
    zone=st.sampled_from(ZONES),
)
def test_every_instant_is_among_the_readings_of_its_local_time(seconds: int, zone: str) -> None:
    instant = Instant.from_timestamp(seconds)
    assert instant in instants_of(in_zone(instant, zone).to_plain(), zone)
