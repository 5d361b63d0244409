"""Undo and redo over the whole library, named by what they take back."""

from __future__ import annotations

from collections.abc import Callable

from pmdesk.ui.context import Context
from pmdesk.ui.window_actions import WindowActions, lowered


class UndoVerbs:
    """Turns the desk back and forth; ``keep`` keeps what is typed first, ``say`` tells what was turned."""

    def __init__(
        self, ctx: Context, actions: WindowActions, keep: Callable[[], object], say: Callable[[str], object]
    ) -> None:
        """``actions`` are the menu's entries that are named anew after every change."""
        self._ctx, self._actions, self._keep, self._say = ctx, actions, keep, say

    def table(self) -> dict[str, Callable[[], object]]:
        """Return command id -> what it does: now, or when what was asked for before has arrived."""
        then = self._ctx.bridge.arrivals.then
        return {
            "edit.undo": lambda: then(lambda: self._turn(undo=True)),
            "edit.redo": lambda: then(lambda: self._turn(undo=False)),
        }

    def label(self) -> None:
        """Name what undo and redo would do now."""
        self._actions.label_undo(self._ctx.desk.undo_command, self._ctx.desk.redo_command)

    def _turn(self, *, undo: bool) -> None:
        desk, bridge, words = self._ctx.desk, self._ctx.bridge, self._ctx.words
        self._keep()
        command = desk.undo_command if undo else desk.redo_command
        if not command:
            self._say(words("window.nothing_to_undo" if undo else "window.nothing_to_redo"))
        elif bridge.undo() if undo else bridge.redo():
            name = f"commands.{command}"
            what = lowered(words(name)) if words.has(name) else command  # another version may know more verbs
            self._say(words("window.undone" if undo else "window.redone", what=what))
