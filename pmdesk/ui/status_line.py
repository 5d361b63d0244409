"""The status line: saved state at the left, what just happened, key hints at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from whenever import Instant

from pmdesk.domain.times import in_zone
from pmdesk.ui.context import Context
from pmdesk.ui.view_commands import ALL_COMMANDS, places
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps, Label

SAID_MS = 8000


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
        self._hints: list[KeyCaps] = []
        self._tick.setVisible(False)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._be_quiet)
        ctx.bridge.saved.connect(self.saved)
        ctx.look.changed.connect(self._fit)
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
        """Say a short sentence for eight seconds."""
        self._said.setText(text)
        self._said.set_tone("text2")
        self._quiet.start(SAID_MS)
        self._thin_out()

    def show_hints(self, place: str) -> None:
        """Show the keys that matter most in a place: its letters, undo and the sheet."""
        for caps in self._hints:
            caps.deleteLater()
        self._hints = []
        active = places(place)
        hints = [
            (one.letters[0], one.id)
            for one in ALL_COMMANDS
            if one.letters and one.where in active and one.where == place and one.letters[0] not in {"Return", "Del"}
        ][:5]
        hints += [("Ctrl+Z", "edit.undo"), ("?", "view.shortcuts")]
        for key, name in hints:
            caps = KeyCaps(self._ctx.look, key, self._ctx.words(f"commands.{name}"))
            self._row.addWidget(caps)
            self._hints.append(caps)
        self._thin_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out hints that have no room."""
        super().resizeEvent(event)
        self._thin_out()

    def _thin_out(self) -> None:
        """Show hints from the right for as long as there is room."""
        room = self.width() - 48 - self._saved.sizeHint().width() - self._said.sizeHint().width() - 60
        for caps in reversed(self._hints):
            room -= caps.sizeHint().width() + 8
            caps.setVisible(room > 0)

    def _be_quiet(self) -> None:
        self._said.setText(self._ctx.words("window.local"))
        self._said.set_tone("text3")

    def _fit(self) -> None:
        self.setFixedHeight(self._ctx.look.px(28))
        self._thin_out()
