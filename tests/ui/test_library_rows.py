"""The rows of the library: under which heading a review stands, and what its row says and shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem
from whenever import Date

from pmdesk.domain.review import NextFor, ReviewKind, ReviewStatus, Severity
from pmdesk.editing.ports import Summary
from pmdesk.editing.words import Words
from pmdesk.resources import find
from pmdesk.ui.context import Context
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
