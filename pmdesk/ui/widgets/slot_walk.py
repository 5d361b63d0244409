"""Slots of a rewrite, "{what they saw}": what only the room knows. Tab goes from one to the next."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from pmdesk.ui.widgets.wording_surface import Surface
from pmdesk.wording.offsets import Utf16Offsets

SLOT = re.compile(r"\{([^{}\n]{1,60})\}")
_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_ENDS = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STEPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


def spoken(rewrite: str) -> str:
    """Return a rewrite with its slots in words: "{did what}" for "{did_what}"."""
    return SLOT.sub(lambda slot: slot[0].replace("_", " "), rewrite)


class SlotWalk(QObject):
    """Takes Tab in a text box while a rewrite that was just put there has slots to fill."""

    def __init__(self, surface: Surface) -> None:
        """Wait for ``begin``."""
        super().__init__(surface.box)
        self._surface = surface
        self._walking = False
        self._start = self._behind = 0

    def begin(self, start: int, end: int) -> bool:
        """Select the first slot of a part of the text (code points); False when it has none."""
        text = self._surface.text()
        first = SLOT.search(text, start, end)
        self._end()
        if first is None:
            return False
        self._walking = True
        self._start, self._behind = start, len(text) - end
        self._surface.box.installEventFilter(self)
        self._select(text, first)
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Walk on Tab; end on Enter, Esc and with the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._go(_STEPS[key])
                return True
            if key in _ENDS:
                self._end()
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            self._end()
        return False

    def _go(self, step: int) -> None:
        """Select the next slot of the rewrite, round and round; with none left, end behind it."""
        text = self._surface.text()
        offsets, end = Utf16Offsets(text), max(min(self._start, len(text)), len(text) - self._behind)
        slots = list(SLOT.finditer(text, self._start, end))
        if not slots:
            self._surface.select(offsets.units(end), offsets.units(end))
            self._end()
            return
        at = offsets.points(self._surface.caret())
        if step > 0:
            chosen = next((one for one in slots if one.start() >= at), slots[0])
        else:
            chosen = next((one for one in reversed(slots) if one.end() < at), slots[-1])
        self._select(text, chosen)

    def _select(self, text: str, slot: re.Match[str]) -> None:
        offsets = Utf16Offsets(text)
        self._surface.select(offsets.units(slot.start()), offsets.units(slot.end()))

    def _end(self) -> None:
        if self._walking:
            self._walking = False
            self._surface.box.removeEventFilter(self)
