"""The Close stage, driven by keys and accessible names, with a publisher that can be held up."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from memory_library import MemoryLibrary
from payment_story import at, many_events, story
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QMainWindow, QTableView, QWidget
from pytestqt.qtbot import QtBot
from settling import settle, throw_away

from pmdesk.domain.items import Person, Quiet
from pmdesk.domain.review import Review, ReviewStatus
from pmdesk.editing.ports import CancelledError, KnownError, Pictures, Published, PublishOptions, Watch
from pmdesk.editing.public_review import PublicReview, Withheld, public_review
from pmdesk.editing.words import Words
from pmdesk.ui.context import Context
from pmdesk.ui.models.readiness import GROUPS
from pmdesk.ui.stages.close import ClosePage
from pmdesk.ui.widgets.publish_line import file_name

KEY = Qt.Key


class HeldPublisher:
    """Makes a report at once, or when ``go`` is set; counts what it was asked."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.go.set()
        self.started = threading.Event()
        self.asked: list[tuple[Review, PublishOptions]] = []
        self.cancelled = 0
        self.missing = ""
        self.error: KnownError | None = None

    def pdf(self, review: Review, options: PublishOptions, _pictures: Pictures, watch: Watch) -> Published:
        self.asked.append((review, options))
        self.started.set()
        watch.progress(0.5)
        while not self.go.wait(0.01):
            if watch.cancelled():
                self.cancelled += 1
                raise CancelledError
        return Published(pdf=f"%PDF {len(self.asked)}".encode(), pages=3, missing=self.missing)

    def outside(self, review: Review, options: PublishOptions) -> PublicReview:
        hidden = frozenset({Withheld.NAMES})
        return public_review(
            review,
            hidden,
            owner_names=options.owner_names,
            participant="participant",
            facilitator="facilitator",
            address=str,
        )

    def write(self, path: Path, data: bytes) -> None:
        if self.error is not None:
            raise self.error
        path.write_bytes(data)


class WhitePages:
    """Pages without anything on them."""

    def __init__(self) -> None:
        self.drawn: list[tuple[bytes, int]] = []

    def page(self, pdf: bytes, number: int, width: int) -> tuple[int, int, bytes]:
        self.drawn.append((pdf, number))
        height = width * 297 // 210
        return width, height, b"\xff" * (width * height * 4)


