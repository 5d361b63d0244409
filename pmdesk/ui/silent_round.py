"""A silent round: everybody writes before anybody speaks, and nothing tells who wrote what or when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from pmdesk.domain.changes import Add
from pmdesk.editing.commands import PREPARE, TIMELINE
from pmdesk.meeting import silent
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.cover import Cover
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.labels import Label

SECOND_MS = 1000
MORE_SECONDS = 120


class SilentRound(Cover):
    """Covers the page of a review while the keyboard goes round.

    Each entry is a draft of its own until they are shown: then they are one shuffled step of the review
    and the drafts are erased. ``say`` carries a sentence for the status line, ``shown`` the stage whose
    items the entries became, with the kind and the id of the first one (empty: it needs no looking at).
    """

    say = Signal(str)
    shown = Signal(str, str, str)
    acting = Cover.acting | {"silent.reveal"}

    def __init__(self, ctx: Context, page: QWidget, shuffle: silent.Shuffle) -> None:
        """Build it hidden."""
        self._cancel_tick: Callable[[], None] | None = None
        super().__init__(ctx.look, page, ctx.words("silent.name"))
        self._ctx, self._shuffle = ctx, shuffle
        self._review = ""
        words, look = ctx.words, ctx.look
        self._clock = Label(look, "", "body-medium", "text2")
        self._question = Label(look, "", "title", wrap=True)
        self._count = Label(look, "", "body", "text2", wrap=True)
        self.line = HeldLine(ctx, name=words("silent.line"), hint=words("silent.hint"), submit=self._write)
        self._show = Button(look, words("silent.show"))
        self._more = Button(look, words("silent.more"), name=words("silent.more_name"))
        hand_on = Button(look, words("silent.hand_on"), kind="primary")
        back = Button(look, words("silent.back"), kind="link")
        hand_on.clicked.connect(self._hand_on)
        self._show.clicked.connect(self.reveal)
        self._more.clicked.connect(self._extend)
        back.clicked.connect(self.leave)
        self.left.connect(self.leave)
        self.line.gone_on.connect(self._owe)
        head = QHBoxLayout()
        head.addWidget(Label(look, words("silent.title"), "small-medium", "text3"), 1)
        head.addWidget(self._clock)
        buttons = QHBoxLayout()
        for button in (hand_on, self._show, self._more):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(back)
        for part in (head, self._question, self.line, buttons, self._count):
            self.column.addLayout(part) if isinstance(part, QHBoxLayout) else self.column.addWidget(part)
        for text in ("silent.promise", "silent.paste"):
            self.column.addWidget(Label(look, words(text), "small", "text3", wrap=True))
        self.column.addStretch(1)
        ctx.meeting.changed.connect(self._on_meeting)

    @property
    def running(self) -> bool:
        """Whether the review has a round that was not shown or ended yet."""
        return self._round() is not None

    def show_review(self, review_id: str) -> None:
        """Belong to another review; its round waits until somebody comes back to it.

        What is half typed in it comes back too. What a crash left between showing and erasing is erased now.
        """
        self._review = review_id
        self.hide()
        self.line.hold(silent.line_key(review_id) if review_id else "")
        review = self._ctx.desk.review(review_id)
        entries = self._entries()
        if self._ctx.read_only or review is None or not entries:
            return
        if set(entries) <= set(silent.revealed(review, entries)) and self._forget() and self.line.text():
            self.line.saving.touch()  # it was typed after that, and is kept again

    def showEvent(self, event: QShowEvent) -> None:
        """Let the clock tick while it is seen."""
        super().showEvent(event)
        self._stop_ticking()
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the clock rest; the time goes on."""
        super().hideEvent(event)
        self._stop_ticking()

    def start(self, stage: str) -> None:
        """Begin a round for a stage, or come back to the one that is running."""
        if not self._review or not self._may_write():
            return
        if self._round() is None:
            one = silent.Round(stage=TIMELINE if stage == PREPARE else stage, start=self._ctx.clock.now())
            if not self._ctx.meeting.put(self._review, **silent.to_state(one)):
                self.say.emit(self._ctx.words("silent.not_begun"))
                return
        self._tell()
        self.rise()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Show the page again; the round goes on and its entries stay hidden."""
        self.line.saving.flush()
        self.sink()
        if self.running:
            self.say.emit(self._counted("kept"))

    def reveal(self) -> None:
        """Put all entries on the page, shuffled, as one step of undo, and erase the drafts."""
        review, one = self._ctx.desk.review(self._review), self._round()
        if review is None or one is None:
            self.say.emit(self._ctx.words("silent.nothing_to_show"))
            return
        if not self._may_write() or (self.line.text().strip() and not self._hand_on()) or not self.line.saving.flush():
            return
        change = silent.reveal(review, self._entries(), one.stage, self._shuffle)
        if not self._ctx.bridge.do(change, command="silent.reveal") or not self._forget():
            return
        self.line.replace("")
        self._ctx.meeting.put(self._review, **silent.to_state(None))
        self.sink()
        count = len(change.changes)
        self.say.emit(self._ctx.words("silent.shown", count=count) if count else self._ctx.words("silent.ended"))
        first, kind = next(iter(change.changes), None), silent.kind_of(one.stage)
        back = QApplication.focusWidget()
        self.shown.emit(one.stage, kind, first.item.id if isinstance(first, Add) and kind != "note" else "")
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)  # they are in view; the keyboard goes on where it was

    def _may_write(self) -> bool:
        if self._ctx.read_only:
            self.say.emit(self._ctx.words("silent.read_only"))
        return not self._ctx.read_only

    def _round(self) -> silent.Round | None:
        return silent.from_state(self._ctx.meeting.state(self._review))

    def _entries(self) -> dict[str, str]:
        found = self._ctx.drafts.drafts_under(silent.draft_prefix(self._review)) if self._review else {}
        return {entry: text for key, text in found.items() if (entry := silent.entry_of(self._review, key))}

    def _forget(self) -> bool:
        return self._ctx.bridge.keep(lambda: self._ctx.drafts.forget_drafts(silent.draft_prefix(self._review)))

    def _write(self, text: str) -> bool:
        """Keep each line as an entry of its own: together they would tell that one person wrote them."""
        for line in silent.lines(text):
            key = silent.draft_key(self._review, self._ctx.ids())
            if not self._ctx.bridge.keep(lambda key=key, line=line: self._ctx.drafts.keep_draft(key, line)):  # type: ignore[misc] # bound now
                self.line.refuse()
                return False
        self._tell(written=True)
        return True

    def _owe(self, text: str) -> None:
        """Let thoughts that found no room wait as entries of their own; nobody else's is written behind them."""
        for line in silent.lines(text):
            self.line.owe(silent.draft_key(self._review, self._ctx.ids()), line)

    def _hand_on(self) -> bool:
        done = self._write(self.line.text()) and self.line.replace("")
        self.line.setFocus()
        return done

    def _extend(self) -> None:
        one = self._round()
        if one is not None:
            self._ctx.meeting.put(self._review, **silent.to_state(replace(one, seconds=one.seconds + MORE_SECONDS)))
            self._tell()

    def _counted(self, sentence: str) -> str:
        count = len(self._entries())
        return (
            self._ctx.words(f"silent.{sentence}", count=count) if count else self._ctx.words(f"silent.{sentence}_none")
        )

    def _tell(self, *, written: bool = False) -> None:
        one, words = self._round(), self._ctx.words
        if one is None:
            return
        self._question.setText(words(f"silent.ask.{one.stage}"))
        count = len(self._entries())
        self._count.setText(words("silent.count", count=count) if count else words("silent.none"))
        self.line.setAccessibleDescription(f"{self._question.text()} {self._count.text()}" if written or count else "")
        self._tell_time()

    def _tell_time(self) -> None:
        one = self._round()
        if one is None:
            return
        left = one.left(self._ctx.clock.now())
        text = self._ctx.words("silent.left", left=f"{left // 60}:{left % 60:02d}")
        self._clock.setText(text if left else self._ctx.words("silent.over"))
        self._clock.set_tone("text2" if left else "warn")

    def _tick(self) -> None:
        self._tell_time()
        self._cancel_tick = self._ctx.timers.call_later(SECOND_MS, self._tick)

    def _stop_ticking(self) -> None:
        if self._cancel_tick is not None:
            self._cancel_tick()
            self._cancel_tick = None

    def _on_meeting(self, review: str) -> None:
        if review == self._review and self.isVisible():
            if self.running:
                self._tell()
            else:
                self.leave()
