"""A self-keeping line whose text stands for a value that is no text: a list, a name with handles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QFocusEvent

from pmdesk.domain.changes import Change
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.text_boxes import Binding, LineBox


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a value is written in a line, and read from it."""

    read: Callable[[str], object]
    write: Callable[[object], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the value lives. ``get`` returns None when that is gone; ``change`` also names its command."""

    key: tuple[str, ...]
    get: Callable[[], object | None]
    change: Callable[[object], tuple[Change | None, str]]


class _Parsed(Binding):
    """Keeps what the text means."""

    def __init__(self, ctx: Context, owner: object, form: Form) -> None:
        super().__init__(ctx, command="", owner=owner)
        self._context, self._origin, self._form = ctx, owner, form
        self.place: Place | None = None

    def kept(self) -> object | None:
        return None if self.place is None else self.place.get()

    def value(self) -> str | None:
        kept = self.kept()
        return None if kept is None else self._form.write(kept)

    def keep(self, text: str) -> bool:
        meant = self._form.read(text)
        if self.place is None or self.kept() in (None, meant):
            return True
        change, command = self.place.change(meant)
        return self._context.bridge.do(change, command=command, origin=self._origin, merge=self.place.key)


class ParsedLine(LineBox):
    """While somebody types, the text stays as it is; when the focus leaves, it is written anew."""

    def __init__(self, ctx: Context, form: Form, *, name: str, hint: str = "") -> None:
        """``form`` reads and writes its text."""
        super().__init__(ctx, name=name, hint=hint)
        self._form = form
        self._parsed = _Parsed(ctx, self, form)
        self._binding = self._parsed

    def attach(self, place: Place) -> None:
        """Show and keep the value of this place from now on; what was unsaved is kept first."""
        if self._parsed.place is not None and self._parsed.place.key == place.key:
            self._parsed.place = place
        else:
            self.saving.flush()
            self._parsed.place = place
            self.saving.settle()
            self.setText(self._parsed.value() or "")
        self.refresh()

    def refresh(self) -> None:
        """Show the kept value, unless the text says the same in other words and somebody is in it."""
        if self.hasFocus() and self._form.read(self.text()) == self._parsed.kept():
            return
        super().refresh()
        if not self.hasFocus():
            self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the value and write it anew."""
        super().focusOutEvent(event)
        self.refresh()


def read_list(text: str) -> tuple[str, ...]:
    """Return the parts between commas, each once."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def write_list(value: object) -> str:
    """Return the parts with commas between them."""
    return ", ".join(value) if isinstance(value, tuple) else ""


LIST = Form(read=read_list, write=write_list)
PLAIN = Form(read=lambda text: text, write=str)
