from __future__ import annotations

import itertools
import string
from dataclasses import replace

import pytest
from fakes import START, CountingIds
from hypothesis import example, given
from hypothesis import strategies as st
from whenever import Date, Instant

from pmdesk.domain.changes import apply_all
from pmdesk.domain.items import EventKind, Person
from pmdesk.domain.review import Review
from pmdesk.domain.times import UNPLACED, Precision, Time, clock_text, in_zone
from pmdesk.editing.capture import CaptureContext, Proposal, What, context_after, parse, worth_keeping
from pmdesk.editing.capturing import add_captured

PEOPLE = (
    Person(id="sam", name="Sam Smith", order="1"),
    Person(id="jo", name="Jo Ek", handles=("@jo-e",), order="2"),
    Person(id="ann", name="Ann Ek", order="3"),
)
FRESH = CaptureContext(day=Date(2018, 2, 20), zone="CET", people=PEOPLE, now=START)
AT_TWO = replace(FRESH, last=Time(earliest=Instant.from_utc(2018, 2, 20, 13), latest=Instant.from_utc(2018, 2, 20, 13)))


def local(instant: Instant | None, zone: str = "CET") -> str:
    if instant is None:
        return "?"
    seen = in_zone(instant, zone)
    text = f"{seen.day:02d} {seen.hour:02d}:{seen.minute:02d}"
    return f"{text}:{seen.second:02d}" if seen.second else text


def when(proposal: Proposal) -> str:
    first, last = local(proposal.time.earliest), local(proposal.time.latest)
    return first if first == last else f"{first} to {last}"


def follow(*lines: str, context: CaptureContext = FRESH) -> list[str]:
    found = []
    for line in lines:
        proposal = parse(line, context)
        context = context_after(context, proposal)
        found.append(when(proposal))
    return found


def test_the_whole_line() -> None:
    line = "14:02 deploy of 1.2 started @sam #change *"
    found = parse(line, FRESH)
    assert (found.text, found.kind, found.actor, found.actor_given, found.starred) == (
        "deploy of 1.2 started",
        EventKind.CHANGE,
        "sam",
        "@sam",
        True,
    )
    assert when(found) == "20 14:02"
    assert found.time.given == "14:02"
    assert [(line[part.start : part.end], part.what) for part in found.parts] == [
        ("14:02", What.TIME),
        ("deploy of 1.2 started", What.TEXT),
        ("@sam", What.ACTOR),
        ("#change", What.KIND),
        ("*", What.STAR),
    ]


