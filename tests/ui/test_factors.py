"""The Factors stage, driven by keys and accessible names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from accessible_names import repeated, unnamed
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMainWindow, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from settling import settle

from pmdesk.domain.items import Category, Factor
from pmdesk.domain.review import Review
from pmdesk.ui.context import Context
from pmdesk.ui.stages.factors import FactorsPage
from pmdesk.ui.widgets.popover import Popover

KEY = Qt.Key


class Stage:
    """A person in front of the stage."""

    def __init__(self, ctx: Context, memory: MemoryLibrary, review: Review, qtbot: QtBot, width: int = 920) -> None:
        memory.reviews[review.id] = review
        self.ctx, self.review_id = ctx, review.id
        self.page = FactorsPage(ctx)
        ctx.bridge.changed.connect(self.page.on_changed)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.page)
        self.window.resize(width, 820)
        qtbot.addWidget(self.window)
        self.said: list[str] = []
        self.page.say.connect(self.said.append)
        self.went: list[tuple[str, str, str]] = []
        self.page.go.connect(lambda *place: self.went.append(place))
        self.page.show_review(review.id)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.page.focus_first()
        self.settle()

    @property
    def review(self) -> Review:
        review = self.ctx.desk.review(self.review_id)
        assert review is not None
        return review

    @property
    def factors(self) -> list[Factor]:
        return sorted(self.review.factors.values(), key=lambda one: (one.order, one.id))

    @property
    def focus(self) -> str:
        """The name of what holds the keyboard."""
        focus = QApplication.focusWidget()
        return focus.accessibleName() if focus is not None else ""

    def settle(self) -> None:
        settle()

    def names(self) -> list[str]:
        return [one.accessibleName() for one in self.window.findChildren(QWidget) if one.isVisible()]

    def named(self, name: str) -> QWidget:
        shown = [one for one in self.window.findChildren(QWidget) if one.isVisible()]
        found = [one for one in shown if one.accessibleName() == name]
        found = found or [one for one in shown if one.accessibleName().startswith(name)]
        assert len(found) == 1, (name, self.names())
        return found[0]

    def press(self, name: str) -> None:
        button = self.named(name)
        assert isinstance(button, QAbstractButton)
        button.click()
        self.settle()

    def card(self, label: str) -> None:
        self.named(f"{label}, ").setFocus()
        self.settle()

    def node(self, label: str) -> None:
        self.named(f"On the map: {label}, ").setFocus()
        self.settle()

    def key(self, *keys: Qt.Key, mod: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.page, key, mod)
            self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.page, text)

    def enter(self, text: str) -> None:
        self.type(text)
        self.key(KEY.Key_Return)


@pytest.fixture
def open_stage(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Iterator[Callable[..., Stage]]:
    def make(review: Review | None = None, width: int = 920) -> Stage:
        return Stage(ctx, memory, review or story(), qtbot, width)

    return make


def blank() -> Review:
    return replace(story(), factors={}, actions={})


def test_three_factors_with_evidence_and_one_enabled_by_purely_by_keys(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage(blank())
    assert stage.focus == "Statement of a new factor"
    for text in ("The limit was too low", "Little traffic on the first node", "Nobody is told of waits"):
        stage.enter(text)
    assert [one.statement for one in stage.factors] == [
        "The limit was too low",
        "Little traffic on the first node",
        "Nobody is told of waits",
    ]
    for label, words in (("F1", "rollout begins"), ("F2", "one node"), ("F3", "wait for a connection")):
        stage.card(label)
        stage.key(KEY.Key_L)
        stage.enter(words)
        stage.key(KEY.Key_Escape)
        assert stage.focus.startswith(f"{label}, ")
    assert [len(one.evidence) for one in stage.factors] == [1, 1, 1]
    stage.card("F1")
    stage.key(KEY.Key_B)
    stage.enter("little traffic")
    stage.key(KEY.Key_Escape)
    assert stage.factors[0].enabled_by == {stage.factors[1].id}
    stage.key(KEY.Key_Y, KEY.Key_C)
    stage.enter("tech")
    assert stage.factors[0].verified
    assert stage.factors[0].category is Category.TECHNOLOGY
    assert "evidence 14:02, enabled by F2" in stage.focus


def test_a_circle_is_refused_with_a_kind_sentence(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.card("F1")
    stage.key(KEY.Key_B)
    stage.enter("F2")
    stage.key(KEY.Key_Escape)
    stage.card("F2")
    stage.key(KEY.Key_B)
    stage.enter("F1")
    assert stage.factors[1].enabled_by == frozenset()
    assert stage.said[-1] == "F2 already stands behind F1. Which of the two came first?"


def test_undo_and_redo_refresh_everything(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.card("F2")
    stage.key(KEY.Key_Y)
    before = "verified" in stage.focus
    stage.ctx.bridge.undo()
    assert ("verified" in stage.focus) is not before
    stage.ctx.bridge.redo()
    assert ("verified" in stage.focus) is before
    stage.key(KEY.Key_F)
    stage.enter("A sixth one")
    stage.ctx.bridge.undo()
    assert not any("A sixth one" in name for name in stage.names())
    stage.ctx.bridge.redo()
    assert any(name.startswith("F6, A sixth one") for name in stage.names())


def test_the_chain_grows_behind_its_last_step(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.card("F3")
    stage.key(KEY.Key_H)
    assert stage.focus == "The next condition behind F3"
    stage.enter("Alerts come from an old template")
    assert stage.focus == "The next condition behind F6"
    stage.enter("Nothing asks for one when limits change")
    third, sixth, seventh = stage.factors[2], stage.factors[5], stage.factors[6]
    assert third.enabled_by == {sixth.id}
    assert sixth.enabled_by == {seventh.id}
    assert [name for name in stage.names() if name.startswith("Step ")] == [
        "Step 1: No alert looks at waiting requests",
        "Step 2: Alerts come from an old template",
        "Step 3: Nothing asks for one when limits change",
    ]
    stage.key(KEY.Key_Escape)
    assert stage.focus.startswith("F3, ")
    stage.press("Step 2")
    assert stage.named("The next condition behind F7").isEnabled()
    assert any(name == "Effect of F6" for name in stage.names())


def test_several_enablers_are_each_shown_and_named(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.card("F1")
    stage.key(KEY.Key_B)
    stage.enter("F2")
    stage.key(KEY.Key_Escape, KEY.Key_B)
    stage.enter("A condition that nobody had written down")
    assert stage.factors[5].statement == "A condition that nobody had written down"
    steps = [name.partition(":")[0] for name in stage.names() if name.startswith("Step ")]
    assert steps == ["Step 1", "Step 2a", "Step 2b"]


def test_half_typed_lines_come_back(open_stage: Callable[..., Stage], qtbot: QtBot) -> None:
    stage = open_stage()
    stage.card("F3")
    stage.key(KEY.Key_H)
    stage.type("Alerts come fr")
    first = stage.factors[2].id
    drafts = stage.ctx.drafts
    qtbot.waitUntil(lambda: drafts.draft(f"behind:{stage.review_id}:{first}") == "Alerts come fr")
    stage.card("F1")
    assert isinstance(line := stage.named("The next condition behind F1"), QLineEdit)
    assert not line.text()
    stage.card("F3")
    assert isinstance(line := stage.named("The next condition behind F3"), QLineEdit)
    assert line.text() == "Alerts come fr"
    stage.key(KEY.Key_F)
    stage.type("What el")
    assert stage.page.leave()
    assert drafts.draft(f"factor:{stage.review_id}") == "What el"
    stage.key(KEY.Key_Return)
    assert drafts.draft(f"factor:{stage.review_id}") == ""


def test_statements_and_details_are_edited_in_place(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.card("F2")
    stage.key(KEY.Key_Return)
    assert stage.focus == "Statement of F2"
    stage.type(", at night")
    stage.key(KEY.Key_Return)
    assert stage.factors[1].statement == "The watched node had little traffic, at night"
    assert stage.focus.startswith("F2, ")
    for name, field in (
        ("Effect of F2", "effect"),
        ("Safeguard that let F2 pass", "safeguard"),
        ("Reason to accept F2 without an action", "accepted"),
    ):
        stage.named(name).setFocus()
        stage.type(f"words for {field}")
        stage.key(KEY.Key_Escape)
        assert getattr(stage.factors[1], field) == f"words for {field}"
        assert stage.focus.startswith("F2, ")


def test_undo_refreshes_the_box_that_is_being_looked_at(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.card("F1")
    stage.key(KEY.Key_Return)
    stage.type(" X")
    assert stage.page.leave()
    assert isinstance(box := stage.named("Statement of F1"), QTextEdit)
    assert box.toPlainText().endswith(" X")
    stage.ctx.bridge.undo()
    assert not box.toPlainText().endswith(" X")
    assert stage.focus == "Statement of F1"


def test_remove_chooses_the_neighbour_and_undo_brings_links_back(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.card("F1")
    stage.key(KEY.Key_B)
    stage.enter("F2")
    stage.key(KEY.Key_Escape)
    second = stage.factors[1].id
    stage.card("F2")
    stage.key(KEY.Key_Delete)
    assert second not in stage.review.factors
    assert stage.said[-1] == "F2 is removed. Ctrl+Z brings it back."
    assert stage.focus.startswith("F2, No alert")
    stage.ctx.bridge.undo()
    assert stage.review.factors[second].evidence
    assert "enabled by F2" in stage.named("F1, ").accessibleName()
    assert stage.named("On the map: F2, The watched").isVisible()


def test_order_is_moved_and_numbers_follow(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.card("F3")
    stage.page.run("factor.move_up")
    assert stage.focus.startswith("F2, No alert")
    stage.page.run("factor.move_down")
    stage.page.run("factor.move_down")
    assert stage.focus.startswith("F4, No alert")
    assert stage.factors[3].statement.startswith("No alert")


def test_cards_are_walked_by_arrows(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.card("F1")
    walk = ((KEY.Key_Right, "F2"), (KEY.Key_Down, "F4"), (KEY.Key_Left, "F3"), (KEY.Key_Up, "F1"), (KEY.Key_End, "F5"))
    for key, label in walk:
        stage.key(key)
        assert stage.focus.startswith(f"{label}, ")
    assert [name for name in stage.names() if name.startswith("Effect of")] == ["Effect of F5"]


def test_coverage_names_what_is_open_and_leads_there(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    assert "5 factors, at least 3" in stage.names()
    assert "Not only technical" in stage.names()
    assert "Technology: 2" in stage.names()
    assert "Environment: 0" in stage.names()
    stage.press("F5 has no evidence")
    assert stage.focus.startswith("F5, ")
    stage.press("Technology: 2")
    assert stage.focus.startswith("F1, ")
    stage.press("Technology: 2")
    assert stage.focus.startswith("F3, ")
    for one in stage.factors:
        if one.category is not Category.TECHNOLOGY:
            stage.page.reveal("factor", one.id)
            stage.key(KEY.Key_Delete)
    assert "Only technical so far" in stage.names()
    assert "2 factors, at least 3" in stage.names()


@pytest.mark.parametrize("width", [620, 760, 920, 1300])
def test_coverage_takes_one_line_or_one_for_its_numbers(open_stage: Callable[..., Stage], width: int) -> None:
    stage = open_stage(width=width)
    states = ("5 factors, at least 3", "Not only technical", "F5 has no evidence")
    numbers = ("People: 1", "Process: 2", "Technology: 2", "Environment: 0", "External: 0")
    lines = [{stage.named(name).mapTo(stage.page, QPoint()).y() for name in group} for group in (states, numbers)]
    assert [len(one) for one in lines] == [1, 1]
    assert (lines[0] == lines[1]) is (width > 760)


def test_chips_of_a_card_are_pressed(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    verified = stage.factors[1].verified
    stage.press("State of F2")
    assert stage.factors[1].verified is not verified
    stage.press("Evidence of F5: none yet")
    assert stage.window.findChild(Popover) is not None
    stage.key(KEY.Key_Escape)
    stage.press("Actions that serve F1")
    assert stage.went[-1][:2] == ("actions", "action")


def test_views_are_remembered(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.card("F2")
    stage.key(KEY.Key_G)
    assert not any(name.startswith("On the map") for name in stage.names())
    stage.key(KEY.Key_G)
    assert stage.focus.startswith("On the map: F2, ")
    assert stage.ctx.settings.get("factors.view", "") == "map"
    stage.key(KEY.Key_F)
    assert stage.focus == "Statement of a new factor"
    assert stage.ctx.settings.get("factors.view", "") == "both"


def test_narrow_windows_put_cards_and_chain_in_one_place(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage(width=700)
    assert not any(name.startswith("Effect of") for name in stage.names())
    stage.card("F3")
    stage.key(KEY.Key_H)
    assert stage.focus == "The next condition behind F3"
    stage.key(KEY.Key_Escape)
    assert stage.focus.startswith("F3, ")
    stage.press("Beside the map: How was it possible?")
    assert stage.named("Effect of F3").isVisible()
    assert stage.focus == "The next condition behind F3"
    stage.key(KEY.Key_Escape)
    stage.page.ctx.look.set_scale(200)
    stage.settle()
    stage.key(KEY.Key_F)
    assert stage.focus == "Statement of a new factor"


def test_everything_has_a_name_of_its_own(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    assert unnamed(stage.page) == []
    assert repeated(stage.page) == []
    stage.card("F1")
    for key in (KEY.Key_C, KEY.Key_L, KEY.Key_B):
        stage.key(key)
        popover = stage.window.findChild(Popover)
        assert popover is not None
        assert unnamed(popover) == []
        stage.key(KEY.Key_Escape)
        stage.settle()


def test_a_full_disk_keeps_the_text_where_it_was_typed(open_stage: Callable[..., Stage], memory: MemoryLibrary) -> None:
    stage = open_stage()
    stage.card("F1")
    stage.named("Effect of F1").setFocus()
    stage.type("A")
    memory.full = True
    stage.card("F2")
    assert isinstance(box := stage.named("Effect of F1"), QTextEdit)
    assert box.toPlainText() == "A"
    stage.key(KEY.Key_F)
    stage.enter("no room for this")
    assert isinstance(line := stage.named("Statement of a new factor"), QLineEdit)
    assert line.text() == "no room for this"
    memory.full = False
    assert stage.page.leave()
    stage.card("F3")
    assert (stage.factors[0].effect, stage.factors[1].effect) == ("A", "")
    assert stage.named("Effect of F3").isVisible()


def test_a_read_only_library_is_shown_and_not_changed(
    make_context: Callable[..., Context], memory: MemoryLibrary, qtbot: QtBot
) -> None:
    stage = Stage(make_context(read_only=True), memory, story(), qtbot)
    before = stage.review
    stage.card("F1")
    stage.key(KEY.Key_Y, KEY.Key_Delete, KEY.Key_C, KEY.Key_L, KEY.Key_B, KEY.Key_F, KEY.Key_Return)
    assert stage.review is before


def test_events_of_other_stages_do_not_disturb(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.card("F2")
    stage.key(KEY.Key_Return)
    stage.type(" and mo")
    stage.page.refresh(None)
    stage.type("re")
    assert stage.page.leave()
    assert stage.factors[1].statement == "The watched node had little traffic and more"


def test_tab_goes_from_top_to_bottom(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.card("F2")
    order: list[str] = []
    while (name := stage.focus.partition(",")[0]) not in order:
        order.append(name)
        stage.key(KEY.Key_Tab)
    wanted = [
        "F2",
        "Statement of F2",
        "Statement of a new factor",
        "Step 1: The watched node had little traffic",
        "The next condition behind F2",
        "Effect of F2",
        "Safeguard that let F2 pass",
        "Reason to accept F2 without an action",
        "Show: Both",
        "Add a factor",
        "5 factors",
    ]
    assert order[: len(wanted)] == wanted
    assert order[-4:] == ["On the map: F2", "Zoom out of the map", "Zoom into the map", "Show the whole map"]
