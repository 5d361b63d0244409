"""The sheet of all keys, made from the same tables as the menus."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmdesk.editing.commands import EVERYWHERE, LIBRARY, REVIEW, STAGES, Command
from pmdesk.ui.context import Context
from pmdesk.ui.view_commands import ALL_COMMANDS
from pmdesk.ui.widgets.buttons import IconButton
from pmdesk.ui.widgets.labels import KeyCaps, Label
from pmdesk.ui.widgets.popover import Popover


class ShortcutsSheet(Popover):
    """Every verb with its keys, by place; letters are marked as working in lists only."""

    def __init__(self, ctx: Context, window: QWidget, place: str) -> None:
        """Put the place where the person is first."""
        super().__init__(ctx.look, window, ctx.words("window.sheet.title"))
        self._ctx = ctx
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 12, 14)
        head = QHBoxLayout()
        head.addWidget(Label(ctx.look, ctx.words("window.sheet.title"), "title"))
        head.addStretch()
        close = IconButton(ctx.look, "x", ctx.words("window.sheet.close"), keys="Esc")
        close.clicked.connect(self.dismiss)
        head.addWidget(close)
        column.addLayout(head)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(ctx.words("window.sheet.title"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        area.setWidget(body)
        area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(28)
        order = self._places(place)
        half = (len(order) + 1) // 2
        for part in (order[:half], order[half:]):
            side = QVBoxLayout()
            side.setSpacing(4)
            for one in part:
                self._section(side, one)
            side.addStretch()
            columns.addLayout(side, 1)
        column.addWidget(area)
        self._area = area

    def show_large(self) -> None:
        """Show over most of the window."""
        frame = self._frame.size()
        width, height = min(self._ctx.look.px(980), frame.width() - 40), frame.height() - 80
        self._area.setMinimumHeight(max(height - self._ctx.look.px(80), 200))
        self.show_at(QRect((frame.width() - width) // 2, 30, width, 1), width)
        self._area.setFocus()

    def _places(self, place: str) -> list[str]:
        others = [one for one in (*STAGES, LIBRARY) if one != place]
        return [place, REVIEW, EVERYWHERE, *others] if place != LIBRARY else [LIBRARY, EVERYWHERE, REVIEW, *STAGES]

    def _section(self, side: QVBoxLayout, place: str) -> None:
        words = self._ctx.words
        commands = [one for one in ALL_COMMANDS if one.where == place and (one.keys or one.letters)]
        if not commands:
            return
        key = f"commands.stage.{place}" if place in STAGES else f"window.sheet.{place}"
        heading = Label(self._ctx.look, words(key), "body-strong", "accent")
        heading.setContentsMargins(0, 10, 0, 0)
        side.addWidget(heading)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(2)
        for row, one in enumerate(commands):
            grid.addWidget(Label(self._ctx.look, words(f"commands.{one.id}"), "body", wrap=True), row, 0)
            for at, caps in enumerate(self._caps(one)):
                grid.addWidget(caps, row, 1 + at)
        side.addLayout(grid)

    def _caps(self, command: Command) -> Iterable[KeyCaps]:
        chord = QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if command.keys else ""
        letters = "/".join(command.letters[:1])
        yield KeyCaps(self._ctx.look, chord) if chord else KeyCaps(self._ctx.look, letters)
        if chord and letters:
            yield KeyCaps(self._ctx.look, letters)
