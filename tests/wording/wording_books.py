"""The rules, the invented sentences and the labelled ones, for the tests of this folder."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path

from pmdesk.app.wording_rules import rulebook_of
from pmdesk.resources import find
from pmdesk.wording.engine import Checker
from pmdesk.wording.finding import Stage
from pmdesk.wording.rules import Rulebook

ROOT = Path(__file__).resolve().parents[2]
LABELLED = Path(os.environ.get("PMDESK_LABELLED", ROOT.parent / "shared" / "wording" / "dev.jsonl"))


@cache
def book() -> Rulebook:
    return rulebook_of(find())


@cache
def checker() -> Checker:
    return Checker(book())


@cache
def invented() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "invented.toml").read_text(encoding="utf-8"))


def rules_found(text: str, stage: Stage = Stage.TIMELINE) -> list[str]:
    return [one.rule for one in checker().check(text, stage)]


def labels_found(text: str, stage: Stage = Stage.TIMELINE) -> set[str]:
    found = checker().check(text, stage)
    return {one.label for one in found} | ({"BLAME"} if any(one.tier == 1 for one in found) else set())
