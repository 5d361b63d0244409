"""Thoughts that earlier reviews carried forward: each is taken into this review's parking lot, or done with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.editing import carrying
from pmdesk.editing.ports import CarriedNote
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.tab_order import TabAnchor, follow
from pmdesk.ui.widgets.two_columns import heading

MOST = 8
"""Rows that are shown; older thoughts come up when these are done with."""


class _Row(QWidget):
    """One thought, the review that it comes from, and the two verbs."""

    take_wanted = Signal()
    settle_wanted = Signal()

    def __init__(self, ctx: Context, number: int) -> None:
        super().__init__()
        words, look = ctx.words, ctx.look
        self._words = words
        self._text = Label(look, "", "body", "text", wrap=True)
        self._source = ElidedLabel(look, "", "small", "text3")
        self.take = self._button(ctx, "take", number)
        self.take.clicked.connect(self.take_wanted)
        self.settle = self._button(ctx, "settle", number)
        self.settle.clicked.connect(self.settle_wanted)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self._source, 1)
        below.addWidget(self.take)
        below.addWidget(self.settle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(0)
        column.addWidget(self._text)
        column.addLayout(below)

    def _button(self, ctx: Context, verb: str, number: int) -> Button:
        name = ctx.words(f"opening.carried.{verb}_name", number=number)
        button = Button(ctx.look, ctx.words(f"opening.carried.{verb}"), kind="link", small=True, name=name)
        button.setDisabled(ctx.read_only)
        return button

    def show_note(self, one: CarriedNote) -> None:
        source = self._words("opening.carried.source", number=one.number, title=one.title)
        self._text.setText(one.note.text)
        self._source.setText(source)
        for button in (self.take, self.settle):
            button.setAccessibleDescription(f"{one.note.text}. {source}")


class CarriedThoughts(QWidget):
    """The list with its heading; hidden while nothing is carried. ``say`` carries a short sentence."""

    say = Signal(str)

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        self._review = ""
        self._notes: Sequence[CarriedNote] = ()
        self._rows: list[_Row] = []
        self._start = TabAnchor(self)
        self._count = Label(ctx.look, "", "body", "text3")
        self._more = Label(ctx.look, "", "small", "text3", wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(6)
        column.addLayout(heading(ctx.look, ctx.words("opening.carried.title"), self._count))
        column.addLayout(self._column)
        column.addWidget(self._more)
        self.hide()

    def show_notes(self, review: str, notes: Sequence[CarriedNote]) -> None:
        """Show what others carried forward to ``review``, newest first."""
        self._review, self._notes = review, notes
        shown = min(len(notes), MOST)
        while len(self._rows) < shown:
            self._add_row()
        for at, row in enumerate(self._rows):
            row.setVisible(at < shown)
            if at < shown:
                row.show_note(notes[at])
        words = self._ctx.words
        self._count.setText(words("opening.carried.count", count=len(notes)) if notes else "")
        self._more.setText(words("opening.carried.more", number=len(notes) - shown))
        self._more.setVisible(len(notes) > shown)
        self.setVisible(bool(notes))

    def take_current(self) -> None:
        """Take the thought in that has the focus, or the only one."""
        self._with_current(self._take)

    def settle_current(self) -> None:
        """Be done with the thought that has the focus, or the only one."""
        self._with_current(self._settle)

    def _add_row(self) -> None:
        row, at = _Row(self._ctx, len(self._rows) + 1), len(self._rows)
        row.take_wanted.connect(lambda: self._take(at))
        row.settle_wanted.connect(lambda: self._settle(at))
        self._rows.append(row)
        self._column.addWidget(row)
        follow(self._rows[at - 1].settle if at else self._start, row.take, row.settle)

    def _with_current(self, verb: Callable[[int], None]) -> None:
        at = next(
            (at for at, row in enumerate(self._rows) if row.isAncestorOf(QApplication.focusWidget() or self)), None
        )
        if at is None and len(self._notes) == 1:
            at = 0
        if at is not None:
            verb(at)
            return
        if self._notes:
            self._rows[0].take.setFocus()
        self.say.emit(self._ctx.words("opening.carried.which" if self._notes else "opening.carried.none"))

    def _take(self, at: int) -> None:
        review = self._ctx.desk.review(self._review)
        if review is not None and at < len(self._notes):
            change = carrying.take_in(review, self._notes[at], self._ctx.clock.now(), ids=self._ctx.ids)
            self._tell("taken", done=self._ctx.bridge.do(change, command="note.take"))

    def _settle(self, at: int) -> None:
        if at < len(self._notes):
            self._tell("settled", done=self._ctx.bridge.do(carrying.settle(self._notes[at]), command="note.settle"))

    def _tell(self, word: str, *, done: bool) -> None:
        if done:
            self.say.emit(self._ctx.words(f"opening.carried.{word}"))
