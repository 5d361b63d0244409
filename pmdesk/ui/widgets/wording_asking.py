"""Opens the card on a finding of one text box, and does what the person chooses there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from pmdesk.ui.context import Context
from pmdesk.ui.view_commands import ALL_COMMANDS, shown_key
from pmdesk.ui.widgets.slot_walk import SlotWalk
from pmdesk.ui.widgets.wording_card import FINE, IN_REVIEW, MACHINE, NEVER, Asked, WordingCard
from pmdesk.ui.widgets.wording_drawing import MarkDrawing
from pmdesk.ui.widgets.wording_surface import Surface
from pmdesk.wording.finding import Finding
from pmdesk.wording.offsets import Utf16Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A text as it was read: ``prose`` is what was checked of it, as long as ``text`` itself."""

    text: str
    prose: str
    review: str
    findings: tuple[Finding, ...]
    offsets: Utf16Offsets


class WordingAsking(QObject):
    """Belongs to one box. ``next_wanted`` carries the finding to go on with."""

    next_wanted = Signal(object)

    def __init__(self, ctx: Context, surface: Surface, drawing: MarkDrawing, keep: Callable[[], object]) -> None:
        """``keep`` keeps what the box holds and ends the step of undo."""
        super().__init__(surface.box)
        self._ctx, self._surface, self._drawing, self._keep = ctx, surface, drawing, keep
        self._slots = SlotWalk(surface)
        self._back = _CaretBack(surface)
        self._card: WordingCard | None = None

    @property
    def is_open(self) -> bool:
        """Whether the card is open; the keyboard is in it then."""
        return self._card is not None

    def close(self) -> None:
        """Close the card: what it is about is another text by now."""
        if self._card is not None:
            self._card.dismiss()

    def open(self, read: Read, one: Finding) -> None:
        """Open the card on a finding of a text."""
        at, count = read.findings.index(one), len(read.findings)
        phrase = read.text[one.span.start : one.span.end]
        title = self._ctx.wording.title(one.rule)
        asked = Asked(finding=one, title=title, phrase=phrase, at=at + 1, count=count)
        self._card = card = WordingCard(self._ctx, self._surface.box.window(), asked, card_keys())
        card.rewrite_chosen.connect(lambda rewrite: self._take(read, one, rewrite))
        card.dismissed_as.connect(lambda way: self._dismiss(read, one, way))
        card.next_wanted.connect(lambda: self.next_wanted.emit(read.findings[(at + 1) % count]))
        card.closed.connect(self._forget)
        words = self._drawing.anchor(one, read.offsets)  # first: it scrolls to them
        card.show_beside(words, self._drawing.caret_line())

    def _forget(self) -> None:
        self._card = None

    def _take(self, read: Read, one: Finding, rewrite: str) -> None:
        """Put a rewrite in place of its clause, as one step of undo; into another text it is not put."""
        if self._ctx.read_only or self._surface.text() != read.text:
            return
        clause = read.prose[one.replaced.start : one.replaced.end]
        start = one.replaced.start + len(clause) - len(clause.lstrip())
        end = start + len(clause.strip())
        self._keep()
        caret = self._surface.caret()
        self._surface.write(read.offsets.units(start), read.offsets.units(end), rewrite)
        self._keep()
        self._back.remember(read.text, self._surface.text(), caret)
        self._slots.begin(start, start + len(rewrite))

    def _dismiss(self, read: Read, one: Finding, way: str) -> None:
        wording = self._ctx.wording
        ways: dict[str, Callable[[], object]] = {
            FINE: lambda: wording.dismiss_fine(one, read.prose, read.review),
            MACHINE: lambda: wording.dismiss_machine(one),
            IN_REVIEW: lambda: wording.dismiss_in_review(one.rule, read.review),
            NEVER: lambda: wording.dismiss_never(one.rule),
        }
        ways[way]()


class _CaretBack(QObject):
    """When a rewrite is undone, brings the caret back: a box would select the clause, or leave it anywhere."""

    def __init__(self, surface: Surface) -> None:
        """Wait for ``remember``."""
        super().__init__(surface.box)
        self._surface = surface
        self._before, self._after, self._caret = "", "", -1
        self._waits = False

    def remember(self, before: str, after: str, caret: int) -> None:
        """Wait until the text is again as it was before it was rewritten; a redone rewrite can be undone again."""
        if self._caret < 0:
            self._surface.box.textChanged.connect(self._hear)  # type: ignore[attr-defined]  # both kinds of box have it
        self._before, self._after, self._caret = before, after, caret
        self._waits = True

    def _hear(self) -> None:
        text = self._surface.text()
        if text == self._after:
            self._waits = True
        elif text == self._before and self._waits:
            self._waits = False
            QTimer.singleShot(0, self, self._go)  # the box still places the caret itself

    def _go(self) -> None:
        if self._surface.text() == self._before:
            self._surface.select(self._caret, self._caret)


def card_keys() -> str:
    """Return the keys that open a card, as the platform writes them."""
    return shown_key(next(one for one in ALL_COMMANDS if one.id == "wording.card"))
