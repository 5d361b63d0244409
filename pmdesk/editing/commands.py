"""Every verb that changes data, as data: id, keys, and where it applies.

Menus, the palette, the shortcuts sheet and the docs are made from this table; the titles are in
resources/en/commands.toml under the same ids. Verbs that only change the view have the same kind of
table in ui/view_commands.py. ``keys`` work everywhere in their place, also while typing;
``letters`` only while a list has the focus. Keys are written as Qt writes them: on macOS, Ctrl is
Cmd.
"""

from __future__ import annotations

from dataclasses import dataclass

EVERYWHERE = "everywhere"
LIBRARY = "library"
REVIEW = "review"
PREPARE, OPEN, TIMELINE, FACTORS, ACTIONS, CLOSE = "prepare", "open", "timeline", "factors", "actions", "close"
STAGES = (PREPARE, OPEN, TIMELINE, FACTORS, ACTIONS, CLOSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One verb. ``where`` is "everywhere", "library", "review" or a stage; ``menu`` its menu.

    ``label_only`` verbs happen by editing in place: they name steps of undo, and have no entry.
    """

    id: str
    where: str
    keys: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    menu: str = ""
    label_only: bool = False


def _label(name: str, where: str = REVIEW) -> Command:
    return Command(id=name, where=where, label_only=True)


COMMANDS: tuple[Command, ...] = (
    Command(id="edit.undo", where=EVERYWHERE, keys=("Ctrl+Z",), menu="edit"),
    Command(id="edit.redo", where=EVERYWHERE, keys=("Ctrl+Shift+Z", "Ctrl+Y"), menu="edit"),
    # the library
    Command(id="review.new", where=LIBRARY, keys=("Ctrl+N",), menu="file"),
    Command(id="review.sample", where=LIBRARY, keys=("Ctrl+Shift+N",), menu="file"),
    Command(id="review.duplicate", where=LIBRARY, keys=("Ctrl+D",), menu="review"),
    Command(id="review.archive", where=LIBRARY, keys=("Ctrl+Shift+A",), letters=("A",), menu="review"),
    # from any stage
    Command(id="note.park", where=REVIEW, keys=("Ctrl+L",), menu="review"),
    Command(id="note.remove", where=REVIEW, keys=("Ctrl+Shift+O",), menu="review"),
    Command(id="note.carry", where=REVIEW, keys=("Ctrl+Shift+D",), menu="review"),
    Command(id="silent.reveal", where=REVIEW, keys=("Ctrl+U",), menu="review"),
    # the meeting: its clocks are state, not steps of undo
    Command(id="meeting.start", where=REVIEW, keys=("F9",), menu="meeting"),
    Command(id="meeting.pause", where=REVIEW, keys=("Shift+F9",), menu="meeting"),
    Command(id="meeting.extend", where=REVIEW, keys=("Ctrl+Shift+A",), menu="meeting"),
    Command(id="meeting.end", where=REVIEW, keys=("Ctrl+Shift+F9",), menu="meeting"),
    Command(id="meeting.second", where=LIBRARY, keys=("F9",), menu="meeting"),
    # prepare
    Command(id="person.add", where=PREPARE, keys=("Ctrl+Shift+P",), menu="stage"),
    Command(id="person.remove", where=PREPARE, keys=("Ctrl+Shift+Del",), letters=("Del",), menu="stage"),
    # open
    Command(id="question.add", where=OPEN, keys=("Ctrl+Shift+N",), menu="stage"),
    Command(id="note.take", where=OPEN, keys=("Ctrl+Shift+T",), menu="stage"),
    Command(id="note.settle", where=OPEN, keys=("Ctrl+Shift+X",), menu="stage"),
    # timeline
    Command(id="event.kind", where=TIMELINE, keys=("Ctrl+Shift+K",), letters=("K",), menu="stage"),
    Command(id="event.actor", where=TIMELINE, keys=("Ctrl+Shift+R",), letters=("R",), menu="stage"),
    Command(id="event.moment", where=TIMELINE, keys=("Ctrl+Shift+M",), letters=("M",), menu="stage"),
    Command(id="event.star", where=TIMELINE, keys=("Ctrl+Shift+S",), letters=("S",), menu="stage"),
    Command(id="event.evidence", where=TIMELINE, keys=("Ctrl+Shift+V",), letters=("E",), menu="stage"),
    Command(id="event.known", where=TIMELINE, keys=("Ctrl+Shift+L",), letters=("L",), menu="stage"),
    Command(id="event.remove", where=TIMELINE, keys=("Ctrl+Shift+Del",), letters=("Del", "Backspace"), menu="stage"),
    Command(id="event.move_up", where=TIMELINE, keys=("Ctrl+Shift+Up",), menu="stage"),
    Command(id="event.move_down", where=TIMELINE, keys=("Ctrl+Shift+Down",), menu="stage"),
    Command(id="event.merge", where=TIMELINE, keys=("Ctrl+Shift+J",), letters=("J",), menu="stage"),
    Command(id="event.split", where=TIMELINE, keys=("Ctrl+Shift+Return",), menu="stage"),
    Command(id="event.picture_paste", where=TIMELINE, keys=("Ctrl+Shift+I",), menu="stage"),
    Command(id="gap.quiet", where=TIMELINE, keys=("Ctrl+Shift+G",), letters=("Q",), menu="stage"),
    # factors
    Command(id="factor.add", where=FACTORS, keys=("Ctrl+Shift+F",), letters=("F",), menu="stage"),
    Command(id="factor.behind", where=FACTORS, keys=("Ctrl+Shift+H",), letters=("H",), menu="stage"),
    Command(id="factor.evidence", where=FACTORS, keys=("Ctrl+Shift+L",), letters=("L",), menu="stage"),
    Command(id="factor.enabled_by", where=FACTORS, keys=("Ctrl+Shift+B",), letters=("B",), menu="stage"),
    Command(id="factor.verify", where=FACTORS, keys=("Ctrl+Shift+Y",), letters=("Y",), menu="stage"),
    Command(id="factor.category", where=FACTORS, keys=("Ctrl+Shift+C",), letters=("C",), menu="stage"),
    Command(id="factor.remove", where=FACTORS, keys=("Ctrl+Shift+Del",), letters=("Del", "Backspace"), menu="stage"),
    Command(id="factor.move_up", where=FACTORS, keys=("Ctrl+Shift+Up",), menu="stage"),
    Command(id="factor.move_down", where=FACTORS, keys=("Ctrl+Shift+Down",), menu="stage"),
    Command(id="factor.group", where=FACTORS, keys=("Ctrl+I",), letters=("E",), menu="stage"),
    Command(id="factor.vote", where=FACTORS, keys=("Ctrl+Shift+V",), letters=("V",), menu="stage"),
    Command(id="factor.rank", where=FACTORS, keys=("Ctrl+J",), letters=("J",), menu="stage"),
    # actions
    Command(id="action.add", where=ACTIONS, keys=("Ctrl+Shift+F",), letters=("A",), menu="stage"),
    Command(id="action.add_idea", where=ACTIONS, keys=("Ctrl+Shift+I",), menu="stage"),
    Command(id="action.owner", where=ACTIONS, keys=("Ctrl+Shift+R",), letters=("O",), menu="stage"),
    Command(id="action.agreed", where=ACTIONS, keys=("Ctrl+Shift+X",), letters=("X",), menu="stage"),
    Command(id="action.size", where=ACTIONS, keys=("Ctrl+Shift+K",), letters=("D",), menu="stage"),
    Command(id="action.strength", where=ACTIONS, keys=("Ctrl+Shift+S",), letters=("S",), menu="stage"),
    Command(id="action.priority", where=ACTIONS, keys=("Ctrl+Shift+Y",), letters=("P",), menu="stage"),
    Command(id="action.factor", where=ACTIONS, keys=("Ctrl+Shift+L",), letters=("L",), menu="stage"),
    Command(id="action.status", where=ACTIONS, keys=("Ctrl+Shift+T",), letters=("U",), menu="stage"),
    Command(id="action.idea", where=ACTIONS, keys=("Ctrl+Shift+J",), letters=("I",), menu="stage"),
    Command(id="action.wont_do", where=ACTIONS, keys=("Ctrl+Shift+W",), letters=("W",), menu="stage"),
    Command(id="action.remove", where=ACTIONS, keys=("Ctrl+Shift+Del",), letters=("Del", "Backspace"), menu="stage"),
    Command(id="action.move_up", where=ACTIONS, keys=("Ctrl+Shift+Up",), menu="stage"),
    Command(id="action.move_down", where=ACTIONS, keys=("Ctrl+Shift+Down",), menu="stage"),
    Command(id="action.group", where=ACTIONS, keys=("Ctrl+I",), letters=("E",), menu="stage"),
    Command(id="action.vote", where=ACTIONS, keys=("Ctrl+Shift+V",), letters=("V",), menu="stage"),
    Command(id="action.rank", where=ACTIONS, keys=("Ctrl+J",), letters=("J",), menu="stage"),
    # steps of undo that happen by editing in place
    _label("meeting.day"),
    _label("event.add"),
    _label("capture.lines"),
    _label("event.reword"),
    _label("event.retime"),
    _label("fact.edit"),
    _label("person.edit"),
    _label("moment.set"),
    _label("factor.edit"),
    _label("action.edit"),
    _label("action.due"),
    _label("note.edit"),
    _label("review.import", LIBRARY),
    _label("review.salvage", LIBRARY),
)


def command(command_id: str) -> Command:
    """Return the command with this id. Raises KeyError when there is none."""
    for one in COMMANDS:
        if one.id == command_id:
            return one
    raise KeyError(command_id)
