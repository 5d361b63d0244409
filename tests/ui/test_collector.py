"""Garbage is collected in the window's thread, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from pmdesk.ui.collector import Collector


class Knot:
    """Holds on to itself."""

    def __init__(self) -> None:
        self.me = self


def test_a_worker_never_collects_and_the_window_does_when_it_rests(qtbot: QtBot) -> None:
    parent = QObject()
    collector = Collector(parent)
    threads: list[int] = []

    def hear(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            threads.append(threading.get_ident())

    gc.callbacks.append(hear)
    try:
        knots = [weakref.ref(Knot()) for _ in range(30_000)]
        worker = threading.Thread(target=lambda: [Knot() for _ in range(50_000)])
        worker.start()
        worker.join()
        assert threads == []
        qtbot.waitUntil(lambda: bool(threads))
        assert set(threads) == {threading.get_ident()}
        assert all(knot() is None for knot in knots)
        assert collector.collect() == 0, "nothing is due now"
    finally:
        gc.callbacks.remove(hear)
        gc.unfreeze()
        parent.deleteLater()
