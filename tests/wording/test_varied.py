"""Many ways to say it: shares, not sentences, so that nobody writes a rule for one of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
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


AROUND = {
    "behind a time": "At 14:02 UTC, while the failover was still running, {}",
    "behind that": "It turned out that {}",
    "behind a clause": "The replicas were healthy at noon and {}",
    "behind a dash": "Replication had caught up by then - {}",
    "in brackets": "(Note: {}.)",
    "before figures": "{}, and the error rate went from 0.2 % to 35 % within minutes (OPS-1182).",
}


def inside(sentence: str, around: str) -> str:
    """Return the sentence within a longer one; small words at its head lose their capital."""
    first = sentence.split(" ", 1)[0]
    if around[0] != "{" and first.lower() in SMALL:
        sentence = sentence[0].lower() + sentence[1:]
    return around.format(sentence.rstrip("."))


SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "we",
        "our",
        "this",
        "that",
        "it",
        "there",
        "they",
        "someone",
        "nobody",
        "no",
        "if",
        "had",
        "why",
        "in",
        "with",
        "more",
        "two",
    ]
)


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_nearly_all_are_found_inside_longer_sentences(around: str) -> None:
    all_of_them = [one for one in sentences("blaming") if not one.endswith("?")]
    missed = [one for one in all_of_them if not blamed(inside(one, around))]
    assert len(missed) <= 0.06 * len(all_of_them), missed


@pytest.mark.parametrize("around", list(AROUND.values())[:-1], ids=list(AROUND)[:-1])
def test_nearly_all_fine_sentences_pass_inside_longer_ones(around: str) -> None:
    all_of_them = sentences("fine")
    found = [one for one in all_of_them if blamed(inside(one, around))]
    assert len(found) <= 0.005 * len(all_of_them), found


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
