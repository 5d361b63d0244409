"""Undo and redo inside a text box: by the same keys as everywhere else."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QTextEdit

from pmdesk.editing.commands import command

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_TYPED = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}


def is_undo(event: QEvent) -> bool:
    """Return whether a key would undo or redo."""
    if event.type() not in _TYPED or not isinstance(event, QKeyEvent):
        return False
    return any(event.matches(key) for key in _UNDO) or _is_redo(event)


def redone(event: QEvent, box: QLineEdit | QTextEdit) -> bool:
    """Redo inside a box by every key that redoes; True when that was done.

    Qt's boxes know one of them on each platform; by another one, the desk would redo something else.
    """
    if event.type() not in _TYPED or not isinstance(event, QKeyEvent) or not _is_redo(event):
        return False
    event.accept()
    if event.type() == QEvent.Type.KeyPress and not box.isReadOnly():
        box.redo()
    return True


def _is_redo(event: QKeyEvent) -> bool:
    pressed = QKeySequence(event.keyCombination())
    return any(pressed == QKeySequence(key) for key in command("edit.redo").keys)
