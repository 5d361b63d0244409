"""The aims on labelled sentences. These have their own licences and are not in this project."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from wording_books import LABELLED, ROOT

sys.path.insert(0, str(ROOT / "bench"))
from labelled import judged, labelled, scores

pytestmark = pytest.mark.skipif(not LABELLED.is_file(), reason="the labelled sentences are not beside the project")
LONGEST = 8


def test_the_scores_are_within_the_aims() -> None:
    made = scores(judged(labelled(LABELLED)))
    assert made.false_blame.value <= 0.005
    assert made.false_any.value <= 0.02
    assert made.recall.value >= 0.85
    assert made.weak_recall.value >= 0.85


def test_underlines_touch_what_a_reader_marked() -> None:
    marks = tomllib.loads((Path(__file__).parent / "marks.toml").read_text(encoding="utf-8"))
    sentences = {one.sentence.id: one for one in judged(labelled(LABELLED))}
    assert sum(map(len, marks.values())) >= 60
    touching = total = 0
    for stage, marked in marks.items():
        for number, ranges in marked.items():
            one = sentences[number]
            text = one.sentence.text
            findings = one.told if stage == "timeline" else one.asked
            for finding in findings:
                first = len(text[: finding.span.start].split())
                last = first + len(text[finding.span.start : finding.span.end].split()) - 1
                assert last - first < LONGEST
                total += 1
                touching += any(start <= last and first <= end for start, end in ranges)
    assert touching >= 0.9 * total
