"""The status line: saved state at the left, what just happened, key hints at the right."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from whenever import Instant

from pmdesk.domain.times import in_zone
from pmdesk.editing.commands import LIBRARY
from pmdesk.ui.announcing import announce
from pmdesk.ui.context import Context
from pmdesk.ui.view_commands import ALL_COMMANDS, places
from pmdesk.ui.widgets.cover import Cover
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps, Label
from pmdesk.ui.widgets.popover import Popover

SAID_MS = 8000
MOST_LETTERS, MOST_CHORDS = 5, 3


class _Hints(Enum):
    """Which keys are said beside undo and the list of keys; where the page is covered, no undo either."""

    LETTERS = auto()
    CHORDS = auto()
    NONE = auto()
    COVERED = auto()


class StatusLine(QWidget):
    """Says "Saved 14:02:07", and for eight seconds what was just done or taken back."""

    def __init__(self, ctx: Context) -> None:
        """Listen to what is saved."""
        super().__init__()
        self._ctx = ctx
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(8)
        self._tick = IconLabel(ctx.look, "check", 16, "ok")
        self._saved = Label(ctx.look, "", "small", "text2")
        self._said = Label(ctx.look, ctx.words("window.local"), "small", "text3")
        self._row.addWidget(self._tick)
        self._row.addWidget(self._saved)
        self._row.addSpacing(6)
        self._row.addWidget(self._said)
        self._row.addStretch()
        self._room = Label(ctx.look, "", "small-medium", "private")
        self._row.addWidget(self._room)
        self._letters: list[KeyCaps] = []
        self._chords: list[KeyCaps] = []
        self._always: list[KeyCaps] = []
        self._shown = _Hints.LETTERS
        self._tick.setVisible(False)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._be_quiet)
        ctx.bridge.saved.connect(self.saved)
        ctx.look.changed.connect(self._fit)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # there is one
        self._fit()

    def saved(self, at: Instant) -> None:
        """Show when the last change became durable."""
        local = in_zone(at, self._ctx.clock.zone())
        time = f"{local.hour:02d}:{local.minute:02d}:{local.second:02d}"
        self._saved.setText(self._ctx.words("window.saved", time=time))
        self._tick.setVisible(True)

    @property
    def saved_text(self) -> str:
        """The text about the last save; empty before the first one."""
        return self._saved.text()

    def say(self, text: str) -> None:
        """Say a short sentence for eight seconds, also to a screen reader."""
        self._said.setText(text)
        self._said.set_tone("text2")
        announce(self, text)
        self._quiet.start(SAID_MS)
        self._thin_out()

    def show_room(self, text: str, warn: bool) -> None:  # noqa: FBT001 (a signal carries it)
        """Say what the room sees for as long as it is so; empty when it sees nothing."""
        self._room.setText(text)
        self._room.set_tone("warn" if warn else "private")
        self._room.setVisible(bool(text))
        self._thin_out()

    def show_hints(self, place: str) -> None:
        """Show the keys that matter most in a place: its letters, undo and the sheet."""
        for group in (self._letters, self._chords, self._always):
            for caps in group:
                caps.deleteLater()
            group.clear()
        if place == LIBRARY:
            self._add_hints([("Return", "library.open")], self._letters)
            for group in (self._letters, self._chords):
                self._add_hints([("Ctrl+N", "review.new")], group)
        active = places(place)
        acting = [
            one
            for one in ALL_COMMANDS
            if one.letters and one.where in active and one.where == place and one.letters[0] not in {"Return", "Del"}
        ]
        self._add_hints([(one.letters[0], one.id) for one in acting[:MOST_LETTERS]], self._letters)
        self._add_hints([(one.keys[0], one.id) for one in acting if one.keys][:MOST_CHORDS], self._chords)
        self._add_hints([("Ctrl+Z", "edit.undo")], self._always)
        self._add_hints([("F1", "view.shortcuts")], self._always)
        self._thin_out()

    def _add_hints(self, hints: list[tuple[str, str]], group: list[KeyCaps]) -> None:
        for key, name in hints:
            caps = KeyCaps(self._ctx.look, key, self._ctx.words(f"commands.{name}"))
            caps.hide()
            self._row.addWidget(caps)
            group.append(caps)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out hints that have no room."""
        super().resizeEvent(event)
        self._thin_out()

    def _thin_out(self) -> None:
        """Show the hints that have room, those for all places first, then the others in their order."""
        room = self.width() - 48 - self._saved.sizeHint().width() - self._said.sizeHint().width() - 60
        room -= self._room.sizeHint().width() + 8 if self._room.text() else 0
        groups = {_Hints.LETTERS: self._letters, _Hints.CHORDS: self._chords}
        for caps in (*self._letters, *self._chords, *self._always):
            caps.setVisible(False)
        always = self._always[-1:] if self._shown is _Hints.COVERED else [*reversed(self._always)]
        for caps in (*always, *groups.get(self._shown, [])):
            room -= caps.sizeHint().width() + 8
            caps.setVisible(room > 0)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Say only keys that act where the keyboard is."""
        if now is None or now.window() is not self.window():
            return
        shown = _hints_at(now)
        if shown is not self._shown:
            self._shown = shown
            self._thin_out()

    def _be_quiet(self) -> None:
        self._said.setText(self._ctx.words("window.local"))
        self._said.set_tone("text3")

    def _fit(self) -> None:
        self.setFixedHeight(self._ctx.look.px(28))
        self._thin_out()


def _hints_at(focus: QWidget) -> _Hints:
    """Return which keys act: letters in lists and on cards, chords in boxes and on buttons.

    What floats over the page, or covers it while the keyboard goes round, names keys of its own.
    """
    around: QWidget | None = focus
    while around is not None:
        if isinstance(around, Popover | Cover):
            return _Hints.NONE if isinstance(around, Popover) else _Hints.COVERED
        around = around.parentWidget()
    other = isinstance(focus, QLineEdit | QTextEdit | QAbstractButton | QAbstractSpinBox | QComboBox)
    return _Hints.CHORDS if other else _Hints.LETTERS
