from __future__ import annotations

import contextlib
import dataclasses
import json

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from strategies import ITEMS, facts, reviews

from pmdesk.domain.items import Event, EventKind
from pmdesk.domain.plain import (
    UnreadableError,
    field_from_plain,
    field_hints,
    item_from_plain,
    scalar_fields,
    to_plain,
)
from pmdesk.domain.review import ITEM_TYPES, REVIEW, Review, kind_of


@given(st.one_of(*ITEMS.values()))
@settings(max_examples=200)
def test_every_item_survives_the_round_trip(item: object) -> None:
    plain = to_plain(item)
    kind = kind_of(item)  # type: ignore[arg-type] # hypothesis draws from the union of items
    assert item_from_plain(kind, json.loads(json.dumps(plain))) == item


@given(reviews())
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_review_survives_the_round_trip(review: Review) -> None:
    again = item_from_plain(REVIEW, json.loads(json.dumps(to_plain(review))))
    assert again == review
    assert to_plain(again) == to_plain(review)


@pytest.mark.parametrize("kind", [REVIEW, *sorted(ITEMS)])
def test_random_values_use_every_field(kind: str) -> None:
    usual = {one.name: one.default for one in dataclasses.fields(Review if kind == REVIEW else ITEM_TYPES[kind])}
    drawn = facts if kind == REVIEW else ITEMS[kind]
    any_will_do = settings(phases=[Phase.generate])
    for field in scalar_fields(kind):
        find(drawn, lambda one, field=field: getattr(one, field) != usual[field], settings=any_will_do)  # type: ignore[misc] # bound now


def test_the_plain_form_is_the_same_however_it_was_built() -> None:
    one = Review(id="r", events={"b": Event(id="b"), "a": Event(id="a")})
    other = Review(id="r", events={"a": Event(id="a"), "b": Event(id="b")})
    assert json.dumps(to_plain(one)) == json.dumps(to_plain(other))


def test_fields_that_are_absent_take_their_default() -> None:
    assert item_from_plain("event", {"id": "e", "kind": "signal"}) == Event(id="e", kind=EventKind.SIGNAL)


@pytest.mark.parametrize(
    ("kind", "plain", "said"),
    [
        ("event", [], "mapping"),
        ("event", {"text": "x"}, "id is needed"),
        ("event", {"id": ""}, "id is needed"),
        ("event", {"id": "e", "colour": "red"}, "no field 'colour'"),
        ("event", {"id": "e", "kind": "party"}, "event.kind"),
        ("event", {"id": "e", "starred": 1}, "bool is needed"),
        ("event", {"id": "e", "time": "14:02"}, "mapping is needed"),
        ("event", {"id": "e", "time": {"when": "14:02"}}, "unknown member 'when'"),
        ("event", {"id": "e", "time": {"earliest": "soon"}}, "event.time"),
        ("event", {"id": "e", "evidence": {}}, "list is needed"),
        ("action", {"id": "a", "risk": [True]}, "int is needed"),
        ("action", {"id": "a", "due": 5}, "action.due"),
        ("factor", {"id": "f", "evidence": [["x"]]}, "str is needed"),
        (REVIEW, {"id": "r", "events": [{}]}, "event: an id is needed"),
        (REVIEW, {"id": "r", "events": {}}, "list is needed"),
    ],
)
def test_what_cannot_be_read_says_why(kind: str, plain: object, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        item_from_plain(kind, plain)


def test_whole_numbers_are_read_as_shares() -> None:
    assert field_from_plain(REVIEW, "request_share", 12) == 12.0
    with pytest.raises(UnreadableError):
        field_from_plain(REVIEW, "request_share", True)


def test_values_of_no_known_form_are_a_fault() -> None:
    with pytest.raises(TypeError, match="object"):
        to_plain(object())


def test_fields_of_a_kind() -> None:
    assert "id" in field_hints("event")
    assert "id" not in scalar_fields("event")
    assert "events" not in scalar_fields(REVIEW)
    assert "title" in scalar_fields(REVIEW)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "due", "events"]), inner),
    )
)
def test_no_plain_data_whatever_gets_past(plain: object) -> None:
    for kind in ("event", "action", REVIEW):
        with contextlib.suppress(UnreadableError):
            assert item_from_plain(kind, plain).id
