"""Wording at the end: vague actions once in readiness, and what would leave with the report, by keys and names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from memory_library import MemoryLibrary
from payment_story import many_events, story
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView
from pytestqt.qtbot import QtBot
from stage_person import KEY, StagePerson
from test_close import HeldPublisher, WhitePages

from pmdesk.domain.items import Action
from pmdesk.domain.review import Review
from pmdesk.ui.context import Context
from pmdesk.ui.stages.close import ClosePage
from pmdesk.ui.widgets.gaps_column import GapsColumn

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
LEAVING = "What would leave with the report"


def with_names() -> Review:
    one = story()
    events = {**one.events, "e0": replace(one.events["e0"], text="@night-rota starts the rollout, Priya Raman watches")}
    return replace(one, summary="The outage lasted an hour. Write to kv.berg@example.org.", events=events)


class Person(StagePerson):
    """In front of the Close stage."""

    def __init__(self, ctx: Context, memory: MemoryLibrary, review: Review, qtbot: QtBot) -> None:
        memory.reviews[review.id] = review
        self.page = ClosePage(ctx)
        ctx.bridge.changed.connect(self.page.on_changed)
        self.gone: list[tuple[str, str, str]] = []
        self.page.go.connect(lambda *place: self.gone.append(place))
        self.page.show_review(review.id)
        super().__init__(ctx, self.page, qtbot, review.id)
        self.page.focus_first()

    @property
    def shown(self) -> str:
        return "\n".join(one.text() for one in self.window.findChildren(QLabel) if one.isVisible())

    def rows(self, name: str) -> list[str]:
        view = self.list(name)
        return [str(view.model().index(at, 0).data(SPOKEN)) for at in range(view.model().rowCount())]

    def list(self, name: str) -> QListView:
        view = self.named(name)
        assert isinstance(view, QListView)
        return view

    def wait(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: text in self.shown)


@pytest.fixture
def open_close(make_context: Callable[..., Context], memory: MemoryLibrary, qtbot: QtBot) -> Callable[[Review], Person]:
    ctx = make_context(publisher=HeldPublisher(), pages=WhitePages())
    return lambda review: Person(ctx, memory, review, qtbot)


def test_names_and_outages_are_listed_with_their_place(open_close: Callable[[Review], Person]) -> None:
    person = open_close(with_names())
    person.wait("3 names would leave, “outage” stands for a part once")
    rows = person.rows(LEAVING)
    assert [row.partition(". ")[0] for row in rows] == [
        "“outage”, Prepare, Summary",
        "“kv.berg@example.org”, Prepare, Summary",
        "“@night-rota”, Timeline, 14:02",
        "“Priya Raman”, Timeline, 14:02",
    ]


def test_each_opens_its_place_by_key_and_by_click(open_close: Callable[[Review], Person]) -> None:
    person = open_close(with_names())
    person.wait("3 names would leave")
    view = person.focus(LEAVING)
    person.press(KEY.Key_Down)
    person.press(KEY.Key_Down)
    person.press(KEY.Key_Return)
    assert isinstance(view, QListView)
    row = view.visualRect(view.model().index(0, 0))
    view.scrollToTop()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 40, row.center().y()))
    assert person.gone == [("timeline", "event", "e0"), ("prepare", "review", "summary")]


def test_fine_here_takes_a_place_away_and_it_can_come_back(open_close: Callable[[Review], Person]) -> None:
    person = open_close(with_names())
    person.wait("3 names would leave")
    person.focus(LEAVING)
    person.press(KEY.Key_Delete)
    person.press(KEY.Key_F)
    assert "2 names would leave" in person.shown
    assert [row.partition(",")[0] for row in person.rows(LEAVING)] == ["“@night-rota”", "“Priya Raman”"]
    person.ctx.wording.take_back_last()
    assert "3 names would leave" in person.shown


def test_owners_by_name_are_told_as_soon_as_they_are_chosen(open_close: Callable[[Review], Person]) -> None:
    person = open_close(story())
    person.wait("No name would leave, as far as the words tell")
    button = person.named("Owners in the action table: Names")
    button.setFocus()
    QTest.keyClick(button, KEY.Key_Space)
    person.wait("4 names would leave")
    assert person.rows(LEAVING)[0].startswith("“Ana”, Actions, A1 owner.")


def test_the_publish_line_says_it_and_saves_all_the_same(
    open_close: Callable[[Review], Person], tmp_path: pytest.TempPathFactory
) -> None:
    person = open_close(with_names())
    person.page.run("report.publish")
    person.wait("3 names would leave")
    assert person.shown.count("3 names would leave") == 2
    person.type("File of the PDF", f"{tmp_path}/out.pdf", enter=True)
    person.wait("Saved out.pdf")


def test_a_rule_that_is_switched_off_is_silent_here_too(open_close: Callable[[Review], Person]) -> None:
    person = open_close(with_names())
    person.wait("3 names would leave")
    choice = person.ctx.wording.dismiss_never("BW16")
    person.qtbot.waitUntil(
        lambda: "would leave" not in person.shown and "“outage” stands for a part once" in person.shown
    )
    person.ctx.wording.take_back(choice)
    person.wait("3 names would leave")


def test_another_review_shows_nothing_of_the_first(
    open_close: Callable[[Review], Person], memory: MemoryLibrary
) -> None:
    person = open_close(with_names())
    person.wait("3 names would leave")
    memory.reviews["r43"] = replace(story(), id="r43")
    person.page.show_review("r43")
    person.wait("No name would leave")
    assert LEAVING not in person.names()


def test_a_long_review_is_looked_at_while_keys_still_work(open_close: Callable[[Review], Person]) -> None:
    long = many_events(3000)
    events = {name: replace(one, text=f"{one.text} of @night-rota") for name, one in long.events.items()}
    person = open_close(replace(long, events=events))
    person.page.run("report.publish")
    person.type("File of the PDF", "typed meanwhile")
    assert person.text("File of the PDF") == "typed meanwhile"
    person.wait("1 name would leave")
    assert len(person.rows(LEAVING)) == 200


def _nothing(_event: QKeyEvent) -> bool:
    return False


@pytest.fixture
def gaps(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Callable[..., list[str]]:
    column = GapsColumn(ctx, _nothing)
    qtbot.addWidget(column)

    def about(**fields: object) -> list[str]:
        review = story()
        given: dict[str, object] = {"owner": "p1", "agreed": True, "due": review.actions["a0"].due, **fields}
        action: Action = replace(review.actions["a7"], **given)
        review = replace(review, actions={"a0": review.actions["a0"], "a7": action})
        memory.reviews[review.id] = review
        column.show_review(review)
        model = column.list.model()
        said = [str(model.index(at, 0).data(SPOKEN)) for at in range(model.rowCount())]
        return [one.removeprefix("Open: A2: ") for one in said if one.startswith("Open: A2: ")]

    return about


def test_readiness_asks_a_vague_action_once_and_not_for_done_when_again(gaps: Callable[..., list[str]]) -> None:
    told = gaps()
    assert len(told) == 1
    parts = "what will be different, what will be there, which number shows it, when it is done"
    assert told[0].startswith(f"Open here: {parts}. How would a stranger see that it is done?")
    assert gaps(done_when="an alert fires at 10 waiting requests") == []


def test_readiness_asks_about_care_and_about_a_date_that_has_passed(
    gaps: Callable[..., list[str]], ctx: Context
) -> None:
    assert gaps(text="Be more careful with limits")[0].startswith("It rests on people taking care.")
    day = ctx.clock.now().to_tz("Europe/Berlin").date().add(days=-1)
    bounded = {"text": "Alert when 10 requests wait", "done_when": "it fires in the drill"}
    assert [one.partition(".")[0] for one in gaps(due=day, **bounded)] == ["The date has passed"]


def test_a_rule_of_fields_that_is_off_asks_for_no_date(gaps: Callable[..., list[str]], ctx: Context) -> None:
    bounded = {"text": "Alert when 10 requests wait", "done_when": "it fires in the drill"}
    assert [one.partition(".")[0] for one in gaps(due=None, **bounded)] == ["There is no date"]
    ctx.wording.dismiss_never("BW15")
    assert gaps(due=None, **bounded) == []
    QApplication.processEvents()
