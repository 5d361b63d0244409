"""The rows of the library: under which heading a review stands, and what its row says and shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from memory_library import MemoryLibrary
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem
from whenever import Date, Instant

from pmdesk.domain.review import NextFor, ReviewKind, ReviewStatus, Severity
from pmdesk.editing.ports import Summary
from pmdesk.editing.words import Words
from pmdesk.meeting import clocks
from pmdesk.meeting.agenda import Preset
from pmdesk.meeting.clocks import Clocks
from pmdesk.resources import find
from pmdesk.ui.context import Context
from pmdesk.ui.models.library_meetings import lines_of_today
from pmdesk.ui.models.library_model import LibraryModel
from pmdesk.ui.widgets.library_rows import LibraryRow

TODAY = Date(2026, 11, 20)
WAITING = Summary(
    id="r1",
    number=1,
    title="Queue stood still",
    kind=ReviewKind.INCIDENT,
    status=ReviewStatus.IN_REVIEW,
    severity=Severity.SEV2,
    day=Date(2026, 10, 12),
    meeting_date=Date(2026, 10, 18),
    next_date=TODAY,
    next_for=NextFor.COMMIT,
)
FOLLOWED = replace(WAITING, status=ReviewStatus.PUBLISHED, next_for=NextFor.FOLLOW_UP, open_actions=2)


def shown(*summaries: Summary) -> list[str]:
    model = LibraryModel(Words("en", find().catalogue()))
    model.show_summaries(summaries, TODAY)
    return [str(model.index(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(model.rowCount())]


def test_the_second_meeting_stands_under_today_and_says_so() -> None:
    heading, row = shown(WAITING)
    assert heading == "Today and to come"
    assert "Second meeting today: commit to actions" in row


def test_it_stays_there_until_somebody_meets() -> None:
    heading, row = shown(replace(WAITING, next_date=Date(2026, 11, 17)))
    assert heading == "Today and to come"
    assert "Second meeting was planned for Tue 17 Nov: commit to actions" in row


@pytest.mark.parametrize(
    "other",
    [
        replace(WAITING, next_date=Date(2026, 11, 21)),
        replace(FOLLOWED, next_date=Date(2026, 11, 21)),
        replace(FOLLOWED, next_date=Date(2026, 11, 17), open_actions=0),
        replace(FOLLOWED, status=ReviewStatus.CLOSED),
        replace(FOLLOWED, status=ReviewStatus.ARCHIVED),
        replace(WAITING, next_for=None),
        replace(WAITING, next_date=None),
        replace(WAITING, status=ReviewStatus.ARCHIVED),
    ],
)
def test_nothing_is_said_otherwise(other: Summary) -> None:
    heading, row = shown(other)
    assert heading == "Earlier"
    assert "commit to actions" not in row
    assert "ollow-up" not in row


def test_a_follow_up_stands_under_today_on_its_day_and_for_as_long_as_actions_are_open() -> None:
    heading, row = shown(FOLLOWED)
    assert heading == "Today and to come"
    assert "Follow-up today: what became of the actions?" in row
    heading, row = shown(replace(FOLLOWED, open_actions=0))
    assert heading == "Today and to come"
    heading, row = shown(replace(FOLLOWED, next_date=Date(2026, 11, 17)))
    assert heading == "Today and to come"
    assert "Follow-up was planned for Tue 17 Nov: what became of the actions?" in row


AT = Instant.from_utc(2026, 11, 20, 12, 30)
OTHER = replace(WAITING, id="r2", number=2, title="Mail was late", next_for=None, next_date=None)


def rows_with(states: Mapping[str, Mapping[str, object]], *summaries: Summary, at: Instant = AT) -> list[str]:
    memory, words = MemoryLibrary(), Words("en", find().catalogue())
    memory.states = dict(states)
    model = LibraryModel(words)
    model.know_meetings(lines_of_today(memory, words, at, "Europe/Berlin"))
    model.show_summaries(summaries, TODAY)
    return [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def run_since(minutes: int) -> Clocks:
    return clocks.begin(Preset.HOUR, "open", AT.subtract(minutes=minutes))


def test_a_meeting_that_runs_or_pauses_stands_first_and_says_since_when() -> None:
    runs = run_since(32)
    newest = replace(OTHER, id="r3", number=3, meeting_date=TODAY)
    rows = rows_with({"r2": clocks.to_state(runs)}, newest, WAITING, OTHER)
    assert rows[0] == "Today and to come"
    assert rows[1].startswith("R-2, Mail was late")
    assert "Runs since 12:58" in rows[1]
    assert "Meeting today" in rows[2]
    paused = clocks.pause(runs, AT.subtract(minutes=3))
    assert "Paused at 13:27" in rows_with({"r2": clocks.to_state(paused)}, newest, OTHER)[1]
    later = rows_with({"r2": clocks.to_state(run_since(32)), "r3": clocks.to_state(run_since(2))}, OTHER, newest)
    assert ["R-3" in later[1], "R-2" in later[2]] == [True, True]


def test_a_meeting_runs_over_midnight() -> None:
    at = Instant.from_utc(2026, 11, 19, 23, 10)
    begun = clocks.begin(Preset.HOUR, "open", at.subtract(minutes=20))
    assert "Runs since 23:50" in rows_with({"r2": clocks.to_state(begun)}, OTHER, at=at)[1]


def test_a_meeting_of_today_that_has_ended_was_held() -> None:
    ended = clocks.to_state(clocks.end(run_since(90), AT.subtract(minutes=20)))
    row = rows_with({"r2": ended}, replace(OTHER, meeting_date=TODAY))[1]
    assert "Held today" in row
    assert "Meeting today" not in row
    published = rows_with({"r2": ended}, replace(OTHER, status=ReviewStatus.PUBLISHED))
    assert "Published" in published[1]
    first_of_two = rows_with({"r1": ended}, replace(WAITING, next_date=Date(2026, 11, 24)))
    assert "Settling until Tue 24 Nov" in first_of_two[1]


def test_one_whose_end_was_forgotten_or_that_was_yesterday_is_no_meeting_of_now() -> None:
    heading, row = rows_with({"r2": clocks.to_state(run_since(6 * 60))}, OTHER)
    assert heading == "Earlier"
    assert "since" not in row
    yesterday = clocks.to_state(clocks.end(run_since(26 * 60), AT.subtract(hours=25)))
    assert "Held today" not in rows_with({"r2": yesterday}, OTHER)[1]


def painted(ctx: Context, width: int, title: str, waiting: Summary = WAITING) -> list[str]:
    """Return the texts that are drawn for a row that waits for its next meeting."""
    drawn: list[str] = []

    class Listening(LibraryRow):
        def _text(self, *given: Any) -> None:
            drawn.append(given[4])

    model = LibraryModel(ctx.words)
    model.show_summaries([replace(waiting, title=title)], TODAY)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, ctx.look.px(44))
    ground = QPixmap(option.rect.size())
    painter = QPainter(ground)
    Listening(ctx, model).paint(painter, option, model.index(1))
    painter.end()
    return drawn


def test_a_chip_says_it_in_few_words_where_there_is_little_room(ctx: Context) -> None:
    full, short = "Second meeting today: commit to actions", "Second meeting is due"
    assert full in painted(ctx, 1200, "Queue stood still")
    assert short in painted(ctx, 640, "Queue stood still for an hour and a half")
    assert "Follow-up is due" in painted(ctx, 640, "Queue stood still for an hour and a half", FOLLOWED)
    assert "Published" in painted(ctx, 1200, "Queue stood still", FOLLOWED)
    assert "Meeting Sun 18 Oct" in painted(ctx, 1200, "Queue stood still")
