"""Many ways to say it: shares, not sentences, so that nobody writes a rule for one of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

from wording_books import checker

from pmdesk.wording.finding import Stage

VARIED = tomllib.loads((Path(__file__).parent / "varied.toml").read_text(encoding="utf-8"))
LONGEST = 8


def sentences(name: str) -> list[str]:
    found = VARIED[name]["sentences"]
    assert len(found) >= 20
    return [str(one) for one in found]


def blamed(sentence: str) -> bool:
    return any(one.tier == 1 for one in checker().check_sentence(sentence, Stage.TIMELINE))


def vague(sentence: str) -> bool:
    return any(one.label == "WEAKACT" for one in checker().check_sentence(sentence, Stage.ACTIONS))


def test_nearly_all_blaming_sentences_are_found() -> None:
    all_of_them = sentences("blaming")
    missed = [one for one in all_of_them if not blamed(one)]
    assert len(missed) <= 0.08 * len(all_of_them), missed


def test_nearly_all_are_found_with_a_curly_apostrophe() -> None:
    all_of_them = [one.replace("'", "’") for one in sentences("blaming") if "'" in one]
    missed = [one for one in all_of_them if not blamed(one)]
    assert len(missed) <= 0.08 * len(all_of_them), missed


def test_fine_sentences_pass() -> None:
    assert [one for one in sentences("fine") if checker().check_sentence(one, Stage.TIMELINE)] == []


def test_vague_actions_are_asked_about() -> None:
    all_of_them = sentences("vague")
    missed = [one for one in all_of_them if not vague(one)]
    assert len(missed) <= 0.05 * len(all_of_them), missed


def test_bounded_actions_pass() -> None:
    assert [one for one in sentences("bounded") if vague(one)] == []


def test_underlines_stay_short() -> None:
    for one in (*sentences("blaming"), *sentences("vague")):
        for stage in (Stage.TIMELINE, Stage.ACTIONS):
            for finding in checker().check_sentence(one, stage):
                assert len(one[finding.span.start : finding.span.end].split()) <= LONGEST
