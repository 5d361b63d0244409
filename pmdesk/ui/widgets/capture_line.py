"""The capture line: type what happened, see how it is read, press Enter. Used on every stage."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QHideEvent, QMoveEvent
from PySide6.QtWidgets import QWidget
from whenever import Date, Instant

from pmdesk.domain.review import Review
from pmdesk.editing.capture import Proposal, parse
from pmdesk.editing.capture_marks import with_later_turned, with_next_kind, with_star_turned
from pmdesk.editing.capture_prefix import PREFIXES, Target, aim, aimed_at
from pmdesk.editing.pasting import is_many, read_lines
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.autosave import AutoSave
from pmdesk.ui.widgets.capture_box import CaptureBox
from pmdesk.ui.widgets.capture_frame import CaptureFrame
from pmdesk.ui.widgets.capture_preview import CapturePreview
from pmdesk.ui.widgets.capture_prose import prose_of
from pmdesk.ui.widgets.capture_sending import CaptureSender, Sent
from pmdesk.ui.widgets.capture_shape import CaptureShape
from pmdesk.ui.widgets.pasted_lines import PastedLines
from pmdesk.ui.widgets.picture_intake import PictureIntake
from pmdesk.ui.widgets.text_units import characters, units
from pmdesk.wording.finding import Stage


class CaptureLine(CaptureShape):
    """One line that becomes an event.

    A prefix ("f: ") sends it elsewhere. ``added`` carries the id of the new event (the last of several),
    ``say`` where things went, ``left`` says that the person is done with the line. The half-typed line
    is the draft "capture:<review>", a paste that waits "batch:<review>".
    """

    added = Signal(str)
    say = Signal(str)
    left = Signal()

    def __init__(self, ctx: Context, *, name: str, entry_now: Callable[[], str] = lambda: "") -> None:
        """``name`` is the accessible name of the line, ``entry_now`` says which entry a picture may go with."""
        self._ready = False
        self._line = CaptureBox(ctx, name=name, submit=self.send)
        super().__init__(ctx, self._line)
        self._entry_now = entry_now
        self._last = ""
        self._ctx = ctx
        self._frame = CaptureFrame(ctx.clock, ctx.drafts)
        self._review = ""
        self._sending = False
        self._preview = CapturePreview(ctx, self)
        self._sender = CaptureSender(ctx)
        self._pasted = PastedLines(ctx, self, self._sender, self._frame.context, self._line)
        self._pictures = PictureIntake(ctx, self)
        self._line.marks.reading = self._prose
        self._line.textChanged.connect(self._tell)
        self._line.focused.connect(self.reshape)
        self._line.gone_on.connect(self._hold)
        self._line.escaped.connect(self._leave)
        self._line.sent_and_left.connect(self._send_and_leave)
        self._line.kind_wanted.connect(self.next_kind)
        self._line.star_wanted.connect(lambda: self._mark(with_star_turned))
        self._line.list_wanted.connect(self._into_list)
        self._line.lines_pasted.connect(self._take_lines)
        self._line.picture_given.connect(self._take_picture)
        self._pictures.say.connect(self.say)
        self._pasted.sent.connect(self._finish_paste)
        self._pasted.one_line.connect(self._as_text)
        self._pasted.left.connect(self._tell)
        self._pasted.say.connect(self.say)
        ctx.look.changed.connect(self.reshape)
        self._ready = True
        self.reshape()

    @property
    def saving(self) -> AutoSave:
        """What keeps the draft."""
        return self._line.saving

    @property
    def typing(self) -> bool:
        """Whether the keyboard is in the line."""
        return self._line.hasFocus()

    def show_review(self, review_id: str) -> None:
        """Capture for this review; its half-typed line comes back."""
        self._review = review_id
        self._last = ""
        self._pasted.show_review(review_id)
        self._line.hold(f"capture:{review_id}")
        self._tell()

    def reload(self) -> None:
        """Show the draft as it was kept elsewhere (the same line on another stage)."""
        if self.saving.dirty or not self._review:
            return
        self._pasted.show_review(self._review)
        self._line.hold("")
        self._line.hold(f"capture:{self._review}")

    def focus(self) -> None:
        """Take the keyboard, behind what is typed."""
        self._line.setFocus()
        self._line.deselect()
        self._line.setCursorPosition(units(self._line.text()))

    def begin(self, short: str, full: str, first: Instant, last: Instant) -> None:
        """Start an entry between two instants and take the keyboard, unless something is typed already.

        The line begins with ``short`` ("14:45 ") when that is read as between them, else with ``full``.
        """
        review = self._ctx.desk.review(self._review)
        if review is not None and not self._line.text().strip():
            start = parse(short, self._frame.context(review)).time.start
            self._line.setText(short if start is not None and first <= start <= last else full)
            self.saving.touch()
        self.focus()

    def day(self, review: Review) -> Date:
        """Return the day that a bare time in the line means."""
        return self._frame.context(review).day

    def start_day(self) -> None:
        """Let a bare time mean the day of the review again."""
        review = self._ctx.desk.review(self._review)
        if review is not None:
            self._ctx.bridge.keep(lambda: self._frame.forget(review))
            self._tell()

    def next_kind(self) -> None:
        """Give the half-typed entry the next kind."""
        self._mark(with_next_kind)

    def turn_later(self) -> None:
        """Let the half-typed entry be learned later, or known then."""
        self._mark(with_later_turned)

    def owns(self, widget: QWidget) -> bool:
        """Return whether a widget floats for this line, in a frame of its own."""
        return widget is self._pasted.panel or self._pasted.panel.isAncestorOf(widget)

    def refresh(self) -> None:
        """Follow the review: another entry or another day changes how the line is read."""
        if self._line.hasFocus() and not self._sending:
            self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the preview along."""
        super().hideEvent(event)
        self._preview.hide()
        self._pasted.panel.hide()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep the preview under the line."""
        super().moveEvent(event)
        for floating in (self._preview, self._pasted.panel):
            if not floating.isHidden():
                floating.float_under(self, width=self.width(), gap=self._ctx.look.px(4))

    def send(self, text: str) -> bool:
        """Keep what a text says, all of it as one step; True when it is kept. Without one, add what was pasted."""
        if not text.strip() and self._pasted.waiting:
            self._pasted.accept()
            return True
        review = self._ctx.desk.review(self._review)
        if review is None:
            return False
        lines = read_lines(text, self._frame.context(review))
        self._sending = True
        sent = self._sender.send(self._review, lines)
        self._sending = False
        if sent is not None:
            self._finish(sent)
        elif lines and not self._ctx.read_only:
            self._line.refuse()
        return sent is not None

    def _hold(self, text: str) -> None:
        """Let a line that found no room wait as a line of its own."""
        self.say.emit(self._ctx.words("capture.held", count=self._pasted.hold(text)))

    def _finish(self, sent: Sent) -> None:
        """Empty the line (private notes that found no room stay in it) and say where things went."""
        letter = next(letter for letter, target in PREFIXES.items() if target is Target.PRIVATE)
        self._line.replace(aimed_at(" ".join(sent.left), letter))
        if sent.left:
            self.saving.touch()
        after = self._ctx.desk.review(self._review)
        if after is not None:
            self._ctx.bridge.keep(lambda: self._frame.remember(after, sent.events))
        if sent.event:
            self._last = sent.event
            self.added.emit(sent.event)
        self.say.emit(self._ctx.words("capture.sent.private_left") if sent.left else sent.said)

    def _finish_paste(self, sent: Sent) -> None:
        self._line.setFocus()
        self._finish(sent)

    def _take_lines(self, text: str) -> None:
        """Hold pasted lines in place of what is typed, and let them be looked at."""
        if self._pasted.take(text):
            self._line.replace("")
            self._pasted.float_under(self)
            self._pasted.panel.take_keyboard()
            self._tell()

    def _as_text(self, text: str) -> None:
        """Take a paste as one line of text."""
        if text:
            self._line.setText(f"{self._line.text()}{text}")
            self.saving.touch()
        self.focus()

    def _into_list(self) -> None:
        if not self._pasted.panel.isHidden():
            self._pasted.panel.take_keyboard()

    def _take_picture(self, mime: QMimeData) -> None:
        """Attach a picture to the entry that the line makes, else to the one that was added last."""
        review = self._ctx.desk.review(self._review)
        if review is None:
            return
        text = self._line.text()
        if text.strip() and aim(text).target is Target.EVENT and not self.send(text):
            return
        events = self._ctx.desk.review(self._review).events  # type: ignore[union-attr]  # it was there just now
        entry = self._last if self._last in events else self._entry_now()
        if entry in events:
            self._pictures.take(mime, self._review, entry)
        else:
            self.say.emit(self._ctx.words("capture.picture.no_entry"))

    def _tell(self) -> None:
        """Show how the line is read now; lines that came in any way but by the keys are looked at first."""
        text = self._line.text()
        if is_many(text) and not self._sending:
            self._take_lines(text)
            return
        review = self._ctx.desk.review(self._review) if self._review else None
        inside = self._line.hasFocus() or self._pasted.panel.typing
        waits = review is not None and self._pasted.waiting and inside and not text.strip()
        if waits:
            self._pasted.float_under(self)
        else:
            self._pasted.panel.hide()
        if review is None or not text.strip() or not self._line.hasFocus():
            self._preview.hide()
            self._line.marks.describe("")
            return
        aimed = aim(text)
        if aimed.begins:
            self._preview.show_target(aimed.target, text[aimed.begins :].strip())
        else:
            proposal = parse(text, self._frame.context(review))
            self._preview.show_reading(proposal, review, self._frame.landing(review, proposal.time, self._ctx.words))
        self._line.marks.describe(self._preview.sentence)
        self._preview.fit(self.width(), roomy=self.roomy)
        self._preview.float_under(self, width=self.width(), gap=self._ctx.look.px(4))

    def _prose(self, text: str) -> tuple[str, Stage | None]:
        review = self._ctx.desk.review(self._review) if self._review else None
        return prose_of(text, self._frame.context(review)) if review is not None else (text, None)

    def _send_and_leave(self) -> None:
        if not self._line.text().strip() or self.send(self._line.text()):
            self._leave()

    def _leave(self) -> None:
        self.saving.flush()
        self._preview.hide()
        self.left.emit()

    def _mark(self, marked: Callable[[Proposal, int], tuple[str, int]]) -> None:
        """Put a mark into the line, or take it away."""
        review = self._ctx.desk.review(self._review) if self._review else None
        text = self._line.text()
        if review is None or not text.strip() or aim(text).begins:
            return
        at = characters(text, self._line.cursorPosition())
        text, cursor = marked(parse(text, self._frame.context(review)), at)
        self._line.setText(text)
        self._line.setCursorPosition(units(text[:cursor]))
        self.saving.touch()

    def reshape(self) -> None:
        """Follow the text size, the width and the keyboard."""
        super().reshape()
        if self._ready:
            self._tell()
