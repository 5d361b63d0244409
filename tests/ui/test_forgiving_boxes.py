from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from memory_library import MemoryLibrary
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from whenever import Date, Instant

from pmdesk.domain.times import Precision, Time
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.choice_box import ChoiceBox
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.number_box import COUNT, MONEY, SHARE, NumberBox, read_number, write_number
from pmdesk.ui.widgets.time_box import DateBox, TimeBox
from pmdesk.ui.widgets.zone_button import ZoneButton

TWO_PM = Instant.from_utc(2018, 2, 20, 13, 17)
EXACT = Time(earliest=TWO_PM, latest=TWO_PM, zone="CET", given="2018-02-20 14:17 CET")
TWICE = Time(
    earliest=Instant.from_utc(2026, 10, 25, 0, 30),
    latest=Instant.from_utc(2026, 10, 25, 1, 30),
    zone="Europe/Berlin",
    given="02:30",
)
WHOLE_DAY = Time(
    earliest=Instant.from_utc(2026, 11, 11, 23),
    latest=Instant.from_utc(2026, 11, 12, 22, 59),
    zone="Europe/Berlin",
    precision=Precision.DAY,
    given="12 Nov",
)
UNTIL_NEXT_DAY = Time(
    earliest=Instant.from_utc(2026, 11, 11, 22),
    latest=Instant.from_utc(2026, 11, 12, 0),
    zone="Europe/Berlin",
    precision=Precision.HOUR,
    given="23:00-01:00",
)


class TableDates:
    """Understands the texts of a table."""

    def read(self, text: str, **_given: object) -> Time | None:
        return {"2pm": EXACT, "02:30": TWICE, "12 nov": WHOLE_DAY, "late": UNTIL_NEXT_DAY}.get(text.casefold())


@pytest.fixture
def dated(make_context: Callable[..., Context]) -> Context:
    return make_context(dates=TableDates())


def shown(qtbot: QtBot, box: Any) -> Any:
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.line.hasFocus)
    return box


def test_a_time_is_told_before_it_is_kept(dated: Context, qtbot: QtBot) -> None:
    box = shown(qtbot, TimeBox(dated, name="Detected"))
    got: list[object] = []
    box.time_chosen.connect(got.append)
    qtbot.keyClicks(box.line, "2pm")
    qtbot.waitUntil(lambda: box.reading == "Tue 20 Feb 2018, 14:17 CET (UTC+1)")
    assert got == []
    assert box.line.accessibleDescription() == box.reading
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert got == [EXACT]


def test_a_kept_time_reads_the_same_on_a_later_day(dated: Context, qtbot: QtBot) -> None:
    box = shown(qtbot, TimeBox(dated, name="Detected"))
    box.set_frame(Date(2018, 2, 20), "CET")
    box.set_time(EXACT)
    assert box.line.text() == "14:17"
    box.set_frame(Date(2018, 2, 21), "Europe/Berlin")
    box.set_time(None)
    box.set_time(EXACT)
    assert box.line.text() == "2018-02-20 14:17 CET"


def test_odd_times_are_told_in_full(dated: Context, qtbot: QtBot) -> None:
    box = shown(qtbot, TimeBox(dated, name="Detected"))
    for text, told in (
        ("02:30", "Sun 25 Oct 2026: 02:30 came twice, at UTC+2 and at UTC+1. Which one was it?"),
        ("12 nov", "Thu 12 Nov 2026, some time that day, Europe/Berlin (UTC+1)"),
        ("late", "Wed 11 Nov 2026, 23:00 to Thu 12 Nov 2026, 01:00 Europe/Berlin (UTC+1)"),
    ):
        box.line.selectAll()
        qtbot.keyClicks(box.line, text)
        qtbot.waitUntil(lambda told=told: box.reading == told)


def test_what_is_not_understood_stays_as_typed_and_survives(
    dated: Context, memory: MemoryLibrary, qtbot: QtBot
) -> None:
    box = shown(qtbot, TimeBox(dated, name="Detected"))
    box.hold("moment:r:detected")
    box.set_time(None)
    got: list[object] = []
    box.time_chosen.connect(got.append)
    qtbot.keyClicks(box.line, "when sam called")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert got == []
    assert box.line.text() == "when sam called"
    assert box.reading == dated.words("fields.not_understood")
    assert memory.texts["moment:r:detected"] == "when sam called"
    again = shown(qtbot, TimeBox(dated, name="Detected"))
    again.hold("moment:r:detected")
    again.set_time(None)
    assert again.line.text() == "when sam called"
    again.line.selectAll()
    qtbot.keyClicks(again.line, "2pm")
    again.time_chosen.connect(again.set_time)
    assert again.commit()
    assert memory.draft("moment:r:detected") == ""


