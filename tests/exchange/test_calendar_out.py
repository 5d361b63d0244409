"""The calendar file: read back by the library that writes it, and by its raw lines."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from icalendar import Calendar
from strategies import reviews
from whenever import Date, Instant

from pmdesk.domain.items import Action, ActionStatus, Outcome, Person
from pmdesk.domain.review import NextFor, Review
from pmdesk.editing.words import Words
from pmdesk.exchange.calendar_out import calendar_file
from pmdesk.resources import find

NOW = Instant.from_utc(2026, 11, 18, 14, 45)
SAM = Person(id="p", name="Sam Field", role="on-call engineer", handles=("@sam",))


@pytest.fixture(scope="module")
def words() -> Words:
    return Words("en", find().catalogue())


def _days(review: Review, words: Words, **options: Any) -> dict[str, tuple[str, str, str]]:
    data = calendar_file(review, words=words, now=NOW, **options)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    calendar: Any = Calendar.from_ical(data)
    return {
        str(one["uid"]).removesuffix("@pmdesk"): (
            one.decoded("dtstart").isoformat(),
            str(one["summary"]),
            str(one.get("description", "")),
        )
        for one in calendar.walk("VEVENT")
    }


def _review(**facts: Any) -> Review:
    return Review(id="r", number=42, title="Payments; slow", people={"p": SAM}, **facts)


def test_next_meeting_due_dates_and_checks_are_whole_days_with_roles(words: Words) -> None:
    actions = (
        Action(id="a", text="Alert Sam Field on pool use", owner="p", due=Date(2026, 12, 2), done_when="fires at 80 %",
               status=ActionStatus.COMMITTED),
        Action(id="b", text="Guard, it", status=ActionStatus.DONE, done_on=Date(2026, 11, 1), check_30=Outcome.HELD),
        Action(id="c", text="An idea", due=Date(2026, 12, 3)),
        Action(id="d", text="Not now", due=Date(2026, 12, 4), status=ActionStatus.WONT_DO),
    )  # fmt: skip
    review = _review(
        next_date=Date(2026, 11, 20), next_for=NextFor.COMMIT, actions={action.id: action for action in actions}
    )
    days = _days(review, words)
    assert days.keys() == {"r-next", "r-a-due", "r-b-check_90"}
    assert days["r-next"][:2] == ("2026-11-20", "Incident review R-42: second meeting, commit to actions")
    assert days["r-a-due"][0] == "2026-12-02"
    assert days["r-a-due"][2] == "Owner: on-call engineer\nDone when: fires at 80 %"
    assert days["r-b-check_90"][0] == "2027-01-30"
    assert b"Sam" not in calendar_file(review, words=words, now=NOW)
    named = _days(review, words, owner_names=True)["r-a-due"]
    assert named[2].startswith("Owner: Sam Field")
    assert "Sam" not in named[1]


def test_the_same_review_gives_the_same_bytes_and_uids(words: Words) -> None:
    review = _review(next_date=Date(2026, 11, 20))
    assert calendar_file(review, words=words, now=NOW) == calendar_file(review, words=words, now=NOW)
    assert _days(review, words)["r-next"][1].endswith("follow-up meeting")


def test_nothing_to_do_is_a_calendar_without_days(words: Words) -> None:
    assert _days(_review(), words) == {}


@pytest.mark.parametrize(
    "text", ["BEGIN:VEVENT\r\nEND:VEVENT", "a\nATTACH:file:///etc/passwd", "; , \\n \x00 \x07", "ü" * 500]
)
def test_hostile_text_stays_text(words: Words, text: str) -> None:
    action = Action(id="a", text=text, done_when=text, due=Date(2026, 12, 2), status=ActionStatus.COMMITTED)
    days = _days(_review(actions={"a": action}), words)
    assert days.keys() == {"r-a-due"}
    assert b"\nATTACH" not in calendar_file(_review(actions={"a": action}), words=words, now=NOW)


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\0"])
def test_a_sign_that_ends_a_line_elsewhere_begins_no_property(words: Words, sign: str) -> None:
    action = Action(
        id="a",
        text=f"Alert{sign}ATTENDEE:mailto:x@example.org",
        done_when=f"fires{sign}ATTACH:file:///x",
        due=Date(2026, 12, 2),
        status=ActionStatus.COMMITTED,
    )
    data = calendar_file(Review(id="r", number=1, actions={"a": action}), words=words, now=NOW).decode()
    assert not [line for line in data.splitlines() if line.startswith(("ATTENDEE", "ATTACH"))]
    assert not [one for one in data if one < " " and one not in "\r\n"]


def test_a_check_after_the_end_of_all_calendars_is_left_out(words: Words) -> None:
    action = Action(id="a", text="Guard it", status=ActionStatus.DONE, done_on=Date.MAX.subtract(days=60))
    assert _days(_review(actions={"a": action}), words).keys() == {"r-a-check_30"}


@given(review=reviews())
def test_any_review_can_be_read_back(review: Review, words: Words) -> None:
    _days(review, words)
