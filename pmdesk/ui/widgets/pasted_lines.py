"""Lines that wait for a yes, pasted or refused by a full disk: a draft of its own, shown under the capture line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pmdesk.domain.review import Review
from pmdesk.editing.capture import CaptureContext
from pmdesk.editing.capture_prefix import aim, aimed_at, words_of
from pmdesk.editing.pasting import as_one_line, read_lines
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.batch_panel import BatchPanel
from pmdesk.ui.widgets.capture_reading import CaptureReading
from pmdesk.ui.widgets.capture_sending import CaptureSender, Sent
from pmdesk.ui.widgets.held_line import HeldLine

_LONGEST_LINE = 20_000
"""A longer paste is no line that anybody could go on typing in."""


class PastedLines(QObject):
    """Holds lines until they are added, are one line of text, or are put away.

    ``say`` carries a sentence for the status line, ``sent`` a Sent, ``one_line`` the paste as one line
    of text, ``left`` says that the keyboard went elsewhere.
    """

    sent = Signal(object)
    one_line = Signal(str)
    left = Signal()
    say = Signal(str)

    def __init__(
        self,
        ctx: Context,
        owner: QWidget,
        sender: CaptureSender,
        frame: Callable[[Review], CaptureContext],
        line: HeldLine,
    ) -> None:
        """``owner`` is the capture line and ``line`` its box, ``frame`` what a line leans on in a review."""
        super().__init__(owner)
        self._ctx, self._owner, self._sender, self._frame, self._line = ctx, owner, sender, frame, line
        self._review = ""
        self._text = ""
        reading = CaptureReading(ctx.words, self._now)
        self.panel = BatchPanel(ctx, owner, reading)
        self.panel.accepted.connect(self.accept)
        self.panel.refused.connect(self._refuse)
        self.panel.left.connect(self.left)

    @property
    def waiting(self) -> bool:
        """Whether there is a paste to decide about."""
        return bool(self._text)

    def show_review(self, review_id: str) -> None:
        """Show what waits in this review, also from before a crash."""
        self._review = review_id
        self._text = ""
        self.panel.hide()
        owed = self._line.owed(self._key)
        waiting = self._ctx.drafts.draft(self._key) if review_id and owed is None else owed
        if waiting:
            self._read(waiting)

    def take(self, text: str) -> bool:
        """Hold a text of many lines, kept at once; False when nothing of it can be a line, or it finds no room."""
        text = self._behind(text)
        if self._now() is None or self._ctx.read_only or not self._keep(text):
            return False
        return self._read(text)

    def hold(self, text: str) -> int:
        """Hold a line that found no room when it was sent, behind what waits; return how many lines wait now."""
        text = self._behind(text)
        self._line.owe(self._key, text)
        self._read(text)
        return len(self.panel.kept)

    def float_under(self, widget: QWidget) -> None:
        """Show the panel below the capture line."""
        self.panel.float_under(widget, width=widget.width(), gap=self._ctx.look.px(4))

    def accept(self) -> None:
        """Add the lines that are not left out, as one step; with none of them, put the paste away."""
        lines = self.panel.kept
        if not lines:
            if self._forget():
                self.one_line.emit("")
                self.say.emit(self._ctx.words("capture.batch.put_away"))
            return
        sent: Sent | None = self._sender.send(self._review, lines)
        if sent is not None and self._forget():
            self.sent.emit(sent)

    def _refuse(self) -> None:
        text = as_one_line(self._text)
        if len(text) > _LONGEST_LINE:
            self.say.emit(self._ctx.words("capture.batch.too_long"))
        elif self._forget():
            self.one_line.emit(text)

    def _read(self, text: str) -> bool:
        review = self._now()
        if review is None:
            return False
        self._text = text
        lines = read_lines(text, self._frame(review))
        self.panel.show_lines(lines)
        return bool(lines)

    def _behind(self, text: str) -> str:
        return f"{self._text}\n{text}" if self._text else text

    def _now(self) -> Review | None:
        return self._ctx.desk.review(self._review) if self._review else None

    @property
    def _key(self) -> str:
        return f"batch:{self._review}"

    def _keep(self, text: str) -> bool:
        """Keep what waits; what found no room before is part of it."""
        if self._ctx.bridge.keep(lambda: self._ctx.drafts.keep_draft(self._key, text)):
            self._line.pay(self._key)
            return True
        if not text:
            self._line.owe(self._key, "")
        return False

    def _forget(self) -> bool:
        self.panel.hide()
        self._text = ""
        return self._keep("")


def combined(before: str, pasted: str, after: str) -> str:
    """Return the lines that a paste makes between what is typed.

    When only a prefix stands before it ("i: "), all pasted lines without one of their own go there.
    """
    if aim(before).begins and not words_of(before) and not after.strip():
        return "\n".join(aimed_at(line, before.strip()[0]) for line in pasted.splitlines())
    return f"{before}{pasted}{after}"
