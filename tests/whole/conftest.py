"""The real window on a real library in a temporary folder, put together as the program does it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_time import ZONE, HandTime
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_person import Desks

from pmdesk.app.machine import SystemClock


@pytest.fixture
def desk_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desks]:
    """Windows on demand: each call opens one. None is left behind, and no thread."""
    QCursor.setPos(5000, 5000)  # another test may have left the pointer anywhere
    desks = Desks(tmp_path, qtbot)
    yield desks
    desks.close()
    qapp.setStyleSheet("")


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> HandTime:
    """The time that passes only by hand, for windows that are opened after it."""
    hand = HandTime()
    monkeypatch.setattr(SystemClock, "now", lambda _self: hand.now)
    monkeypatch.setattr(SystemClock, "zone", lambda _self: ZONE)
    monkeypatch.setattr("pmdesk.ui.start.QtTimers", hand.timers)
    return hand
