"""What is looked at before a report leaves is what the report holds: a mark in a text is in both or in neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from itertools import count
from typing import Any

from publishing import flowing, published, publisher, team_spec
from report_fixture import review

from pmdesk.app.wording_rules import rulebook_of
from pmdesk.domain.items import Evidence, EvidenceKind, Person
from pmdesk.domain.review import Review
from pmdesk.editing.leaving import Leaving, leaving, outside_texts
from pmdesk.editing.ports import PublishOptions
from pmdesk.editing.public_review import PublicReview, public_review
from pmdesk.editing.words import Words
from pmdesk.resources import find
from pmdesk.wording.rules import Rulebook, Settings

KEPT = {"id", "order", "zone", "blob", "event", "after", "before", "owner", "repeat_of", "given"}
MARK = re.compile(r"mark\d+x")


@cache
def rulebook() -> Rulebook:
    return rulebook_of(find())


def public(one: Review, words: Words, *, owner_names: bool = False) -> PublicReview:
    return public_review(
        one,
        team_spec().withheld,
        owner_names=owner_names,
        participant=words("report.participant"),
        facilitator=words("report.facilitator"),
        address=lambda who: words("report.address", who=who),
    )


def found_in(one: Review, words: Words, *, owner_names: bool = False) -> tuple[Leaving, ...]:
    return leaving(one, public(one, words, owner_names=owner_names), rulebook(), Settings())


def marked(value: Any, numbers: Iterator[int]) -> Any:
    if isinstance(value, Enum | Person | frozenset):
        return value
    if isinstance(value, Evidence) and value.kind is EvidenceKind.PICTURE:
        return value  # the plain text names pictures only
    if isinstance(value, str):
        return f"{value} mark{next(numbers)}x".strip()
    if isinstance(value, tuple):
        return tuple(marked(one, numbers) for one in value)
    if isinstance(value, dict):
        return {key: marked(one, numbers) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: marked(getattr(value, one.name), numbers)
            for one in fields(value)
            if one.name not in KEPT and not (one.name == "actor" and getattr(value, one.name) in review().people)
        }
        return replace(value, **changed)
    return value


def test_every_text_of_the_report_is_looked_at_and_no_other(words: Words) -> None:
    one: Review = replace(marked(review(), count()), facilitator="", cost_per_minute=None, currency="")
    told = publisher(words).markdown(one, PublishOptions()) + flowing(published(words, one).pdf)
    looked_at = " ".join(text.text for text in outside_texts(one, public(one, words)))
    assert set(MARK.findall(told)) == set(MARK.findall(looked_at))


def told(found: tuple[Leaving, ...]) -> list[tuple[str, str, str]]:
    return [(one.finding.rule, one.at.field, one.marked) for one in found]


def plain() -> Review:
    """Return the review with nothing in it that would be asked about."""
    one = review()
    return replace(one, request_share=100.0, people=dict(one.people))


def test_a_report_with_roles_only_has_nothing_to_look_at(words: Words) -> None:
    assert told(found_in(plain(), words)) == []


def test_handles_addresses_and_names_nobody_has_are_found_where_they_stand(words: Words) -> None:
    one = replace(
        plain(),
        summary="The page went to @night-rota first. Write to jo.berg@example.org. Priya Raman knew the lock.",
        learned="In Jan 2026 and Will we see. Grace under load; Tomcat and Ruby.",
    )
    assert told(found_in(one, words)) == [
        ("BW16", "summary", "@night-rota"),
        ("BW16", "summary", "jo.berg@example.org"),
        ("BW16", "summary", "Priya Raman"),
    ]


def test_people_of_the_roster_are_roles_by_then(words: Words) -> None:
    one = plain()
    name = next(person.name for person in one.people.values() if person.name)
    assert told(found_in(replace(one, summary=f"{name} stopped the rebuild."), words)) == []


def test_owners_who_were_chosen_to_be_named_are_told(words: Words) -> None:
    owners = [one for one in told(found_in(plain(), words, owner_names=True)) if one[1] == "owner"]
    assert owners
    names = {person.name for person in plain().people.values()}
    assert {name for _rule, _field, name in owners} <= names


def test_an_outage_is_asked_about_when_the_impact_says_a_part(words: Words) -> None:
    text = "The outage lasted 40 minutes."
    for share, found in ((7.4, 1), (100.0, 0)):
        one = replace(plain(), summary=text, request_share=share)
        assert len(found_in(one, words)) == found, share
    rest = replace(plain(), summary=f"A power outage. {text}", request_share=7.4)
    assert told(found_in(rest, words)) == [("BW17", "summary", "outage")]


def test_a_rule_that_is_off_looks_at_nothing_and_a_cancelled_search_stops(words: Words) -> None:
    one = replace(plain(), summary="The outage was seen by @night-rota and Priya.", request_share=5.0)
    outside = public(one, words, owner_names=True)
    off = Settings(off=frozenset({"BW16"}))
    assert {found.finding.rule for found in leaving(one, outside, rulebook(), off)} == {"BW17"}
    assert [
        found for found in leaving(one, outside, rulebook(), Settings(), lambda: True) if found.at.field != "owner"
    ] == []


def test_a_nickname_that_was_added_to_the_rule_is_found(words: Words) -> None:
    one = replace(plain(), learned="Only birdy knew the lock.")
    own = Settings(words={"BW16": ("birdy",)})
    assert told(leaving(one, public(one, words), rulebook(), own)) == [("BW16", "learned", "birdy")]
    assert told(found_in(one, words)) == []
