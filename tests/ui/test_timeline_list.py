"""The list of the timeline, driven by keys: edit, retime, mark, move, remove, answer gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from accessible_names import repeated, unnamed
from memory_library import MemoryLibrary
from payment_story import many_events, story
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from timeline_person import KEY, Facilitator, HandTimers, empty_review

from pmdesk.domain.items import Event, EventKind, EvidenceKind, Known
from pmdesk.domain.review import KeyMoment
from pmdesk.domain.timeline import gaps, in_order
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.popover import Popover

Make = Callable[..., Context]
SHIFT = Qt.KeyboardModifier.ShiftModifier
BOTH = Qt.KeyboardModifier.ControlModifier | SHIFT


@pytest.fixture
def desk(make_context: Make, memory: MemoryLibrary, qtbot: QtBot) -> Facilitator:
    return Facilitator(make_context(timers=HandTimers()), memory, qtbot, story())


def test_rows_say_everything(desk: Facilitator) -> None:
    assert desk.rows()[:2] == [
        "14:02, change, Rollout of payments-config 1.2 begins",
        "14:10, decision, One node is watched, then the rollout goes on",
    ]
    assert "14:24, signal, p95 of authorisations rises to 2.4 s, impact starts" in desk.rows()
    assert "Gap, 38\u00a0min without an entry, from 14:31 to 15:09" in desk.rows()


def test_every_control_has_a_name_of_its_own(desk: Facilitator) -> None:
    assert unnamed(desk.window) == []
    assert repeated(desk.window) == []
    desk.go_to("Rollout")
    for letter in "kmre":
        desk.type(letter)
        assert unnamed(desk.window) == [], letter
        desk.press(KEY.Key_Escape)
    for letter in ("t", ""):
        desk.type(letter) if letter else desk.press(KEY.Key_Return)
        assert unnamed(desk.window) == [], letter
        assert repeated(desk.window) == [], letter
        desk.press(KEY.Key_Escape)


def test_the_words_are_edited_in_place(desk: Facilitator, memory: MemoryLibrary) -> None:
    desk.go_to("Rollout")
    desk.press(KEY.Key_Return)
    line = desk.focus()
    assert isinstance(line, QLineEdit)
    assert line.accessibleName() == "Text of the entry at 14:02"
    line.selectAll()
    desk.type("Deploy starts")
    desk.press(KEY.Key_Escape)
    assert desk.told[0] == "14:02 Deploy starts"
    assert desk.focus() is desk.list()
    assert desk.ctx.desk.undo_command == "event.reword"
    desk.ctx.desk.undo()
    assert desk.told[0] == "14:02 Rollout of payments-config 1.2 begins"
    assert len(memory.entries) == 2


def test_the_editor_stays_open_while_the_text_cannot_be_kept(desk: Facilitator, memory: MemoryLibrary) -> None:
    desk.go_to("Rollout")
    desk.press(KEY.Key_Return)
    memory.full = True
    desk.type(", slowly")
    desk.press(KEY.Key_Return)
    line = desk.focus()
    assert isinstance(line, QLineEdit)
    assert line.text().endswith(", slowly")
    assert not desk.page.leave()
    memory.full = False
    desk.press(KEY.Key_Return)
    assert desk.told[0].endswith("begins, slowly")
    assert desk.focus() is desk.list()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("15:30", "15:30 All nodes"),
        ("~15:00", "~15:00 All nodes"),
        ("17:00-18:00", "17:00–18:00 All nodes"),
        ("+20", "14:30 All nodes"),
        ("?", "? All nodes"),
    ],
)
def test_a_time_is_edited_in_place_and_the_row_moves_with_its_selection(
    desk: Facilitator, typed: str, told: str
) -> None:
    desk.go_to("All nodes")
    desk.type("t")
    desk.type(typed)
    assert desk.told[2].startswith("14:18")
    desk.press(KEY.Key_Return)
    assert any(one.startswith(told) for one in desk.told)
    view = desk.list()
    assert desk.focus() is view
    assert "All nodes" in view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert [index.row() for index in view.selectedIndexes()] == [view.currentIndex().row()]


def test_a_time_that_is_not_understood_stays_typed(desk: Facilitator, memory: MemoryLibrary) -> None:
    desk.go_to("All nodes")
    desk.type("t")
    desk.type("shortly after")
    desk.press(KEY.Key_Return)
    assert desk.told[2].startswith("14:18")
    assert isinstance(desk.focus(), QLineEdit)
    assert "shortly after" in desk.said[-1]
    desk.press(KEY.Key_Escape)
    assert desk.focus() is desk.list()
    assert memory.draft(f"time:r42:{desk.event('All nodes').id}") == "shortly after"
    desk.type("t")
    assert desk.focus().text() == "shortly after"  # type: ignore[attr-defined]
    desk.type("15:00")
    desk.press(KEY.Key_Return)
    assert "15:00 All nodes have 1.2" in desk.told


def test_tab_goes_from_the_words_to_the_time(desk: Facilitator) -> None:
    desk.go_to("All nodes")
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Tab)
    assert desk.focus().accessibleName() == "Time of the entry at 14:18"
    desk.type("14:20")
    desk.press(KEY.Key_Tab)
    assert "14:20 All nodes have 1.2" in desk.told
    assert desk.focus().accessibleName() == "Text of the entry at 14:20"


def test_several_are_starred_and_removed_in_one_step_each(desk: Facilitator) -> None:
    desk.go_to("Rollout")
    desk.press(KEY.Key_Down, SHIFT)
    desk.press(KEY.Key_Down, SHIFT)
    desk.type("s")
    assert sum(event.starred for event in desk.review.events.values()) == 3
    desk.press(KEY.Key_Delete)
    assert len(desk.told) == 7
    assert desk.said[-1] == "3 entries removed. Ctrl+Z brings them back."
    assert desk.list().currentIndex().isValid()
    assert desk.list().selectedIndexes()
    desk.ctx.desk.undo()
    assert len(desk.told) == 10
    desk.ctx.desk.undo()
    assert not any(event.starred for event in desk.review.events.values())


def test_known_later_is_turned_on_and_off(desk: Facilitator) -> None:
    desk.go_to("Rollout")
    desk.type("l")
    assert desk.event("Rollout").known is Known.LATER
    assert desk.rows()[0].endswith("learned later")
    desk.type("l")
    assert desk.event("Rollout").known is Known.THEN


def test_the_kind_is_chosen_from_a_list(desk: Facilitator) -> None:
    desk.go_to("Rollout")
    desk.type("k")
    desk.enter("diag")
    assert desk.event("Rollout").kind is EventKind.DIAGNOSIS
    assert desk.focus() is desk.list()


def test_the_actor_is_a_person_or_any_label(desk: Facilitator) -> None:
    desk.go_to("Rollout")
    desk.type("r")
    desk.enter("support")
    assert desk.event("Rollout").actor == "p4"
    desk.type("r")
    QTest.keyClicks(desk.focus(), "Metrics of the pool")
    QTest.keyClick(desk.focus(), Qt.Key.Key_Down)
    QTest.keyClick(desk.focus(), Qt.Key.Key_Return)
    assert desk.event("Rollout").actor == "Metrics of the pool"
    assert "Metrics of the pool" in desk.rows()[0]


def test_an_unknown_actor_is_somebody_new_unless_it_is_said_to_be_a_system(desk: Facilitator) -> None:
    desk.go_to("Rollout")
    desk.type("r")
    desk.enter("Bob Marsh")
    actor = desk.event("Rollout").actor
    assert desk.review.people[actor].name == "Bob Marsh"
    desk.ctx.desk.undo()
    assert actor not in desk.review.people
    assert desk.event("Rollout").actor != actor


def test_a_key_moment_is_linked_and_taken_back(desk: Facilitator) -> None:
    desk.go_to("All nodes")
    desk.type("m")
    desk.enter("impact")
    assert desk.review.impact_starts == KeyMoment(event=desk.event("All nodes").id)
    desk.press(KEY.Key_Return)
    assert desk.review.impact_starts is None
    desk.press(KEY.Key_Escape)
    assert desk.focus() is desk.list()


def test_evidence_is_added_and_taken_away(desk: Facilitator, memory: MemoryLibrary) -> None:
    desk.go_to("Rollout")
    desk.type("e")
    desk.enter("https://wiki.example/pool")
    desk.enter("the pool looks small")
    kinds = [one.kind for one in desk.event("Rollout").evidence]
    assert kinds == [EvidenceKind.LINK, EvidenceKind.QUOTE]
    assert "2 sources" in desk.rows()[0]
    desk.type("half a quo")
    desk.press(KEY.Key_Escape)
    assert memory.draft(f"evidence:r42:{desk.event('Rollout').id}") == "half a quo"
    desk.type("e")
    remove = desk.named("Remove 1. Link: https://wiki.example/pool")
    remove.click()  # type: ignore[attr-defined]
    assert [one.text for one in desk.event("Rollout").evidence] == ["the pool looks small"]


def test_a_gap_is_answered_and_asked_again(desk: Facilitator) -> None:
    desk.go_to("Gap, 38")
    desk.type("q")
    assert len(desk.review.quiets) == 1
    assert "It was quiet for 38\u00a0min, from 14:31 to 15:09" in desk.rows()
    desk.type("q")
    assert not desk.review.quiets
    assert "Gap, 38\u00a0min without an entry, from 14:31 to 15:09" in desk.rows()


def test_q_elsewhere_goes_to_the_next_open_gap(desk: Facilitator) -> None:
    desk.go_to("Rollout")
    desk.type("q")
    assert "Gap, 38" in desk.list().currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert not desk.review.quiets


def test_the_words_of_a_gap_can_be_clicked(desk: Facilitator) -> None:
    desk.go_to("Gap, 38")
    view = desk.list()
    row = view.visualRect(view.currentIndex())
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.right() - 24 - 12 - 20, row.center().y())
    )
    assert len(desk.review.quiets) == 1


def test_entries_of_equal_time_and_without_time_are_moved(desk: Facilitator) -> None:
    desk.capture("14:02 second", "14:02 third", "loose one")
    desk.go_to("third")
    desk.page.run("event.move_up")
    assert [one for one in desk.told if one.startswith("14:02")] == [
        "14:02 Rollout of payments-config 1.2 begins",
        "14:02 third",
        "14:02 second",
    ]
    desk.page.run("event.move_down")
    assert [one[6:] for one in desk.told if one.startswith("14:02")][1:] == ["second", "third"]
    desk.go_to("loose one")
    for _ in range(3):
        desk.page.run("event.move_up")
    at = desk.told.index("? loose one")
    desk.page.run("event.move_down")
    assert desk.told.index("? loose one") == at + 1
    desk.go_to("All nodes")
    before = desk.told
    desk.page.run("event.move_up")
    assert desk.told == before
    assert "Press T" in desk.said[-1]


def test_a_loose_entry_can_be_moved_to_any_place(desk: Facilitator) -> None:
    desk.capture("loose one")
    desk.go_to("loose one")
    for place in range(desk.told.index("? loose one") - 1, -1, -1):
        desk.page.run("event.move_up")
        assert desk.told.index("? loose one") == place
    for place in range(1, len(desk.told)):
        desk.page.run("event.move_down")
        assert desk.told.index("? loose one") == place


def test_only_the_report_entries_are_shown(desk: Facilitator) -> None:
    desk.go_to("All nodes")
    desk.type("s")
    button = desk.named("Entries shown: For the report 1")
    assert isinstance(button, QPushButton)
    button.click()
    assert desk.rows() == ["14:18, change, All nodes have 1.2, for the report"]
    desk.page.reveal("event", desk.event("Rollout").id)
    assert len(desk.rows()) > 10
    assert "Rollout" in desk.list().currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


def test_days_are_told_where_they_begin(desk: Facilitator) -> None:
    desk.capture("2026-11-13 09:00 next morning")
    days = [row for row in desk.rows() if "a new day" in row]
    assert days == ["Thu 12 Nov 2026, a new day", "Fri 13 Nov 2026, a new day"]
    view = desk.list()
    view.setFocus()
    desk.press(KEY.Key_Home)
    assert "Rollout" in view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    desk.press(KEY.Key_End)
    assert "next morning" in view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_empty_timeline_says_what_to_do(make_context: Make, memory: MemoryLibrary, qtbot: QtBot) -> None:
    desk = Facilitator(make_context(), memory, qtbot, empty_review())
    question = "What is the first thing that anybody noticed?"
    shown = [one for one in desk.window.findChildren(object) if getattr(one, "text", None)]
    assert any(one.text() == question and one.isVisible() for one in shown if callable(one.text))  # type: ignore[attr-defined]
    desk.enter("14:02 deploy")
    assert not any(one.text() == question and one.isVisible() for one in shown if callable(one.text))  # type: ignore[attr-defined]


def test_typing_elsewhere_never_loses_the_place(desk: Facilitator) -> None:
    desk.go_to("A merchant")
    place = desk.list().verticalScrollBar().value()
    review = desk.review
    other = next(one for one in review.events.values() if one.text.startswith("Rollout"))
    from pmdesk.editing.verbs import set_field

    desk.ctx.bridge.do(set_field(review, "event", other.id, "text", "Another text"), command="event.reword")
    assert desk.rows()[0].endswith("Another text")
    assert "A merchant" in desk.list().currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert desk.list().verticalScrollBar().value() == place


def test_five_thousand_entries_stay_right(make_context: Make, memory: MemoryLibrary, qtbot: QtBot) -> None:
    desk = Facilitator(make_context(), memory, qtbot, many_events(5000))
    assert len(desk.rows()) > 5000
    desk.capture("14:05 in the middle of it")
    desk.ctx.desk.undo()
    desk.ctx.desk.redo()
    review = desk.review
    told = [row for row in desk.rows() if "Gap" not in row and "a new day" not in row and "quiet" not in row]
    assert [row.split(", ")[2] for row in told] == [event.text.split(", ")[0] for event in in_order(review)]
    assert sum("Gap, " in row for row in desk.rows()) == len(gaps(review))
    assert "in the middle of it" in desk.list().currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


def test_hostile_words_are_only_words(make_context: Make, memory: MemoryLibrary, qtbot: QtBot) -> None:
    words = ("<b>bold</b> &amp;", "x" * 10_000, "עברית 🚀", "two\nlines", "")
    events = {f"h{at}": Event(id=f"h{at}", text=text, order=f"i0000{at}") for at, text in enumerate(words)}
    desk = Facilitator(make_context(), memory, qtbot, replace(empty_review(), events=events))
    assert not desk.window.grab().isNull()
    assert desk.rows()[0] == "no time yet, other, <b>bold</b> &amp;"
    assert desk.rows()[-1] == "no time yet, other, no words yet"


def test_a_popover_belongs_to_the_window_and_esc_gives_the_focus_back(desk: Facilitator) -> None:
    desk.go_to("Rollout")
    desk.type("k")
    assert desk.window.findChildren(Popover)
    desk.press(KEY.Key_Escape)
    assert desk.focus() is desk.list()


def test_tab_walks_the_page_from_top_to_bottom(desk: Facilitator) -> None:
    desk.named("Entries shown: All").setFocus()
    walked: list[str] = []
    for _ in range(12):
        walked.append(desk.focus().accessibleName())
        desk.press(KEY.Key_Tab)
    expected = [
        "Entries shown: All",
        "Zone and day",
        "Timeline chart",
        "Impact starts",
        "New entry",
        "Timeline entries",
    ]
    places = [next(at for at, name in enumerate(walked) if name.startswith(one)) for one in expected]
    assert places == sorted(places)
