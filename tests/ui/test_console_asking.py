"""The follow-up question and the nudge to zoom out, in the console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from console_seat import console_of, said, seat
from memory_library import MemoryLibrary
from payment_story import at, story
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget
from pytestqt.qtbot import QtBot
from stage_person import StagePerson
from whenever import TimeDelta

from pmdesk.app.late import LateQuestions
from pmdesk.domain.changes import Add, Batch, Set
from pmdesk.domain.items import Action, Event, Factor, Note, NoteKind
from pmdesk.domain.review import KeyMoment
from pmdesk.meeting.nudges import GREW_BY
from pmdesk.resources import find
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.capture_line import CaptureLine
from pmdesk.ui.widgets.console_follow_up import LINES
from pmdesk.ui.widgets.wrapped import wrapped

DECIDED = "We decided to roll back"
QUESTIONS = LateQuestions(find())()


@pytest.fixture
def seated(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Callable[..., StagePerson]:
    return partial(seat, ctx, memory, qtbot)


def add(ctx: Context, *items: Event | Factor | Action | Note) -> None:
    changes = tuple(Add("r42", one) for one in items)
    assert ctx.bridge.do(changes[0] if len(changes) == 1 else Batch(changes), command="event.add")


def asked(person: StagePerson, kind: str = "decision") -> str:
    """Return the follow-up question of a kind that stands in the console; empty when there is none."""
    found = [one for one in said(person) if one in QUESTIONS.kinds[kind].questions]
    assert len(found) <= 1
    return found[0] if found else ""


@pytest.mark.parametrize(
    "item",
    [
        Event(id="x", time=at(15, 55), text=DECIDED),
        Factor(id="x", statement=DECIDED),
        Action(id="x", text=DECIDED),
    ],
)
def test_what_is_added_is_asked_about(
    seated: Callable[..., StagePerson], ctx: Context, item: Event | Factor | Action
) -> None:
    me = seated()
    assert not asked(me)
    add(ctx, item)
    assert asked(me)
    assert f"“{DECIDED}”" in said(me)
    assert ctx.words("meeting.follow_up.kinds.decision") in said(me)
    assert ctx.words.list("stages.timeline.prompts")[0] in said(me)


def test_another_review_open_questions_and_undo_are_not_asked_about(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary
) -> None:
    memory.reviews["r2"] = replace(story(), id="r2")
    me = seated()
    add(ctx, Note(id="x", kind=NoteKind.QUESTION, text=DECIDED))
    ctx.bridge.do(Add("r2", Event(id="y", text=DECIDED)), command="event.add")
    assert not asked(me)
    add(ctx, Event(id="z", text=DECIDED))
    ctx.bridge.do(Set("r42", "event", "z", "text", "x"), command="event.reword")
    assert not asked(me)
    ctx.bridge.undo()
    assert not asked(me)


def test_a_parked_thought_and_a_question_leave_the_one_that_stands(
    seated: Callable[..., StagePerson], ctx: Context, memory: MemoryLibrary, qtbot: QtBot
) -> None:
    me = seated()
    add(ctx, Event(id="x", time=at(14, 30), text="Jo restarted the pool"))
    stands = asked(me, "action")
    assert stands
    add(ctx, Note(id="n", text="How do other teams set limits? Ask Jo who decided it"))
    ctx.bridge.do(Set("r42", "note", "n", "text", "Ask Jo who decided it"), command="note.edit")
    add(ctx, Event(id="y", text="Who decided that?"))
    line = CaptureLine(ctx, name="New entry")
    qtbot.addWidget(line)
    console_of(me).listen_to(line)
    line.show_review("r42")
    line.show()
    box = next(one for one in line.findChildren(QWidget) if one.accessibleName() == "New entry")
    for typed in ("p: We decided to ask. ", "n: We decided too early. ", "q: They decided it. ", "Who decided? "):
        qtbot.keyClicks(box, typed)
        assert asked(me, "action") == stands, typed
        box.clear()  # type: ignore[attr-defined]  # a QLineEdit
    qtbot.keyClicks(box, "i: We decided to ask around. ")
    assert asked(me)
    assert memory.reviews["r42"].notes["n"].text == "Ask Jo who decided it"


@pytest.mark.parametrize(
    ("item", "stage"),
    [
        (Event(id="x", text=DECIDED), "timeline"),
        (Factor(id="x", statement=DECIDED), "factors"),
        (Action(id="x", text=DECIDED), "actions"),
    ],
)
def test_it_stays_in_the_stage_of_its_item_and_goes_with_the_next(
    seated: Callable[..., StagePerson], ctx: Context, item: Event | Factor | Action, stage: str
) -> None:
    me = seated()
    add(ctx, item)
    shown = asked(me)
    assert shown
    console_of(me).show_stage(stage)
    assert asked(me) == shown, "it is about what is shown there"
    console_of(me).show_stage("close")
    assert not asked(me)
    console_of(me).show_stage(stage)
    assert not asked(me)
    assert ctx.words("console.follow_up.none") in said(me)


def test_it_is_turned_and_put_away_by_keys(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    add(ctx, Event(id="x", text=DECIDED))
    met = {asked(me)}
    for _ in QUESTIONS.kinds["decision"].questions[1:]:
        console_of(me).another_follow_up()
        met.add(asked(me))
    assert met == set(QUESTIONS.kinds["decision"].questions)
    me.click("Another follow-up question")
    assert asked(me)
    me.click("Put this question away")
    assert not asked(me)
    assert "Another follow-up question" not in me.names()
    add(ctx, Event(id="y", text=DECIDED))
    assert not asked(me)
    add(ctx, Event(id="z", text="They agreed to wait"))
    assert asked(me)


def test_a_follow_up_is_asked_in_place_of_the_prompt(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    add(ctx, Event(id="x", text=DECIDED))
    question, prompts = asked(me), ctx.words.list("stages.timeline.prompts")
    me.click("Ask this follow-up question now")
    assert asked(me) == question
    assert prompts[0] not in said(me)
    assert "Put this question away" not in me.names()
    again = seated()
    assert asked(again) == question, "it is kept with the meeting"
    console_of(me).show_stage("factors")
    assert not asked(me)
    console_of(me).show_stage("timeline")
    assert asked(me) == question
    me.click("Next question")
    assert not asked(me)
    assert prompts[1] in said(me)


def test_a_sentence_is_heard_while_it_is_typed(seated: Callable[..., StagePerson], ctx: Context, qtbot: QtBot) -> None:
    me = seated()
    line = CaptureLine(ctx, name="New entry")
    qtbot.addWidget(line)
    console_of(me).listen_to(line)
    line.show_review("r42")
    line.show()
    box = next(one for one in line.findChildren(QWidget) if one.accessibleName() == "New entry")
    qtbot.keyClicks(box, "14:02 We decided to roll back 1.2.")
    assert not asked(me)
    qtbot.keyClicks(box, " ")
    shown = asked(me)
    assert shown
    qtbot.keyClicks(box, "Then lunch")
    assert asked(me) == shown
    add(ctx, Event(id="x", text="We decided to roll back 1.2. Then lunch"))
    assert asked(me) == shown


def test_rewording_what_is_asked_about_keeps_the_question(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    add(ctx, Factor(id="x", statement=DECIDED))
    shown = asked(me)
    ctx.bridge.do(Set("r42", "factor", "x", "statement", "The rota decided at night"), command="factor.edit")
    assert asked(me) == shown
    assert "“The rota decided at night”" in said(me)


ASK = "Ask this follow-up question now"


def places(me: StagePerson) -> dict[QWidget, QPoint]:
    """Return where everything stands that is shown."""
    for _turn in range(3):
        QApplication.processEvents()
    shown = (one for one in me.window.findChildren(QWidget) if one.isVisible())
    return {one: one.mapTo(me.window, one.rect().topLeft()) for one in shown}


def moved(me: StagePerson, before: dict[QWidget, QPoint]) -> list[QWidget]:
    after = places(me)
    return [one for one in before.keys() & after.keys() if before[one] != after[one]]


@pytest.mark.parametrize("height", [760, 1600])
def test_it_takes_no_focus_and_moves_nothing(seated: Callable[..., StagePerson], ctx: Context, height: int) -> None:
    me = seated(height=height)
    line = me.focus("Park a thought")
    before = places(me)
    add(ctx, Event(id="x", text=DECIDED))
    assert asked(me)
    assert QApplication.focusWidget() is line
    assert moved(me, before) == []


LOW = 644
"""What the bar and the status line leave of 720 px: not enough for everything."""


def test_where_there_is_little_room_it_gets_its_room_with_the_first_question_and_keeps_it(
    seated: Callable[..., StagePerson], ctx: Context
) -> None:
    me = seated(height=LOW)
    assert ctx.words("console.follow_up.none") in said(me)
    section = me.named("Fold: Follow-up").parentWidget()
    one_line = section.height()
    add(ctx, Event(id="x", text=DECIDED))
    assert ASK in me.names()
    assert section.height() > one_line
    before = places(me)
    console_of(me).dismiss_follow_up()
    assert ASK not in me.names()
    assert moved(me, before) == []
    add(ctx, Event(id="y", text="They agreed to wait"))
    assert ASK in me.names()
    assert moved(me, before) == []


def test_nothing_moves_under_a_pointer_that_rests_on_the_console(
    seated: Callable[..., StagePerson], ctx: Context
) -> None:
    me = seated(height=LOW)
    aside = QWidget()  # a place for the pointer to go to
    me.window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock := QDockWidget())
    dock.setWidget(aside)
    me.window.resize(700, LOW)
    before = places(me)
    QTest.mouseMove(me.named("Next question"))
    add(ctx, Event(id="x", text=DECIDED))
    assert asked(me), "it has one line meanwhile"
    assert ASK not in me.names()
    assert moved(me, before) == []
    QTest.mouseMove(aside)
    QApplication.processEvents()
    assert ASK in me.names()


@pytest.mark.parametrize("scale", [100, 200])
def test_every_question_has_room(seated: Callable[..., StagePerson], ctx: Context, scale: int) -> None:
    ctx.look.set_scale(scale)
    me = seated()
    add(ctx, Event(id="x", text=DECIDED))
    label = next(one for one in me.window.findChildren(QWidget) if one.property("text") == asked(me))
    every = [question for kind in QUESTIONS.kinds.values() for question in kind.questions]
    for question in (*every, *ctx.words.list("meeting.zoom_out")):
        lines = wrapped(question, ctx.look.font("body-medium"), label.width(), LINES + 1)
        assert len(lines) <= LINES, question
    assert label.height() >= LINES * ctx.look.metrics("body-medium").lineSpacing()


# ---- the nudge to zoom out


def grow(ctx: Context, count: int, start: int = 0) -> None:
    for number in range(start, start + count):
        add(ctx, Event(id=f"g{number}", text=f"Line {number}"))


def test_a_growing_list_without_a_key_moment_asks_to_zoom_out(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    nudge = ctx.words("console.follow_up.zoom_out_kind")
    grow(ctx, GREW_BY - 1)
    assert nudge not in said(me)
    line = me.focus("Park a thought")
    add(ctx, Event(id="last", text=DECIDED))
    assert nudge in said(me)
    assert ctx.words("console.follow_up.zoom_out", count=GREW_BY) in said(me)
    first, second = ctx.words.list("meeting.zoom_out")[:2]
    assert first in said(me)
    assert QApplication.focusWidget() is line
    me.click("Another follow-up question")
    assert second in said(me)
    again = seated()
    assert nudge in said(again)
    me.click("Put this question away")
    assert nudge not in said(me)
    assert asked(me), "the follow-up waited behind it"


def test_a_linked_key_moment_answers_it(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    nudge = ctx.words("console.follow_up.zoom_out_kind")
    grow(ctx, GREW_BY)
    assert nudge in said(me)
    ctx.bridge.do(Set("r42", "review", "r42", "acknowledged", KeyMoment(event="g3")), command="moment.set")
    assert nudge not in said(me)
    grow(ctx, GREW_BY - 1, 100)
    assert nudge not in said(me)


def test_it_comes_back_after_ten_minutes_at_the_earliest(seated: Callable[..., StagePerson], ctx: Context) -> None:
    me = seated()
    nudge = ctx.words("console.follow_up.zoom_out_kind")
    grow(ctx, GREW_BY)
    console_of(me).dismiss_follow_up()
    grow(ctx, GREW_BY, 100)
    assert nudge not in said(me)
    ctx.clock.at += TimeDelta(minutes=10)  # type: ignore[attr-defined]  # a StandingClock
    grow(ctx, 1, 200)
    assert nudge in said(me)


def test_a_paste_of_many_lines_and_preparing_alone_are_no_growing_list(
    seated: Callable[..., StagePerson], ctx: Context
) -> None:
    me = seated()
    nudge = ctx.words("console.follow_up.zoom_out_kind")
    add(ctx, *(Event(id=f"p{number}", text="Pasted") for number in range(3 * GREW_BY)))
    assert nudge not in said(me)
    console_of(me).show_stage("prepare")
    grow(ctx, 2 * GREW_BY)
    console_of(me).show_stage("timeline")
    grow(ctx, 2, 500)
    assert nudge not in said(me)
