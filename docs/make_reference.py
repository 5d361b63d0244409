"""Writes docs/reference/commands.md from the tables of verbs and the words; a test compares the two.

Run it from anywhere: ``python docs/make_reference.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pmdesk.editing.commands import COMMANDS, EVERYWHERE, LIBRARY, REVIEW, STAGES, Command
from pmdesk.editing.words import Words
from pmdesk.resources import find
from pmdesk.ui.view_commands import VIEW_COMMANDS

TARGET = Path(__file__).with_name("reference") / "commands.md"
HEAD = """\
# All verbs and their keys
Made from `pmdesk/editing/commands.py`, `pmdesk/ui/view_commands.py` and `resources/en/commands.toml`: change those, and
let `make reference` write this page again.

Keys work wherever the cursor is, also while you type. Letters work in lists only. On macOS, Ctrl is Cmd. The menu (F10)
and the palette (Ctrl+K) hold every verb, too.
"""
UNDO = """
## Steps of undo without a key
Editing in place does these. They have a name, so that undo can say what it takes back.

| step | changes the data as |
|---|---|"""


def reference(words: Words) -> str:
    """Return the page."""
    lines = [HEAD.rstrip("\n")]
    for place in (EVERYWHERE, LIBRARY, REVIEW, *STAGES):
        lines += _section(words, place)
    lines.append(UNDO)
    lines += [f"| {words(f'commands.{one.id}')} | `{one.id}` |" for one in COMMANDS if one.label_only]
    return "\n".join(lines) + "\n"


def _section(words: Words, place: str) -> Iterator[str]:
    title = words(f"commands.stage.{place}" if place in STAGES else f"window.sheet.{place}")
    yield f"\n## {title}\n"
    yield "| verb | keys | in lists | menu | id |"
    yield "|---|---|---|---|---|"
    for one in (*COMMANDS, *VIEW_COMMANDS):
        if one.where == place and not one.label_only:
            yield _row(words, one)


def _row(words: Words, command: Command) -> str:
    menu = words(f"window.menus.{command.menu}") if command.menu else ""
    cells = (words(f"commands.{command.id}"), _keys(command.keys), _keys(command.letters), menu, f"`{command.id}`")
    return f"| {' | '.join(cells)} |"


def _keys(keys: tuple[str, ...]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def main() -> int:
    """Write the page."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(reference(Words("en", find().catalogue())), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
