"""A silent round: nobody can tell from page, file, log or drafts who wrote what, or when."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from stage_person import KEY, StagePerson

from pmdesk.domain.changes import Add, Batch
from pmdesk.meeting.after import after_meeting
from pmdesk.ui.context import Context
from pmdesk.ui.silent_round import SilentRound
from pmdesk.ui.widgets.popover import Popover

THOUGHTS = ("nobody told the night shift", "the graph looked smooth", "the limit was lowered on a Friday")


class Page(QWidget):
    """A page with a line, over which the round lies."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.said: list[str] = []
        self.stages: list[tuple[str, str, str]] = []
        column = QVBoxLayout(self)
        under = QLabel("Private note: let Kim speak first")
        column.addWidget(under)
        line = QLineEdit()
        line.setAccessibleName("A line of the page")
        column.addWidget(line)
        self.order: list[str] = []
        self.round = SilentRound(ctx, self, self._reverse)
        self.round.say.connect(self.said.append)
        self.round.shown.connect(lambda *told: self.stages.append(told))

    def _reverse(self, found: list[tuple[str, str]]) -> None:
        found.reverse()
        self.order = [text for _entry, text in found]


@pytest.fixture
def seated(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Callable[..., tuple[StagePerson, Page]]:
    def seat() -> tuple[StagePerson, Page]:
        memory.reviews.setdefault("r42", story())
        page = Page(ctx)
        me = StagePerson(ctx, page, qtbot, "r42", 900)
        page.round.show_review("r42")
        return me, page

    return seat


def said(me: StagePerson) -> str:
    return "\n".join(one.text() for one in me.window.findChildren(QLabel) if one.isVisible())


def test_entries_stay_hidden_until_they_are_shown_shuffled_as_one_step(
    seated: Callable[..., tuple[StagePerson, Page]], memory: MemoryLibrary, ctx: Context
) -> None:
    me, page = seated()
    before = set(me.review.factors)
    page.round.start("factors")
    for count, thought in enumerate(THOUGHTS, start=1):
        me.type("One thought", thought, enter=True)
        assert me.text("One thought") == ""
        assert f"{count} thought" in said(me)
        assert thought not in said(me)
    assert me.review.factors.keys() == before
    assert len(memory.entries) == 0
    me.click("Show them, shuffled")
    added = [one for one in me.review.ordered("factor") if one.id not in before]
    assert [one.statement for one in added] == page.order  # type: ignore[union-attr]
    assert {one.statement for one in added} == set(THOUGHTS)  # type: ignore[union-attr]
    assert memory.drafts_under("silent") == {}
    assert page.stages == [("factors", "factor", added[0].id)]
    assert not page.round.isVisible()
    assert not page.round.running
    (entry,) = memory.entries
    assert isinstance(entry.change, Batch)
    assert all(isinstance(one, Add) for one in entry.change.changes)
    ctx.bridge.undo()
    assert me.review.factors.keys() == before


def test_what_was_written_can_be_shown_after_the_meeting_has_ended(
    seated: Callable[..., tuple[StagePerson, Page]], memory: MemoryLibrary, ctx: Context
) -> None:
    me, page = seated()
    before = set(me.review.factors)
    page.round.start("factors")
    me.type("One thought", THOUGHTS[0], enter=True)
    ctx.meeting.replace("r42", after_meeting(ctx.meeting.state("r42")))
    me.click("Show them, shuffled")
    added = [one for one in me.review.ordered("factor") if one.id not in before]
    assert [one.statement for one in added] == [THOUGHTS[0]]  # type: ignore[union-attr]
    assert memory.drafts_under("silent") == {}


def test_pasted_lines_are_entries_of_their_own_and_a_half_typed_one_counts_at_the_end(
    seated: Callable[..., tuple[StagePerson, Page]], memory: MemoryLibrary
) -> None:
    me, page = seated()
    page.round.start("timeline")
    line = me.focus("One thought")
    QApplication.clipboard().setText("- first note\n\n2) second note\n")
    me.press(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    me.press(KEY.Key_Return)
    assert len(memory.drafts_under("silent:r42:")) == 2
    me.type("One thought", "half typed")
    page.round.reveal()
    texts = {event.text for event in me.review.events.values()}
    assert {"first note", "second note", "half typed"} <= texts
    assert not any(event.time.placed for event in me.review.events.values() if "note" in event.text)
    assert not [key for key in memory.texts if key.startswith("silent")]
    assert line is not None


def test_leaving_keeps_the_round_and_its_clock_goes_on(
    seated: Callable[..., tuple[StagePerson, Page]], ctx: Context
) -> None:
    me, page = seated()
    before = me.focus("A line of the page")
    page.round.start("factors")
    me.type("One thought", THOUGHTS[0], enter=True)
    assert "5:00 left" in said(me)
    me.press(KEY.Key_Escape)
    assert not page.round.isVisible()
    assert QApplication.focusWidget() is before, "the keyboard is where it was"
    assert page.round.running
    assert "1 written" in page.said[-1]
    ctx.clock.at = ctx.clock.at.add(seconds=200)  # type: ignore[attr-defined]
    page.round.start("actions")
    assert "1:40 left" in said(me)
    assert "Which conditions" in said(me)
    ctx.clock.at = ctx.clock.at.add(seconds=200)  # type: ignore[attr-defined]
    me.click("Two more minutes for the silent round")
    assert "0:20 left" in said(me)


def test_after_a_crash_between_showing_and_erasing_nothing_is_shown_twice(
    seated: Callable[..., tuple[StagePerson, Page]], memory: MemoryLibrary
) -> None:
    me, page = seated()
    page.round.start("factors")
    for thought in THOUGHTS:
        me.type("One thought", thought, enter=True)
    left = dict(memory.texts)
    page.round.reveal()
    count = len(me.review.factors)
    memory.texts.update(left)
    page.round.show_review("r42")
    assert memory.drafts_under("silent:") == {}
    assert len(me.review.factors) == count


def test_a_full_disk_keeps_the_line_and_every_entry(
    seated: Callable[..., tuple[StagePerson, Page]], memory: MemoryLibrary
) -> None:
    me, page = seated()
    page.round.start("factors")
    me.type("One thought", THOUGHTS[0], enter=True)
    memory.full = True
    me.type("One thought", THOUGHTS[1], enter=True)
    assert me.text("One thought") == THOUGHTS[1]
    before = len(me.review.factors)
    page.round.reveal()
    assert page.round.isVisible()
    assert len(me.review.factors) == before
    memory.full = False
    page.round.reveal()
    assert len(me.review.factors) == before + 2


def test_on_a_full_disk_nobody_writes_behind_the_thought_of_another(
    seated: Callable[..., tuple[StagePerson, Page]], memory: MemoryLibrary
) -> None:
    me, page = seated()
    before = len(me.review.factors)
    page.round.start("factors")
    memory.full = True
    me.type("One thought", THOUGHTS[0], enter=True)
    for thought in THOUGHTS[1:]:
        QTest.keyClicks(me.named("One thought"), thought)
        assert me.text("One thought") == thought
        me.press(KEY.Key_Return)
    page.round.reveal()
    assert page.round.isVisible()
    memory.full = False
    page.round.reveal()
    assert len(me.review.factors) == before + len(THOUGHTS)
    assert {one.statement for one in me.review.factors.values()} >= set(THOUGHTS)
    assert memory.drafts_under("silent") == {}


def test_the_sheet_covers_everything_and_tab_stays_on_it(seated: Callable[..., tuple[StagePerson, Page]]) -> None:
    me, page = seated()
    page.round.start("close")
    assert page.round.geometry() == page.rect()
    met = me.tabs("One thought", 6)
    assert set(met) == {
        "One thought", "Hand it on", "Show them, shuffled", "Two more minutes for the silent round", "Back to the page"
    }  # fmt: skip


def test_what_lies_under_the_sheet_is_out_of_reach_and_comes_back(
    seated: Callable[..., tuple[StagePerson, Page]],
) -> None:
    me, page = seated()
    line = me.focus("A line of the page")
    Popover(me.ctx.look, me.window, "What floats").show_at(QRect(0, 0, 10, 10))
    page.round.start("close")
    assert QApplication.focusWidget() is me.named("One thought")
    assert "What floats" not in me.names()
    assert "Private note" not in said(me)
    assert "A line of the page" not in me.names()
    line.setFocus()  # as a chord does whose place lies under the sheet
    assert QApplication.focusWidget() is me.named("One thought")
    page.round.start("close")
    page.round.leave()
    assert "Private note" in said(me)
    assert QApplication.focusWidget() is me.named("A line of the page")
    page.round.start("close")
    page.round.show_review("another")
    assert "A line of the page" in me.names(), "another review has no sheet"


def test_reading_only_starts_no_round(make_context: Callable[..., Context], memory: MemoryLibrary) -> None:
    memory.reviews["r42"] = story()
    page = Page(make_context(read_only=True))
    page.round.show_review("r42")
    page.round.start("factors")
    assert not page.round.running
    page.deleteLater()
