"""The page of all verbs says what the tables say; `make reference` writes it again."""

from __future__ import annotations

import runpy

from repository import ROOT

from pmdesk.app.wording_rules import rulebook_of
from pmdesk.editing.words import Words
from pmdesk.resources import find
from pmdesk.ui.view_commands import ALL_COMMANDS


def test_the_reference_of_verbs_is_made_from_the_tables(words: Words) -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["reference"](words)
    assert (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8") == made
    assert all(made.count(f"`{one.id}`") == 1 for one in ALL_COMMANDS)


def test_the_reference_of_wording_rules_is_made_from_the_rule_files() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "make_wording_reference.py"))
    made = page["reference"](rulebook_of(find()))
    assert (ROOT / "docs" / "reference" / "wording.md").read_text(encoding="utf-8") == made
    assert all(f"## BW{number:02d} " in made for number in range(1, 18))
