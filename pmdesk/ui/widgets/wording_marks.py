"""Marks of wording in one text box: when its text is checked, and what is drawn under the words.

Solid underline for a high finding, dotted for a medium one, at most one a sentence; low ones are
only counted at the margin. Nothing is checked under an input method, and nothing shown under the
word that is being typed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from shiboken6 import isValid

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.wording_asking import Read, WordingAsking, card_keys
from pmdesk.ui.widgets.wording_card import is_rewrite_key
from pmdesk.ui.widgets.wording_drawing import MarkDrawing
from pmdesk.ui.widgets.wording_surface import Surface
from pmdesk.wording.finding import Finding, Span, Stage
from pmdesk.wording.marking import MOST, Marking, Shown
from pmdesk.wording.offsets import Utf16Offsets

IDLE_MS = 700
FIRST_MS = 60
"""A box that is shown is painted first and checked then."""
_ENDS = frozenset(".!?…\n\u2029。！？")
_SHIFTED = 3

Reading = Callable[[str], tuple[str, Stage | None]]
"""A text -> the same text with blanks for what is no prose (as long as before), and the stage it is for."""


class WordingMarks(QObject):
    """Belongs to one box. Does nothing until ``attend`` says what the box holds."""

    def __init__(self, ctx: Context, surface: Surface, keep: Callable[[], object]) -> None:
        """``keep`` keeps what the box holds and ends the step of undo."""
        super().__init__(surface.box)
        self._ctx, self._surface = ctx, surface
        self.reading: Reading | None = None
        self._key: tuple[str, ...] = ()
        self._stage: Stage | None = None
        self._review = ""
        self._marking = Marking()
        self._shown = Shown()
        self._offsets: Utf16Offsets | None = None
        self._cancel: Callable[[], None] | None = None
        self._listening = False
        self._composing = False
        self._pressed: QPoint | None = None
        self._base = self._told = ""
        self._drawing = MarkDrawing(ctx.look, surface)
        self._asking = WordingAsking(ctx, surface, self._drawing, keep)
        self._asking.next_wanted.connect(self.ask)

    @property
    def attending(self) -> bool:
        """Whether the text of the box is one that is asked about."""
        return self._stage is not None

    @property
    def asking(self) -> bool:
        """Whether the card of this box is open; the keyboard is in it then."""
        return self._asking.is_open

    @property
    def pending(self) -> bool:
        """Whether a part of the text waits to be checked."""
        return self._marking.pending

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self._shown

    def attend(self, stage: Stage | None, review: str, *place: str) -> None:
        """Mark a text that the box shows now. ``place`` tells it from others; no stage ends it."""
        key = (review, *place)
        if stage is self._stage and key == self._key:
            return
        self._stage, self._review, self._key = stage, review, key
        if stage is None and not self._listening:
            return
        self._listen()
        self._marking.begin(self._surface.text() if stage is not None else "")
        self._offsets = None
        self._show()
        self._later(FIRST_MS)

    def describe(self, text: str) -> None:
        """Give the box a description; what is found is said behind it."""
        self._base = text
        self._say(self._spoken())

    # ---- when

    def _listen(self) -> None:
        if self._listening:
            return
        self._listening = True
        self._base = self._base or self._surface.box.accessibleDescription()
        box, canvas = self._surface.box, self._surface.canvas
        box.installEventFilter(self)
        if canvas is not box:
            canvas.installEventFilter(self)
        box.textChanged.connect(self._edited)  # type: ignore[attr-defined]  # both kinds of box have it
        box.cursorPositionChanged.connect(self._caret_moved)  # type: ignore[attr-defined]
        self._ctx.wording.changed.connect(self._check_all)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hear of the focus, of an input method, of clicks on an underline, and of a rewrite's key before its card."""
        match event.type():
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                return self._asked_by(event)
            case QEvent.Type.FocusOut:
                self._marking.finished()
                self.check()
            case QEvent.Type.Show if self._marking.pending:
                self._later(FIRST_MS)
            case QEvent.Type.InputMethod if isinstance(event, QInputMethodEvent):
                self._compose(event)
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                self._click(event)
            case _:
                pass
        return False

    def _asked_by(self, event: QKeyEvent) -> bool:
        """Open the card on the key of a rewrite: it would type a digit otherwise."""
        if not self.attending or not is_rewrite_key(event, mac=sys.platform == "darwin"):
            return False
        self.ask()
        return True

    def _edited(self) -> None:
        if self._stage is None:
            return
        if self._surface.length() > MOST:
            self._too_long()
            return
        text = self._surface.text()
        if text == self._marking.text:
            return
        self._marking.edited(text)
        self._offsets = None
        self._asking.close()
        ended = self._marking.typed_character in _ENDS or not self._surface.box.hasFocus()
        if ended:
            self._marking.finished()
        self._show()
        self._later(0 if ended else IDLE_MS)

    def _too_long(self) -> None:
        """Read an enormous text only when the hands rest; until then nothing of it is marked."""
        self._marking.begin("")
        self._offsets = None
        self._show()
        self._later(IDLE_MS)

    def _caret_moved(self) -> None:
        if self._marking.caret_moved(self._caret()):
            self._show()

    def _compose(self, event: QInputMethodEvent) -> None:
        text = event.preeditString()
        kind = QInputMethodEvent.AttributeType.Cursor
        caret = next((one.start for one in event.attributes() if one.type == kind), len(text))
        self._composing = bool(text)
        self._surface.composing(text, caret)
        if not text:
            self._later(IDLE_MS)

    def _later(self, milliseconds: int) -> None:
        self._stop()
        self._cancel = self._ctx.timers.call_later(milliseconds, self.check)

    def _stop(self) -> None:
        if self._cancel is not None:
            self._cancel()
        self._cancel = None

    def _check_all(self) -> None:
        """Check everything again: a decision was made. Sentences that were seen are remembered."""
        self._marking.check_all()
        self.check()

    def check(self) -> None:
        """Check the next piece; a long text takes several turns."""
        self._cancel = None
        if not self._alive() or self._composing or not self._surface.box.isVisible():
            return
        if self._stage is not None and not self._marking.text and self._surface.length() > MOST:
            self._marking.begin(self._surface.text())
            self._offsets = None
        if self._marking.pending:
            self._marking.step(self._findings, self._caret())
            if not self._alive():  # a check takes a while, and a window may be thrown away in it
                return
            if self._marking.pending:
                self._later(1)
        self._show()

    def _alive(self) -> bool:
        return isValid(self) and isValid(self._surface.box)

    def _findings(self, span: Span) -> tuple[Finding, ...]:
        text, stage = self._prose()
        if stage is None:
            return ()
        return self._ctx.wording.findings(text[span.start : span.end], stage, self._review)

    def _prose(self) -> tuple[str, Stage | None]:
        """Return the text as it is checked, and its stage."""
        text = self._marking.text
        return self.reading(text) if self.reading is not None else (text, self._stage)

    # ---- what is shown

    def paint(self) -> None:
        """Draw the underlines and the count, over what the box has painted."""
        if self._shown.all:
            self._drawing.paint(self._shown, self._counted())

    def _show(self) -> None:
        """Show what is known now."""
        caret = self._caret() if self._surface.box.hasFocus() else None
        shown = self._marking.shown(caret, self._ctx.wording.speaks_once) if self._marking.findings else Shown()
        if shown is self._shown or shown == self._shown:
            return
        known = {one.rule for one in self._shown.underlined}
        news = any(one.rule not in known for one in shown.underlined)
        self._shown = shown
        self._surface.canvas.update()
        self._say(self._spoken())
        if news and caret is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._surface.box, self._told))

    def _spoken(self) -> str:
        """Return what is said of the findings to somebody who does not see them."""
        if not self._shown.all:
            return ""
        words, wording = self._ctx.words, self._ctx.wording
        first = (*self._shown.underlined, *self._shown.all)[0]
        text = self._marking.text[first.span.start : first.span.end]
        marked = words("asking.found.marked", title=wording.title(first.rule), text=text)
        count = len(self._shown.all)
        return words("asking.found.more", count=count, first=marked, others=count - 1, keys=card_keys())

    def _say(self, told: str) -> None:
        self._told = told
        text = ". ".join(part for part in (self._base, told) if part)
        if self._surface.box.accessibleDescription() != text:
            self._surface.box.setAccessibleDescription(text)

    # ---- the card

    def ask(self, chosen: Finding | None = None) -> bool:
        """Open the card on a finding: the one at the caret, else the next one. False when there is none."""
        self._know_all()
        everything = self._shown.all
        if not everything:
            return False
        one = chosen if chosen in everything else self._nearest(everything)
        text, _stage = self._prose()
        read = Read(
            text=self._marking.text, prose=text, review=self._review, findings=everything, offsets=self._counted()
        )
        self._asking.open(read, one)
        return True

    def _know_all(self) -> None:
        """Finish what waits to be checked, and take the word at the caret for finished: somebody asked."""
        self._marking.finished()
        while self._marking.pending and len(self._marking.text) <= MOST and not self._composing:
            self._marking.step(self._findings, self._caret())
        self._show()

    def _nearest(self, findings: tuple[Finding, ...]) -> Finding:
        """Return the finding at the caret, else what is underlined in its sentence or before it, else any."""
        caret = self._caret()
        inside = next((one for one in findings if one.span.start <= caret <= one.span.end), None)
        for some in (self._shown.underlined, findings) if inside is None else ():
            around = next((one for one in some if one.sentence.start <= caret <= one.sentence.end), None)
            before = next((one for one in reversed(some) if one.span.end <= caret), None)
            inside = inside or around or before
        return inside or findings[0]

    def _click(self, event: QMouseEvent) -> None:
        """Open the card when an underline, or the count, was pressed and let go on the same spot."""
        at = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = at if event.button() == Qt.MouseButton.LeftButton else None
            return
        pressed, self._pressed = self._pressed, None
        if pressed is None or (pressed - at).manhattanLength() > _SHIFTED or not self._shown.all:
            return
        chosen = self._drawing.at(self._shown, self._counted(), at)
        if chosen is not None:
            QTimer.singleShot(0, self, lambda: self.ask(chosen))

    # ---- places

    def _caret(self) -> int:
        return self._counted().points(self._surface.caret())

    def _counted(self) -> Utf16Offsets:
        if self._offsets is None:
            self._offsets = Utf16Offsets(self._marking.text)
        return self._offsets
