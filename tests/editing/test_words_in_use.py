from __future__ import annotations

import pytest
from whenever import Date, Instant

from pmdesk.domain.measures import Measure
from pmdesk.domain.rules import Problem
from pmdesk.editing.words import Words

SMALL = Words(
    "en", {"a": {"b": "plain {x}", "n": {"one": "{count} gap", "many": "{count} gaps"}, "l": ["p", "q"], "i": 3}}
)
AT = Instant.from_utc(2026, 11, 12, 13, 2)


def test_sentences_with_slots_and_plurals() -> None:
    assert SMALL("a.b") == "plain {x}"
    assert SMALL("a.b", x="{y}") == "plain {y}"
    assert SMALL("a.n", count=1) == "1 gap"
    assert SMALL("a.n", count=0) == "0 gaps"
    assert SMALL.list("a.l") == ("p", "q")


@pytest.mark.parametrize("word", ["", "a.c", "a.b.c", "a.l", "a.i"])
def test_a_word_that_is_not_there_is_a_fault(word: str) -> None:
    with pytest.raises(KeyError):
        SMALL(word)


def test_a_list_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(KeyError):
        SMALL.list("a.b")
    assert SMALL.has("a.b")
    assert not SMALL.has("a.c")


def test_dates_and_instants(words: Words) -> None:
    assert words.date(Date(2026, 11, 12)) == "Thu 12 Nov 2026"
    assert words.date(Date(2026, 11, 2), year=False) == "Mon 2 Nov"
    assert words.instant(AT, "Europe/Warsaw") == "Thu 12 Nov 2026, 14:02"


@pytest.mark.parametrize(
    ("zone", "text"),
    [("CET", "CET (UTC+1)"), ("UTC", "UTC"), ("+05:30", "+05:30 (UTC+5:30)"), ("-03:30", "-03:30 (UTC−3:30)")],
)
def test_zones(words: Words, zone: str, text: str) -> None:
    assert words.zone_text(zone, AT) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 min"),
        (40, "40 s"),
        (60, "1 min"),
        (2700, "45 min"),
        (6060, "1 h 41 min"),
        (7200, "2 h"),
        (183600, "2 d 3 h"),
        (-60, "−1 min"),
    ],
)
def test_durations(words: Words, seconds: int, text: str) -> None:
    assert words.duration(seconds).replace("\u00a0", " ") == text


def test_measures(words: Words) -> None:
    assert words.measure(Measure(name="detect")) == words("measures.unknown")
    assert words.measure(Measure(name="detect", least=60, most=60)).startswith("1")
    assert "2" in words.measure(Measure(name="detect", least=60, most=120))
    about = words.measure(Measure(name="detect", least=60, most=60, about=True))
    assert words.measure(Measure(name="detect", least=60, most=95)) == about
    assert about != words.measure(Measure(name="detect", least=60, most=60))


def test_problems(words: Words) -> None:
    gap = Problem(id="gap_open", stage="timeline", values=(("minutes", 893),))
    assert words.problem(gap).replace("\u00a0", " ").startswith("14 h 53 min without an entry. ")
    turned = Problem(
        id="moments_out_of_order", stage="timeline", values=(("earlier", "detected"), ("later", "resolved"))
    )
    assert words.problem(turned).startswith(words("enums.key_moment.resolved"))