class Stage:
    """A person in front of the stage."""

    def __init__(self, ctx: Context, memory: MemoryLibrary, review: Review, qtbot: QtBot) -> None:
        memory.reviews[review.id] = review
        self.ctx, self.review_id, self.qtbot = ctx, review.id, qtbot
        self.publisher: HeldPublisher = ctx.publisher  # type: ignore[assignment]
        self.page = ClosePage(ctx)
        ctx.bridge.changed.connect(self.page.on_changed)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.page)
        self.window.resize(920, 820)
        qtbot.addWidget(self.window)
        self.gone: list[tuple[str, str, str]] = []
        self.page.go.connect(lambda *place: self.gone.append(place))
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

    def shown(self, name: str) -> bool:
        return any(one.accessibleName() == name and one.isVisible() for one in self.window.findChildren(QWidget))

    def says(self, text: str) -> bool:
        return any(text in one.text() and one.isVisible() for one in self.window.findChildren(QLabel))

    def lines(self) -> list[str]:
        model = self.named("Ready to publish?").model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(at, 0).data(role)) for at in range(model.rowCount())]

    @property
    def chosen(self) -> str:
        view = self.named("Ready to publish?")
        assert isinstance(view, QListView)
        return str(view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    def matrix(self) -> QTableView:
        table = self.named("What supports what: factors, their evidence and their actions")
        assert isinstance(table, QTableView)
        return table

    def key(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.page, key)
            settle()

    def wait_pages(self) -> None:
        self.qtbot.waitUntil(lambda: self.shown("Preview of the report, page 1 of 3"))

    def save_as(self, path: Path) -> None:
        self.page.run("report.publish")
        box = self.named("File of the PDF")
        assert isinstance(box, QLineEdit)
        box.setText(str(path))
        box.setFocus()
        self.key(KEY.Key_Return)


@pytest.fixture
def open_stage(
    make_context: Callable[..., Context], memory: MemoryLibrary, qtbot: QtBot
) -> Iterator[Callable[..., Stage]]:
    publisher = HeldPublisher()

    def make(review: Review | None = None) -> Stage:
        ctx = make_context(publisher=publisher, pages=WhitePages())
        return Stage(ctx, memory, review or story(), qtbot)

    yield make
    publisher.go.set()
    throw_away()


BOUNDED = {
    "a5": "Pool panels first on the on-call dashboard",
    "a6": "The rollout tool writes into the channel of each team",
    "a7": "Alert when 10 requests wait for a connection",
}
"""Vague actions of the story, as a room would reword them."""


def whole() -> Review:
    """Return the story without a gap."""
    review = story()
    quiets = {"q0": Quiet(id="q0", after="e4", before="e5"), "q1": Quiet(id="q1", after="e6", before="e7")}
    factors = {**review.factors, "f4": replace(review.factors["f4"], evidence=frozenset({"e0"}))}
    actions = {
        name: replace(
            one,
            text=BOUNDED.get(name, one.text),
            agreed=True,
            owner="p1",
            done_when="it is there",
            due=review.actions["a0"].due,
        )
        for name, one in review.actions.items()
    }
    return replace(review, quiets=quiets, factors=factors, actions=actions)


def test_every_problem_belongs_to_a_group(ctx: Context) -> None:
    known = {problem for group in GROUPS.values() for problem in group}
    table = ctx.words._find("problems")
    assert isinstance(table, dict)
    assert known == set(table)


def test_slots_that_a_rewrite_left_are_one_line_that_opens_each_of_them(open_stage: Callable[..., Stage]) -> None:
    review = whole()
    first, second = sorted(review.events)[:2]
    events = {
        **review.events,
        first: replace(review.events[first], text="Bob {did what} about 1,200 alerts"),
        second: replace(review.events[second], text="{Who} saw it"),
    }
    stage = open_stage(replace(review, events=events, summary="The limit {came from where}. It grew."))
    (pile,) = [one for one in stage.lines() if one.startswith("Open: ")]
    assert pile == "Open: 3 places still hold a slot of a rewrite. What goes there? Enter shows them"
    stage.key(KEY.Key_Return)
    told = [one for one in stage.lines() if "{" in one]
    assert len(told) == 3
    assert told[0] == "Open: {came from where} is still to be filled in. What goes there? Enter goes to Prepare"
    stage.key(KEY.Key_Down, KEY.Key_Return)
    assert stage.gone == [("prepare", "review", "summary")]
    stage.page.focus_first()
    stage.key(KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert stage.gone[-1][:2] == ("timeline", "event")
    assert stage.gone[-1][2] in {first, second}


def test_an_idea_that_holds_a_slot_is_named_by_its_number(open_stage: Callable[..., Stage]) -> None:
    review = whole()
    idea = replace(review.actions["d0"], text="One pool for {whom}")
    review = replace(review, actions={**review.actions, "d0": idea}, summary="The limit {came from where}.")
    stage = open_stage(review)
    stage.key(KEY.Key_Return)
    assert "Open: I1: One pool for {whom}. What goes there? Enter goes to Actions" in stage.lines()


def test_one_slot_is_one_gap_with_its_place(open_stage: Callable[..., Stage]) -> None:
    review = whole()
    factor = next(iter(review.factors.values()))
    text = replace(factor, statement="The step stood in {where}")
    stage = open_stage(replace(review, factors={**review.factors, factor.id: text}))
    (gap,) = [one for one in stage.lines() if one.startswith("Open: ")]
    assert "{where} is still to be filled in. What goes there? Enter goes to Factors" in gap


def test_readiness_in_plain_words(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    lines = stage.lines()
    assert stage.says("5 of 8 ready, 7 gaps you may leave open")
    assert "Ready: Title, severity, impact, detection and trigger" in lines
    assert "Ready: Summary, 12 words" in lines
    assert "Ready: 5 of 5 key moments" in lines
    assert "Ready: 5 factors, not only technical" in lines
    wanted = "Open: F5 leans on no entry yet. Which moment of the timeline shows it? Enter goes to Factors"
    assert wanted in lines
    silences = "2 silences in the timeline are unexplained. What happened here, or was it quiet?"
    assert f"Open: {silences} Enter shows them" in lines
    assert any(line.startswith("Open: 4 actions leave open: ") for line in lines)
    assert len(lines) == 8


def test_a_blank_review_says_what_is_missing_first(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage(Review(id="r1"))
    assert stage.says("0 of 5 ready, 13 gaps you may leave open")
    assert len(stage.lines()) == 5
    assert any("5 key moments have no time yet" in line for line in stage.lines())
    stage.key(KEY.Key_Home, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert any("Impact starts: no time yet." in line for line in stage.lines())
    assert stage.says("No factors yet. How did our system allow this?")


def test_with_nothing_open_all_is_ready(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage(whole())
    assert stage.says("All 8 ready")
    said: list[str] = []
    stage.page.say.connect(said.append)
    stage.key(KEY.Key_G)
    assert said == ["Nothing is open. What else would a reader ask?"]
    assert len(stage.lines()) == 8


def test_the_next_gap_by_key_and_its_place_by_enter(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    assert stage.named("Ready to publish?") is QApplication.focusWidget()
    assert stage.chosen.startswith("Open: 2 silences in the timeline")
    for _ in range(8):
        stage.key(KEY.Key_G, KEY.Key_Return)
    assert stage.gone[:3] == [("timeline", "event", "e4"), ("timeline", "event", "e6"), ("factors", "factor", "f4")]
    assert [entity for _stage, _kind, entity in stage.gone[3:]] == ["a4", "a5", "a6", "a7", "e4"]


def test_an_entry_that_has_two_gaps_lets_the_key_pass(open_stage: Callable[..., Stage]) -> None:
    """A silence follows it, and it ends before it starts: G comes to both, and to what stands between them."""
    review = story()
    turned = replace(review.events["e4"], time=replace(at(14, 31), latest=at(14, 30).earliest))
    stage = open_stage(replace(review, events={**review.events, "e4": turned}))
    reached: list[str] = []
    for _ in range(9):
        stage.key(KEY.Key_G, KEY.Key_Return)
        reached.append(stage.chosen)
    assert [entity for _stage, _kind, entity in stage.gone] == ["e4", "e6", "e4", "f4", "a4", "a5", "a6", "a7", "e4"]
    assert reached[0] == reached[8]
    assert len(set(reached)) == 8


def test_a_line_says_how_many_and_shows_them(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.key(KEY.Key_End)
    assert stage.chosen.startswith("Open: 4 actions leave open: ")
    stage.key(KEY.Key_Return)
    assert stage.gone == []
    actions = [line for line in stage.lines() if line.startswith("Open: A")]
    assert [line[6:8] for line in actions] == ["A5", "A6", "A7", "A8"]
    asked = "What would hold on a bad day? Who? By when?"
    assert actions[2] == f"Open: A7: Remind teams to announce rollouts. {asked} Enter goes to Actions"
    stage.key(KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert stage.gone == [("actions", "action", "a5")]
    stage.key(KEY.Key_Up, KEY.Key_Up, KEY.Key_Space)
    assert not any(line.startswith("Open: A") for line in stage.lines())
    assert stage.chosen.endswith("Enter shows them")


def test_a_very_long_action_takes_a_few_lines_only(open_stage: Callable[..., Stage]) -> None:
    review = story()
    long = replace(review.actions["a7"], text="x" * 10_000)
    stage = open_stage(replace(review, actions={**review.actions, "a7": long}))
    stage.key(KEY.Key_End, KEY.Key_Return)
    assert stage.lines()[-1].startswith("Open: A8: xxx")
    assert max(len(line) for line in stage.lines()) < 300


def test_the_line_that_the_keys_reach_is_in_view(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.window.resize(900, 420)
    view = stage.named("Ready to publish?")
    assert isinstance(view, QListView)
    walks = ((KEY.Key_End,), (KEY.Key_Home,), *[(KEY.Key_G,)] * 8, (KEY.Key_End, KEY.Key_Return, KEY.Key_Down))
    for keys in walks:
        stage.key(*keys)
        row = view.visualRect(view.currentIndex())
        assert view.visibleRegion().contains(row.center())


def test_the_number_of_gaps_is_what_the_lines_show(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage(replace(story(), summary="", detected=None, mitigated=None))
    told = [re.match(r"Open: (\d+) (?:silences|key moments|actions)", line) for line in stage.lines()]
    counts = [int(one[1]) if one else 1 for one, line in zip(told, stage.lines(), strict=True) if "Open: " in line]
    assert stage.says(f"{8 - len(counts)} of 8 ready, {sum(counts)} gaps you may leave open")


def test_what_the_key_unfolds_folds_again_and_what_a_person_unfolded_stays(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.key(KEY.Key_G)
    assert stage.chosen.startswith("Open: 14:31: ")
    stage.key(KEY.Key_G, KEY.Key_G)
    assert stage.chosen.startswith("Open: F5 ")
    assert not any(line.startswith("Open: 14:31: ") for line in stage.lines())
    stage.key(KEY.Key_End, KEY.Key_Return, KEY.Key_G, KEY.Key_G, KEY.Key_G, KEY.Key_G, KEY.Key_G)
    assert stage.chosen.startswith("Open: 14:31: ")
    assert any(line.startswith("Open: A8: ") for line in stage.lines())


def test_key_moments_and_fields_are_revealed_by_name(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage(replace(story(), summary="", detected=None))
    for _ in range(10):
        stage.key(KEY.Key_Return, KEY.Key_G)
    places = set(stage.gone)
    assert ("prepare", "review", "summary") in places
    assert ("timeline", "review", "detected") in places


def test_a_closed_gap_leaves_the_list(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    table = stage.matrix()
    table.setFocus()
    assert table.model().index(4, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "F5: no evidence yet"
    table.setCurrentIndex(table.model().index(0, 1))
    stage.key(KEY.Key_Space)
    assert stage.review.factors["f0"].evidence == {"e0", "e1", "e7"}
    stage.key(KEY.Key_Space)
    assert stage.review.factors["f0"].evidence == {"e0", "e7"}
    table.setCurrentIndex(table.model().index(4, 0))
    stage.key(KEY.Key_Space)
    assert stage.review.factors["f4"].evidence == {"e0"}
    assert not any("F5 leans on no entry" in line for line in stage.lines())
    assert stage.says("6 of 8 ready, 6 gaps you may leave open")
    for _ in range(3):
        stage.ctx.bridge.undo()
    assert stage.review == story()
    assert any("F5 leans on no entry" in line for line in stage.lines())


def test_the_matrix_is_a_table_for_a_screen_reader(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    table = stage.matrix()
    spoken = QAccessible.queryAccessibleInterface(table)
    assert spoken.role() == QAccessible.Role.Table
    parts = [spoken.child(at) for at in range(spoken.childCount())]
    told = {role: [one.text(QAccessible.Text.Name) for one in parts if one.role() == role] for role in QAccessible.Role}
    assert len(told[QAccessible.Role.Cell]) == 5 * 18
    assert told[QAccessible.Role.RowHeader][0] == "F1 The new limit was below what peaks need"
    assert told[QAccessible.Role.ColumnHeader][0] == "14:02 Rollout of payments-config 1.2 begins"
    assert "F1, 14:02 Rollout of payments-config 1.2 begins: evidence" in told[QAccessible.Role.Cell]
    assert "F1, A1 Reject a pool limit below measured peak: serves it" in told[QAccessible.Role.Cell]
    assert "F2, A1 Reject a pool limit below measured peak: not linked" in told[QAccessible.Role.Cell]
    assert stage.says("3 key moments explain no factor; that can be fine")


def test_the_matrix_is_walked_by_arrows(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    table = stage.matrix()
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    stage.key(KEY.Key_Down, KEY.Key_Right, KEY.Key_Right)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 2)
    stage.key(KEY.Key_Return)
    assert stage.gone == [("factors", "factor", "f1")]


def test_the_pages_come_and_are_made_again_after_a_change(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.wait_pages()
    pages: WhitePages = stage.ctx.pages  # type: ignore[assignment]
    stage.qtbot.waitUntil(lambda: (b"%PDF 1", 0) in pages.drawn)
    assert stage.says("Page 1 of 3")
    preview = stage.named("Preview of the report, page 1 of 3")
    preview.setFocus()
    stage.key(KEY.Key_PageDown)
    assert stage.says("Page 2 of 3")
    stage.named("Larger pages").click()
    assert stage.named("Fit the width").text() == "125 %"
    table = stage.matrix()
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    stage.key(KEY.Key_Space)
    stage.qtbot.waitUntil(lambda: len(stage.publisher.asked) == 2)
    assert stage.publisher.asked[1][0] == stage.review
    stage.named("Owners in the action table: Names").click()
    stage.qtbot.waitUntil(lambda: len(stage.publisher.asked) == 3)
    assert stage.publisher.asked[2][1].owner_names
    assert stage.shown("Owners by name, all others by role")


def test_publishing_writes_the_very_bytes_of_the_preview(open_stage: Callable[..., Stage], tmp_path: Path) -> None:
    stage = open_stage()
    stage.wait_pages()
    target = tmp_path / "out.pdf"
    stage.save_as(target)
    stage.qtbot.waitUntil(lambda: stage.says("Saved out.pdf"))
    assert target.read_bytes() == b"%PDF 1"
    assert len(stage.publisher.asked) == 1
    assert stage.ctx.settings.get("publish.folder", "") == str(tmp_path)
    stage.named("Mark as published").click()
    assert stage.review.status is ReviewStatus.PUBLISHED
    stage.ctx.bridge.undo()
    assert stage.review.status is ReviewStatus.DRAFT
    assert stage.shown("Open the saved PDF")
    assert stage.shown("Show the saved PDF in its folder")


def test_the_proposed_name_is_safe_and_its_stem_is_chosen(open_stage: Callable[..., Stage], tmp_path: Path) -> None:
    stage = open_stage(replace(story(), title='..\\a/b: "c" <d>|?* Żółw' + "x" * 300))
    stage.ctx.settings.put("publish.folder", str(tmp_path))
    stage.page.run("report.publish")
    box = stage.named("File of the PDF")
    assert isinstance(box, QLineEdit)
    name = Path(box.text()).name
    assert name.startswith("R-42 a-b-c-d-żółwxxx")
    assert len(name) < 80
    assert box.selectedText() + ".pdf" == name
    stage.key(KEY.Key_Escape)
    assert not stage.shown("File of the PDF")


def test_the_proposed_name_of_the_file_names_nobody(words: Words) -> None:
    review = Review(
        id="r",
        number=42,
        title="Sam Okafor's deploy, seen by Ann Lee",
        facilitator="Ann Lee",
        people={"p": Person(id="p", name="Sam Okafor", role="on-call engineer")},
    )
    assert file_name(review, words) == "R-42 on-call-engineer-s-deploy-seen-by-facilitator.pdf"


def test_a_file_that_is_there_is_asked_about(open_stage: Callable[..., Stage], tmp_path: Path) -> None:
    stage = open_stage()
    stage.wait_pages()
    target = tmp_path / "out.pdf"
    target.write_bytes(b"older")
    stage.save_as(tmp_path / "out")
    assert stage.says("out.pdf is there already. Replace it?")
    assert stage.named("Another name") is QApplication.focusWidget()
    stage.key(KEY.Key_Space)
    assert target.read_bytes() == b"older"
    assert stage.named("File of the PDF") is QApplication.focusWidget()
    stage.key(KEY.Key_Return)
    stage.named("Replace it").click()
    stage.qtbot.waitUntil(lambda: stage.says("Saved out.pdf"))
    assert target.read_bytes() == b"%PDF 1"


def test_what_the_world_says_goes_to_the_banner_and_the_line_asks_again(
    open_stage: Callable[..., Stage], tmp_path: Path
) -> None:
    stage = open_stage()
    stage.wait_pages()
    told: list[KnownError] = []
    mended: list[bool] = []
    stage.ctx.bridge.trouble.connect(told.append)
    stage.ctx.bridge.mended.connect(lambda: mended.append(True))
    stage.publisher.error = KnownError("report.folder_missing", folder="there")
    stage.save_as(tmp_path / "out.pdf")
    stage.qtbot.waitUntil(lambda: told == [stage.publisher.error])
    assert mended == []
    assert stage.named("File of the PDF") is QApplication.focusWidget()
    stage.publisher.error = None
    stage.key(KEY.Key_Return)
    stage.qtbot.waitUntil(lambda: stage.says("Saved out.pdf"))
    assert mended == [True]


@pytest.mark.parametrize("ends", [KEY.Key_Return, KEY.Key_Escape])
def test_a_file_that_failed_no_longer_troubles_once_it_is_written_or_given_up(
    open_stage: Callable[..., Stage], tmp_path: Path, ends: Qt.Key
) -> None:
    """Nothing is said to be mended while the library itself cannot be written: that is told again."""

    def full() -> None:
        raise library

    library, folder = KnownError("storage.full"), KnownError("report.folder_missing", folder="there")
    stage = open_stage()
    stage.wait_pages()
    bridge, told, mended = stage.ctx.bridge, [], []
    bridge.trouble.connect(told.append)
    bridge.mended.connect(lambda: mended.append(True))
    for troubled in (False, True):
        told.clear()
        mended.clear()
        if troubled:
            bridge.keep(full)
        stage.publisher.error = folder
        stage.save_as(tmp_path / f"{troubled}.pdf")
        stage.qtbot.waitUntil(lambda: told[-1:] == [folder])
        stage.publisher.error = None
        stage.key(ends)
        stage.qtbot.waitUntil(lambda: stage.says("Saved ") or not stage.shown("File of the PDF"))
        assert (told, mended) == (([library, folder, library], []) if troubled else ([folder], [True]))
    bridge.keep(lambda: None)
    assert mended == [True]


def test_long_work_shows_progress_and_can_be_cancelled(open_stage: Callable[..., Stage], tmp_path: Path) -> None:
    stage = open_stage()
    stage.publisher.go.clear()
    stage.save_as(tmp_path / "out.pdf")
    stage.qtbot.waitUntil(stage.publisher.started.is_set)
    stage.qtbot.waitUntil(lambda: stage.shown("Cancel making the report"))
    assert stage.shown("How far the report is")
    stage.named("Cancel making the report").click()
    assert stage.says("Stopped. Nothing was written.")
    stage.qtbot.waitUntil(lambda: stage.publisher.cancelled >= 1)
    assert not stage.shown("Cancel making the report")
    assert list(tmp_path.iterdir()) == []
    stage.publisher.go.set()
    stage.named("Show the pages").click()
    stage.wait_pages()


def test_a_page_that_goes_stops_its_thread(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.publisher.go.clear()
    stage.qtbot.waitUntil(stage.publisher.started.is_set)
    stage.ctx.bridge.changed.disconnect(stage.page.on_changed)
    stage.window.takeCentralWidget().deleteLater()
    stage.qtbot.waitUntil(lambda: stage.publisher.cancelled == 1)


def test_letters_without_a_font_are_named(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.publisher.missing = "☃𓀀"
    stage.wait_pages()
    assert stage.says("No font here has these letters: ☃ 𓀀.")


def test_every_control_has_a_name_of_its_own(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage()
    stage.page.run("report.publish")
    names = [
        one.accessibleName()
        for one in stage.page.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert "" not in names
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("scale", "size"), [(100, (760, 620)), (200, (760, 620)), (200, (560, 500))])
def test_folds_to_one_side_where_there_is_no_room(
    open_stage: Callable[..., Stage], scale: int, size: tuple[int, int]
) -> None:
    stage = open_stage()
    stage.ctx.look.set_scale(scale)
    stage.window.resize(*size)
    stage.qtbot.waitUntil(lambda: stage.page.width() == size[0])
    if scale == 200:
        stage.named("What to look at: Pages").click()
        stage.wait_pages()
        stage.page.run("close.next_gap")
    assert stage.named("Ready to publish?") is QApplication.focusWidget()


def test_a_long_timeline_opens(open_stage: Callable[..., Stage]) -> None:
    stage = open_stage(many_events(5000))
    assert stage.matrix().model().columnCount() == 18
    assert any("entries" in line or "without an entry" in line for line in stage.lines())


def test_the_real_publisher_and_pages(
    make_context: Callable[..., Context], memory: MemoryLibrary, qtbot: QtBot, tmp_path: Path
) -> None:
    publishers = pytest.importorskip("pmdesk.reports.publisher")
    pages = pytest.importorskip("pmdesk.reports.pages")
    specs = pytest.importorskip("pmdesk.reports.spec")
    root = Path(__file__).resolve().parents[2] / "resources"
    ctx = make_context(pages=pages.PdfiumPages())
    team = specs.read_spec("team", (root / "reports" / "team.toml").read_text("utf-8"))
    publisher = publishers.ReportPublisher(
        words=ctx.words, fonts=root / "fonts", icons=root / "icons", report_specs={"team": team}
    )
    stage = Stage(replace(ctx, publisher=publisher), memory, story(), qtbot)
    qtbot.waitUntil(lambda: stage.says("Page 1 of"), timeout=20_000)
    target = tmp_path / "r.pdf"
    stage.save_as(target)
    qtbot.waitUntil(lambda: stage.says("Saved r.pdf"), timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF-")
    ctx.pages.close()
