"""QActions for every verb of both tables, the menus made from them, and where each is active."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from pmdesk.editing.words import Words
from pmdesk.ui.view_commands import ALL_COMMANDS, ROOM_VERBS, places, sequences

MENUS = ("file", "edit", "review", "meeting", "stages", "stage", "view", "help")


class WindowActions(QObject):
    """One QAction a verb. ``run`` gets the id of the verb that a person asked for."""

    def __init__(self, window: QWidget, words: Words, run: Callable[[str], object]) -> None:
        """Give the window every chord; letters belong to the lists."""
        super().__init__(window)
        self._words = words
        self._place = ""
        self.actions: dict[str, QAction] = {}
        self._chords: set[str] = set()
        for command in ALL_COMMANDS:
            if command.label_only:
                continue
            action = QAction(words(f"commands.{command.id}").replace("&", "&&"), window)
            action.setShortcuts(sequences(command.keys))
            action.setAutoRepeat(command.id not in ROOM_VERBS and not command.id.startswith("meeting."))
            action.setObjectName(command.id)
            action.setMenuRole(QAction.MenuRole.NoRole)
            action.triggered.connect(lambda _checked=False, name=command.id: run(name))
            window.addAction(action)
            self.actions[command.id] = action
        self.menu = QMenu(window)
        self._submenus = {name: QMenu(words(f"window.menus.{name}"), self.menu) for name in MENUS}
        for submenu in self._submenus.values():
            self.menu.addMenu(submenu)
        self._fill()

    def show_place(self, place: str) -> None:
        """Make the verbs of a place active: "library" or a stage."""
        self._place = place
        active = places(place)
        for command in ALL_COMMANDS:
            action = self.actions.get(command.id)
            if action is not None:
                action.setEnabled(command.where in active)
                action.setVisible(command.where in active)
        for name in ("meeting", "stages", "stage"):
            self._submenus[name].menuAction().setVisible(any(one.isVisible() for one in self._submenus[name].actions()))

    def owns(self, pressed: QKeySequence) -> bool:
        """Return whether a chord belongs to an active verb (text boxes then leave it alone)."""
        return any(
            action.isEnabled() and pressed in action.shortcuts()
            for name, action in self.actions.items()
            if name not in {"edit.undo", "edit.redo"}
        )

    def label_undo(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do, by the ids of their commands."""
        for name, target in (("undo", undo), ("redo", redo)):
            action = self.actions[f"edit.{name}"]
            word = self._words(f"commands.edit.{name}")
            if target and self._words.has(f"commands.{target}"):  # another version may know more verbs
                word = self._words(f"commands.{name}_label", what=lowered(self._words(f"commands.{target}")))
            action.setText(word.replace("&", "&&"))
            action.setEnabled(bool(target))

    def _fill(self) -> None:
        for command in ALL_COMMANDS:
            if command.menu and command.id in self.actions:
                self._submenus[command.menu].addAction(self.actions[command.id])


def lowered(title: str) -> str:
    """Return a title as it stands inside a sentence: "Undo reword entry"."""
    return title[:1].lower() + title[1:]
