"""The Open stage, driven by keys and accessible names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from accessible_names import name_of, reachable, repeated, unnamed
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QTextEdit
from pytestqt.qtbot import QtBot
from stage_person import KEY, StagePerson
from whenever import Date

from pmdesk.domain.changes import Set
from pmdesk.domain.items import Action, ActionStatus, Note, NoteKind
from pmdesk.domain.review import Review
from pmdesk.meeting import script
from pmdesk.ui.context import Context
from pmdesk.ui.stages.opening import OpenPage

EARLIER = Review(
    id="r31",
    number=31,
    title="Checkout pool runs dry",
    actions={
        "late": Action(id="late", text="Alert on the pool", status=ActionStatus.COMMITTED, due=Date(2026, 11, 6)),
        "open": Action(id="open", text="Check limits", owner="", status=ActionStatus.IN_PROGRESS),
    },
)

CARRIED = Review(
    id="r38",
    number=38,
    title="Queue grows overnight",
    notes={
        "c1": Note(id="c1", text="Which team owns the retry rules?", carried=True, order="a"),
        "c2": Note(id="c2", text="Nobody reads the weekly mail.", carried=True, order="b"),
        "own": Note(id="own", text="Solved since.", order="c"),
    },
)


@pytest.fixture
def seated(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Callable[..., StagePerson]:
    def seat(review: Review | None = None, *others: Review) -> StagePerson:
        for one in (review or story(), *others):
            memory.reviews.setdefault(one.id, one)
        page = OpenPage(ctx)
        ctx.bridge.changed.connect(page.on_changed)
        person = StagePerson(ctx, page, qtbot, "r42")
        page.show_review("r42")
        page.focus_first()
        return person

    return seat


def test_the_opening_words_stand_in_until_they_are_edited(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    default = "\n\n".join(ctx.words.list(script.OPENING))
    assert "what made sense at the time" in default
    assert me.text("Opening words") == default
    me.focus("Ground rules")
    assert me.review.opening == ""
    box = me.focus("Opening words")
    assert isinstance(box, QTextEdit)
    box.moveCursor(box.textCursor().MoveOperation.End)
    box.insertPlainText(" Welcome.")
    me.focus("Ground rules")
    assert me.review.opening == f"{default} Welcome."
    me.type("Opening words", "")
    me.focus("Ground rules")
    assert me.review.opening == ""
    assert me.text("Opening words") == default


def test_an_emptied_box_stays_empty_while_somebody_is_in_it(seated: Callable[..., StagePerson], qtbot: QtBot) -> None:
    me = seated(replace(story(), opening="Good morning."))
    me.type("Opening words", "")
    qtbot.waitUntil(lambda: me.review.opening == "")
    assert me.text("Opening words") == ""


def test_ground_rules_are_lines(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    assert me.text("Ground rules").splitlines() == list(ctx.words.list(script.GROUND_RULES))
    me.type("Ground rules", "Ask what and how")
    me.press(KEY.Key_Return)
    me.focus("Opening words")
    assert me.review.ground_rules == "Ask what and how\n"


def test_the_people_who_are_here_survive_and_are_no_step_of_undo(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary
) -> None:
    me = seated()
    me.click("Here, 2: Deploying engineer, Jo")
    me.focus("Here, 4: Support lead, Sam")
    me.press(KEY.Key_Space)
    assert memory.meeting("r42")["here"] == ["p2", "p4"]
    assert ctx.desk.undo_command == ""
    again = seated()
    tick = again.named("Here, 2: Deploying engineer, Jo")
    assert isinstance(tick, QCheckBox)
    assert tick.isChecked()


def test_somebody_else_is_added_and_here(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    me = seated()
    me.type("Somebody else is here", "Rae @rae", enter=True)
    rae = next(one for one in me.review.people.values() if one.name == "Rae")
    assert rae.handles == ("@rae",)
    me.type("Somebody else is here", "support LEAD", enter=True)
    assert memory.meeting("r42")["here"] == [rae.id, "p4"]
    assert len(me.review.people) == 5


def test_earlier_actions_speak_as_one_sentence(seated: Callable[..., StagePerson]) -> None:
    me = seated(None, EARLIER)
    rows = [name_of(one) for one in reachable(me.window) if one.role() == QAccessible.Role.ListItem]
    assert sorted(rows) == [
        "R-31, Alert on the pool, no owner yet, 12 days late",
        "R-31, Check limits, no owner yet, no date yet",
    ]


def test_no_earlier_action_is_said_kindly(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    assert "Open actions of earlier reviews" not in me.names()
    texts = [name_of(one) for one in reachable(me.window)]
    assert ctx.words("opening.earlier_none") in texts


def test_open_questions_are_added_edited_and_removed(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary
) -> None:
    me = seated()
    page = me.window.centralWidget()
    assert isinstance(page, OpenPage)
    assert page.run("question.add")
    assert QApplication.focusWidget() is me.named("Add an open question")
    me.type("Add an open question", "What did support see")
    assert page.leave()
    assert memory.texts["question:r42"] == "What did support see"
    again = seated()
    assert again.text("Add an open question") == "What did support see"
    again.focus("Add an open question")
    again.press(KEY.Key_Return)
    (note,) = again.review.notes.values()
    assert (note.kind, note.text) == (NoteKind.QUESTION, "What did support see")
    assert not memory.texts.get("question:r42")
    again.type("Open question 1", "What did support see first?", enter=True)
    assert again.review.notes[note.id].text == "What did support see first?"
    again.click("Remove open question 1")
    assert not again.review.notes
    ctx.bridge.undo()
    assert again.text("Open question 1") == "What did support see first?"


def test_everything_has_a_name_of_its_own(seated: Callable[..., StagePerson]) -> None:
    note = Note(id="q", kind=NoteKind.QUESTION, text="What is open?")
    me = seated(replace(story(), notes={"q": note}), EARLIER, CARRIED)
    assert not unnamed(me.window)
    assert not repeated(me.window)


def labels(me: StagePerson) -> list[str]:
    return [one.text() for one in me.window.findChildren(QLabel) if one.isVisible()]


def test_a_carried_thought_is_taken_in_as_one_step_over_both_reviews(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary
) -> None:
    me = seated(None, CARRIED)
    assert "Which team owns the retry rules?" in labels(me)
    assert "R-38  Queue grows overnight" in labels(me)
    assert "Solved since." not in labels(me)
    me.focus("Take carried thought 1 into the parking lot")
    me.press(KEY.Key_Space)
    assert [note.text for note in me.review.notes.values()] == ["Which team owns the retry rules?"]
    assert [note.kind for note in me.review.notes.values()] == [NoteKind.PARKING]
    assert not memory.reviews["r38"].notes["c1"].carried
    assert memory.reviews["r38"].notes["c2"].carried
    assert "Which team owns the retry rules?" not in labels(me)
    ctx.bridge.undo()
    assert not me.review.notes
    assert memory.reviews["r38"].notes["c1"].carried
    assert "Which team owns the retry rules?" in labels(me)


def test_a_carried_thought_is_done_with(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    me = seated(None, CARRIED)
    me.click("Done with carried thought 2")
    assert not memory.reviews["r38"].notes["c2"].carried
    assert "Nobody reads the weekly mail." not in labels(me)
    assert not me.review.notes
    me.focus("Done with carried thought 1")
    page = me.window.centralWidget()
    assert isinstance(page, OpenPage)
    assert page.run("note.settle")
    assert not memory.reviews["r38"].notes["c1"].carried
    assert "Carried forward from earlier reviews" not in labels(me)


def test_a_verb_asks_which_thought_is_meant(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary, qtbot: QtBot
) -> None:
    me = seated(None, CARRIED)
    page = me.window.centralWidget()
    assert isinstance(page, OpenPage)
    with qtbot.waitSignal(page.say) as said:
        assert page.run("note.take")
    assert said.args == [ctx.words("opening.carried.which")]
    assert not me.review.notes
    assert QApplication.focusWidget() is me.named("Take carried thought 1 into the parking lot")
    assert page.run("note.take")
    assert len(me.review.notes) == 1
    assert page.run("note.take")
    assert len(me.review.notes) == 2
    assert not any(note.carried for note in memory.reviews["r38"].notes.values())


def test_earlier_reviews_are_followed_while_the_page_is_open(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated(None, CARRIED)
    ctx.bridge.do(Set("r38", "note", "c1", "carried", value=False), command="note.carry")
    assert "Which team owns the retry rules?" not in labels(me)
    ctx.bridge.do(Set("r38", "note", "own", "carried", value=True), command="note.carry")
    assert "Solved since." in labels(me)


def test_a_full_disk_takes_no_thought_in(seated: Callable[..., StagePerson], memory: MemoryLibrary) -> None:
    me = seated(None, CARRIED)
    memory.full = True
    me.click("Take carried thought 1 into the parking lot")
    assert not me.review.notes
    assert memory.reviews["r38"].notes["c1"].carried
    assert "Which team owns the retry rules?" in labels(me)
