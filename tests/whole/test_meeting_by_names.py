"""The whole meeting without a mouse and with a screen reader's names alone, from an empty library to its end.

What is asserted is what is in the file, and what would be said: names, rows, the status line, the room's window.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hand_time import HandTime
from names_person import NamesPerson
from pypdf import PdfReader
from whenever import Date
from window_person import Desks

from pmdesk.app.jobs import reading
from pmdesk.domain.item_numbers import ordered_actions, ordered_factors
from pmdesk.domain.items import ActionStatus, Category, Event, Note, NoteKind, Quiet
from pmdesk.domain.review import Review
from pmdesk.domain.timeline import in_order
from pmdesk.domain.times import clock_text

PEOPLE = (("Mira Ito @Mira", "Release engineer"), ("Jonas @Jonas", "On-call engineer"), ("Ana", "Support lead"))
CARRIED = "Who keeps the template of the limits?"
ENTRIES = (
    "14:02 rollout of build 418 starts @Mira #change",
    "14:10 first node slows down",
    "14:50 first restart",
    "14:51 second restart",
    "15:20 pager fires for Mira #signal",
)
SENT = {
    "f: nobody is told when the queue grows": "Factor F1 added.",
    "a: alert on the length of the queue": "Action A1 added. Who will own it?",
    "i: rehearse a rollback": "Idea 1 kept for later.",
    "p: the rota of next month": "Parked. 2 in the parking lot.",
    "n: let Ana speak first": "Private note kept. The room does not see it.",
    "q: when did the queue stop growing": "Open question 1 kept.",
}
PASTED = "15:25 rollback starts\n15:31 queue is empty\nf: restarts hide the cause\n15:40 lunch"
THOUGHTS = ("the graph averages over nodes", "the limit was lowered on a Friday", "nobody rehearsed a rollback")


@pytest.fixture
def me(desk_window: Desks, time: HandTime) -> NamesPerson:
    return NamesPerson(desk_window(), time)


def file(me: NamesPerson) -> Review:
    """Return the review of the meeting, from the file; there is an earlier one before it."""
    return me.desk.review(max(one.number for one in me.desk.reviews))


def state(me: NamesPerson) -> Mapping[str, object]:
    with reading(me.desk.path) as parts:
        return dict(parts.library.meeting(file(me).id))


def told(review: Review) -> list[str]:
    return [f"{clock_text(one.time, review.zone)} {one.text}" for one in in_order(review)]


def notes(review: Review, kind: NoteKind) -> list[Note]:
    return [one for one in review.ordered("note") if isinstance(one, Note) and one.kind is kind]


# ---- before


def leave_a_thought_in_an_earlier_review(me: NamesPerson) -> None:
    me.press("Ctrl+N")
    me.enter("Disk of the mail server was full")
    me.press("Ctrl+L")
    me.enter(CARRIED)
    assert me.status == "Parked. 1 in the parking lot."
    me.reach("Parked thought 1", "Shift+Tab")
    me.press("Ctrl+Shift+D")
    assert me.status == "It goes on to a later review."
    assert [one.carried for one in notes(file(me), NoteKind.PARKING)] == [True]
    me.press("Ctrl+B")
    assert me.at == "List of reviews"


def prepare(me: NamesPerson) -> None:
    me.press("Ctrl+N")
    assert me.at == "Title"
    me.enter("Queue stood still")
    for name, role in PEOPLE:
        me.press("Ctrl+Shift+P")
        assert me.at.startswith("Name of person ")
        me.type(name)
        me.press("Tab")
        me.enter(role)
    me.press("F3")
    me.reach("Length of the meeting: 60")
    me.press("Right")
    assert me.at == "Length of the meeting: 90"
    me.reach("Minutes for Open")
    me.press("Up")
    me.everything_is_named("Start the meeting")  # the page of Prepare has this button too
    for _ in range(20):
        me.press("Tab")
        assert me.desk.has("Minutes for Open")
    assert me.desk.region in {"Agenda and clock", "Length of the meeting"}, "Tab never leaves a popover unseen"
    me.press("Escape")
    assert me.at == "Role of person 3"
    assert {one.name for one in file(me).people.values()} == {"Mira Ito", "Jonas", "Ana"}
    assert state(me)["agenda"] == {
        "1": {"preset": "90", "minutes": {"open": 9, "timeline": 37, "factors": 22, "actions": 15, "close": 8}}
    }
    me.everything_is_named()


# ---- open


def open_the_meeting(me: NamesPerson) -> None:
    me.press("F9")
    assert me.status == "The meeting has begun. Shift+F9 pauses it"
    assert me.at == "Opening words"
    assert "made sense" in me.desk.text("Opening words")
    me.walk_round()
    me.reach("Open, stage 2 of 6")  # Tab comes to the rail where we are
    me.press("Ctrl+2")
    me.wait(61)
    me.press("Shift+F3")
    assert me.status == "Open: 1:01 of 9 min. In all: 1:01 of 91 min"
    me.everything_is_named()
    me.reach("Take carried thought 1 into the parking lot")
    assert CARRIED in me.told
    me.press("Space")
    assert me.status == "It is in the parking lot now. Ctrl+Z takes it back."
    for number, (_name, role) in enumerate(PEOPLE, start=1):
        me.press("Ctrl+2")
        me.reach(next(one for one in me.desk.names() if one.startswith(f"Here, {number}: {role}")))
        me.press("Space")
    me.reach("Somebody else is here")
    me.enter("Kim")
    assert me.status == "Kim is here."
    assert "4 of 4" in me.desk.said
    review = file(me)
    assert review.meeting_date == Date(2026, 11, 18)
    assert len(state(me)["here"]) == 4  # type: ignore[arg-type]  # a list of ids
    assert [one.text for one in notes(review, NoteKind.PARKING)] == [CARRIED]
    count_who_spoke(me)


def count_who_spoke(me: NamesPerson) -> None:
    me.type("half a na")
    with me.stays():
        for digit in ("1", "1", "3"):
            me.press("Ctrl+T")
            assert me.at == "Who has spoken"
            me.press(digit)
    assert me.status == "Support lead, heard 1 time"
    assert me.desk.rows("Who has spoken") == [
        "Release engineer, heard 2 times, key 1",
        "On-call engineer, not heard yet, key 2",
        "Support lead, heard 1 time, key 3",
        "Kim, not heard yet, key 4",
    ]
    with me.stays():
        me.press("Ctrl+P")
        assert me.desk.region == "What to say"
        assert "Enough, let us move on" in me.desk.said
        me.press("Tab", "Escape")
    me.press("Ctrl+A", "Del")


# ---- timeline


def tell_the_story(me: NamesPerson) -> None:
    me.press("Ctrl+3")
    assert me.at == "New entry"
    me.enter(*ENTRIES)
    assert me.status == "Entry added. 15:20"
    assert me.told == "", "what was sent is no longer read aloud"
    for line, said in SENT.items():
        me.enter(line)
        assert me.status == said
    me.type("14:30 Mira looks")
    assert "lands between 14:10 and 14:50" in me.told
    me.press("Ctrl+A", "Del")
    me.desk.paste(PASTED)
    assert (me.at, me.told) == ("How each pasted line is read", "4 lines to add")
    me.row("lunch")
    me.press("Del")
    assert me.told == "3 lines to add"
    assert me.desk.standing == "left out: 15:40, other, lunch"
    me.everything_is_named()
    me.press("Return")
    assert me.status == "3 lines added: 2 entries, 1 factor."
    assert me.at == "New entry"
    review = file(me)
    assert told(review)[-2:] == ["15:25 rollback starts", "15:31 queue is empty"]
    assert [one.statement for one in ordered_factors(review)] == [
        "nobody is told when the queue grows",
        "restarts hide the cause",
    ]
    assert [one.text for one in ordered_actions(review, ideas=True)] == ["rehearse a rollback"]
    assert [one.text for one in notes(review, NoteKind.QUESTION)] == ["when did the queue stop growing"]
    with reading(me.desk.path) as parts:
        assert [one.text for one in parts.library.private_notes(review.id)] == ["let Ana speak first"]


def shape_the_story(me: NamesPerson) -> None:
    me.press("Tab")
    assert me.at == "Timeline entries"
    me.row("first node slows down")
    me.press("M")
    assert me.at == "Which key moment does it show?"
    me.choose("impact starts")
    assert me.told.startswith("✓"), "what is chosen already is said"
    me.press("Escape", "S")
    assert me.desk.standing == "14:10, other, first node slows down, impact starts, for the report"
    me.press("Down")
    assert "without an entry" in me.desk.standing
    me.press("Q")
    assert me.desk.standing.startswith("It was quiet for 40")
    me.row("first restart")
    me.press("Shift+Down", "J")
    assert me.status == "2 entries are one now. Ctrl+Z takes it back."
    assert me.desk.standing == "14:50–14:51, other, first restart; second restart"
    me.press("Return")
    assert me.at == "Text of the entry at 14:50–14:51"
    me.press("Home", "Ctrl+Right", "Ctrl+Right", "Ctrl+Shift+Return")
    assert me.status == "The entry is two now. Ctrl+Z takes it back."
    me.press("Escape")
    assert me.desk.standing == "14:50–14:51, other, second restart"
    review = file(me)
    first = next(one for one in in_order(review) if one.text == "first node slows down")
    assert (review.impact_starts.event, first.starred) == (first.id, True)  # type: ignore[union-attr]  # None fails too
    assert [(one.after, one.before) for one in review.quiets.values() if isinstance(one, Quiet)] == [
        (first.id, next(one.id for one in in_order(review) if one.text == "first restart"))
    ]
    me.everything_is_named()
    me.walk_round()


def ask_what_fits(me: NamesPerson) -> None:
    me.press("Ctrl+N")
    me.enter("14:55 Jonas decides to wait for the vendor")
    first = me.question
    assert first.startswith("A decision. ")
    me.type("15:00 half a li")
    with me.stays():
        me.press("Ctrl+Shift+]")
        assert me.question.startswith("A decision. ")
        assert me.question != first
        me.press("Ctrl+Shift+[")
        assert me.question == ""
    me.press("Ctrl+A", "Del")
    for number in range(12):
        me.enter(f"15:00:{number:02d} node {number} slows down")
        me.wait(20)
    assert me.question.startswith("From further away. ")
    assert "new key moment. Press M or ask:" in me.desk.said
    with me.stays():
        me.press("Ctrl+Shift+[")
    assert not me.question.startswith("From further away")
    assert sum(isinstance(one, Event) for one in file(me).events.values()) == len(ENTRIES) + 2 + 1 + 12


def show_it_to_the_room(me: NamesPerson) -> None:
    me.enter("14:57 Jonas decides to roll back")
    question = me.question.partition(". ")[2]
    me.type("15:21 Jonas reads the pa")
    with me.stays():
        me.press("F5")
        me.wait(1)
        assert "Room: roles" in me.desk.said
        assert "What was normal that day" in me.room
        assert "On-call engineer decides to roll back" in me.room
        me.press("Ctrl+G")
        assert me.status == "This is the question to ask now, for the room too."
        me.wait(1)
        assert f"About 14:57 {question}" in me.room
        assert "What was normal that day" not in me.room
        me.press("Ctrl+G")
        assert me.status == "No follow-up question is there. It comes with the next entry."
        me.press("Ctrl+]")
        me.wait(1)
        assert "What did each of you see" in me.room
        assert "About 14:57" not in me.room
        assert "reads the pa" not in me.room
        me.press("Shift+F5")
        assert me.status == "The room stays at what it sees now"
    me.press("Return")
    me.wait(1)
    assert "reads the pa" not in me.room
    with me.stays():
        me.press("Shift+F5")
        assert me.status == "The room follows you again"
        me.wait(1)
        assert "On-call engineer reads the pa" in me.room
        me.press("Ctrl+F5")
        assert me.status == "Real names for the room? Ctrl+F5 once more shows them"
        assert "Jonas" not in me.room
        me.press("Ctrl+F5")
        assert "Room: real names" in me.desk.said
        assert "Jonas reads the pa" in me.room
        me.press("F5")
    assert me.room == ""
    assert "Room:" not in me.desk.said


# ---- factors


def write_in_silence(me: NamesPerson) -> None:
    me.press("Ctrl+4")
    back = me.at
    me.press("Ctrl+R")
    assert (me.at, me.desk.region) == ("One thought", "Silent round: writing before talking")
    for number, thought in enumerate(THOUGHTS, start=1):
        me.enter(thought)
        assert me.told.endswith("1 thought is written." if number == 1 else f"{number} thoughts are written.")
    assert not any(thought in me.desk.said for thought in THOUGHTS)
    me.press("Escape")
    assert me.at == back
    assert me.status == "The silent round goes on, 3 written. Ctrl+R leads back to it."
    me.press("Ctrl+R", "Ctrl+U")
    assert me.status == "The silent round is on the page, shuffled: 3."
    assert me.at == back
    statements = [one.statement for one in ordered_factors(file(me))]
    assert sorted(statements[2:]) == sorted(THOUGHTS)


def find_conditions(me: NamesPerson) -> None:
    me.reach(next(one for one in me.desk.names() if one.startswith("F1, ")))
    me.press("C")
    me.choose("process")
    assert me.at == "F1, nobody is told when the queue grows, Process, hypothesis, no evidence yet"
    me.press("L")
    me.choose("first node slows down")
    me.press("Escape")
    assert me.at.endswith("hypothesis, evidence 14:10")
    me.press("H")
    assert me.at == "The next condition behind F1"
    me.enter("the alert watches one node")
    assert me.at == "The next condition behind F6"
    me.everything_is_named()
    me.press("Escape")
    assert me.at.endswith("evidence 14:10, enabled by F6")
    me.press("E")
    assert me.at == "Gather under which name?"
    me.enter("Nobody saw it")
    assert me.status == "“nobody is told when the queue grows” is gathered under “Nobody saw it”."
    me.press("Right", "E")
    me.choose("Nobody saw it")
    assert me.at.startswith("F2, ")
    assert me.at.endswith(", Nobody saw it")
    first, second, *_others = ordered_factors(file(me))
    assert (first.group, second.group) == ("Nobody saw it", "Nobody saw it")
    assert (first.category, len(first.evidence), len(first.enabled_by)) == (Category.PROCESS, 1, 1)


def vote(me: NamesPerson) -> None:
    me.press("V")
    assert me.desk.region == "Votes, the facilitator only counts"
    assert me.at.endswith(", 0 votes")
    me.press("Right")
    assert me.at.endswith(", 1 vote")
    me.press("Down", "3")
    assert me.at.endswith(", 3 votes")
    me.everything_is_named()
    me.reach("Keep the votes")
    me.press("Space")
    assert me.status == "The votes are kept."
    assert me.at.startswith("F")
    me.press("Ctrl+J")
    assert me.status == "Sorted, most votes first."
    assert [one.votes for one in ordered_factors(file(me))][:2] == [3, 1]
    me.walk_round()


# ---- actions


def agree_on_actions(me: NamesPerson) -> None:
    me.press("Ctrl+5")
    assert me.at == "Actions"
    me.row("A1, ")
    me.press("O")
    assert me.at == "Who will own A1?"
    me.choose("On-call engineer")
    me.press("X", "D")
    assert me.at == "How big is A1, or by when?"
    me.choose("small")
    me.press("Return", "Tab")
    assert me.at == "Done when, for A1"
    me.type("the drill fires it")
    me.press("Escape")
    assert me.desk.standing.startswith("A1, Committed, alert on the length of the queue, Done when: the drill fires it")
    assert "owner On-call engineer, agreed, due Wed 2 Dec" in me.desk.standing
    me.everything_is_named()
    me.press("Ctrl+Shift+I")
    assert me.at == "New idea"
    me.enter("limit the template")
    me.press("Ctrl+Shift+F")
    assert me.at == "New action"
    me.enter("name an owner of the template")
    me.press("Escape")
    me.row("name an owner")
    me.press("I")
    assert me.status == "A2 is kept among the ideas"
    review = file(me)
    (action,) = ordered_actions(review)
    assert (action.agreed, action.due, action.done_when) == (True, Date(2026, 12, 2), "the drill fires it")
    assert review.people[action.owner].name == "Jonas"
    assert action.status is ActionStatus.COMMITTED
    assert len(ordered_actions(review, ideas=True)) == 3
    me.walk_round()


def mind_the_clock(me: NamesPerson) -> None:
    me.press("Ctrl+Shift+F")
    me.type("half an act")
    with me.stays():
        me.press("Ctrl+Shift+A")
        assert me.status == "Actions has 20 min now"
        me.press("Shift+F9")
        assert me.status == "Paused. Shift+F9 goes on"
        me.wait(300)
        me.press("Shift+F9")
        assert me.status == "The clock goes on"
        me.press("Shift+F3")
    assert me.status.startswith("Actions: 0:0")
    assert me.status.endswith("of 96 min")
    me.press("Ctrl+A", "Del")


# ---- close


def hand_the_pulse_round(me: NamesPerson) -> None:
    me.press("Ctrl+6")
    assert me.at == "Ready to publish?"
    assert me.desk.standing.startswith("Open: ")
    me.everything_is_named()
    me.press("Ctrl+Shift+Y")
    for answers in ("454", "345", "555", "443"):
        assert me.desk.region == "Pulse, a sheet for one person"
        assert me.told == "no answer yet"
        me.press(*answers)
        assert me.told.startswith(answers[-1])
        me.press("Return")
    assert not any("Median" in name for name in me.desk.names()), "nothing is shown while it goes round"
    me.press("Escape")
    assert (me.at, me.told) == ("Pulse", "4 answered. unfolded")
    with me.stays():
        me.press("F5")
        me.wait(1)
        assert "4 people said how this hour was" in me.room
        me.press("F5")
    results = [name.replace("\u00a0", " ") for name in me.desk.names() if "Median" in name]
    assert [name.partition("Median ")[2].partition(". ")[0] for name in results] == [
        "4.5 of 5, n 4",
        "4 of 5, n 4",
        "4.5 of 5, n 4",
    ]
    with reading(me.desk.path) as parts:
        counts = parts.library.pulse(file(me).id)
    assert [sum(table.values()) for table in counts.values()] == [4, 4, 4]


def close_the_meeting(me: NamesPerson, folder: Path) -> None:
    me.press("Ctrl+Shift+L")
    assert me.at == "What is new to you after this hour?"
    me.type("the graph hides a single node")
    me.reach("Next meeting")
    me.press("Space", "Tab")
    me.enter("+14")
    assert me.told == "Wed 2 Dec 2026, in 14 days"
    me.press("Ctrl+Shift+C")
    assert me.at == "File of the calendar"
    me.press("Ctrl+A")
    me.enter(str(folder / "next.ics"))
    me.desk.wait(lambda: me.at == "Open the saved calendar file")
    assert "DTSTART;VALUE=DATE:20261202" in (folder / "next.ics").read_text("utf-8")
    me.press("Ctrl+E")
    assert me.at == "File of the PDF"
    me.press("Ctrl+A")
    me.enter(str(folder / "report.pdf"))
    me.desk.wait(lambda: me.at == "Open the saved PDF", most=30_000)
    assert me.status == "Saved report.pdf"
    me.everything_is_named()
    me.walk_round()
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(folder / "report.pdf").pages).split())
    assert "pager fires for Release engineer" in text
    assert "let Ana speak first" not in text
    me.press("Ctrl+Shift+F9")
    assert me.status.startswith("The meeting has ended after ")
    review = file(me)
    assert (review.learned, review.next_date) == ("the graph hides a single node", Date(2026, 12, 2))
    assert "clocks" in state(me)


def test_a_whole_meeting_by_keys_and_names(me: NamesPerson, tmp_path: Path) -> None:
    leave_a_thought_in_an_earlier_review(me)
    prepare(me)
    open_the_meeting(me)
    tell_the_story(me)
    shape_the_story(me)
    ask_what_fits(me)
    show_it_to_the_room(me)
    write_in_silence(me)
    find_conditions(me)
    vote(me)
    agree_on_actions(me)
    mind_the_clock(me)
    hand_the_pulse_round(me)
    close_the_meeting(me, tmp_path)
