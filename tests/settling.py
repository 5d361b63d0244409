"""What an event loop does between two keys, also for a test that runs none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent


def throw_away() -> None:
    """Delete what was asked to be deleted later: processEvents() alone never does, and hides what goes with it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle() -> None:
    """Let happen what was announced."""
    for _ in range(3):
        QCoreApplication.processEvents()
        throw_away()
