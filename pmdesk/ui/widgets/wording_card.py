"""The card about one finding: why, one question, rewrites to take, and four ways to be left alone."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.card_place import place_beside
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.flow import FlowLayout
from pmdesk.ui.widgets.labels import KeyCaps, Label
from pmdesk.ui.widgets.popover import EDGE, Popover
from pmdesk.ui.widgets.rewrite_button import RewriteButton
from pmdesk.ui.widgets.scrolled import scrolled
from pmdesk.ui.widgets.slot_walk import spoken
from pmdesk.wording.finding import Finding, Kind

MOST_REWRITES = 4
_WIDTH, _LEAST, _MARGIN = 540, 300, 13
_STEPS = MappingProxyType(
    {
        Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
        Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
        Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
        Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    }
)
FINE, MACHINE, IN_REVIEW, NEVER = "fine", "machine", "in_review", "never"
_NEVER_A_MACHINE = frozenset({Kind.FIRST, Kind.NAMED, Kind.THEY, Kind.NONE})
LETTERS = {FINE: Qt.Key.Key_F, MACHINE: Qt.Key.Key_M, IN_REVIEW: Qt.Key.Key_R, NEVER: Qt.Key.Key_N}
"""Letters act inside the card only: it has the keyboard, and no text box."""


def rewrite_keys(number: int, *, mac: bool) -> str:
    """Return the key of a rewrite. On macOS, Alt types letters, so the digit alone takes it there."""
    return str(number) if mac else f"Alt+{number}"


def is_rewrite_key(event: QKeyEvent, *, mac: bool) -> bool:
    """Return whether a key that reached a text box was meant for a rewrite: its card is not open yet."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    number = event.key() - Qt.Key.Key_0.value
    return not mac and modifiers == Qt.KeyboardModifier.AltModifier and 1 <= number <= MOST_REWRITES


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a card is about: a finding, the name of its rule, its words, and which of how many it is (from 1)."""

    finding: Finding
    title: str
    phrase: str
    at: int = 1
    count: int = 1


class WordingCard(Popover):
    """Floats beside the words. It takes the keyboard until it is closed; Esc closes it and changes nothing.

    ``rewrite_chosen`` carries the rewrite that was taken, ``dismissed_as`` one of FINE, MACHINE,
    IN_REVIEW, NEVER. ``next_wanted`` asks for the next finding of the text.
    """

    rewrite_chosen = Signal(str)
    dismissed_as = Signal(str)
    next_wanted = Signal()

    def __init__(self, ctx: Context, window: QWidget, asked: Asked, keys: str) -> None:
        """``keys`` is what opens a card, and goes on to the next finding."""
        words, finding = ctx.words, asked.finding
        super().__init__(ctx.look, window, words("asking.card.name", title=asked.title))
        self._ctx, self._asked, self._next_keys = ctx, asked, keys
        self._rewrites = tuple(spoken(one) for one in finding.rewrites[:MOST_REWRITES])
        self._stops: list[QWidget] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keep_free = QRect()
        self._body = QWidget()
        self._scroll = scrolled(self._body, self.accessibleName())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        column.setSpacing(ctx.look.px(7))
        column.addLayout(self._head())
        column.addWidget(Label(ctx.look, finding.message, "body", "text2", wrap=True))
        column.addWidget(Label(ctx.look, finding.question, "popover-question", wrap=True))
        for number, rewrite in enumerate(self._rewrites, start=1):
            name = words("asking.card.rewrite_name", number=number, text=rewrite)
            keys_shown = rewrite_keys(number, mac=sys.platform == "darwin").replace("+", " ")
            button = RewriteButton(ctx.look, keys_shown, rewrite, name)
            button.clicked.connect(lambda _checked=False, rewrite=rewrite: self._take(rewrite))
            column.addWidget(button)
            self._stops.append(button)
        self._ways = QWidget()
        self._flow = FlowLayout(self._ways, gap=4, line_gap=4)
        for way in self._offered():
            leaving = self._way(way)
            self._flow.addWidget(leaving)
            self._stops.append(leaving)
        column.addWidget(self._ways)
        phrase = words("asking.card.phrase", text=asked.phrase)
        self.setAccessibleDescription(f"{phrase} {finding.message} {finding.question}")

    def show_beside(self, words: QRect, caret_line: QRect) -> None:
        """Show beside the words that it is about and the line where the caret stands (in the window's coordinates)."""
        self._keep_free = caret_line
        self.show_at(words)

    def show_at(self, anchor: QRect, width: int = _WIDTH) -> None:
        """Show beside the words and take the keyboard."""
        super().show_at(anchor, self._ctx.look.px(width))
        self._scroll.verticalScrollBar().setValue(0)
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self, anchor: QRect, width: int) -> QRect:
        room = self._frame.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        place = place_beside(room, anchor, self._keep_free, width, self._ctx.look.px(_LEAST), self._height)
        whole = place.height() >= self._height(place.width())
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._scroll.setVerticalScrollBarPolicy(off if whole else needed)  # a bar would break the words anew
        bar = 0 if whole else self._scroll.verticalScrollBar().sizeHint().width()
        margins = self.contentsMargins()
        self._body.setFixedHeight(self._height(place.width() - bar) - margins.top() - margins.bottom())
        return place

    def _height(self, width: int) -> int:
        """Return how high it is at a width; the ways out stand as they do there."""
        margins = self.contentsMargins()  # the line around it
        inner = width - margins.left() - margins.right()
        self._ways.setFixedHeight(self._flow.heightForWidth(inner - 2 * _MARGIN))
        layout = self._body.layout()
        text = layout.totalHeightForWidth(inner) if layout is not None else 0
        return text + margins.top() + margins.bottom()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 (Qt's own form)
        """Let Tab walk round: the rewrites, then the ways out."""
        focus = next((at for at, one in enumerate(self._stops) if one.hasFocus()), -1 if forward else 0)
        chosen = self._stops[(focus + (1 if forward else -1)) % len(self._stops)]
        chosen.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        self._scroll.ensureWidgetVisible(chosen, 0, _MARGIN)
        return True

    def go_on(self) -> None:
        """Close, and ask for the next finding."""
        self.dismiss()
        self.next_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a rewrite by its key, and a way out by its letter."""
        number = event.key() - Qt.Key.Key_1.value
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if 0 <= number < len(self._rewrites) and plain in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.AltModifier,
        }:
            self._take(self._rewrites[number])
            return
        way = next((one for one in self._offered() if LETTERS[one].value == event.key()), None)
        if way is not None and plain in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}:
            self._leave(way)
            return
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._scroll.verticalScrollBar().triggerAction(step)
            return
        super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        look, words, asked = self._ctx.look, self._ctx.words, self._asked
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(Label(look, asked.title, "body-strong", "warn"))
        phrase = ElidedLabel(look, words("asking.card.phrase", text=" ".join(asked.phrase.split())), "body")
        phrase.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(phrase, 1)
        if asked.count > 1:
            row.addWidget(Label(look, words("asking.card.place", at=asked.at, count=asked.count), "small", "text3"))
            row.addWidget(KeyCaps(look, self._next_keys, words("asking.card.next")))
        row.addWidget(Label(look, words("asking.card.mine"), "small", "text3"))
        row.addWidget(KeyCaps(look, "Esc"))
        return row

    def _offered(self) -> tuple[str, ...]:
        finding = self._asked.finding
        thing = bool(finding.noun) and finding.subject not in _NEVER_A_MACHINE
        return tuple(one for one in LETTERS if one != MACHINE or thing)

    def _way(self, way: str) -> Button:
        words, noun = self._ctx.words, self._asked.finding.noun
        text = words("asking.card.machine", noun=noun) if way == MACHINE else words(f"asking.card.{way}")
        letter = chr(LETTERS[way].value)
        button = Button(self._ctx.look, f"{text}  {letter}", kind="flat", name=text, small=True)
        button.clicked.connect(lambda _checked=False: self._leave(way))
        return button

    def _take(self, rewrite: str) -> None:
        self.dismiss()
        self.rewrite_chosen.emit(rewrite)

    def _leave(self, way: str) -> None:
        self.dismiss()
        self.dismissed_as.emit(way)
