"""The verbs of the look: text size and theme, both remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from pmdesk.ui.context import Context
from pmdesk.ui.look import SCALES, THEMES


class LookVerbs(QObject):
    """Changes the look; ``say`` tells what it is now."""

    def __init__(self, ctx: Context, say: Callable[[str], object], parent: QObject) -> None:
        """Begin with the look as it is."""
        super().__init__(parent)
        self._ctx, self._say = ctx, say
        self._wanted = ctx.look.scale

    def table(self) -> dict[str, Callable[[], object]]:
        """Return command id -> what it does."""
        return {
            "view.larger": lambda: self._resize(1),
            "view.smaller": lambda: self._resize(-1),
            "view.normal_size": lambda: self._resize(0),
            "view.theme": self._next_theme,
        }

    def _resize(self, step: int) -> None:
        """Ask for another text size; several keys in a row are one change, for a change takes a while."""
        at = SCALES.index(self._wanted) + step if step else SCALES.index(100)
        self._wanted = SCALES[min(max(at, 0), len(SCALES) - 1)]
        QTimer.singleShot(0, self, self._take_scale)

    def _take_scale(self) -> None:
        look = self._ctx.look
        if look.scale != self._wanted:
            look.set_scale(self._wanted)
            self._ctx.settings.put("scale", look.scale)
        self._say(self._ctx.words("window.text_size", percent=look.scale))

    def _next_theme(self) -> None:
        look = self._ctx.look
        look.set_theme(THEMES[(THEMES.index(look.theme) + 1) % len(THEMES)])
        self._ctx.settings.put("theme", look.theme)
        self._say(self._ctx.words("window.theme", theme=self._ctx.words(f"window.themes.{look.theme}")))
