"""Gathering, voting and sorting in the Factors and Actions stages, by keys and accessible names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from stage_person import KEY, StagePerson

from pmdesk.domain.item_numbers import ordered_actions, ordered_factors
from pmdesk.ui.context import Context
from pmdesk.ui.stages.actions import ActionsPage
from pmdesk.ui.stages.factors import FactorsPage
from pmdesk.ui.stages.page import StagePage

Seat = Callable[[type[StagePage]], tuple[StagePerson, StagePage]]


@pytest.fixture
def seat(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Seat:
    def sit(page_type: type[StagePage]) -> tuple[StagePerson, StagePage]:
        memory.reviews.setdefault("r42", story())
        page = page_type(ctx)
        ctx.bridge.changed.connect(page.on_changed)
        me = StagePerson(ctx, page, qtbot, "r42")
        page.show_review("r42")
        return me, page

    return sit


def named(me: StagePerson, start: str) -> str:
    return next(name for name in sorted(me.names()) if name.startswith(start))


def test_factors_are_gathered_under_a_name_and_stand_together(seat: Seat) -> None:
    me, page = seat(FactorsPage)
    first, *_others, last = ordered_factors(me.review)
    for factor in (first, last):
        page.reveal("factor", factor.id)
        me.press(KEY.Key_E)
        box = QApplication.focusWidget()
        assert box is not None
        assert box.accessibleName() == "Gather under which name?"
        if factor is first:
            QTest.keyClicks(box, "Nobody was told")
        QTest.keyClick(box, KEY.Key_Return)
    assert [one.id for one in ordered_factors(me.review)][:2] == [first.id, last.id]
    assert {one.group for one in ordered_factors(me.review)} == {"Nobody was told", ""}
    assert "Group Nobody was told, F1" in me.names()
    me.ctx.bridge.undo()
    assert me.review.factors[last.id].group == ""
    assert ordered_factors(me.review)[-1].id == last.id


def test_a_vote_is_counted_by_keys_never_over_its_budget_and_is_one_step(seat: Seat, memory: MemoryLibrary) -> None:
    me, page = seat(FactorsPage)
    before = [one.id for one in ordered_factors(me.review)]
    page.reveal("factor", before[0])
    me.press(KEY.Key_V)
    for box in ("People voting", "Votes a head"):
        me.type(box, "2")
    me.focus(named(me, "F1"))
    me.press(KEY.Key_Right)
    me.press(KEY.Key_Down)
    for _ in range(7):
        me.press(KEY.Key_Right)
    assert named(me, "F2").endswith(", 3 votes")
    me.press(KEY.Key_Left)
    assert named(me, "F2").endswith(", 2 votes")
    me.press(KEY.Key_3)
    assert named(me, "F2").endswith(", 3 votes")
    assert memory.entries == []
    me.press(KEY.Key_Escape)
    page.run("factor.vote")
    assert named(me, "F2").endswith(", 3 votes"), "a vote that was left goes on"
    me.click("Keep and sort by votes")
    assert [one.votes for one in ordered_factors(me.review)][:2] == [3, 1]
    assert [one.id for one in ordered_factors(me.review)][:2] == [before[1], before[0]]
    assert "votes" not in memory.states["r42"]
    assert len(memory.entries) == 1
    me.ctx.bridge.undo()
    assert [one.id for one in ordered_factors(me.review)] == before
    assert {one.votes for one in me.review.factors.values()} == {None}


def test_stopping_a_vote_keeps_nothing(seat: Seat, memory: MemoryLibrary) -> None:
    me, page = seat(FactorsPage)
    page.run("factor.vote")
    me.focus(named(me, "F1"))
    me.press(KEY.Key_Right)
    me.click("Stop without keeping")
    assert memory.entries == []
    assert "votes" not in memory.states["r42"]


def test_ideas_are_voted_on_apart_from_commitments(seat: Seat) -> None:
    me, page = seat(ActionsPage)
    ideas, actions = ordered_actions(me.review, ideas=True), ordered_actions(me.review)
    assert len(ideas) > 1
    page.run("action.vote")
    me.focus(next(name for name in me.names() if name.startswith(f"I2 {' '.join(ideas[-1].text.split())[:20]}")))
    me.press(KEY.Key_2)
    me.click("Keep the votes")
    assert me.review.actions[ideas[-1].id].votes == 2
    assert {me.review.actions[one.id].votes for one in actions} == {None}
    page.run("action.rank")
    assert ordered_actions(me.review, ideas=True)[0].id == ideas[-1].id
    assert [one.id for one in ordered_actions(me.review)] == [one.id for one in actions]
    focus = QApplication.focusWidget()
    assert focus is None or focus.focusPolicy() != Qt.FocusPolicy.NoFocus
