"""Questions about the words of actions: in the rows, in the head, and by a key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot
from stage_person import KEY, StagePerson

from pmdesk.domain.items import ActionStatus
from pmdesk.domain.review import Review
from pmdesk.editing.verbs import set_field
from pmdesk.ui.context import Context
from pmdesk.ui.stages.actions import ActionsPage
from pmdesk.wording.finding import Stage

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
LINE = "Wording of the actions"
OPEN = "what will be different, what will be there, which number shows it, when it is done"


class Person(StagePerson):
    """In front of the Actions stage."""

    def __init__(self, ctx: Context, memory: MemoryLibrary, review: Review, qtbot: QtBot) -> None:
        memory.reviews[review.id] = review
        self.page = ActionsPage(ctx)
        ctx.bridge.changed.connect(self.page.on_changed)
        self.said: list[str] = []
        self.page.say.connect(self.said.append)
        self.page.show_review(review.id)
        super().__init__(ctx, self.page, qtbot, review.id)
        self.page.focus_first()

    @property
    def rows(self) -> list[str]:
        view = self.named("Actions")
        assert isinstance(view, QListView)
        return [str(view.model().index(at, 0).data(SPOKEN)) for at in range(view.model().rowCount())]

    @property
    def heights(self) -> list[int]:
        view = self.named("Actions")
        assert isinstance(view, QListView)
        return [view.visualRect(view.model().index(at, 0)).height() for at in range(view.model().rowCount())]

    @property
    def head(self) -> str:
        return next(one for one in self.names() if one.startswith(LINE)).removeprefix(f"{LINE}: ")

    def set(self, action: str, field: str, value: object) -> None:
        change = set_field(self.review, "action", action, field, value)
        assert self.ctx.bridge.do(change, command="action.edit")


@pytest.fixture
def person(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Person:
    return Person(ctx, memory, story(), qtbot)


def test_rows_ask_what_is_open_and_the_others_stay_as_they_are(person: Person) -> None:
    assert "Improve monitoring, Done when?, " in person.rows[7]
    assert f"What will be different?, open: {OPEN}, owner, date" in person.rows[7]
    assert "What would hold without anybody's care?" in person.rows[6]
    assert not any("What will be different" in row or "without anybody" in row for row in person.rows[:5])


def test_what_will_not_be_done_is_asked_nothing_but_why(person: Person) -> None:
    person.set("a7", "status", ActionStatus.WONT_DO)
    person.set("a7", "strength", None)
    assert person.rows[7] == "A8, Won't do, Improve monitoring, What speaks against it?, serves F3"
    assert person.heights[7] == person.heights[6]


def test_the_head_counts_and_a_key_walks_through_them(person: Person) -> None:
    assert person.head == "3 of 8 are vague or rest on people"
    met = []
    for _ in range(4):
        person.press(KEY.Key_G)
        met.append(person.page.standing)
    assert met == ["a5", "a6", "a7", "a5"]
    assert person.said[2] == f"A8: Open here: {OPEN}, owner, date. How would a stranger see that it is done?"


def test_an_answer_takes_the_question_away_and_moves_nothing(person: Person) -> None:
    before = person.heights
    person.set("a7", "done_when", "an alert fires at 10 waiting requests")
    assert person.head == "2 of 8 are vague or rest on people"
    assert "What will be different" not in person.rows[7]
    assert person.heights == before


def test_ideas_are_asked_nothing_until_they_are_actions(person: Person) -> None:
    person.set("d0", "text", "Improve monitoring")
    assert person.head.startswith("3 of 8")
    person.set("d0", "status", ActionStatus.COMMITTED)
    assert person.head == "4 of 9 are vague or rest on people"


def test_fine_here_silences_the_row_at_once(person: Person) -> None:
    text = person.review.actions["a7"].text
    finding = person.ctx.wording.findings(text, Stage.ACTIONS, "r42")[0]
    choice = person.ctx.wording.dismiss_fine(finding, text, "r42")
    assert person.head.startswith("2 of 8")
    assert person.ctx.wording.take_back(choice)
    assert person.head.startswith("3 of 8")


def test_with_both_rules_off_nobody_is_asked(person: Person) -> None:
    for rule in ("BW13", "BW14"):
        person.ctx.wording.dismiss_never(rule)
    assert person.head == "None is vague or rests on people"
    assert not person.named(f"{LINE}: {person.head}").isEnabled()


def test_a_team_as_owner_is_asked_for_one_person(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> None:
    review = story()
    team = replace(review.people["p1"], name="", role="Platform team")
    person = Person(ctx, memory, replace(review, people={**review.people, "p1": team}), qtbot)
    assert "Who of Platform team?" in person.rows[0]
    assert "Who of" not in person.rows[1]
