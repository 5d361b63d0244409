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
    assert [f"{one.time}|{one.who}|{one.text}" for one in found if isinstance(one, Message)] == messages
    assert len(found) == len(messages)


PUT_IN = [
    ("[14:02] <sam> pool is dry", "[14:07] <jo> ok"),
    ("14:02:10 sam: pool is dry\n14:03:00 sam: still", "14:07:00 sam: ok"),
    ("sam  14:02\npool is dry", "jo  14:07\nok"),
    ("Sam Doe\n14:02\npool is dry", "Jo Roe\n14:07\nok"),
]
"""How a chat begins and how it ends; between the two stands what somebody put in."""


@pytest.mark.parametrize(("before", "after"), PUT_IN)
@pytest.mark.parametrize("bullet", ["", "  ", "- "])
def test_a_line_of_ones_own_in_a_chat_goes_where_its_prefix_says(before: str, after: str, bullet: str) -> None:
    put_in = ("n: Jo is new here", "and is shy", "f: no alert on the pool", "q: who owns it?", "p: later")
    lines = read_lines("\n".join((before, *(bullet + one for one in put_in), after)), CONTEXT)
    others = [(one.target, one.text) for one in lines if one.target is not Target.EVENT]
    assert others == [
        (Target.PRIVATE, "Jo is new here and is shy" if bullet != "- " else "Jo is new here - and is shy"),
        (Target.FACTOR, "no alert on the pool"),
        (Target.QUESTION, "who owns it?"),
        (Target.PARKING, "later"),
    ]
    entries = [one.text for one in lines if one.target is Target.EVENT]
    assert [one for one in entries if one != "still"] == ["pool is dry", "ok"]


@pytest.mark.parametrize(("before", "after"), PUT_IN)
def test_a_private_line_is_never_an_entry_wherever_it_stands(before: str, after: str) -> None:
    for text in (
        f"n: secret\n{before}\n{after}",
        f"{before}\n{after}\nn: secret",
        f"{before}\n{after}\n15:10 x\nn: secret",
    ):
        lines = read_lines(text, CONTEXT)
        assert [one.text for one in lines if one.target is Target.PRIVATE] == ["secret"], text
        assert not any("secret" in one.text for one in lines if one.target is not Target.PRIVATE)


@pytest.mark.parametrize(("before", "after"), PUT_IN)
def test_a_line_with_a_time_of_its_own_is_an_entry_of_its_own(before: str, after: str) -> None:
    lines = read_lines(f"{before}\n14:04 the graph dropped\n{after}", CONTEXT)
    entry = next(one for one in lines if one.text == "the graph dropped")
    assert entry.proposal is not None
    assert entry.proposal.time.given == "14:04"
    assert entry.proposal.actor_given == ""
    assert any(one.text.endswith("pool is dry") for one in lines)


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