@pytest.mark.parametrize(
    ("line", "expected", "precision"),
    [
        ("14:02 x", "20 14:02", Precision.MINUTE),
        ("14:02:33 x", "20 14:02:33", Precision.SECOND),
        ("2:15pm x", "20 14:15", Precision.MINUTE),
        ("12:30 a.m. x", "20 00:30", Precision.MINUTE),
        ("9pm x", "20 21:00", Precision.MINUTE),
        ("14h02 x", "20 14:02", Precision.MINUTE),
        ("24:00 x", "21 00:00", Precision.MINUTE),
        ("~15:00 x", "20 15:00", Precision.ABOUT),
        ("about 15:00 x", "20 15:00", Precision.ABOUT),
        ("15:00? x", "20 15:00", Precision.ABOUT),
        ("15:00ish x", "20 15:00", Precision.ABOUT),
        ("22:xx x", "20 22:00 to 20 22:59", Precision.HOUR),
        ("22:?? x", "20 22:00 to 20 22:59", Precision.HOUR),
        ("22:5x x", "20 22:50 to 20 22:59", Precision.MINUTE),
        ("2X:XX x", "20 20:00 to 20 23:59", Precision.HOUR),
        ("1x:xx x", "20 10:00 to 20 19:59", Precision.HOUR),
        ("17:00-18:00 x", "20 17:00 to 20 18:00", Precision.MINUTE),
        ("17:00–18:00 - x", "20 17:00 to 20 18:00", Precision.MINUTE),
        ("17:00 to 18:00: x", "20 17:00 to 20 18:00", Precision.MINUTE),
        ("between 17:00 and 18:00 x", "20 17:00 to 20 18:00", Precision.MINUTE),
        ("from 17:00 until 18:00:30 x", "20 17:00 to 20 18:00:30", Precision.SECOND),
        ("~17:00-18:00 x", "20 17:00 to 20 18:00", Precision.ABOUT),
        ("9-10pm x", "20 21:00 to 20 22:00", Precision.MINUTE),
        ("5:30-6:15pm x", "20 17:30 to 20 18:15", Precision.MINUTE),
        ("11-1pm x", "20 11:00 to 20 13:00", Precision.MINUTE),
        ("23:50-00:10 x", "20 23:50 to 21 00:10", Precision.MINUTE),
        ("before 15:00 x", "? to 20 15:00", Precision.MINUTE),
        ("after ~15:00 x", "20 15:00 to ?", Precision.ABOUT),
        ("15:00–? x", "20 15:00 to ?", Precision.MINUTE),
        ("?–15:00 x", "? to 20 15:00", Precision.MINUTE),
        ("2018-02-21 13:00 x", "21 13:00", Precision.MINUTE),
        ("2018-02-21T13:00:07+01:00 x", "21 13:00:07", Precision.SECOND),
        ("2018-02-21 x", "21 00:00 to 21 23:59", Precision.DAY),
        ("21 Feb 13:00 x", "21 13:00", Precision.MINUTE),
        ("21st of February at 13:00 x", "21 13:00", Precision.MINUTE),
        ("Feb 21, 13:00 x", "21 13:00", Precision.MINUTE),
        ("February 21, 2018, 1pm x", "21 13:00", Precision.MINUTE),
        ("21.02.2018 13:00 x", "21 13:00", Precision.MINUTE),
        ("21/02/2018 13:00 x", "21 13:00", Precision.MINUTE),
        ("Wed 13:00 x", "21 13:00", Precision.MINUTE),
        ("Wed 21 Feb 2018, 13:00 x", "21 13:00", Precision.MINUTE),
        ("tomorrow 07:13 x", "21 07:13", Precision.MINUTE),
        ("yesterday ~9pm x", "19 21:00", Precision.ABOUT),
        ("14:02 UTC x", "20 15:02", Precision.MINUTE),
        ("14:02Z x", "20 15:02", Precision.MINUTE),
        ("14:02 CET x", "20 14:02", Precision.MINUTE),
        ("14:02 (EST) x", "20 20:02", Precision.MINUTE),
        ("14:02 +05:30 x", "20 09:32", Precision.MINUTE),
        ("14:02 UTC-3 x", "20 18:02", Precision.MINUTE),
        ("14:02 Asia/Tokyo x", "20 06:02", Precision.MINUTE),
        ("17:00-18:00 UTC x", "20 18:00 to 20 19:00", Precision.MINUTE),
        ("at 14:02 x", "20 14:02", Precision.MINUTE),
        ("@ 14:02 x", "20 14:02", Precision.MINUTE),
        ("- 14:02 x", "20 14:02", Precision.MINUTE),
        ("[14:02] x", "20 14:02", Precision.MINUTE),
        ("(14:02) x", "20 14:02", Precision.MINUTE),
        ("**14:02** x", "20 14:02", Precision.MINUTE),
        ("### 14:02: x", "20 14:02", Precision.MINUTE),
        ("  14:02, x  ", "20 14:02", Precision.MINUTE),
        ("14:02 | x", "20 14:02", Precision.MINUTE),
        ("14:02. x", "20 14:02", Precision.MINUTE),
    ],
)
def test_times_that_open_a_line(line: str, expected: str, precision: Precision) -> None:
    found = parse(line, FRESH)
    assert (when(found), found.time.precision, found.text) == (expected, precision, "x")


@pytest.mark.parametrize(
    "line",
    [
        "25:99 foo",
        "3:1 ratio",
        "10 users",
        "14.02 deploy",
        "1.2 deployed",
        "14:02deploy",
        "14:60 foo",
        "May 3 nodes died",
        "Mon 9 nodes died",
        "before long it broke",
        "from 17:00 it was slow",
        "10:30:45:99 x",
        "192.168.1.1 is down",
        "2018-02-30 foo",
        "2018-13-01 10:00 foo",
        "9999-12-31 24:00 foo",
        "03/02/2018 14:17 foo",
        "+5% traffic",
        "-10 users left",
        "(14:02 x",
        "13am foo",
        "45:xx foo",
        "? who knows",
        "deploy at 14:02",
        "#incident channel opens",
        "we paged @sam and @jo-e, then left",
        "see #428",
    ],
)
def test_what_is_not_a_time_stays_text(line: str) -> None:
    found = parse(line, AT_TWO)
    assert (found.time, found.text) == (UNPLACED, line)
    assert not found.parts or [part.what for part in found.parts] == [What.TEXT]


