"""Boxes that keep what is typed: when, where, and what happens when there is no room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from memory_library import MemoryLibrary
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from whenever import Date

from pmdesk.domain.review import REVIEW
from pmdesk.editing import verbs
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.autosave import LONGEST_MS
from pmdesk.ui.widgets.text_boxes import LineBox, TextBox


class HandTimers:
    """Timers that go off when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[int, Callable[[], object]]] = []

    def call_later(self, milliseconds: int, call: Callable[[], object]) -> Callable[[], None]:
        entry = (milliseconds, call)
        self.waiting.append(entry)
        return lambda: self.waiting.remove(entry) if entry in self.waiting else None

    def fire(self, milliseconds: int) -> None:
        due = [call for wait, call in self.waiting if wait == milliseconds]
        self.waiting = [one for one in self.waiting if one[0] != milliseconds]
        for call in due:
            call()


@pytest.fixture
def timers() -> HandTimers:
    return HandTimers()


@pytest.fixture
def ctx(make_context: Callable[..., Context], timers: HandTimers) -> Context:
    context = make_context(timers=timers)
    context.desk.do(
        verbs.new_review(review_id="r", number=1, today=Date(2026, 11, 18), zone="UTC"), command="review.new"
    )
    return context


@pytest.fixture(params=[LineBox, TextBox])
def box(ctx: Context, qtbot: QtBot, request: pytest.FixtureRequest) -> LineBox | TextBox:
    made: LineBox | TextBox = request.param(ctx, name="Title")
    qtbot.addWidget(made)
    made.bind("r", REVIEW, "r", "title")
    made.show()
    made.setFocus()
    return made


def title(ctx: Context) -> str:
    review = ctx.desk.review("r")
    assert review is not None
    return review.title


def shown(box: LineBox | TextBox) -> str:
    return box.text() if isinstance(box, LineBox) else box.toPlainText()


def test_text_is_kept_after_an_idle_moment(ctx: Context, box: LineBox | TextBox, timers: HandTimers) -> None:
    QTest.keyClicks(box, "Slow checkout")
    assert title(ctx) == ""
    timers.fire(400)
    assert title(ctx) == "Slow checkout"


def test_text_is_kept_within_a_second_of_the_first_key_while_typing_goes_on(
    ctx: Context, box: LineBox | TextBox, timers: HandTimers
) -> None:
    QTest.keyClicks(box, "Slow")
    assert LONGEST_MS < 1000
    timers.fire(LONGEST_MS)
    assert title(ctx) == "Slow"


def test_text_of_an_input_method_is_not_text_yet(ctx: Context, box: LineBox | TextBox, timers: HandTimers) -> None:
    QApplication.sendEvent(box, QInputMethodEvent("へんか", []))
    timers.fire(400)
    timers.fire(LONGEST_MS)
    assert title(ctx) == ""
    done = QInputMethodEvent()
    done.setCommitString("変化")
    QApplication.sendEvent(box, done)
    timers.fire(400)
    assert title(ctx) == "変化"


def test_a_full_disk_leaves_the_text_in_the_box_and_tries_again(
    ctx: Context, box: LineBox | TextBox, timers: HandTimers, memory: MemoryLibrary
) -> None:
    memory.full = True
    QTest.keyClicks(box, "Kept")
    timers.fire(400)
    assert (title(ctx), shown(box), box.saving.dirty) == ("", "Kept", True)
    memory.full = False
    timers.fire(2000)
    assert (title(ctx), box.saving.dirty) == ("Kept", False)


def test_text_that_waits_for_room_goes_where_it_was_typed(
    ctx: Context, box: LineBox | TextBox, timers: HandTimers, memory: MemoryLibrary
) -> None:
    memory.full = True
    QTest.keyClicks(box, "A title")
    box.bind("r", REVIEW, "r", "impact")
    assert shown(box) == ""
    memory.full = False
    timers.fire(400)
    timers.fire(2000)
    review = ctx.desk.review("r")
    assert review is not None
    assert (review.title, review.impact) == ("A title", "")


def test_edits_of_one_visit_are_one_step_of_undo(ctx: Context, box: LineBox | TextBox, timers: HandTimers) -> None:
    for word in ("Slow ", "check", "out"):
        QTest.keyClicks(box, word)
        timers.fire(400)
    assert title(ctx) == "Slow checkout"
    ctx.desk.undo()
    assert title(ctx) == ""


def test_a_change_from_elsewhere_shows_unless_somebody_types(ctx: Context, box: LineBox | TextBox) -> None:
    ctx.desk.do(verbs.set_field(ctx.desk.review("r"), REVIEW, "r", "title", "Elsewhere"), command="fact.edit")
    box.refresh()
    assert shown(box) == "Elsewhere"
    QTest.keyClicks(box, "x")
    mine = shown(box)
    ctx.desk.do(verbs.set_field(ctx.desk.review("r"), REVIEW, "r", "title", "Other"), command="fact.edit")
    box.refresh()
    assert shown(box) == mine
