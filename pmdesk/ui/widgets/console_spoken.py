"""Who has spoken, for the facilitator's eyes only: a key or a click each, nothing of it in a report."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pmdesk.domain.review import Review
from pmdesk.ui.context import Context
from pmdesk.ui.models.spoken import SpokenModel, speakers
from pmdesk.ui.spoken import Spoken
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.console_section import ConsoleSection
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.prompt_list import PromptTick
from pmdesk.ui.widgets.spoken_list import SpokenList


class SpokenSection(ConsoleSection):
    """``left`` asks to give the keyboard back, ``say`` carries a short sentence for the status line."""

    left = Signal()
    say = Signal(str)

    def __init__(self, ctx: Context, spoken: Spoken) -> None:
        """Show nobody yet; ``spoken`` holds the strokes."""
        words, look = ctx.words, ctx.look
        super().__init__(look, words, "spoken", "users", tone="private", keys="Ctrl+T")
        self._ctx, self._spoken = ctx, spoken
        self._model = SpokenModel(words)
        self.list = SpokenList(look, words, self._model)
        self.list.heard.connect(self._heard)
        self.list.taken_back.connect(self._taken_back)
        self.list.left.connect(self.left)
        self._none = Label(look, words("console.spoken.none"), "small", "text3", wrap=True)
        self._none.setContentsMargins(8, 0, 0, 0)
        back = words("console.spoken.back")
        self._back = Button(look, back, kind="link", small=True, name=words("console.spoken.back_name"))
        self._back.clicked.connect(self._last_taken_back)
        self._keep = PromptTick(look, done_tone="text2")
        self._keep.clicked.connect(lambda kept: self._spoken.keep(kept=kept))
        self.content.addWidget(self._none)
        self.content.addWidget(self.list)
        self._below = QWidget()
        row = QHBoxLayout(self._below)
        row.setContentsMargins(8, 0, 0, 0)
        row.addWidget(self._keep, 1)
        row.addWidget(self._back)
        self.content.addWidget(self._below)
        for button in (self._back, self._keep):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where somebody types
            button.setDisabled(ctx.read_only)
        self.list.setDisabled(ctx.read_only)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return self.head, self.list, self._keep, self._back

    def be_slim(self, *, slim: bool) -> None:
        """Stand in a narrow place; the list gives way there where it is also low."""
        super().be_slim(slim=slim)
        self.content.setContentsMargins(*((self._ctx.look.px(8), 2, 8, 0) if slim else (8, 2, 16, 0)))
        self.list.may_shrink = slim

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keyboard back on Esc, wherever it stands."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_people(self, review: Review, here: object) -> None:
        """Show how often each was heard of those who are ``here`` (as the meeting's state holds them)."""
        tally = self._spoken.tally
        found = speakers(review, here if isinstance(here, list | tuple) else (), tally, self._ctx.words)
        self._model.show(found)
        self.list.setVisible(bool(found))
        self._below.setVisible(bool(found))
        self._none.setVisible(not found)
        keep = self._ctx.words("console.spoken.keep")
        self._keep.show_prompt(keep, self._ctx.words("console.spoken.keep_name"), asked=tally.kept, present=False)
        self._back.setEnabled(bool(self._spoken.last) and not self._ctx.read_only)
        silent = sum(not one.strokes for one in found)
        count = self._ctx.words("console.spoken.silent", count=silent) if silent and tally.total else ""
        self.set_note(count)

    def listen(self) -> None:
        """Take the keyboard for one digit; then it goes back to where it was."""
        if self._model.speakers:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.once = True
        else:
            self.say.emit(self._ctx.words("console.spoken.none"))

    def _heard(self, at: int) -> None:
        one = self._model.speakers[at]
        if self._spoken.add(one.id):
            self.say.emit(self._model.said(self._model.speakers[at]))

    def _taken_back(self, at: int) -> None:
        self._spoken.take_back(self._model.speakers[at].id)
        self.say.emit(self._model.said(self._model.speakers[at]))

    def _last_taken_back(self) -> None:
        who = self._spoken.last
        self._spoken.take_back(who)
        one = next((one for one in self._model.speakers if one.id == who), None)
        if one is not None:
            self.say.emit(self._model.said(one))