def test_a_range_that_makes_no_sense_keeps_its_end_as_text() -> None:
    found = parse("18:00-17:00 x", FRESH)
    assert (when(found), found.text) == ("20 18:00", "-17:00 x")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("+5 x", "20 14:05"),
        ("+5m x", "20 14:05"),
        ("+ 5 min x", "20 14:05"),
        ("+90s x", "20 14:01:30"),
        ("+90 seconds x", "20 14:01:30"),
        ("+1 second x", "20 14:00:01"),
        ("+1h x", "20 15:00"),
        ("+1h30 x", "20 15:30"),
        ("+1h 30m x", "20 15:30"),
        ("+1:30 x", "20 15:30"),
        ("-10m x", "20 13:50"),
        ("−1h x", "20 13:00"),
        ("+11h x", "21 01:00"),
    ],
)
def test_relative_times(line: str, expected: str) -> None:
    found = parse(line, AT_TWO)
    assert (when(found), found.text, found.dated) == (expected, "x", False)
    assert found.rolled_over is expected.startswith("21")
    assert parse(line, FRESH).time == UNPLACED


def test_a_second_node_is_no_unit_of_time() -> None:
    found = parse("+6 second node follows", AT_TWO)
    assert (when(found), found.text) == ("20 14:06", "second node follows")


def test_relative_times_keep_how_vague_the_last_one_was() -> None:
    assert follow("22:xx a", "+5 b") == ["20 22:00 to 20 22:59", "20 22:05 to 20 23:04"]
    assert follow("17:00-18:00 a", "+5 b") == ["20 17:00 to 20 18:00", "20 18:05"]
    assert follow("after 15:00 a", "+5 b") == ["20 15:00 to ?", "20 15:05 to ?"]
    assert follow("before 15:00 a", "+5 b") == ["? to 20 15:00", "? to 20 15:05"]
    assert follow("2018-02-20 a", "+5 b") == ["20 00:00 to 20 23:59", "?"]
    assert parse("~+5 x", AT_TWO).time.precision is Precision.ABOUT


def test_midnight_rolls_over() -> None:
    assert follow("23:50 a", "00:10 b", "00:20 c") == ["20 23:50", "21 00:10", "21 00:20"]
    assert follow("23:50 a", "+30 b", "00:40 c", "12:00 d") == ["20 23:50", "21 00:20", "21 00:40", "21 12:00"]
    assert parse("00:10 b", context_after(FRESH, parse("23:50 a", FRESH))).rolled_over


def test_an_event_remembered_late_goes_back_over_midnight() -> None:
    assert follow("23:50 a", "00:10 b", "23:55 c", "00:20 d") == ["20 23:50", "21 00:10", "20 23:55", "21 00:20"]


def test_out_of_order_by_some_hours_is_the_same_day() -> None:
    assert follow("14:00 a", "09:00 b", "22:00 c") == ["20 14:00", "20 09:00", "20 22:00"]


def test_a_stated_date_holds_for_the_lines_after_it() -> None:
    assert follow("23:50 a", "2018-02-21 b", "15:15 c", "Feb 22, 07:18 d", "07:30 e") == [
        "20 23:50",
        "21 00:00 to 21 23:59",
        "21 15:15",
        "22 07:18",
        "22 07:30",
    ]
    assert follow("2018-02-22 10:00 a", "2018-02-20 09:00 b", "23:00 c") == ["22 10:00", "20 09:00", "20 23:00"]


def test_another_zone_is_placed_near_the_last_event() -> None:
    tokyo = replace(FRESH, zone="Asia/Tokyo", day=Date(2018, 2, 21))
    context = context_after(tokyo, parse("08:00 a", tokyo))
    assert parse("23:05 UTC b", context).time.earliest == Instant.from_utc(2018, 2, 20, 23, 5)
    assert parse("00:05 UTC b", context).time.earliest == Instant.from_utc(2018, 2, 21, 0, 5)


def test_the_clock_changes() -> None:
    autumn = replace(FRESH, zone="Europe/Warsaw", day=Date(2024, 10, 27))
    both = parse("2:30 x", autumn).time
    assert both.earliest == Instant.from_utc(2024, 10, 27, 0, 30)
    assert both.latest == Instant.from_utc(2024, 10, 27, 1, 30)
    assert parse("2:30 CEST x", autumn).time.latest == both.earliest
    later = parse("+45 x", context_after(autumn, parse("2:30 x", autumn))).time
    assert (later.earliest, later.latest) == (
        Instant.from_utc(2024, 10, 27, 1, 15),
        Instant.from_utc(2024, 10, 27, 2, 15),
    )
    spring = replace(autumn, day=Date(2024, 3, 31))
    once = parse("2:30 x", spring).time
    assert (once.earliest, once.ranged) == (Instant.from_utc(2024, 3, 31, 1, 30), False)


def test_an_unknown_time_is_kept_as_said() -> None:
    found = parse("xx:xx somebody restarts it", FRESH)
    assert (found.time.placed, found.time.given, found.text) == (False, "xx:xx", "somebody restarts it")
    assert context_after(FRESH, found) == FRESH


