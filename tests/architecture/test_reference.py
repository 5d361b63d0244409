"""The page of all verbs says what the tables say; `make reference` writes it again."""

from __future__ import annotations

import runpy

from repository import ROOT

from pmdesk.editing.words import Words
from pmdesk.ui.view_commands import ALL_COMMANDS


def test_the_reference_of_verbs_is_made_from_the_tables(words: Words) -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["reference"](words)
    assert (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8") == made
    assert all(made.count(f"`{one.id}`") == 1 for one in ALL_COMMANDS)