def test_a_value_from_elsewhere_does_not_replace_typed_text(dated: Context, qtbot: QtBot) -> None:
    box = shown(qtbot, TimeBox(dated, name="Detected"))
    box.set_time(None)
    qtbot.keyClicks(box.line, "la")
    box.set_time(EXACT)
    assert box.line.text() == "la"


def test_text_of_an_input_method_is_not_kept_while_it_is_composed(
    dated: Context, memory: MemoryLibrary, qtbot: QtBot
) -> None:
    kept: list[str] = []
    line = HeldLine(dated, name="Thought", submit=lambda text: not kept.append(text))
    qtbot.addWidget(line)
    line.show()
    line.hold("park:r")
    QApplication.sendEvent(line, QInputMethodEvent("かな", []))
    assert line.saving.flush()
    assert not memory.texts.get("park:r")
    done = QInputMethodEvent()
    done.setCommitString("仮名")
    QApplication.sendEvent(line, done)
    assert line.saving.flush()
    assert memory.texts["park:r"] == "仮名"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert kept == ["仮名"]
    assert line.text() == ""
    assert memory.draft("park:r") == ""


def test_a_full_disk_leaves_the_text_in_the_line(dated: Context, memory: MemoryLibrary, qtbot: QtBot) -> None:
    line = HeldLine(dated, name="Thought", submit=lambda _text: False)
    qtbot.addWidget(line)
    line.show()
    line.hold("park:r")
    memory.full = True
    qtbot.keyClicks(line, "ask about the queue")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "ask about the queue"
    assert not line.saving.flush()
    memory.full = False
    assert line.saving.flush()
    assert memory.texts["park:r"] == "ask about the queue"


def test_dates_are_read_kindly(dated: Context, qtbot: QtBot) -> None:
    box = shown(qtbot, DateBox(dated, name="Meeting date"))
    box.date_chosen.connect(box.set_date)
    qtbot.keyClicks(box.line, "12 Nov")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert box.line.text() == "2026-11-12"
    assert box.reading == "Thu 12 Nov 2026"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("18,240", COUNT, 18240),
        ("18.240", COUNT, 18240),
        ("18 240 customers", COUNT, 18240),
        ("about 300", COUNT, 300),
        ("12k", COUNT, 12000),
        ("1.5M", COUNT, 1_500_000),
        ("7.4 %", SHARE, 7.4),
        ("7,4", SHARE, 7.4),
        ("€ 5,600", MONEY, 5600),
        ("1.234,50", MONEY, 1234.5),
        ("1,234.50", MONEY, 1234.5),
        ("0.125", SHARE, 0.125),
        ("101", SHARE, None),
        ("many", COUNT, None),
        ("3 or 4", COUNT, None),
        ("-3", COUNT, None),
        ("2.5", COUNT, None),
        ("9" * 400, MONEY, None),
    ],
)
def test_numbers_are_read_kindly(text: str, kind: str, value: float | None) -> None:
    assert read_number(text, kind) == value


def test_numbers_are_written_with_groups() -> None:
    assert [write_number(one) for one in (18240, 7.4, 0.125, 1234.5)] == ["18,240", "7.4", "0.125", "1,234.5"]


def test_a_number_box_shows_how_it_reads(dated: Context, qtbot: QtBot) -> None:
    box = shown(qtbot, NumberBox(dated, name="Customers"))
    box.number_chosen.connect(lambda value: box.set_number(value, "customers"))
    box.set_number(None, "customers")
    qtbot.keyClicks(box.line, "12k")
    qtbot.waitUntil(lambda: box.reading == "12,000 customers")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert box.line.text() == "12,000"
    box.line.clear()
    qtbot.keyClicks(box.line, "lots")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert box.line.text() == "lots"
    assert "18,240" in box.reading


def test_the_wheel_changes_no_choice_without_the_focus(ctx: Context, qtbot: QtBot) -> None:
    box = ChoiceBox(ctx.look, name="Trigger", options=[("a", "A"), ("b", "B")], unset="Not said")
    qtbot.addWidget(box)
    box.show()
    box.set_value("a")
    picked: list[object] = []
    box.picked.connect(picked.append)
    middle = box.rect().center().toPointF()
    nothing = Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        middle,
        middle,
        middle.toPoint() * 0,
        -middle.toPoint(),
        Qt.MouseButton.NoButton,
        nothing,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    box.clearFocus()
    QApplication.sendEvent(box, wheel)
    assert box.currentText() == "A"
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert picked == ["b"]


def test_a_zone_is_chosen_by_typing(ctx: Context, qtbot: QtBot) -> None:
    button = ZoneButton(ctx, name="Zone")
    qtbot.addWidget(button)
    button.resize(400, 400)
    button.show()
    button.activateWindow()
    button.set_zone("CET", TWO_PM)
    assert button.text() == "CET (UTC+1)"
    got: list[str] = []
    button.zone_chosen.connect(got.append)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    focus = QApplication.focusWidget()
    qtbot.keyClicks(focus, "warsaw")
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert got == ["Europe/Warsaw"]
