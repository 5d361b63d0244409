"""Labelled sentences from outside the project, and how the findings on them are counted.

They have their own licences and stay where they are: beside the project, in ../shared/wording, or
where PMDESK_LABELLED says.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pmdesk.app.wording_rules import rulebook_of
from pmdesk.resources import find
from pmdesk.wording.engine import Checker
from pmdesk.wording.finding import Finding, Stage

TIER_ONE = frozenset({"PERSON", "OMIT", "COUNTER", "HUMANERR", "HINDSIGHT", "JUDGE", "WHY", "ABSOLUTE"})
WEAK = "WEAKACT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One sentence and what two readers said of it."""

    id: str
    text: str
    labels: frozenset[str]
    contested: bool
    random: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One sentence with the findings in the two stages that are counted."""

    sentence: Labelled
    told: tuple[Finding, ...]
    asked: tuple[Finding, ...]

    @property
    def blamed(self) -> bool:
        """Whether the engine found anything of tier 1."""
        return any(one.tier == 1 for one in self.told)

    @property
    def blaming(self) -> bool:
        """Whether the readers did."""
        return bool(self.sentence.labels & TIER_ONE)

    @property
    def weak(self) -> bool:
        """Whether the engine asked about the action."""
        return any(one.label == WEAK for one in self.asked)


LEARNED = Path(__file__).resolve().parents[2] / "shared" / "wording" / "dev.jsonl"
"""The rules were made with these in view: what they score here says little of other sentences."""


def labelled_file() -> Path:
    """Return where the labelled sentences would be; they may not be there."""
    return Path(os.environ.get("PMDESK_LABELLED", LEARNED))


def labelled(path: Path) -> list[Labelled]:
    """Return the sentences of a file of labelled ones."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [
        Labelled(
            id=row["id"],
            text=row["text"],
            labels=frozenset(row["labels"]),
            contested=row.get("contested", not row.get("sure", True)),
            random=row.get("stratum") == "random",
        )
        for row in rows
    ]


def judged(sentences: Sequence[Labelled]) -> list[Judged]:
    """Return every sentence with its findings, without a roster, in the stages timeline and actions."""
    checker = Checker(rulebook_of(find()))
    return [
        Judged(
            sentence=one,
            told=checker.check(one.text, Stage.TIMELINE),
            asked=checker.check(one.text, Stage.ACTIONS),
        )
        for one in sentences
    ]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """The share, from 0 to 1; nothing of nothing is 0."""
        return self.part / self.whole if self.whole else 0.0

    def __str__(self) -> str:
        return f"{self.value:7.2%} ({self.part} of {self.whole})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """False alarms and recall."""

    false_blame: Share
    false_any: Share
    recall: Share
    weak_recall: Share
    weak_false: Share


def scores(all_of_them: Sequence[Judged]) -> Scores:
    """Return false alarms on the sentences drawn at random, and recall on the uncontested ones."""
    drawn = [one for one in all_of_them if one.sentence.random]
    sure = [one for one in all_of_them if not one.sentence.contested]
    blaming = [one for one in sure if one.blaming]
    vague = [one for one in sure if WEAK in one.sentence.labels]
    return Scores(
        false_blame=Share(sum(one.blamed and not one.blaming for one in drawn), len(drawn)),
        false_any=Share(sum(bool(one.told) and one.sentence.labels == {"ok"} for one in drawn), len(drawn)),
        recall=Share(sum(one.blamed for one in blaming), len(blaming)),
        weak_recall=Share(sum(one.weak for one in vague), len(vague)),
        weak_false=Share(sum(one.weak and WEAK not in one.sentence.labels for one in drawn), len(drawn)),
    )
