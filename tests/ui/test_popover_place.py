"""Where a popover stands: beside what it is about, and never over it while there is room on one side."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.popover import Popover

HEIGHT = 300


@pytest.mark.parametrize(
    ("window", "top", "expected"),
    [
        pytest.param(720, 100, range(121, 140), id="below"),
        pytest.param(720, 600, range(280, 300), id="above"),
        pytest.param(
            420, 120, range(104, 113), id="no room: it ends at the lower edge, and the words are seen longest"
        ),
        pytest.param(420, 260, range(8, 9), id="no room: it begins at the upper edge"),
    ],
)
def test_it_stands_where_it_hides_least(ctx: Context, qtbot: QtBot, window: int, top: int, expected: range) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(800, window)
    page.show()
    popover = Popover(ctx.look, page, "Card")
    inner = QWidget()
    inner.setFixedSize(300, HEIGHT)
    column = QVBoxLayout(popover)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(inner)
    popover.show_at(QRect(100, top, 200, 20))
    assert popover.y() in expected
    popover.dismiss()
