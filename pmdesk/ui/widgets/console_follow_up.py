"""The second thing to ask: a question that fits what was just said, or one that looks from further away.

It never takes the focus. Where there is room for everything, its room is kept from the beginning; elsewhere it has one
line until the first question comes, and keeps its room from then on. So nothing moves when questions come and go.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.follow_ups import FollowUps
from pmdesk.ui.look import Look
from pmdesk.ui.widgets.buttons import Button, IconButton
from pmdesk.ui.widgets.console_section import ConsoleSection, indented
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.labels import KeyCaps, Label
from pmdesk.ui.widgets.wrapped import plain_tip
from pmdesk.ui.zoom_outs import ZoomOuts

LINES = 2
"""Lines that a question may have; every one of the resources fits (a test holds that)."""


class FollowUpSection(ConsoleSection):
    """Shows one card: the nudge to zoom out goes before the follow-up, which waits for it.

    ``ask_wanted``, ``another_wanted`` and ``dismiss_wanted`` are its verbs. ``room_wanted``: a question has come.
    """

    room_wanted = Signal()

    ask_wanted = Signal()
    another_wanted = Signal()
    dismiss_wanted = Signal()

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        words, look = ctx.words, ctx.look
        super().__init__(look, words, "follow_up", "corner-down-left")
        self._ctx = ctx
        self._said = ""
        self._about = _Quote(look)
        self._question = Label(look, "", "body-medium", "text", wrap=True)
        self._question.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        name = words("console.follow_up.another_name")
        self._ask = Button(look, words("console.follow_up.ask"), small=True, name=words("console.follow_up.ask_name"))
        self._ask.clicked.connect(self.ask_wanted)
        self._another = Button(look, words("console.follow_up.another"), kind="flat", small=True, name=name)
        self._another.clicked.connect(self.another_wanted)
        self._dismiss = IconButton(
            look, "x", words("console.follow_up.dismiss"), keys="Ctrl+Shift+[", size=14, tone="text3"
        )
        self._dismiss.clicked.connect(self.dismiss_wanted)
        self._keys = KeyCaps(look, "Ctrl+G", spare=True)
        self._controls = (self._ask, self._another, self._dismiss, self._keys)
        row = indented(self._ask, self._another, self._dismiss)
        row.addStretch(1)
        row.addWidget(self._keys)
        for button in (self._ask, self._another, self._dismiss):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where somebody types
        for widget in self._controls:
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
        self.content.addLayout(indented(self._about))
        self._card = QWidget()
        card = QVBoxLayout(self._card)
        card.setContentsMargins(0, 0, 0, 0)
        card.setSpacing(self.content.spacing())
        card.addLayout(indented(self._question))
        card.addLayout(row)
        self.content.addWidget(self._card)
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def question(self) -> str:
        """The question that is shown; empty when there is none."""
        return self._question.text()

    @property
    def whole(self) -> bool:
        """Whether there is room for a question with its buttons."""
        return not self._card.isHidden()

    def set_whole(self, *, whole: bool) -> None:
        """Have the room of a question, or of one line."""
        if whole != self.whole:
            self._card.setVisible(whole)
            self._say()
            self.lay_out()

    def show_card(self, follow_ups: FollowUps, zoom_outs: ZoomOuts) -> None:
        """Show what is to be asked; the nudge first."""
        words, found = self._ctx.words, follow_ups.present
        if zoom_outs.showing:
            said = words("console.follow_up.zoom_out", count=zoom_outs.count)
            self._show(words("console.follow_up.zoom_out_kind"), said, zoom_outs.question)
        elif found is not None:
            about = words("console.follow_up.about", text=" ".join(follow_ups.about.split()))
            self._show(words(f"meeting.follow_up.kinds.{found.kind}"), about, found.question)
        else:
            self._show("", words("console.follow_up.none"), "")

    def _show(self, kind: str, about: str, question: str) -> None:
        self.set_note(kind, tone="accent")
        self._said = about
        self._question.setText(question)
        self._say()
        for button in (self._ask, self._another, self._dismiss):
            button.setAccessibleDescription(f"{kind}. {question}")
        if not question and any(one.hasFocus() for one in self._controls):
            self.head.setFocus()
        for widget in self._controls:
            widget.setVisible(bool(question))
        if question:
            self.room_wanted.emit()

    def _say(self) -> None:
        """Say what the question is about; where there is one line only, the question itself."""
        question = self.question
        self._about.set_text(self._said if self.whole else question or self._said, bar=bool(question))

    def _restyle(self) -> None:
        look = self._ctx.look
        self._question.setFixedHeight(look.metrics("body-medium").lineSpacing() * LINES + look.px(4))


class _Quote(ElidedLabel):
    """A small line behind a bar."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", "small", "text2")
        self._bar = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str, *, bar: bool) -> None:
        self._bar = bar
        self.setText(text)
        self.setContentsMargins(self._look.px(10) if bar else 0, 0, 0, 0)
        self.setToolTip(plain_tip(text) if bar else "")
        self.set_tone("text2" if bar else "text3")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._bar:
            QPainter(self).fillRect(0, 0, self._look.px(2), self.height(), self._look.colour("accentline"))
