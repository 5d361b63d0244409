from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from whenever import Date, Instant

from pmdesk.domain.changes import Add
from pmdesk.domain.items import ActionStatus, Known
from pmdesk.domain.measures import measure
from pmdesk.domain.review import Review
from pmdesk.domain.rules import problems
from pmdesk.domain.timeline import in_order
from pmdesk.domain.times import Precision, clock_text, in_zone
from pmdesk.exchange.json_in import read_review
from pmdesk.exchange.json_out import review_json
from pmdesk.exchange.sample_walk import load_sample

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


class Clock:
    def now(self) -> Instant:
        return Instant.from_utc(2026, 11, 18, 12, 45)

    def zone(self) -> str:
        return "UTC"


@pytest.fixture(scope="module")
def sample() -> Review:
    numbers = itertools.count()
    text = (SAMPLES / "mybinder-2018-02-20.toml").read_text(encoding="utf-8")
    change = load_sample(text, clock=Clock(), ids=lambda: f"id{next(numbers):014d}", number=7)
    assert isinstance(change, Add)
    assert isinstance(change.item, Review)
    return change.item


def test_it_is_one_change_that_adds_a_whole_review(sample: Review) -> None:
    assert sample.number == 7
    assert sample.day == Date(2018, 2, 20)
    assert "BSD-3-Clause" in sample.source
    assert "https://github.com/jupyterhub/mybinder.org-deploy/" in sample.source
    assert read_review(review_json(sample)) == sample


def test_every_entry_has_its_time_in_cet_over_three_days(sample: Review) -> None:
    events = in_order(sample)
    assert len(events) >= 40
    assert all(event.time.placed and event.time.zone == "CET" for event in events)
    days = {in_zone(event.time.start, "CET").date() for event in events if event.time.start}
    assert days == {Date(2018, 2, 20), Date(2018, 2, 21), Date(2018, 2, 22)}
    assert not [event.text for event in events if event.text.rstrip("0123456789").endswith(("#", "@"))]
    assert not any(mark in event.text for event in events for mark in ("@", "#"))


def test_uncertain_times_stay_uncertain(sample: Review) -> None:
    by_given = {event.time.given: event for event in sample.events.values()}
    hours = by_given["17:00-18:00"].time
    assert clock_text(hours) == "17:00–18:00"
    unsure = by_given["2X:XX"].time
    assert unsure.precision is Precision.HOUR
    assert unsure.ranged
    about = by_given["~22:52"].time
    assert about.precision is Precision.ABOUT
    assert any(event.text.startswith("maybe earlier") for event in sample.events.values())
    assert sum(event.known is Known.LATER for event in sample.events.values()) >= 3


def test_key_moments_are_read_through_their_entries(sample: Review) -> None:
    assert sample.acknowledged is None
    restore = measure(sample, "restore")
    assert restore.least == ((2 * 24 + 7) * 60 + 18 - (15 * 60 + 8)) * 60
    mitigate = measure(sample, "mitigate")
    assert mitigate.least == (2 * 60 + 35) * 60


def test_factors_lean_on_entries_and_on_each_other(sample: Review) -> None:
    assert len(sample.factors) >= 5
    assert all(factor.evidence <= set(sample.events) and factor.evidence for factor in sample.factors.values())
    assert any(factor.enabled_by for factor in sample.factors.values())
    assert {factor.verified for factor in sample.factors.values()} == {True, False}


def test_gaps_of_the_source_stay_gaps(sample: Review) -> None:
    found = {problem.id for problem in problems(sample)}
    assert {"owner_missing", "due_missing", "done_when_missing", "severity_missing", "moment_missing"} <= found
    assert not any(action.owner or action.due or action.agreed for action in sample.actions.values())
    assert {action.status for action in sample.actions.values()} >= {ActionStatus.IDEA, ActionStatus.WONT_DO}
    assert all(not person.name for person in sample.people.values())


def test_every_sample_in_the_resources_can_be_walked() -> None:
    numbers = itertools.count()
    for path in SAMPLES.glob("*.toml"):
        load_sample(path.read_text(encoding="utf-8"), clock=Clock(), ids=lambda: f"i{next(numbers):015d}", number=1)