@pytest.mark.parametrize(
    ("line", "text", "kind", "actor"),
    [
        ("14:02 @jo-e: restarts #428 #fix", "restarts #428", EventKind.ACTION, "jo"),
        ("14:02 restarts @JO-E", "restarts", None, "jo"),
        ("14:02 restarts @samsmith", "restarts", None, "sam"),
        ("14:02 restarts @smith", "restarts", None, "sam"),
        ("14:02 restarts @ek", "restarts", None, ""),
        ("14:02 restarts @nobody.here", "restarts", None, ""),
        ("14:02 restarts #Deploy #signal", "restarts #Deploy", EventKind.SIGNAL, ""),
        ("14:02 mail to a@b.example", "mail to a@b.example", None, ""),
        ("14:02 by @jo-e @sam", "by @jo-e", None, "sam"),
        ("14:02 #signal", "", EventKind.SIGNAL, ""),
        ("#change only", "#change only", None, ""),
        ("2 * 3 * 4", "2 * 3 * 4", None, ""),
        ("@", "@", None, ""),
        ("14:02 * *", "*", None, ""),
    ],
)
def test_marks(line: str, text: str, kind: EventKind | None, actor: str) -> None:
    found = parse(line, FRESH)
    assert (found.text, found.kind, found.actor) == (text, kind, actor)


def test_empty_lines_say_nothing() -> None:
    assert parse("", FRESH) == Proposal(line="", text="")
    assert not worth_keeping(parse("   ", FRESH))
    assert parse(" @sam #fix ", FRESH).text == "@sam #fix"
    assert parse("@sam #fix", FRESH).kind is None
    assert worth_keeping(parse("14:02", FRESH))


def test_what_is_shown_reads_back_as_itself() -> None:
    for line in ("14:02 x", "14:02:03 x", "~15:00 x", "22:xx x", "17:00-18:00 x", "after 15:00 x", "before 15:00 x"):
        time = parse(line, FRESH).time
        again = parse(f"{clock_text(time)} x", FRESH).time
        assert replace(again, given=time.given) == time


TIMES = "14:02 +5 ~ 22:xx 2018-02-20 T Feb 21 - – to before CET +01:00 pm ? 9999-12-31 0001-01-01 24:00"
PIECES = st.sampled_from((*TIMES.split(), "@sam", "#change", "*", "[", "**"))
DROPPED = frozenset(string.whitespace + "-–—:,;|.*•#>[]()`\x1c\x1d\x1e\x1f\x85\xa0")
"""What may stand between the parts: spaces, separators, bullets and brackets."""


@given(st.lists(PIECES | st.text(max_size=4), max_size=8).map(" ".join) | st.text() | st.lists(PIECES).map("".join))
@example("0001-01-01 00:00 +14:00 x")
@example("9999-12-31 23:59 -12:00 x")
def test_any_line_whatever_is_read_and_no_word_is_lost(line: str) -> None:
    for context in (FRESH, AT_TWO):
        found = parse(line, context)
        assert found.line == line
        assert all(0 <= part.start < part.end <= len(line) for part in found.parts)
        assert all(one.end <= two.start for one, two in itertools.pairwise(found.parts))
        left = [line[part.start : part.end] for part in found.parts if part.what is What.TEXT]
        assert left == ([found.text] if found.text else [])
        unread = list(line)
        for part in found.parts:
            unread[part.start : part.end] = " " * (part.end - part.start)
        assert {one for one in unread if not one.isspace()} <= DROPPED
        assert parse(found.line, context) == found
        context_after(context, found)


def test_a_known_actor_makes_one_event() -> None:
    review = Review(id="r", people={one.id: one for one in PEOPLE})
    change, event_id = add_captured(review, parse("14:02 restarts @sam #fix *", FRESH), ids=CountingIds())
    after = apply_all({"r": review}, change)[0]["r"]
    assert after is not None
    event = after.events[event_id]
    assert (event.text, event.actor, event.kind, event.starred) == ("restarts", "sam", EventKind.ACTION, True)
    assert event.order
    assert after.people == review.people


def test_an_unknown_handle_joins_the_people_with_the_same_change() -> None:
    review = Review(id="r", people={one.id: one for one in PEOPLE})
    change, event_id = add_captured(review, parse("14:02 restarts @nia", FRESH), ids=CountingIds())
    after, inverse = apply_all({"r": review}, change)
    found = after["r"]
    assert found is not None
    person = found.people[found.events[event_id].actor]
    assert (person.name, person.role, person.handles) == ("", "", ("nia",))
    assert person.order > PEOPLE[2].order
    assert apply_all(after, inverse)[0]["r"] == review
    again = parse("14:03 stops @nia", replace(FRESH, people=tuple(found.people.values())))
    assert again.actor == person.id
