"""Verbs that only change the view, in the same kind of table as editing/commands.py."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence

from pmdesk.editing.commands import (
    ACTIONS,
    CLOSE,
    COMMANDS,
    EVERYWHERE,
    FACTORS,
    LIBRARY,
    REVIEW,
    STAGES,
    TIMELINE,
    Command,
)

VIEW_COMMANDS: tuple[Command, ...] = (
    Command(id="view.palette", where=EVERYWHERE, keys=("Ctrl+K",), menu="help"),
    Command(id="view.shortcuts", where=EVERYWHERE, keys=("F1",), letters=("?",), menu="help"),
    Command(id="file.open", where=EVERYWHERE, keys=("Ctrl+O",), menu="file"),
    Command(id="file.backups", where=EVERYWHERE, keys=("F4",), menu="file"),
    Command(id="file.save_copy", where=EVERYWHERE, keys=("F12",), menu="file"),
    Command(id="file.saved", where=EVERYWHERE, keys=("Ctrl+S",), menu="file"),
    Command(id="file.quit", where=EVERYWHERE, keys=("Ctrl+Q",), menu="file"),
    Command(id="view.larger", where=EVERYWHERE, keys=("Ctrl++", "Ctrl+="), menu="view"),
    Command(id="view.smaller", where=EVERYWHERE, keys=("Ctrl+-",), menu="view"),
    Command(id="view.normal_size", where=EVERYWHERE, keys=("Ctrl+0",), menu="view"),
    Command(id="view.theme", where=EVERYWHERE, keys=("F8",), menu="view"),
    Command(id="view.projector", where=EVERYWHERE, keys=("F5",), menu="view"),
    Command(id="projector.freeze", where=REVIEW, keys=("Shift+F5",), menu="view"),
    Command(id="projector.names", where=REVIEW, keys=("Ctrl+F5",), menu="view"),
    Command(id="wording.rules", where=EVERYWHERE, keys=("Ctrl+,",), menu="view"),
    Command(id="view.next_region", where=EVERYWHERE, keys=("F6",), menu="view"),
    Command(id="view.previous_region", where=EVERYWHERE, keys=("Shift+F6",), menu="view"),
    Command(id="view.menu", where=EVERYWHERE, keys=("F10",)),
    Command(id="library.open", where=LIBRARY, keys=("Ctrl+Return",), letters=("Return", "Enter"), menu="review"),
    Command(id="library.search", where=LIBRARY, keys=("Ctrl+F",), menu="view"),
    Command(id="library.archive_view", where=LIBRARY, keys=("Ctrl+Shift+H",), menu="view"),
    *(
        Command(id=f"stage.{stage}", where=REVIEW, keys=(f"Ctrl+{number}",), menu="stages")
        for number, stage in enumerate(STAGES, start=1)
    ),
    Command(id="view.library", where=REVIEW, keys=("Ctrl+B",), menu="view"),
    Command(id="view.find", where=REVIEW, keys=("Ctrl+F",), menu="view"),
    Command(id="view.capture", where=REVIEW, keys=("Ctrl+N",), menu="review"),
    Command(id="view.console", where=REVIEW, keys=("F7",), menu="view"),
    Command(id="view.next_question", where=REVIEW, keys=("Ctrl+]",), letters=("]",), menu="view"),
    Command(id="view.previous_question", where=REVIEW, keys=("Ctrl+[",), letters=("[",), menu="view"),
    Command(id="silent.start", where=REVIEW, keys=("Ctrl+R",), menu="review"),
    Command(id="meeting.preset", where=REVIEW, keys=("F3",), menu="meeting"),
    Command(id="meeting.time", where=REVIEW, keys=("Shift+F3",), menu="meeting"),
    Command(id="console.ask_follow_up", where=REVIEW, keys=("Ctrl+G",), menu="view"),
    Command(id="console.follow_up", where=REVIEW, keys=("Ctrl+Shift+]",), menu="view"),
    Command(id="console.follow_up_away", where=REVIEW, keys=("Ctrl+Shift+[",), menu="view"),
    Command(id="console.spoken", where=REVIEW, keys=("Ctrl+T",), menu="view"),
    Command(id="console.phrases", where=REVIEW, keys=("Ctrl+P",), menu="view"),
    Command(id="wording.card", where=REVIEW, keys=("Ctrl+.",), menu="review"),
    Command(id="wording.take_back", where=REVIEW, keys=("Ctrl+Shift+E",), menu="review"),
    Command(id="report.publish", where=REVIEW, keys=("Ctrl+E",), menu="review"),
    Command(id="event.edit", where=TIMELINE, keys=("F2",), letters=("Return", "Enter"), menu="stage"),
    Command(id="event.time", where=TIMELINE, keys=("Ctrl+Shift+T",), letters=("T",), menu="stage"),
    Command(id="event.picture", where=TIMELINE, keys=("Ctrl+Shift+P",), letters=("I",), menu="stage"),
    Command(id="factor.edit_text", where=FACTORS, keys=("F2",), letters=("Return", "Enter"), menu="stage"),
    Command(id="factor.view", where=FACTORS, keys=("Ctrl+Shift+G",), letters=("G",), menu="stage"),
    Command(id="action.edit_text", where=ACTIONS, keys=("F2",), letters=("Return", "Enter"), menu="stage"),
    Command(id="action.details", where=ACTIONS, keys=("Ctrl+Shift+M",), letters=("M",), menu="stage"),
    Command(id="action.next_ask", where=ACTIONS, keys=("Ctrl+Shift+G",), letters=("G",), menu="stage"),
    Command(id="close.next_gap", where=CLOSE, keys=("Ctrl+Shift+G",), letters=("G",), menu="stage"),
    Command(id="close.learned", where=CLOSE, keys=("Ctrl+Shift+L",), letters=("L",), menu="stage"),
    Command(id="close.pulse", where=CLOSE, keys=("Ctrl+Shift+Y",), letters=("U",), menu="stage"),
    Command(id="close.calendar", where=CLOSE, keys=("Ctrl+Shift+C",), letters=("C",), menu="stage"),
)

ROOM_VERBS = ("view.projector", "projector.freeze", "projector.names")
"""The verbs about the room: their keys work in its window as well, and a key that is held does them once."""

ALL_COMMANDS: tuple[Command, ...] = (*COMMANDS, *VIEW_COMMANDS)


def meets(first: str, second: str) -> bool:
    """Return whether two places can be active at once: then their keys have to differ."""
    if first == second or EVERYWHERE in {first, second}:
        return True
    return (first == REVIEW and second in STAGES) or (second == REVIEW and first in STAGES)


def places(place: str) -> frozenset[str]:
    """Return the values of Command.where that are active in a place ("library" or a stage)."""
    return frozenset({EVERYWHERE, place} | ({REVIEW} if place in STAGES else set()))


def sequences(keys: Sequence[str]) -> list[QKeySequence]:
    """Return keys as Qt's sequences."""
    return [QKeySequence(key) for key in keys]


def shown_key(command: Command) -> str:
    """Return the first key of a command as the platform writes it; a letter when it has no chord."""
    key = (*command.keys, *command.letters, "")[0]
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) if key else ""
