"""The page of all verbs says what the tables say (`make reference` writes it again), and so do keys in prose."""

from __future__ import annotations

import re
import runpy

import pytest
from repository import ROOT
from whenever import Date, Instant

from pmdesk.app.wording_rules import rulebook_of
from pmdesk.domain.times import Time
from pmdesk.editing.capture import CaptureContext, parse
from pmdesk.editing.words import Words
from pmdesk.resources import find
from pmdesk.ui.view_commands import ALL_COMMANDS

NOT_VERBS = {"Enter", "Esc", "Tab", "Shift"}
KEY = re.compile(r"\*\*((?:Ctrl\+(?:Shift\+)?)?(?:[A-Z]|[0-9]|F\d+|Del|Enter|Esc|Tab|Shift|[\]?+\-]))\*\*")


def test_the_reference_of_verbs_is_made_from_the_tables(words: Words) -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["reference"](words)
    assert (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8") == made
    assert all(made.count(f"`{one.id}`") == 1 for one in ALL_COMMANDS)


@pytest.mark.parametrize("name", ["README.md", "docs/guide.md"])
def test_every_key_that_a_page_tells_belongs_to_a_verb(name: str) -> None:
    told = set(KEY.findall((ROOT / name).read_text(encoding="utf-8")))
    known = {key for one in ALL_COMMANDS for key in (*one.keys, *one.letters)}
    assert len(told) > 10
    assert told <= known | NOT_VERBS


def forms() -> list[str]:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    table = guide.split("### How times are read")[1].split("\n\n")[0]
    return [form for row in table.splitlines() for form in re.findall(r"`([^`]+)`", row.split(" | ")[0])]


@pytest.mark.parametrize("form", forms())
def test_every_form_of_a_time_in_the_guide_is_read(form: str) -> None:
    noon = Instant.from_utc(2018, 2, 20, 12)
    context = CaptureContext(day=Date(2018, 2, 20), zone="CET", last=Time(earliest=noon, latest=noon))
    read = parse(f"{form} the pager fires", context)
    assert read.text == "the pager fires"
    assert read.time.given == form


def test_the_reference_of_wording_rules_is_made_from_the_rule_files() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "make_wording_reference.py"))
    made = page["reference"](rulebook_of(find()))
    assert (ROOT / "docs" / "reference" / "wording.md").read_text(encoding="utf-8") == made
    assert all(f"## BW{number:02d} " in made for number in range(1, 18))
