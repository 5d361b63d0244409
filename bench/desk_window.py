"""A real window on a library with one large review, for measurements."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from made_reviews import made_review
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from pmdesk.app.machine import RandomIds, SystemClock
from pmdesk.app.window_start import empty_frame, fill_frame
from pmdesk.domain.changes import Add
from pmdesk.domain.review import Review
from pmdesk.editing.desk import Desk
from pmdesk.storage.opening import open_library


@contextmanager
def large_window(*reviews: Review) -> Iterator[QMainWindow]:
    """Yield a shown window on a library that holds these reviews."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.pmdesk"
        clock, ids = SystemClock(), RandomIds()
        library = open_library(path, clock=clock, ids=ids)
        desk = Desk(library, clock, ids)
        for one in reviews:
            desk.do(Add(one.id, one), command="review.import")
        library.close()
        window = empty_frame(None)
        files = fill_frame(window, path)
        window.show()
        QTest.qWaitForWindowActive(window)
        yield window
        window.close()
        files.close()


def wait(milliseconds: int) -> None:
    """Let the window and its threads work; QTest.qWait would keep the threads from running."""
    ends = time.monotonic() + milliseconds / 1000
    while time.monotonic() < ends:
        QApplication.processEvents()
        time.sleep(0.002)


def named(name: str) -> QWidget:
    """Return the shown widget with this accessible name."""
    return next(one for one in QApplication.allWidgets() if one.accessibleName() == name and one.isVisible())


__all__ = ["large_window", "made_review", "named", "wait"]
