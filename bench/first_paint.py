"""A child of start.py: opens a window (bare, or pmdesk on a library) and tells when it was painted and ready.

``first_paint.py bare`` or ``first_paint.py pmdesk LIBRARY SETTINGS``.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow


def bare() -> None:
    """Show an empty QMainWindow."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    app = QApplication([])
    app.setStyle("Fusion")
    window = QMainWindow()
    window.setCentralWidget(QWidget())
    watch(window)
    window.resize(1440, 900)
    window.show()
    app.exec()


def pmdesk(library: Path, settings: Path) -> None:
    """Start the application as ``python -m pmdesk LIBRARY`` does, with settings of its own."""
    from pmdesk.app import places
    from pmdesk.cli import run
    from pmdesk.ui import frame

    places.settings_path = lambda: settings
    build = frame.frame_of

    def watched(*where: Path) -> frame.Frame:
        window = build(*where)
        watch(window)
        return window

    frame.frame_of = watched
    run([str(library)])


def watch(window: QMainWindow) -> None:
    """Print the wall time after the first paint, and when what fills the window is painted too."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class Watch(QObject):
        """Waits for the first paint of the window, then of its contents."""

        told = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            """Tell, once each."""
            if event.type() == QEvent.Type.Paint:
                if self.told == 0:
                    self.told = 1
                    QTimer.singleShot(0, lambda: print("painted", time.time(), flush=True))
                if self.told == 1 and window.centralWidget() is not None:
                    self.told = 2
                    QTimer.singleShot(0, self.ready)
            return False

        def ready(self) -> None:
            """Tell and leave."""
            print("ready", time.time(), flush=True)
            QApplication.exit()

    window.watch = Watch()
    QApplication.instance().installEventFilter(window.watch)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        pmdesk(Path(sys.argv[2]), Path(sys.argv[3]))
