"""The page of the wording rules, by keys and accessible names: switches, own words, and what was let stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot
from stage_person import KEY, StagePerson

from pmdesk.editing.ports import WordingChoiceKind
from pmdesk.ui.context import Context
from pmdesk.ui.wording_rules_page import WordingRulesPage
from pmdesk.wording.finding import Stage

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
BLAMING = "Sam should have checked the dashboard before the rollout."
DISMISSED = "What you let stand"


class Person(StagePerson):
    """In front of the page."""

    def __init__(self, ctx: Context, memory: MemoryLibrary, qtbot: QtBot, size: tuple[int, int] = (1280, 640)) -> None:
        memory.reviews["r42"] = story()
        self.page = WordingRulesPage(ctx)
        self.said: list[str] = []
        self.gone: list[bool] = []
        self.page.say.connect(self.said.append)
        self.page.back_requested.connect(lambda: self.gone.append(True))
        super().__init__(ctx, self.page, qtbot, "r42", size[0])
        self.window.resize(*size)
        self.page.open()
        QApplication.processEvents()

    def list(self, name: str) -> QListView:
        view = next(one for one in self.window.findChildren(QListView) if one.accessibleName() == name)
        assert view.isVisible(), name
        return view

    def rows(self, name: str = "All rules") -> list[str]:
        model = self.list(name).model()
        return [str(model.index(at, 0).data(SPOKEN)) for at in range(model.rowCount())]

    @property
    def shown(self) -> str:
        return "\n".join(one.text() for one in self.window.findChildren(QLabel) if one.isVisible())

    def view(self, name: str) -> None:
        button = next(
            one
            for one in self.window.findChildren(QWidget)
            if one.accessibleName().startswith(f"What to look at: {name}")
        )
        button.setFocus()
        QTest.keyClick(button, KEY.Key_Space)

    def dismiss(self) -> str:
        finding = self.ctx.wording.findings(BLAMING, Stage.TIMELINE, "r42")[0]
        return self.ctx.wording.dismiss_fine(finding, BLAMING, "r42")


@pytest.fixture
def person(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Person:
    return Person(ctx, memory, qtbot)


def test_every_rule_is_there_with_where_and_how_loud(person: Person) -> None:
    rows = person.rows()
    assert len(rows) == 17
    assert rows[2] == "Counterfactual, BW03, on, High · Timeline, Factors, Summary, Report. Space switches it off"


def test_a_rule_shows_why_whence_and_what(person: Person) -> None:
    person.press(KEY.Key_Down)
    person.press(KEY.Key_Down)
    for told in (
        "It tells of a past that did not happen",
        "Asked in: Timeline, Factors, Summary",
        "Dekker",
        "Asks about:",
    ):
        assert told in person.shown


def test_space_switches_a_rule_off_for_every_editor_and_on_again(person: Person) -> None:
    wording = person.ctx.wording
    assert [one.rule for one in wording.findings(BLAMING, Stage.TIMELINE, "r42")] == ["BW03"]
    told: list[bool] = []
    wording.changed.connect(lambda: told.append(True))
    person.press(KEY.Key_Down)
    person.press(KEY.Key_Down)
    person.press(KEY.Key_Space)
    assert wording.findings(BLAMING, Stage.TIMELINE, "r42") == ()
    assert told
    assert ", off, " in person.rows()[2]
    assert "17 rules, 1 off" in person.shown
    person.press(KEY.Key_Space)
    assert [one.rule for one in wording.findings(BLAMING, Stage.TIMELINE, "r42")] == ["BW03"]
    assert wording.choices() == ()


def test_a_click_on_the_switch_turns_and_a_click_beside_it_does_not(person: Person) -> None:
    view = person.list("All rules")
    row = view.visualRect(view.model().index(1, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 200, row.center().y()))
    assert person.ctx.wording.choices() == ()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 24, row.center().y()))
    assert [(one.kind, one.rule) for one in person.ctx.wording.choices()] == [(WordingChoiceKind.NEVER, "BW02")]


def test_a_phrase_of_ones_own_is_asked_about_and_taken_back(person: Person) -> None:
    person.type("Add a phrase to Person as cause", "wet  paint", enter=True)
    text = "It was wet paint again."
    assert [one.rule for one in person.ctx.wording.findings(text, Stage.TIMELINE, "r42")] == ["BW01"]
    person.focus("Your own phrases")
    assert person.rows("Your own phrases") == ["wet paint. Del takes it back"]
    person.press(KEY.Key_Delete)
    assert person.ctx.wording.findings(text, Stage.TIMELINE, "r42") == ()


def test_what_could_never_act_is_not_listed_and_the_line_says_why(person: Person) -> None:
    line = "Add a phrase to Person as cause"
    person.type(line, "...", enter=True)
    assert person.text(line) == "..."
    person.type(line, "can't be bothered", enter=True)
    assert person.text(line) == ""
    person.type(line, "CAN'T be bothered", enter=True)
    assert [one.text for one in person.ctx.wording.choices()] == ["can't be bothered"]
    person.view("People and machines")
    person.type("Add a noun that means a person", "12", enter=True)
    assert person.said == [
        "“...” has no letter and no figure. Which words shall it ask about?",
        "“CAN'T be bothered” is there already. Which other words shall it ask about?",
        "“12” has no letter. Which noun is meant?",
    ]


def test_a_half_typed_phrase_stays_with_its_rule(person: Person) -> None:
    person.type("Add a phrase to Person as cause", "butter")
    person.focus("All rules")
    person.press(KEY.Key_Down)
    assert person.text("Add a phrase to Omission as explanation") == ""
    person.press(KEY.Key_Up)
    assert person.text("Add a phrase to Person as cause") == "butter"


def test_a_rule_of_fields_takes_no_phrases(person: Person) -> None:
    for _ in range(14):
        person.press(KEY.Key_Down)
    assert "Owner or date missing" in person.shown
    assert not any(name.startswith("Add a phrase") for name in person.names())


def walked(person: Person) -> list[str]:
    """Return what has the keyboard at each region, from the next one on and round."""
    met: list[str] = []
    while len(met) < 6 and (not met or met[-1] != met[0] or len(met) == 1):
        person.page.walk(1)
        focus = QApplication.focusWidget()
        assert focus is not None
        met.append(focus.accessibleName())
    return met[:-1]


def test_f6_leads_to_lines_where_letters_go_and_not_to_empty_lists(person: Person) -> None:
    person.focus("All rules")
    assert walked(person) == [
        "Add a phrase to Person as cause",
        "What to look at: Rules 17",
        "All rules",
    ]
    for _ in range(14):
        person.focus("All rules")
        person.press(KEY.Key_Down)
    assert walked(person) == ["What to look at: Rules 17", "All rules"]
    person.view("People and machines")
    person.focus("Add a noun that means a person")
    assert walked(person) == [
        "Add a noun that means a machine",
        "What to look at: People and machines 0",
        "Add a noun that means a person",
    ]
    person.type("Add a noun that means a person", "Gatekeeper", enter=True)
    person.focus("People here")
    person.page.walk(1)
    assert QApplication.focusWidget() is person.named("Add a noun that means a machine")


def test_nouns_are_added_and_taken_back(person: Person) -> None:
    person.view("People and machines")
    person.type("Add a noun that means a person", "Gatekeeper", enter=True)
    person.type("Add a noun that means a machine", "watcher", enter=True)
    kinds = {one.text: one.kind for one in person.ctx.wording.choices()}
    assert kinds == {"gatekeeper": WordingChoiceKind.ROLE, "watcher": WordingChoiceKind.MACHINE}
    person.focus("People here")
    person.press(KEY.Key_Delete)
    assert [one.text for one in person.ctx.wording.choices()] == ["watcher"]


def test_what_was_let_stand_is_listed_and_taken_back_by_key(person: Person) -> None:
    person.dismiss()
    person.ctx.wording.dismiss_in_review("BW12", "r42")
    person.view("Let stand")
    assert person.rows(DISMISSED) == [
        "Single cause, Not in this review · R-42. Del takes it back",
        "“should have checked” is fine here, Counterfactual · R-42. Del takes it back",
    ]
    person.focus(DISMISSED)
    person.press(KEY.Key_Down)
    person.press(KEY.Key_Delete)
    assert len(person.rows(DISMISSED)) == 1
    assert [one.rule for one in person.ctx.wording.findings(BLAMING, Stage.TIMELINE, "r42")] == ["BW03"]
    assert person.said == ["Taken back: asked about again"]


def test_and_by_click(person: Person) -> None:
    person.dismiss()
    person.view("Let stand")
    view = person.list(DISMISSED)
    row = view.visualRect(view.model().index(0, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 30, row.center().y()))
    assert person.ctx.wording.choices()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.right() - 30, row.center().y()))
    assert person.ctx.wording.choices() == ()


def test_esc_asks_to_go_back_from_lists_and_lines(person: Person) -> None:
    person.press(KEY.Key_Escape)
    person.focus("Add a phrase to Person as cause")
    person.press(KEY.Key_Escape)
    assert person.gone == [True, True]


def test_the_page_says_that_nothing_of_it_leaves(person: Person) -> None:
    assert "No report, no export and no saved copy holds any of it." in person.shown


def test_a_full_disk_switches_nothing(person: Person, memory: MemoryLibrary) -> None:
    memory.full = True
    person.press(KEY.Key_Space)
    assert ", on, " in person.rows()[0]
    assert person.said == []


def test_reading_only_offers_no_switch(
    make_context: Callable[..., Context], memory: MemoryLibrary, qtbot: QtBot
) -> None:
    person = Person(make_context(read_only=True), memory, qtbot)
    person.press(KEY.Key_Space)
    assert person.ctx.wording.choices() == ()


@pytest.mark.parametrize(
    ("scale", "size"), [(100, (1280, 640)), (200, (1280, 640)), (200, (640, 400)), (100, (360, 300))]
)
def test_fits_without_losing_a_control(
    ctx: Context, memory: MemoryLibrary, qtbot: QtBot, scale: int, size: tuple[int, int]
) -> None:
    ctx.look.set_scale(scale)
    person = Person(ctx, memory, qtbot, size)
    assert person.list("All rules").viewport().height() >= ctx.look.px(46)
    for view, name in (("People and machines", "People here"), ("Let stand", DISMISSED)):
        person.view(view)
        assert person.list(name).height() > 0
