"""A child of start.py: opens a window (bare, or pmdesk on a library) and tells when it was painted and ready.

``first_paint.py bare`` or ``first_paint.py pmdesk LIBRARY SETTINGS``.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path


def bare() -> None:
    """Show an empty QMainWindow."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    app.setStyle("Fusion")
    window = QMainWindow()
    watch(window, app)
    window.resize(1440, 900)
    window.show()
    app.exec()


def pmdesk(library: Path, settings: Path) -> None:
    """Show the real window."""
    from pmdesk.app.window_start import start_of
    from pmdesk.ui.start import application, build

    app = application()
    window = build(start_of(library, settings=settings))
    watch(window, app)
    window.show()
    app.exec()


def watch(window: object, app: object) -> None:
    """Print the wall time after the first paint, and when the event loop is idle after it."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        """Waits for the first paint below the window."""

        painted = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            """Tell, once."""
            if event.type() == QEvent.Type.Paint and not self.painted:
                self.painted = True
                QTimer.singleShot(0, lambda: print("painted", time.time(), flush=True))
                QTimer.singleShot(0, lambda: QTimer.singleShot(0, self.ready))
            return False

        def ready(self) -> None:
            """Tell and leave."""
            print("ready", time.time(), flush=True)
            app.exit()

    app.watch = Watch()
    app.installEventFilter(app.watch)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        pmdesk(Path(sys.argv[2]), Path(sys.argv[3]))
