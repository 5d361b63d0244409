"""Prompts and all microcopy pass the engine themselves."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from wording_books import ROOT, checker

from pmdesk.wording.finding import Stage

FOLDER = ROOT / "resources" / "en"
FILES = sorted(path for path in FOLDER.rglob("*.toml") if "wording" not in path.parts)
CITED = {"cues", "source"}
"""What a file of follow-up questions listens for, and whom it credits: not what the house says."""


def texts(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, Mapping):
        for name, value in table.items():
            if name not in CITED:
                yield from texts(value)
    elif isinstance(table, list):
        for value in table:
            yield from texts(value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_prompts_and_microcopy_pass_the_rules(path: Path) -> None:
    for text in texts(tomllib.loads(path.read_text(encoding="utf-8"))):
        plain = re.sub(r"\{\w+\}", "it", text)
        for stage in (Stage.TIMELINE, Stage.FACTORS):
            found = [one for one in checker().check(plain, stage) if one.tier]
            assert not found, (text, [plain[one.span.start : one.span.end] for one in found])
