"""The frame of the main window: shown at once with an empty ground, filled when the library is open.

It imports nothing that the first painted frame does not need.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget

from pmdesk.editing.known_error import KnownError
from pmdesk.ui.look import Look
from pmdesk.ui.remembered import Remembered

BAR, RAIL, STATUS = 48, 200, 28
"""Heights of bar and status line and width of the rail, px at 100 %."""

MARGIN = 32
"""What a first start leaves free of the screen, for the window's own title bar, px."""

GEOMETRY = "window.geometry"


class Contents(Protocol):
    """What fills the frame and is asked before it closes."""

    def may_close(self) -> bool:
        """Keep what is unsaved; False when something could not be kept."""

    def left(self) -> None:
        """Keep what is unsaved: the person went to another window."""

    def key(self, text: str) -> bool:
        """Take a key that no widget wanted; False when it means nothing."""

    def tell(self, error: KnownError) -> None:
        """Say what the world said, and what can be done."""


class Frame(QMainWindow):
    """``painted`` is emitted once, after the first frame is on screen."""

    painted = Signal()

    def __init__(self, look: Look, settings: Remembered) -> None:
        """Stand where the window stood last."""
        super().__init__()
        self.look = look
        self.settings = settings
        self._contents: Contents | None = None
        self._painted = False
        self.setMinimumSize(720, 480)
        screen = self.screen().availableSize()
        self.resize(min(1440, screen.width() - MARGIN), min(900, screen.height() - MARGIN))
        geometry = str(settings.get(GEOMETRY, ""))
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii")))

    def fill(self, body: QWidget, contents: Contents) -> None:
        """Show ``body`` from now on; ``contents`` answers for it."""
        self._contents = contents
        self.setCentralWidget(body)

    def tell(self, error: KnownError) -> bool:
        """Let the contents say what the world said; False when there are none yet."""
        if self._contents is not None:
            self._contents.tell(error)
        return self._contents is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the quiet ground that the contents will cover, and tell when it is there."""
        if self._contents is None:
            look, painter = self.look, QPainter(self)
            painter.fillRect(self.rect(), look.colour("bg"))
            bar, rail, status = look.px(BAR), look.px(RAIL), look.px(STATUS)
            page = self.rect().adjusted(rail, bar, 0, -status)
            painter.fillRect(page, look.colour("surface"))
            painter.setPen(look.colour("line"))
            painter.drawRect(page.adjusted(-1, -1, 0, 0))
        else:
            super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Keep what is typed when the window is left."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and self._contents is not None:
            self._contents.left()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus on Enter; hand on what no widget wanted."""
        focus = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focus, QAbstractButton):
            if not event.isAutoRepeat():
                focus.click()
        elif self._contents is None or not self._contents.key(event.text()):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything; stay open when something could not be kept."""
        if self._contents is not None and not self._contents.may_close():
            event.ignore()
            return
        self.settings.put(GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        super().closeEvent(event)


def application() -> QApplication:
    """Return the one QApplication, made when there is none yet."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["pmdesk"])
    app.setApplicationName("pmdesk")
    app.setApplicationDisplayName("pmdesk")
    app.setDesktopFileName("pmdesk")
    app.setStyle("Fusion")
    return app


def frame_of(theme: Path, fonts: Path, icons: Path, settings: Path | None) -> Frame:
    """Return an empty frame in the remembered look. Needs a QApplication.

    ``theme`` is the file of colour tokens, ``fonts`` and ``icons`` are folders, ``settings`` is the
    file of what the window remembers.
    """
    remembered = Remembered(settings)
    look = Look(theme, fonts, icons)
    frame = Frame(look, remembered)
    look.dress(frame)
    look.prepare(str(remembered.get("theme", "system")), int(remembered.get("scale", 100)))
    return frame


@contextmanager
def telling(frame: Frame) -> Iterator[None]:
    """Let the frame tell what the world said no to wherever Qt called us; the rest is a fault of ours and printed."""
    printed = sys.excepthook

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, KnownError) or not frame.tell(error):
            printed(kind, error, trace)

    sys.excepthook = told
    try:
        yield
    finally:
        sys.excepthook = printed


def run(frame: Frame, fill: Callable[[], object]) -> int:
    """Show the frame, fill it after its first paint, and return the exit status when it is closed."""
    frame.painted.connect(fill)
    frame.show()
    frame.activateWindow()
    with telling(frame):
        status = QApplication.exec()
    # Widgets go before Python does: Qt may not ask an interpreter that is gone.
    frame.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return status
