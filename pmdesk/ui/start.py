"""Starts Qt, builds the look and the window, and runs until the window closes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from pmdesk.editing.ports import Clock, KnownError
from pmdesk.editing.words import Words
from pmdesk.ui.bridge import Bridge
from pmdesk.ui.context import Context, LibraryFiles, Ports
from pmdesk.ui.look import Look
from pmdesk.ui.remembered import Remembered
from pmdesk.ui.timers import QtTimers
from pmdesk.ui.trouble_window import TroubleWindow
from pmdesk.ui.window import MainWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a start needs. ``open_ports`` may raise KnownError; ``program`` starts another pmdesk."""

    path: Path
    open_ports: Callable[[], Ports]
    words: Words
    clock: Clock
    files: LibraryFiles
    tokens: Path
    fonts: Path
    icons: Path
    settings: Path | None
    program: list[str]


def application() -> QApplication:
    """Return the one QApplication, made when there is none yet."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["pmdesk"])
    app.setApplicationName("pmdesk")
    app.setApplicationDisplayName("pmdesk")
    app.setDesktopFileName("pmdesk")
    app.setStyle("Fusion")
    return app


def build(start: Start) -> QMainWindow:
    """Return the main window on the library, or the window that says why there is none."""
    settings = Remembered(start.settings)
    look = Look(start.tokens, start.fonts, start.icons)
    look.prepare(str(settings.get("theme", "system")), int(settings.get("scale", 100)))
    try:
        ports = start.open_ports()
    except KnownError as error:
        return TroubleWindow(look, start.words, start.clock, start.files, start.path, error, start.program)
    context = context_of(ports, look, settings)
    return MainWindow(context, ports, start.program)


def context_of(ports: Ports, look: Look, settings: Remembered) -> Context:
    """Return what pages are given."""
    return Context(
        look=look,
        bridge=Bridge(ports.desk, ports.clock),
        desk=ports.desk,
        words=ports.words,
        clock=ports.clock,
        timers=QtTimers(),
        ids=ports.ids,
        library=ports.library,
        drafts=ports.drafts,
        private_notes=ports.private_notes,
        meetings=ports.meetings,
        pictures=ports.pictures,
        publisher=ports.publisher,
        pages=ports.pages,
        dates=ports.dates,
        markdown=ports.markdown,
        settings=settings,
        read_only=ports.read_only,
    )


def run(start: Start) -> int:
    """Show the window and return the exit status when it is closed."""
    app = application()
    window = build(start)
    window.show()
    QTimer.singleShot(0, window.activateWindow)
    status = app.exec()
    start.files.close()
    return status
