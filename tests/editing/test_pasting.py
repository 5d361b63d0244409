"""Pasted texts: lists, and chats as other tools put them on a clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import START, CountingIds
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date

from pmdesk.domain.changes import apply_all
from pmdesk.domain.items import EventKind, Person
from pmdesk.domain.review import Review
from pmdesk.editing.capture import CaptureContext
from pmdesk.editing.capture_prefix import Target
from pmdesk.editing.capturing import add_lines
from pmdesk.editing.chat_reading import Message, read_chat
from pmdesk.editing.pasting import CapturedLine, as_one_line, is_many, read_lines

SAM = Person(id="sam", name="Sam Doe", handles=("sam",), order="1")
CONTEXT = CaptureContext(day=Date(2026, 11, 12), zone="CET", people=(SAM,), now=START)
EXPORTS = Path(__file__).resolve().parents[2].parent / "shared" / "inputs" / "exports"


def nobody(_name: str) -> bool:
    return False


def told(lines: tuple[CapturedLine, ...]) -> list[str]:
    found = []
    for line in lines:
        time = line.proposal.time.given if line.proposal else ""
        who = line.proposal.actor_given if line.proposal else line.target.value
        found.append(f"{time} | {who} | {line.text}")
    return found


def test_bullets_numbers_boxes_and_separators_are_taken_off() -> None:
    text = "- 14:02 one\n* two\n\n  1. three\n2) four\n---\n* * *\n[ ] five\n- [x] six\n> seven\n=====\n• eight\n"
    found = " ".join(line.text for line in read_lines(text, CONTEXT))
    assert found == "one two three four five six seven eight"


def test_what_is_no_bullet_stays() -> None:
    text = "-5 degrees\n#change\n14:02\n3 nodes down\n1.2 is out\n🔥"
    assert [line.text for line in read_lines(text, CONTEXT)] == [
        "-5 degrees",
        "#change",
        "",
        "3 nodes down",
        "1.2 is out",
        "🔥",
    ]


def test_each_line_goes_where_its_prefix_says_and_counts_from_the_line_before() -> None:
    lines = read_lines("23:50 late\nf: no alert\n+20 after midnight\n00:30 later", CONTEXT)
    assert [line.target for line in lines] == [Target.EVENT, Target.FACTOR, Target.EVENT, Target.EVENT]
    starts = [line.proposal.time.start for line in lines if line.proposal is not None]
    assert all(one is not None for one in starts)
    assert starts == sorted(starts, key=str)


def test_one_line_is_not_many() -> None:
    assert not is_many("one\n\n  \n")
    assert is_many("one\ntwo")
    assert as_one_line(" one\r\n\r\n two ") == "one two"
    assert [line.text for line in read_lines("- one\n", CONTEXT)] == ["- one"]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "sam  14:02\npool is at its limit\nsecond line\njo  14:05\nrolling back (edited)\n2 replies",
            ["14:02|sam|pool is at its limit second line", "14:05|jo|rolling back"],
        ),
        ("[14:02] Sam Doe\nlooking\n[14:05] Jo Roe\nok", ["14:02|Sam Doe|looking", "14:05|Jo Roe|ok"]),
        ("Sam Doe\n14:02\nlooking\nJo Roe\n14:05\nok", ["14:02|Sam Doe|looking", "14:05|Jo Roe|ok"]),
        ("[14:02] <sam> pool\n[14:03] -!- jo joined\n[14:04] <@jo> yes", ["14:02|sam|pool", "14:04|jo|yes"]),
        ("14:02 <sam> pool\n  is dry\n14:04 <jo> yes", ["14:02|sam|pool is dry", "14:04|jo|yes"]),
        (
            "14:02:33 sam: text\n14:03:00 jo: a: b\n14:04:00 sam: c",
            ["14:02:33|sam|text", "14:03:00|jo|a: b", "14:04:00|sam|c"],
        ),
        (
            "Sam Doe 11:58 AM\nhello\n12:01\nagain\n1:05\nand",
            ["11:58 AM|Sam Doe|hello", "12:01 PM|Sam Doe|again", "1:05 PM|Sam Doe|and"],
        ),
    ],
)
def test_chats(text: str, messages: list[str]) -> None:
    found = read_chat(text, nobody)
    assert found is not None
    assert [f"{one.time}|{one.who}|{one.text}" for one in found] == messages


@pytest.mark.parametrize(
    "text",
    [
        "14:02 deploy: started\n14:05 pager: fires",
        "14:02 deploy started\n14:05 pager",
        "[14:02] deploy started\nand then\nit was slow",
        "Rollback 14:02\nDeploy 14:05",
        "One sentence\nand another one at 14:02\nand a third",
        "deploy finished 14:02\nall nodes are calm",
        "Sam Doe 14:02",
        "",
    ],
)
def test_what_is_no_chat_is_left_alone(text: str) -> None:
    assert read_chat(text, nobody) is None


def test_a_known_name_makes_a_doubtful_shape_a_chat() -> None:
    lines = read_lines("14:02 sam: pool\n14:03 Sam Doe: dry", CONTEXT)
    assert told(lines) == ["14:02 | @sam | pool", "14:03 | Sam Doe | dry"]
    assert {line.proposal.actor for line in lines if line.proposal} == {"sam"}
    assert {line.proposal.kind for line in lines if line.proposal} == {EventKind.MESSAGE}


def test_a_message_that_begins_with_a_time_is_not_a_range() -> None:
    lines = read_lines("14:02 <sam> - 15:00 was the plan\n14:03 <jo> f: flag", CONTEXT)
    assert told(lines) == ["14:02 | @sam | 15:00 was the plan", "14:03 | @jo | f: flag"]


def test_people_who_are_new_join_once() -> None:
    lines = read_lines("14:02 <jo> a\n14:03 <jo> b\n14:04 <sam> c\n14:05 <Ann> d", CONTEXT)
    review = Review(id="r", people={"sam": SAM})
    made = add_lines(review, lines, ids=CountingIds(), now=START)
    after, inverse = apply_all({"r": review}, made.change)
    found = after["r"]
    assert found is not None
    assert [(one.name, one.handles) for one in found.people.values()] == [
        ("Sam Doe", ("sam",)),
        ("", ("jo",)),
        ("Ann", ()),
    ]
    assert [one.order for one in found.events.values()] == sorted({one.order for one in found.events.values()})
    assert apply_all(after, inverse)[0]["r"] == review


def test_private_lines_are_in_no_change() -> None:
    lines = read_lines("14:02 one\nn: zebra\nn: lion", CONTEXT)
    made = add_lines(Review(id="r"), lines, ids=CountingIds(), now=START)
    assert made.private == ("zebra", "lion")
    assert "zebra" not in str(made.change)
    alone = add_lines(Review(id="r"), read_lines("n: zebra", CONTEXT), ids=CountingIds(), now=START)
    assert alone.items == ()


@pytest.mark.skipif(not EXPORTS.exists(), reason="the exports of other tools are not part of the repository")
def test_a_real_copy_out_of_a_chat() -> None:
    found = read_chat((EXPORTS / "slack-copy-paste.txt").read_text("utf-8"), nobody)
    assert found is not None
    assert [(one.time, one.who) for one in found] == [
        ("9:01 AM", "Jordan Miles"),
        ("9:03 AM", "Alex Stone"),
        ("9:04 AM", "Alex Stone"),
        ("9:04 AM", "Alex Stone"),
    ]
    assert found[3] == Message("9:04 AM", "Alex Stone", "then ping me")


PIECES = st.sampled_from(
    [
        "14:02",
        "sam",
        "Sam Doe",
        "<sam>",
        "[14:02]",
        "9:01 AM",
        "hello",
        ":",
        "\n",
        "\n",
        "- ",
        "f: ",
        "---",
        "2 replies",
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=14).map(" ".join) | st.text())
def test_any_paste_is_read_and_no_line_is_empty(text: str) -> None:
    lines = read_lines(text, CONTEXT)
    assert all(line.text or line.proposal is not None for line in lines)
    assert add_lines(Review(id="r"), lines, ids=CountingIds(), now=START) if lines else True
