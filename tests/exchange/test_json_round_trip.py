from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from strategies import reviews

from pmdesk.domain.items import Action, Event, Factor, Person
from pmdesk.domain.review import Review
from pmdesk.editing.ports import KnownError
from pmdesk.exchange.json_form import MOST_BYTES, schema_text
from pmdesk.exchange.json_in import read_file, read_review
from pmdesk.exchange.json_out import review_json

ROOT = Path(__file__).resolve().parents[2]


def document(**review: object) -> bytes:
    return json.dumps({"format": "pmdesk-review", "version": 1, "review": {"id": "r1", **review}}).encode()


def trouble(data: bytes) -> KnownError:
    with pytest.raises(KnownError) as caught:
        read_review(data)
    return caught.value


@settings(max_examples=60)
@given(reviews())
def test_any_review_comes_back_as_it_was(review: Review) -> None:
    data = review_json(review)
    assert read_review(data) == review
    assert review_json(read_review(data)) == data


def test_what_steers_a_terminal_is_escaped_and_comes_back() -> None:
    review = Review(id="r", number=1, title="a\x9b31m\x7f\u202eb\u2028c")
    written = review_json(review)
    assert not set(written.decode()) & set("\x9b\x7f\u202e\u2028")
    assert read_review(written) == review


def test_the_published_schema_is_the_one_that_is_checked() -> None:
    assert (ROOT / "docs" / "review.schema.json").read_text(encoding="utf-8") == schema_text()


def test_absent_members_take_their_defaults() -> None:
    assert read_review(document(title="Short")) == Review(id="r1", title="Short")


def test_a_byte_order_mark_is_no_hindrance() -> None:
    assert read_review(b"\xef\xbb\xbf" + document()) == Review(id="r1")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "exchange.not_json"),
        (b"\xff\xfe", "exchange.not_json"),
        (b"{", "exchange.not_json"),
        (b'{"format": "pmdesk-review", "version": 1, "review": {"id": "\xff"}}', "exchange.not_json"),
        (b'{"format": "pmdesk-review", "version": 1, "review": {"id": "\\ud800"}}', "exchange.not_json"),
        (b"[]", "exchange.unreadable"),
        (b"3", "exchange.unreadable"),
        (b"{}", "exchange.another_format"),
        (b'{"format": "other", "version": 1}', "exchange.another_format"),
        (b'{"format": "pmdesk-review", "version": 2, "review": {}}', "exchange.newer_version"),
        (b'{"format": "pmdesk-review", "version": "1", "review": {}}', "exchange.unreadable"),
        (b'{"format": "pmdesk-review", "version": 1}', "exchange.unreadable"),
        (b'{"format": "pmdesk-review", "version": 1, "review": {}}', "exchange.unreadable"),
        (b'{"format": "pmdesk-review", "version": 1, "review": ' + b"[" * 100_000, "exchange.too_deep"),
        (document(id=""), "exchange.unreadable"),
        (document(secret=1), "exchange.unreadable"),
        (document(status="gone"), "exchange.unreadable"),
        (document(day="2018-02-31"), "exchange.unreadable"),
        (document(day="tomorrow"), "exchange.unreadable"),
        (document(customers=2**70), "exchange.unreadable"),
        (document(events=[{"id": "e", "text": 4}]), "exchange.unreadable"),
        (document(events=[{"id": "e"}, {"id": "e"}]), "exchange.twice"),
        (document(impact_starts={"time": {"earliest": "2018-02-20T25:00:00Z"}}), "exchange.unreadable"),
    ],
)
def test_bad_input_is_said_and_never_raised(data: bytes, message: str) -> None:
    assert trouble(data).id == message


def test_it_says_where() -> None:
    error = trouble(document(events=[{"id": "a"}, {"id": "b", "text": 4}]))
    assert error.values["where"] == "review.events[1].text"
    assert "str" in str(error.values["what"])


def test_numbers_beyond_counting_are_said() -> None:
    data = document().replace(b'"id"', b'"request_share": 1e999, "id"')
    assert trouble(data).id in {"exchange.unreadable", "exchange.not_json"}


def test_a_huge_file_is_not_read() -> None:
    assert trouble(b" " * (MOST_BYTES + 1)).id == "exchange.too_large"


def test_a_folder_and_a_missing_file_are_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(KnownError) as caught:
            read_file(path)
        assert caught.value.id == "exchange.cannot_open"


def test_unusable_order_keys_are_numbered_anew_in_their_order() -> None:
    review = read_review(document(factors=[{"id": "b", "order": "Z!"}, {"id": "a", "order": "A"}]))
    ordered = [one.id for one in review.ordered("factor")]
    assert ordered == ["a", "b"]
    assert all(len(getattr(one, "order", "")) >= 6 for one in review.ordered("factor"))
    assert list(review.factors) == ["b", "a"]


def test_a_review_of_every_kind_of_item_reads_as_written() -> None:
    review = Review(
        id="r",
        people={"p": Person(id="p", role="on-call engineer")},
        events={"e": Event(id="e", text="\x1b[31m \u202e 漢字 🙂")},
        factors={"f": Factor(id="f", evidence=frozenset({"e", "gone"}))},
        actions={"a": Action(id="a", risk=(1, 2, 3), owner="p")},
    )
    assert read_review(review_json(review)) == review
