"""No name leaves the room: names planted in every text of a review are nowhere in what is published."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

import pytest
from publishing import NoPictures, everything, flowing, published, publisher
from report_fixture import review

from pmdesk.domain.items import Evidence, EvidenceKind, Person
from pmdesk.domain.review import Review
from pmdesk.editing.ports import PublishOptions, Watch
from pmdesk.editing.words import Words
from pmdesk.reports.spec import read_spec

NAMES = ("Zofia", "Brzeska", "zbrzeska", "Tomasz", "Wilk", "twilk", "Aoife", "Byrne", "Mirela", "Kos ")
PLANT = "Zofia Brzeska, @twilk, Aoife and Mirela Kos (zofia.brzeska@example.org, T. Wilk)"
KEPT = {"id", "order", "zone", "blob", "event", "after", "before", "owner", "repeat_of"}
HIDDEN = (
    "See https://wiki.example.org/~zbrzeska/notes and https://wiki.example.org/?who=Zofia%20Brzeska and "
    "https://x.example.org/?q=Zofia%2520Brzeska and [the board](https://example.org/tomasz-wilk), Z&#111;fia, "
    "To\\masz, **Br**zeska, mailto:aoife.byrne@example.org."
)


def planted(value: Any, text: str) -> Any:
    """Return a value with names in all its texts, but for ids and the roster."""
    if isinstance(value, Enum | Person | frozenset):
        return value
    if isinstance(value, str):
        return f"{value} {text}"
    if isinstance(value, tuple):
        return tuple(planted(one, text) for one in value)
    if isinstance(value, dict):
        return {key: planted(one, text) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: planted(getattr(value, one.name), text)
            for one in fields(value)
            if one.name not in KEPT and not (one.name == "actor" and getattr(value, one.name) in review().people)
        }
        return replace(value, **changed)
    return value


def with_names(text: str) -> Review:
    made: Review = planted(review(), text)
    return replace(made, facilitator="Mirela Kos")


@pytest.mark.parametrize("text", [PLANT, HIDDEN], ids=["plain", "hidden"])
def test_no_name_is_anywhere_in_the_pdf(words: Words, text: str) -> None:
    found = everything(published(words, with_names(text)).pdf)
    assert [name for name in NAMES if name.lower() in found.lower()] == []
    assert "On-call engineer" in found


@pytest.mark.parametrize("text", [PLANT, HIDDEN], ids=["plain", "hidden"])
def test_no_name_is_in_the_markdown(words: Words, text: str) -> None:
    found = publisher(words).markdown(with_names(text), PublishOptions())
    assert [name for name in NAMES if name.lower() in found.lower()] == []


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x7f", "\x9b", "\ufffa", "\U000e0041", "\u200b", "\u00ad"])
def test_a_sign_that_no_page_shows_hides_no_name(words: Words, sign: str) -> None:
    hidden = f"To{sign}masz and W{sign}ilk, https://example.org/~zbr{sign}zeska"
    found = publisher(words).markdown(with_names(hidden), PublishOptions())
    assert [name for name in NAMES if name.lower() in found.lower()] == []


def test_a_facilitator_who_shares_a_first_name_with_somebody_is_not_named(words: Words) -> None:
    led = replace(review(), facilitator="Aoife Quist", surprised="Aoife Quist asked, Quist wrote it down")
    found = publisher(words).markdown(led, PublishOptions())
    assert "Quist" not in found
    assert words("report.facilitator") in found


def test_nobody_is_said_to_have_led_a_review_without_a_facilitator(words: Words) -> None:
    nobody = publisher(words).markdown(replace(review(), facilitator=""), PublishOptions())
    assert f"- {words('report.facts.led_by')}: {words('report.not_named')}" in nobody


def test_a_link_that_names_somebody_is_no_link(words: Words) -> None:
    link = Evidence(kind=EvidenceKind.LINK, text="https://wiki.example.org/~zbrzeska/log")
    event = replace(review().events["e1"], evidence=(link,))
    found = everything(published(words, replace(review(), events={"e1": event})).pdf)
    assert "wiki.example.org" not in found
    assert words("report.address", who="On-call engineer") in " ".join(found.split())


def test_names_of_owners_stand_in_the_action_table_only_when_chosen(words: Words) -> None:
    options = PublishOptions(owner_names=True)
    made = publisher(words).pdf(with_names("Zofia Brzeska"), options, NoPictures(), Watch())
    text = flowing(made.pdf)
    assert text.count("Tomasz Wilk") == 1
    assert text.count("Zofia Brzeska") == 1
    assert text.index(words("report.headings.actions")) < text.index("Tomasz Wilk")
    assert words("report.about.owner_names") in text
    assert "Aoife" not in text


def test_parked_thoughts_and_opening_words_stay_in_the_room(words: Words) -> None:
    made = replace(review(), opening="Welcome, and take your time", ground_rules="One voice at a time")
    text = flowing(published(words, made).pdf)
    assert not any(one in text for one in ("Coffee machine", "Welcome", "One voice"))


def test_names_stand_where_a_report_does_not_withhold_them(words: Words) -> None:
    spec = read_spec("team", 'sections = ["title", "timeline", "actions"]\nwithheld = []')
    made = publisher(words, spec=spec).pdf(review(), PublishOptions(), NoPictures(), Watch())
    assert "Rebuild cancelled by Tomasz" in flowing(made.pdf)
