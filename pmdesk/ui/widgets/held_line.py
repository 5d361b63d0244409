"""A self-keeping line that is not data yet: its half-typed text is held as a draft until Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.box_undo import redone
from pmdesk.ui.widgets.text_boxes import LineBox
from pmdesk.ui.widgets.wording_places import stage_of_draft


class HeldLine(LineBox):
    """One line whose text waits for Enter. Until then it is kept as a draft and survives a crash.

    ``submit`` takes the text on Enter and says whether it could be kept: then the line is emptied,
    else the text stays. ``left`` is emitted when the focus has gone, ``gone_on`` with a text that found no room
    when somebody types on behind it without looking up: what is in the line then is another one.
    """

    left = Signal()
    gone_on = Signal(str)

    def __init__(self, ctx: Context, *, name: str, submit: Callable[[str], bool], hint: str = "") -> None:
        """``name`` is its accessible name, ``hint`` the question in the empty line."""
        super().__init__(ctx, name=name, hint=hint)
        self._key = ""
        self._owed: dict[str, str] = {}
        self._refused = ""
        self._submit = submit
        self.textEdited.connect(self._edited)

    @property
    def key(self) -> str:
        """The key of its draft; empty when it keeps none."""
        return self._key

    def hold(self, key: str) -> None:
        """Keep the draft of this place ("park:<review>") from now on, and show what is there."""
        if key == self._key:
            return
        if not self.saving.flush():
            self._owed[self._key] = self.text()
        self._key, self._refused = key, ""
        self.saving.settle()
        self.setText(self._owed.get(key) or (self._ctx.drafts.draft(key) if key else ""))
        self.marks.attend(*stage_of_draft(key), key)
        if self._owed:
            self.saving.touch()

    def refuse(self) -> None:
        """Say that what is typed found no room when it was sent."""
        self._refused = self.text()

    def owe(self, key: str, text: str) -> None:
        """Keep the draft of another place as well, as soon as there is room; an empty text forgets it."""
        self._owed[key] = text
        self.saving.touch()

    def owed(self, key: str) -> str | None:
        """Return the draft of another place that still waits for room; None when none does."""
        return self._owed.get(key)

    def pay(self, key: str) -> None:
        """Say that the draft of another place is kept now."""
        self._owed.pop(key, None)

    def refresh(self) -> None:
        """Leave the text alone: only the person changes a draft."""

    def replace(self, text: str) -> bool:
        """Show another text in place of the draft, which is forgotten; False when it could not be."""
        self._refused = ""
        self.saving.settle()
        if self.text() != text:
            self.setText(text)
        if self._owed:
            self.saving.touch()
        return not self._key or not self._ctx.drafts.draft(self._key) or self._write("")

    def event(self, event: QEvent) -> bool:
        """Undo inside the line for as long as it holds text: nothing of it is data yet."""
        if self.text():
            return redone(event, self) or QLineEdit.event(self, event)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the draft."""
        super().focusOutEvent(event)
        self.left.emit()

    def _edited(self, text: str) -> None:
        refused, self._refused = self._refused, ""
        if refused and text != refused and text.startswith(refused):
            self.setText(text.removeprefix(refused))
            self.gone_on.emit(refused)

    def _enter(self) -> None:
        if self._ctx.read_only or not self._submit(self.text()):
            self.saving.flush()
            return
        self.replace("")
        self.entered.emit()

    def _keep(self) -> bool:
        """Keep the draft, and those of former places that found no room."""
        self._owed.pop(self._key, None)
        for key, text in tuple(self._owed.items()):
            if not self._put(key, text):
                return False
            self.pay(key)
        return not self._key or self._write(self.text())

    def _write(self, text: str) -> bool:
        return self._put(self._key, text)

    def _put(self, key: str, text: str) -> bool:
        return self._ctx.bridge.keep(lambda: self._ctx.drafts.keep_draft(key, text))
