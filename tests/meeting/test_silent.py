from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import ids, reviews
from whenever import Instant, TimeDelta

from pmdesk.domain.changes import Add, Batch, apply_all
from pmdesk.domain.items import Action, ActionStatus, Event, Factor, Note, NoteKind
from pmdesk.domain.review import Review
from pmdesk.domain.times import UNPLACED
from pmdesk.meeting import silent
from pmdesk.meeting.agenda import STAGES
from pmdesk.meeting.silent import Round

START = Instant.from_utc(2026, 11, 18, 13, 45)
EMPTY = Review(id="r")
drafts = st.dictionaries(ids, st.text("ab \n-", max_size=12), max_size=5)


def seeded(seed: int = 1) -> silent.Shuffle:
    return random.Random(seed).shuffle


def done(review: Review, batch: Batch) -> Review:
    found = apply_all({review.id: review}, batch)[0].get(review.id, review)
    assert found is not None
    return found


def added(batch: Batch) -> list[object]:
    return [step.item for step in batch.changes if isinstance(step, Add)]


@pytest.mark.parametrize(
    ("stage", "item"),
    [
        ("timeline", Event(id="a", text="x", time=UNPLACED, order="i00000")),
        ("factors", Factor(id="a", statement="x", order="i00000")),
        ("actions", Action(id="a", text="x", status=ActionStatus.IDEA, order="i00000")),
        ("open", Note(id="a", text="x", kind=NoteKind.PARKING, at=None, order="i00000")),
        ("close", Note(id="a", text="x", kind=NoteKind.PARKING, at=None, order="i00000")),
    ],
)
def test_an_entry_becomes_what_its_stage_holds(stage: str, item: object) -> None:
    assert added(silent.reveal(EMPTY, {"a": " x "}, stage, seeded())) == [item]


def test_entries_are_shuffled_and_stand_behind_what_is_there() -> None:
    review = done(EMPTY, silent.reveal(EMPTY, {"z": "there already"}, "factors", seeded()))
    entries = {f"e{at}": f"line {at}" for at in range(12)}
    batch = silent.reveal(review, entries, "factors", seeded())
    named = [one.id for one in done(review, batch).ordered("factor")]
    assert named[0] == "z"
    assert sorted(named[1:]) == sorted(entries)
    assert named[1:] != list(entries)
    assert [getattr(one, "id", "") for one in added(batch)] == named[1:]
    assert batch == silent.reveal(review, entries, "factors", seeded())
    assert batch != silent.reveal(review, entries, "factors", seeded(2))


def test_lines_that_were_pasted_are_one_entry_each() -> None:
    assert silent.lines("- one\n\n  * two  \n3. three\n• four\nfive - six\r\n") == (
        "one",
        "two",
        "three",
        "four",
        "five - six",
    )
    items = added(silent.reveal(EMPTY, {"a": "one\ntwo\nthree", "b": " \n"}, "actions", seeded()))
    assert sorted(getattr(one, "text", "") for one in items) == ["one", "three", "two"]
    made = {getattr(one, "id", "") for one in items}
    assert len(made) == 3
    assert "a" in made
    assert all(len(one) == 16 and one.isalnum() for one in made - {"a"})


@given(reviews(), drafts, st.sampled_from(["prepare", *STAGES]), st.integers())
def test_revealing_twice_adds_nothing(review: Review, entries: dict[str, str], stage: str, seed: int) -> None:
    batch = silent.reveal(review, entries, stage, seeded(seed))
    after = done(review, batch)
    kind = silent.kind_of(stage)
    wanted = sum(len(silent.lines(text)) for entry, text in entries.items() if entry not in review.items(kind))
    assert len(added(batch)) == wanted
    assert silent.reveal(after, entries, stage, seeded(seed + 1)) == Batch(())
    written = {entry for entry, text in entries.items() if silent.lines(text)}
    assert written <= set(silent.revealed(after, entries))


def test_a_crash_in_the_middle_of_erasing_reveals_the_rest_only() -> None:
    review = done(EMPTY, silent.reveal(EMPTY, {"a": "one", "b": "two"}, "factors", seeded()))
    batch = silent.reveal(review, {"b": "two", "c": "three"}, "factors", seeded())
    assert added(batch) == [Factor(id="c", statement="three", order=added(batch)[0].order)]  # type: ignore[attr-defined]
    assert silent.revealed(review, ["b", "c"]) == ("b",)


def test_keys_of_drafts() -> None:
    key = silent.draft_key("r1", "e1")
    assert key == "silent:r1:e1"
    assert silent.entry_of("r1", key) == "e1"
    assert silent.entry_of("r2", key) is None
    assert silent.entry_of("r1", silent.draft_prefix("r1")) is None
    assert silent.entry_of("r1", "park:r1") is None
    assert silent.line_key("r1").startswith(silent.draft_prefix("r1")), "it is erased with the entries"
    assert silent.entry_of("r1", silent.line_key("r1")) is None


def test_a_round_has_a_clock_of_its_own_that_survives_a_restart() -> None:
    one = Round(stage="factors", start=START)
    assert [one.left(START + TimeDelta(seconds=at)) for at in (-50, 0, 100, 299, 300, 999)] == [300, 300, 200, 1, 0, 0]
    assert silent.from_state(json.loads(json.dumps(silent.to_state(one)))) == one
    assert silent.from_state(silent.to_state(None)) is None


@pytest.mark.parametrize("broken", [None, 3, {}, {"stage": "factors"}, {"stage": 3, "start": START.format_iso()}])
def test_a_broken_round_is_none(broken: object) -> None:
    assert silent.from_state({"silent": broken}) is None
