"""The capture line: type what happened, see how it is read, press Enter. Used on every stage."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QHideEvent, QMoveEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from whenever import Date, Instant

from pmdesk.domain.items import EventKind
from pmdesk.domain.review import Review
from pmdesk.editing.capture import Proposal, What, parse
from pmdesk.editing.capturing import add_all, readings
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.autosave import AutoSave
from pmdesk.ui.widgets.capture_box import CaptureBox
from pmdesk.ui.widgets.capture_frame import CaptureFrame
from pmdesk.ui.widgets.capture_preview import CapturePreview
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps

HEIGHT = 42
_ROOM_FOR_HINTS = 560


class CaptureLine(QWidget):
    """One line that becomes an event.

    ``added`` carries the id of each new event, ``left`` says that the person is done with the line.
    The half-typed line is the draft "capture:<review>".
    """

    added = Signal(str)
    left = Signal()

    def __init__(self, ctx: Context, *, name: str) -> None:
        """``name`` is the accessible name of the line."""
        super().__init__()
        self._ctx = ctx
        self._frame = CaptureFrame(ctx.clock, ctx.drafts)
        self._review = ""
        self._sending = False
        self._line = CaptureBox(ctx, name=name, submit=self.send)
        self._preview = CapturePreview(ctx, self)
        self._icon = IconLabel(ctx.look, "plus", 18, "accent")
        words = ctx.words
        self._rest = (
            KeyCaps(ctx.look, "Ctrl+N", words("timeline.capture.anywhere")),
            KeyCaps(ctx.look, "Enter", words("timeline.capture.add")),
        )
        self._typing = (
            KeyCaps(ctx.look, "Enter", words("timeline.capture.add")),
            KeyCaps(ctx.look, "Esc", words("timeline.capture.leave")),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 10, 2)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._line, 1)
        for caps in (*self._rest, *self._typing):
            row.addWidget(caps)
        self.setFocusProxy(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line.textChanged.connect(self._tell)
        self._line.focused.connect(self._restyle)
        self._line.escaped.connect(self._leave)
        self._line.sent_and_left.connect(self._send_and_leave)
        self._line.kind_wanted.connect(self._next_kind)
        self._line.star_wanted.connect(self._turn_star)
        ctx.look.changed.connect(self._restyle)
        self._restyle()

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
        self._line.hold(f"capture:{review_id}")
        self._tell()

    def reload(self) -> None:
        """Show the draft as it was kept elsewhere (the same line on another stage)."""
        if self.saving.dirty or not self._review:
            return
        self._line.hold("")
        self._line.hold(f"capture:{self._review}")

    def focus(self) -> None:
        """Take the keyboard, behind what is typed."""
        self._line.setFocus()
        self._line.deselect()
        self._line.setCursorPosition(len(self._line.text()))

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
        self._next_kind()

    def refresh(self) -> None:
        """Follow the review: another entry or another day changes how the line is read."""
        if self._line.hasFocus() and not self._sending:
            self._tell()

    def sizeHint(self) -> QSize:
        """Be one line high."""
        return QSize(self._ctx.look.px(400), self._ctx.look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed in height."""
        return QSize(self._ctx.look.px(160), self._ctx.look.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame; thick while the keyboard is inside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = self._line.hasFocus()
        thick = 2 if inside else 1
        painter.setPen(QPen(self._ctx.look.colour("accent" if inside else "control"), thick))
        painter.setBrush(self._ctx.look.colour("surface"))
        box = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        painter.drawRoundedRect(box, self._ctx.look.px(8), self._ctx.look.px(8))

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the preview along."""
        super().hideEvent(event)
        self._preview.hide()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep the preview under the line."""
        super().moveEvent(event)
        if not self._preview.isHidden():
            self._preview.float_under(self, width=self.width(), gap=self._ctx.look.px(4))

    def send(self, text: str) -> bool:
        """Add each line of a text as an event, all as one step; True when they are kept."""
        review = self._ctx.desk.review(self._review)
        if review is None:
            return False
        proposals = readings(text, self._frame.context(review))
        if not proposals:
            return False
        change, ids = add_all(review, proposals, ids=self._ctx.ids)
        self._sending = True
        kept = self._ctx.bridge.do(change, command="event.add")
        self._sending = False
        if not kept:
            return False
        self._line.replace("")
        after = self._ctx.desk.review(self._review)
        if after is not None:
            self._ctx.bridge.keep(lambda: self._frame.remember(after))
        for event_id in ids:
            self.added.emit(event_id)
        return True

    def _tell(self) -> None:
        """Show how the line is read now."""
        review = self._ctx.desk.review(self._review) if self._review else None
        text = self._line.text()
        if review is None or not text.strip() or not self._line.hasFocus():
            self._preview.hide()
            return
        proposals = readings(text, self._frame.context(review))
        first = proposals[0] if proposals else parse(text, self._frame.context(review))
        lands = self._frame.landing(review, first.time, self._ctx.words)
        self._preview.show_reading(first, review, lands, count=len(proposals))
        self._line.setAccessibleDescription(self._preview.sentence)
        self._preview.set_narrow(narrow=self.width() < self._ctx.look.px(_ROOM_FOR_HINTS))
        self._preview.float_under(self, width=self.width(), gap=self._ctx.look.px(4))

    def _send_and_leave(self) -> None:
        if not self._line.text().strip() or self.send(self._line.text()):
            self._leave()

    def _leave(self) -> None:
        self.saving.flush()
        self._preview.hide()
        self.left.emit()

    def _next_kind(self) -> None:
        proposal = self._reading()
        if proposal is not None:
            kinds = list(EventKind)
            at = kinds.index(proposal.kind) + 1 if proposal.kind is not None else 0
            self._mark(proposal, What.KIND, f"#{kinds[at % len(kinds)].value}")

    def _turn_star(self) -> None:
        proposal = self._reading()
        if proposal is not None:
            self._mark(proposal, What.STAR, "" if proposal.starred else "*")

    def _reading(self) -> Proposal | None:
        review = self._ctx.desk.review(self._review) if self._review else None
        text = self._line.text()
        if review is None or not text.strip() or len(text.splitlines()) > 1:
            return None
        return parse(text, self._frame.context(review))

    def _mark(self, proposal: Proposal, what: What, mark: str) -> None:
        """Put a mark into the line in place of the one it holds, else at its end."""
        line, cursor = proposal.line, self._line.cursorPosition()
        part = next((one for one in proposal.parts if one.what is what), None)
        if part is None:
            text = f"{line.rstrip()} {mark}"
        else:
            text = f"{line[: part.start]}{mark}{line[part.end :]}".rstrip()
            cursor += len(mark) - (part.end - part.start) if cursor >= part.end else 0
        self._line.setText(text)
        self._line.setCursorPosition(min(max(cursor, 0), len(text)))
        self.saving.touch()

    def _restyle(self) -> None:
        look = self._ctx.look
        self._line.setFont(look.font("capture"))
        inside = self._line.hasFocus()
        roomy = self.width() >= look.px(_ROOM_FOR_HINTS)
        for caps in self._rest:
            caps.setVisible(roomy and not inside)
        for caps in self._typing:
            caps.setVisible(roomy and inside)
        self.setFixedHeight(look.px(HEIGHT))
        self._tell()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show hints where there is room."""
        super().resizeEvent(event)
        self._restyle()
