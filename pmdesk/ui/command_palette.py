"""The command palette (Ctrl+K): find a verb, a review, or words somebody wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from pmdesk.editing.ports import Hit
from pmdesk.ui.context import Context
from pmdesk.ui.view_commands import ALL_COMMANDS, places, shown_key
from pmdesk.ui.widgets.popover import Choice, Picker

HITS = 12


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go to: a review, and the item in it that was found."""

    review: str
    kind: str
    entity: str


class CommandPalette(Picker):
    """A Picker over the active verbs; what is typed is also looked up in everything written."""

    def __init__(
        self, ctx: Context, window: QWidget, place: str, run: Callable[[str], object], go: Callable[[Place], object]
    ) -> None:
        """``run`` gets the id of a verb, ``go`` a Place."""
        self._ctx = ctx
        self._verbs = tuple(self._choices(place))
        super().__init__(
            ctx.look, window, ctx.words("window.palette.title"), self._verbs, hint=ctx.words("window.palette.hint")
        )
        self.chosen.connect(lambda value: go(value) if isinstance(value, Place) else run(str(value)))
        self.filtered.connect(self._look_up)

    def show_centred(self) -> None:
        """Show in the upper middle of the window."""
        width = min(self._ctx.look.px(560), self._frame.width() - 32)
        left = (self._frame.width() - width) // 2
        self.show_at(QRect(left, self._ctx.look.px(52), width, 1), width)

    def _choices(self, place: str) -> Iterable[Choice]:
        active = places(place)
        words = self._ctx.words
        for one in ALL_COMMANDS:
            if one.where in active and not one.label_only and one.id != "view.palette":
                yield Choice(one.id, words(f"commands.{one.id}"), hint=shown_key(one))

    def _look_up(self, text: str) -> None:
        hits = self._ctx.library.search(text, HITS) if text.strip() else ()
        self.set_extra(tuple(self._found(hit) for hit in hits))

    def _found(self, hit: Hit) -> Choice:
        title = hit.excerpt or hit.title or self._ctx.words("window.untitled")
        number = self._ctx.words("window.number", number=hit.number)
        return Choice(Place(hit.review, hit.kind, hit.entity), title, icon="file-text", hint=number)
