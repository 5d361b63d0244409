from __future__ import annotations

import re
import tomllib

import pytest
from wording_books import ROOT, book, checker, invented, labels_found

from pmdesk.wording.finding import Stage
from pmdesk.wording.rule_files import RuleFileError, read_rulebook
from pmdesk.wording.rules import Rule

RULES = book().rules
FIELDS = {"BW15"}
"""Looks at the fields of an action, and has no text to hit."""
SLOT = re.compile(r"\{(\w+)\}")


def named(rule: Rule) -> str:
    return rule.id


def test_the_whole_taxonomy_is_there() -> None:
    assert [rule.id for rule in RULES] == [f"BW{number:02d}" for number in range(1, 18)]


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_every_pattern_of_a_rewrite_compiles(rule: Rule) -> None:
    assert all(one.find is None or one.find.compiled for one in rule.rewrites)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_file_is_complete(rule: Rule) -> None:
    assert rule.title
    assert 0 < len(rule.why) <= 90
    assert rule.ask.endswith("?")
    assert rule.ask.count("?") == 1
    assert rule.source
    assert rule.stages
    assert rule.rewrites
    assert any(SLOT.search(one.then + put) for one in rule.rewrites for put in one.puts)
    if rule.id not in FIELDS:
        assert len(rule.hits) >= 3
        assert len(rule.traps) >= 5


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_every_hit_fires_in_every_stage_of_its_rule(rule: Rule) -> None:
    for hit in rule.hits:
        for stage in rule.stages:
            assert rule.id in {one.rule for one in checker().check(hit, stage)}, (hit, stage)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_no_rule_of_its_tier_or_above_fires_on_a_trap(rule: Rule) -> None:
    for trap in rule.traps:
        for stage in Stage:
            found = checker().check(trap, stage)
            assert rule.id not in {one.rule for one in found}, trap
            assert not [one for one in found if one.tier == 1], trap


def test_no_trap_makes_a_noise_in_the_timeline() -> None:
    for rule in RULES:
        for trap in rule.traps:
            assert not checker().check(trap, Stage.TIMELINE), trap


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_the_words_of_a_rule_pass_the_rules(rule: Rule) -> None:
    """Its rewrites do, too: test_rewrites.py applies every one of them."""
    for text in (rule.ask, *(SLOT.sub("the index", one.then) for one in rule.rewrites)):
        for stage in (Stage.TIMELINE, Stage.FACTORS, Stage.SUMMARY):
            assert not [one for one in checker().check(text, stage) if one.tier], text


@pytest.mark.parametrize("label", invented())
def test_invented_sentences_are_found(label: str) -> None:
    stage = Stage.ACTIONS if label == "WEAKACT" else Stage.TIMELINE
    hits = invented()[label]["hits"]
    assert len(hits) >= (30 if label in {"WHY", "ABSOLUTE"} else 10)
    assert [hit for hit in hits if label not in labels_found(hit, stage)] == []


@pytest.mark.parametrize("label", invented())
def test_invented_look_alikes_pass(label: str) -> None:
    stage = Stage.ACTIONS if label == "WEAKACT" else Stage.TIMELINE
    passes = invented()[label]["passes"]
    assert len(passes) >= (30 if label in {"WHY", "ABSOLUTE"} else 10)
    assert [one for one in passes if checker().check(one, stage)] == []


def test_questions_for_a_culprit_are_found_in_every_stage() -> None:
    for hit in invented()["WHY"]["hits"]:
        for stage in Stage:
            assert "WHY" in labels_found(hit, stage), (hit, stage)


def test_a_broken_rule_file_is_told() -> None:
    lexicon = [path.read_text(encoding="utf-8") for path in (ROOT / "resources/en/wording/lexicon").glob("*.toml")]
    rule = (ROOT / "resources/en/wording/bw12.toml").read_text(encoding="utf-8")
    assert read_rulebook([rule], lexicon).rule("BW12").once
    with pytest.raises(KeyError):
        read_rulebook([rule], lexicon).rule("BW99")
    with pytest.raises(RuleFileError):
        read_rulebook([rule.replace("(?:was|is|", "(?:<nowhere>|is|")], lexicon)
    with pytest.raises(RuleFileError):
        read_rulebook([rule.replace("[[cues]]", "[cues]")], lexicon)
    assert tomllib.loads(rule)["id"] == "BW12"
