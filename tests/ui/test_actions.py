"""The Actions stage, driven by keys and accessible names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from settling import settle
from whenever import Date

from pmdesk.domain.items import Action, ActionStatus, Priority, Size, Strength
from pmdesk.domain.review import Review
from pmdesk.ui.context import Context
from pmdesk.ui.stages.actions import ActionsPage
from pmdesk.ui.widgets.popover import Popover

KEY = Qt.Key


class Stage:
    """A person in front of the stage."""

    def __init__(self, ctx: Context, memory: MemoryLibrary, review: Review, qtbot: QtBot) -> None:
        memory.reviews[review.id] = review
        self.ctx, self.review_id = ctx, review.id
        self.page = ActionsPage(ctx)
        ctx.bridge.changed.connect(self.page.on_changed)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.page)
        self.window.resize(920, 820)
        qtbot.addWidget(self.window)
        self.said: list[str] = []
        self.page.say.connect(self.said.append)
        self.page.show_review(review.id)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.page.focus_first()

    @property
    def review(self) -> Review:
        review = self.ctx.desk.review(self.review_id)
        assert review is not None
        return review

    def named(self, name: str) -> QWidget:
        found = [one for one in self.window.findChildren(QWidget) if one.accessibleName() == name and one.isVisible()]
        assert len(found) == 1, (name, [one.accessibleName() for one in self.window.findChildren(QWidget)])
        return found[0]

    def list(self, name: str = "Actions") -> QListView:
        view = self.named(name)
        assert isinstance(view, QListView)
        return view

    def rows(self, name: str = "Actions") -> list[str]:
        model = self.list(name).model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(at, 0).data(role)) for at in range(model.rowCount())]

    def key(self, *keys: Qt.Key, mod: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.page, key, mod)
            settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.page, text)

    def choose(self, number: int) -> None:
        self.list().setFocus()
        self.list().setCurrentIndex(self.list().model().index(number - 1, 0))

    def by_text(self, text: str) -> Action:
        return next(one for one in self.review.actions.values() if one.text == text)


@pytest.fixture
def open_stage(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Iterator[Callable[..., Stage]]:
    def make(review: Review | None = None) -> Stage:
        return Stage(ctx, memory, review or story(), qtbot)

    return make


def test_three_actions_with_owner_agreed_date_and_done_when(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage(Review(id="r1"))
    wanted = (
        ("Reject a low limit", "a build with 12 stops", "Ana", "m", Size.MEDIUM, Date(2026, 12, 30)),
        ("Alert on waiting requests", "an alert fires in the drill", "Jo", "s", Size.SMALL, Date(2026, 12, 2)),
        ("Name one owner for the file", "the file names the owner", "Ana", "l", Size.LARGE, Date(2027, 1, 13)),
    )
    for text, *_rest in wanted:
        stage.named("New action").setFocus()
        stage.type(text)
        stage.key(KEY.Key_Return)
    assert stage.named("New action").text() == ""
    for number, (_text, done_when, owner, size, *_dates) in enumerate(wanted, start=1):
        stage.choose(number)
        stage.key(KEY.Key_Return)
        assert stage.named(f"Text of A{number}") is QApplication.focusWidget()
        stage.key(KEY.Key_Tab)
        assert stage.named(f"Done when, for A{number}") is QApplication.focusWidget()
        stage.type(done_when)
        stage.key(KEY.Key_Tab)
        stage.type(owner)
        stage.key(KEY.Key_Return)
        stage.type({"m": "medium", "s": "small", "l": "large"}[size])
        stage.key(KEY.Key_Return, KEY.Key_X)
    for text, done_when, owner, _key, size, due in wanted:
        action = stage.by_text(text)
        assert (action.done_when, action.size, action.due, action.agreed) == (done_when, size, due, True)
        assert action.status is ActionStatus.COMMITTED
        assert stage.review.people[action.owner].name == owner
    assert len(stage.review.people) == 2
    while stage.ctx.bridge.undo() and stage.ctx.desk.undo_command:
        pass
    assert stage.review == Review(id="r1")
    assert stage.rows() == []


def test_a_new_action_line_keeps_what_is_half_typed(
    open_stage: Callable[..., Stage], memory: MemoryLibrary, qtbot: QtBot
) -> None:
    stage = open_stage()
    stage.named("New action").setFocus()
    stage.type("Half a thou")
    assert stage.page.leave()
    assert memory.draft("action:r42") == "Half a thou"
    again = ActionsPage(stage.ctx)
    qtbot.addWidget(again)
    again.show_review("r42")
    assert any(box.text() == "Half a thou" for box in again.findChildren(QLineEdit))
    stage.key(KEY.Key_Return)
    assert memory.draft("action:r42") == ""
    assert stage.by_text("Half a thou").status is ActionStatus.COMMITTED


def test_a_full_disk_leaves_the_text_in_its_line(open_stage: Callable[..., Stage], memory: MemoryLibrary) -> None:
    stage = open_stage()
    memory.full = True
    line = stage.named("New action")
    line.setFocus()
    stage.type("Kept in the box")
    stage.key(KEY.Key_Return)
    assert line.text() == "Kept in the box"
    assert not stage.page.leave()
    memory.full = False
    stage.key(KEY.Key_Return)
    assert stage.by_text("Kept in the box").id in stage.review.actions


def test_a_row_speaks_one_sentence_also_through_the_accessible_tree(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    first, last = stage.rows()[0], stage.rows()[-1]
    assert first == (
        "A1, Committed, Reject a pool limit below measured peak, Done when: a build with limit 12 stops, Stronger, "
        "serves F1, owner Platform engineer, agreed, due Wed 30 Dec, M, in 6 weeks"
    )
    assert "Done when?, Weaker, serves F3, Who will own it?, How big?, sets the date" in last
    spoken = QAccessible.queryAccessibleInterface(stage.list())
    assert spoken.childCount() == 8
    assert spoken.child(0).text(QAccessible.Text.Name) == first


def test_ideas_go_back_and_forth(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.choose(8)
    stage.key(KEY.Key_I)
    assert stage.by_text("Improve monitoring").status is ActionStatus.IDEA
    assert "A8 is kept among the ideas" in stage.said
    assert len(stage.rows()) == 7
    assert "Idea, Improve monitoring, from F3" in stage.rows("Future ideas")
    ideas = stage.list("Future ideas")
    ideas.setFocus()
    ideas.setCurrentIndex(ideas.model().index(stage.rows("Future ideas").index("Idea, Improve monitoring, from F3"), 0))
    stage.key(KEY.Key_I)
    assert stage.by_text("Improve monitoring").status is ActionStatus.COMMITTED
    stage.named("New idea").setFocus()
    stage.type("Draw the pools on one page")
    stage.key(KEY.Key_Return)
    assert stage.by_text("Draw the pools on one page").status is ActionStatus.IDEA


def test_an_idea_is_reworded_in_place(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.list("Future ideas").setFocus()
    stage.key(KEY.Key_Return)
    assert stage.named("Text of the idea") is QApplication.focusWidget()
    stage.type(" pool")
    stage.key(KEY.Key_Escape)
    assert stage.review.actions["d0"].text.endswith("node pool")
    assert QApplication.focusWidget() is stage.list("Future ideas")


def test_will_not_do_asks_for_the_reason_in_its_row(open_stage: Callable[..., Stage], qtbot: QtBot) -> None:
    stage = open_stage()
    stage.choose(3)
    stage.key(KEY.Key_W)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    assert stage.named("Reason why A3 will not be done") is QApplication.focusWidget()
    stage.type("the build says it now")
    stage.key(KEY.Key_Return)
    action = stage.review.actions["a2"]
    assert (action.status, action.reason) == (ActionStatus.WONT_DO, "the build says it now")
    assert "Not done: the build says it now" in stage.rows()[2]


def test_the_live_line_counts_and_filters(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    line = stage.named("Strengths of the actions: 6 of 8 are weaker")
    assert line.accessibleDescription() == "they ask people to remember, read or check"
    stage.choose(5)
    stage.key(KEY.Key_S)
    stage.type("stronger")
    stage.key(KEY.Key_Return)
    assert stage.review.actions["a4"].strength is Strength.STRONGER
    line = stage.named("Strengths of the actions: 5 of 8 are weaker")
    assert isinstance(line, QPushButton)
    line.click()
    assert len(stage.rows()) == 5
    line.click()
    assert len(stage.rows()) == 8
    stage.named("Which actions: Agreed 4").click()
    assert len(stage.rows()) == 4
    stage.named("Which actions: Drafts 4").click()
    assert [row[:2] for row in stage.rows()] == ["A5", "A6", "A7", "A8"]


def test_agreeing_without_an_owner_asks_who(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.choose(7)
    stage.key(KEY.Key_X)
    assert not stage.review.actions["a6"].agreed
    stage.type("lee")
    stage.key(KEY.Key_Return)
    assert stage.review.actions["a6"].owner == "p3"
    stage.key(KEY.Key_X)
    assert stage.review.actions["a6"].agreed
    stage.key(KEY.Key_O)
    stage.type("Le")
    stage.key(KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    added = stage.review.people[stage.review.actions["a6"].owner]
    assert added.name == "Le"
    assert not stage.review.actions["a6"].agreed


@pytest.mark.parametrize(
    ("typed", "due"), [("+14", Date(2026, 12, 2)), ("24 dec", Date(2026, 12, 24)), ("2027-03-01", Date(2027, 3, 1))]
)
def test_a_date_of_ones_own(open_stage: Callable[..., Stage], typed: str, due: Date) -> None:
    stage = open_stage()
    stage.choose(7)
    stage.key(KEY.Key_D)
    stage.type(typed)
    stage.key(KEY.Key_Return)
    assert stage.review.actions["a6"].due == due
    assert stage.review.actions["a6"].size is None


def test_what_is_no_date_changes_nothing_and_says_so(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.choose(7)
    stage.key(KEY.Key_D)
    stage.type("quite soon")
    stage.key(KEY.Key_Return)
    assert stage.review.actions["a6"].due is None
    assert "quite soon" in stage.said[-1]


def test_priority_factors_and_status_by_letters(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.choose(8)
    stage.key(KEY.Key_P)
    stage.type("8 5 3")
    stage.key(KEY.Key_Return, KEY.Key_P)
    stage.type("high")
    stage.key(KEY.Key_Return, KEY.Key_L)
    stage.type("runbook")
    stage.key(KEY.Key_Return, KEY.Key_Escape, KEY.Key_U)
    stage.type("progress")
    stage.key(KEY.Key_Return)
    action = stage.review.actions["a7"]
    assert (action.risk, action.priority, action.status) == ((8, 5, 3), Priority.HIGH, ActionStatus.IN_PROGRESS)
    assert action.factors == {"f2", "f3"}


def test_remove_move_and_undo(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    before = stage.review
    stage.choose(1)
    assert stage.page.run("action.move_down")
    assert [row[:9] for row in stage.rows()[:2]] == ["A1, Commi", "A2, Commi"]
    assert "Canary" in stage.rows()[0]
    assert stage.list().currentIndex().row() == 1
    assert stage.page.run("action.move_up")
    stage.key(KEY.Key_Delete)
    assert "a0" not in stage.review.actions
    assert stage.list().currentIndex().row() == 0
    for _ in range(3):
        stage.ctx.bridge.undo()
    assert stage.review == before
    assert "Reject" in stage.rows()[0]


def test_moving_passes_ideas_that_lie_between(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.choose(2)
    stage.key(KEY.Key_I)
    stage.choose(1)
    assert stage.page.run("action.move_down")
    assert "Warning comment" in stage.rows()[0]
    assert "Reject" in stage.rows()[1]


def test_details_keep_milestone_tracker_and_long_done_when(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.choose(1)
    stage.key(KEY.Key_M)
    stage.named("First milestone, A1").setFocus()
    stage.type("the check runs in the build")
    stage.named("Link to the tracker, A1").setFocus()
    stage.type("PAY-17")
    stage.named("Priority, A1: open").setFocus()
    stage.key(KEY.Key_Space)
    stage.type("low")
    stage.key(KEY.Key_Return)
    assert stage.named("Priority, A1: Low") is QApplication.focusWidget()
    stage.key(KEY.Key_Escape)
    action = stage.review.actions["a0"]
    assert (action.milestone, action.tracker) == ("the check runs in the build", "PAY-17")
    assert action.priority is Priority.LOW


def test_details_stay_open_while_their_text_has_no_room(
    open_stage: Callable[..., Stage], memory: MemoryLibrary
) -> None:
    stage = open_stage()
    stage.choose(1)
    stage.page.run("action.details")
    stage.named("Link to the tracker, A1").setFocus()
    stage.type("PAY-17")
    memory.full = True
    stage.key(KEY.Key_Escape)
    box = stage.named("Link to the tracker, A1")
    assert box.text() == "PAY-17"
    memory.full = False
    stage.key(KEY.Key_Escape)
    assert stage.review.actions["a0"].tracker == "PAY-17"


def test_a_factor_without_action_gets_a_line_of_its_own(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.choose(7)
    stage.key(KEY.Key_Delete)
    stage.page.reveal("factor", "f4")
    line = stage.named("New action")
    assert line is QApplication.focusWidget()
    assert line.placeholderText() == "What will change for F5?"
    stage.type("Name one team in the file")
    stage.key(KEY.Key_Return)
    assert stage.by_text("Name one team in the file").factors == {"f4"}
    stage.page.reveal("action", "d1")
    assert stage.list("Future ideas").currentIndex().row() == 1


def test_a_click_on_the_owner_asks_for_the_owner(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    view = stage.list()
    rect = view.visualRect(view.model().index(6, 0))
    owner = QPoint(rect.right() - 170, rect.top() + 16)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=owner)
    assert stage.window.findChild(Popover).accessibleName() == "Who will own A7?"
    stage.key(KEY.Key_Escape)
    assert QApplication.focusWidget() is view


def test_changes_of_others_do_not_move_the_caret(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.choose(1)
    stage.key(KEY.Key_Return)
    box = stage.named("Text of A1")
    stage.type("!!")
    assert isinstance(box, QLineEdit)
    box.setCursorPosition(3)
    stage.page.run("action.agreed")
    assert QApplication.focusWidget() is box
    assert box.cursorPosition() == 3
    assert box.text().endswith("!!")


def test_every_control_has_a_name_of_its_own(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    names = [
        one.accessibleName()
        for one in stage.page.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert "" not in names
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("scale", "size"), [(100, (760, 620)), (200, (760, 620)), (200, (560, 620)), (90, (1600, 900))]
)
def test_folds_without_losing_a_control(
    open_stage: Callable[..., Stage], scale: int, size: tuple[int, int], qtbot: QtBot
) -> None:
    stage = open_stage()
    stage.ctx.look.set_scale(scale)
    stage.window.resize(*size)
    qtbot.waitUntil(lambda: stage.page.width() == stage.window.width())
    assert stage.window.width() == size[0]
    stage.page.run("action.add_idea")
    assert stage.named("New idea") is QApplication.focusWidget()
    stage.page.run("action.add")
    assert stage.named("New action") is QApplication.focusWidget()
