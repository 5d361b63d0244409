"""The chart and the key moments of the timeline: walked, zoomed, clicked, typed, linked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from memory_library import MemoryLibrary
from payment_story import many_events, story
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from timeline_person import KEY, Facilitator, HandTimers, empty_review

from pmdesk.domain.review import KeyMoment, moment_time
from pmdesk.domain.times import clock_text
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.timeline_chart import TimelineChart

Make = Callable[..., Context]


@pytest.fixture
def desk(make_context: Make, memory: MemoryLibrary, qtbot: QtBot) -> Facilitator:
    return Facilitator(make_context(timers=HandTimers()), memory, qtbot, story())


def chart_of(desk: Facilitator) -> TimelineChart:
    chart = desk.named("Timeline chart")
    assert isinstance(chart, TimelineChart)
    return chart


def here(desk: Facilitator) -> str:
    told = desk.list().currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    return str(told)


def place_of(chart: TimelineChart, row: int) -> QPoint:
    return chart.visualRect(chart.model().index(row, 2)).center()


def test_the_chart_is_a_table_for_a_screen_reader(desk: Facilitator) -> None:
    spoken = QAccessible.queryAccessibleInterface(chart_of(desk))
    assert (spoken.role(), spoken.text(QAccessible.Text.Name)) == (QAccessible.Role.Table, "Timeline chart")
    cells = [spoken.child(at) for at in range(spoken.childCount())]
    told = [one.text(QAccessible.Text.Name) for one in cells if one.role() == QAccessible.Role.Cell]
    assert len(told) == 3 * 10
    assert told[:3] == ["14:02", "Change", "Rollout of payments-config 1.2 begins"]


def test_arrows_walk_the_marks_and_the_list_follows(desk: Facilitator) -> None:
    chart = chart_of(desk)
    chart.setFocus()
    desk.press(KEY.Key_Home)
    assert "Rollout" in here(desk)
    desk.press(KEY.Key_Right)
    desk.press(KEY.Key_Right)
    assert "All nodes" in here(desk)
    desk.press(KEY.Key_Left)
    assert "One node" in here(desk)
    desk.press(KEY.Key_End)
    assert "All figures" in here(desk)
    assert desk.focus() is chart
    desk.press(KEY.Key_Return)
    assert desk.focus() is desk.list()


def test_a_click_on_a_mark_selects_its_row(desk: Facilitator) -> None:
    chart = chart_of(desk)
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place_of(chart, 5))
    assert "A merchant" in here(desk)


def test_keys_zoom_move_and_fit(desk: Facilitator) -> None:
    chart = chart_of(desk)
    whole = chart.window_shown
    assert whole is not None
    chart.setFocus()
    desk.press(KEY.Key_Plus)
    desk.press(KEY.Key_Plus)
    near = chart.window_shown
    assert near is not None
    assert whole[0] < near[0] < near[1] < whole[1]
    desk.press(KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    later = chart.window_shown
    assert later is not None
    assert later[0] > near[0]
    desk.press(KEY.Key_Home)
    shown = chart.window_shown
    first = desk.event("Rollout").time.start
    assert shown is not None
    assert first is not None
    assert shown[0] <= first <= shown[1]
    desk.press(KEY.Key_0)
    assert chart.window_shown == whole
    for _ in range(60):
        desk.press(KEY.Key_Plus)
    assert chart.zoomed
    for _ in range(60):
        desk.press(KEY.Key_Minus)
    assert not chart.zoomed


def test_the_wheel_zooms_around_the_pointer_and_a_drag_moves(desk: Facilitator) -> None:
    chart = chart_of(desk)
    place = QPointF(300, 40)
    none, ctrl = Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier
    before = chart.window_shown
    for _ in range(4):
        wheel = QWheelEvent(
            place,
            QPointF(chart.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, 120),
            none,
            ctrl,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(chart.viewport(), wheel)
    near = chart.window_shown
    assert before is not None
    assert near is not None
    assert near[0] > before[0]
    QTest.mousePress(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 80))
    QTest.mouseMove(chart.viewport(), QPoint(460, 80))
    QTest.mouseMove(chart.viewport(), QPoint(500, 80))
    QTest.mouseRelease(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(500, 80))
    moved = chart.window_shown
    assert moved is not None
    assert moved[0] < near[0]
    QTest.mouseDClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 95))
    assert chart.window_shown == before


def test_five_thousand_marks_are_drawn(make_context: Make, memory: MemoryLibrary, qtbot: QtBot) -> None:
    desk = Facilitator(make_context(), memory, qtbot, many_events(5000))
    chart = chart_of(desk)
    assert not chart.grab().isNull()
    assert chart.model().rowCount() == 5010


def test_a_chart_without_any_time_is_calm(make_context: Make, memory: MemoryLibrary, qtbot: QtBot) -> None:
    desk = Facilitator(make_context(), memory, qtbot, empty_review())
    desk.capture("nobody knows when")
    chart = chart_of(desk)
    chart.setFocus()
    for key in (KEY.Key_Left, KEY.Key_Right, KEY.Key_Plus, KEY.Key_Minus, KEY.Key_0, KEY.Key_Home):
        desk.press(key)
    assert not chart.grab().isNull()


def test_a_key_moment_is_typed(desk: Facilitator) -> None:
    desk.named("Detected: 15:09").click()  # type: ignore[attr-defined]
    line = desk.focus()
    assert isinstance(line, QLineEdit)
    assert line.accessibleName() == "Time of Detected"
    line.selectAll()
    desk.type("~15:20")
    assert moment_time(desk.review, "detected") == desk.event("A merchant").time
    desk.press(KEY.Key_Return)
    time = moment_time(desk.review, "detected")
    assert time is not None
    assert clock_text(time) == "~15:20"
    assert desk.named("Detected: ~15:20")


def test_a_key_moment_is_linked_to_the_selected_entry_and_made_unknown(desk: Facilitator) -> None:
    desk.go_to("All nodes")
    desk.named("Detected: 15:09").click()  # type: ignore[attr-defined]
    desk.named("Link to the selected entry").click()  # type: ignore[attr-defined]
    assert desk.review.detected == KeyMoment(event=desk.event("All nodes").id)
    desk.named("Detected: 14:18").click()  # type: ignore[attr-defined]
    desk.named("Not known yet").click()  # type: ignore[attr-defined]
    assert desk.review.detected is None
    assert desk.named("Detected: not known yet")


def test_a_linked_moment_shows_its_entry(desk: Facilitator) -> None:
    desk.named("Mitigated: 15:52").click()  # type: ignore[attr-defined]
    desk.named("Show its entry").click()  # type: ignore[attr-defined]
    assert "The limit is back" in here(desk)
    assert desk.focus() is desk.list()


def test_half_typed_times_of_moments_wait_as_drafts(desk: Facilitator, memory: MemoryLibrary) -> None:
    desk.named("Detected: 15:09").click()  # type: ignore[attr-defined]
    desk.focus().selectAll()  # type: ignore[attr-defined]
    desk.type("quarter past")
    desk.press(KEY.Key_Escape)
    assert memory.draft("moment:r42:detected") == "quarter past"
    assert desk.review.detected == KeyMoment(event="e5")
    desk.named("Detected: 15:09").click()  # type: ignore[attr-defined]
    assert desk.focus().text() == "quarter past"  # type: ignore[attr-defined]


def test_the_zone_is_chosen_once(desk: Facilitator) -> None:
    desk.named("Zone and day of the timeline: Europe/Berlin, Thu 12 Nov 2026").click()  # type: ignore[attr-defined]
    desk.named("Zone of a bare time: Europe/Berlin").click()  # type: ignore[attr-defined]
    desk.enter("utc+2")
    assert desk.review.zone == "+02:00"
    assert desk.rows()[0].startswith("15:02, change")
    desk.capture("15:03 in the new zone")
    assert desk.told[1] == "15:03 in the new zone"


def test_a_zone_that_nobody_knows_changes_nothing(desk: Facilitator) -> None:
    desk.named("Zone and day of the timeline: Europe/Berlin, Thu 12 Nov 2026").click()  # type: ignore[attr-defined]
    desk.named("Zone of a bare time: Europe/Berlin").click()  # type: ignore[attr-defined]
    desk.enter("Middle/Earth")
    assert desk.review.zone == "Europe/Berlin"
    assert "Middle/Earth" in desk.said[-1]
