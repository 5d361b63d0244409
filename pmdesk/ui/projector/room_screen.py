"""Where the window of the room stands: on another screen than the console, or nowhere while that is gone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from pmdesk.ui.projector.window import ProjectorWindow


class RoomScreen(QObject):
    """Places the window of the room, and never on the console unasked.

    ``gone`` says that its screen was lost and the window is hidden, ``back`` that it is shown on one again.
    """

    gone = Signal()
    back = Signal()

    def __init__(self, console: QWidget, window: ProjectorWindow) -> None:
        """Follow the screens that come and go."""
        super().__init__(window)
        self._console, self._window = console, window
        self._covering = self.lost = False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._removed)
            app.screenAdded.connect(self._added)

    def place(self) -> bool:
        """Make the window as large as it will be, on another screen; False when there is none: then it is to share."""
        mine = self._console.screen()
        other = other_screen(QGuiApplication.screens(), mine)
        self._covering = other is not None
        self._window.place_at(other, mine)
        return self._covering

    def show(self) -> None:
        """Show the window, and leave the keyboard where it is."""
        working = self._console.isActiveWindow()
        self.lost = False
        self._window.come_up()
        if working:
            self._console.activateWindow()  # some systems give every new window the focus

    def show_beside(self) -> None:
        """Show it as a window to share, on the screen of the console."""
        self._covering = False
        self._window.place_at(None, self._console.screen())
        self.show()

    def leave(self) -> None:
        """Wait for no screen any more."""
        self._covering = self.lost = False

    def _removed(self, screen: QScreen) -> None:
        """Hide the window before it is moved over the console: either of the two may have stood there."""
        mine, its = self._console.screen(), self._window.screen()
        if self._window.isVisible() and (self._covering or its is not mine) and screen in {mine, its}:
            self.lost = True
            self._window.hide()
            self.gone.emit()

    def _added(self, _screen: QScreen) -> None:
        if self.lost and self.place():
            self.show()
            self.back.emit()


def other_screen(screens: list[QScreen], mine: QScreen) -> QScreen | None:
    """Return the first screen that is not the one of the console, or None."""
    return next((one for one in screens if one is not mine), None)
