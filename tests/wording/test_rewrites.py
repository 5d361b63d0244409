"""Every rewrite of every rule, applied to its hits, to invented and varied sentences, and to longer ones."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from wording_books import book, checker, invented

from pmdesk.ui.widgets.slot_walk import spoken
from pmdesk.wording.engine import check
from pmdesk.wording.finding import Finding, Stage

VARIED = tomllib.loads((Path(__file__).parent / "varied.toml").read_text(encoding="utf-8"))
FIGURES = ("14:05", "1,200", "3.5", "v6.2.4")
BEHIND = " at 14:05 with 1,200 rows of 3.5 GB in v6.2.4"
STAGES = tuple(stage for stage in Stage if stage is not Stage.PUBLISH)
TORN = re.compile(r" {2}|\?\?|[,;.] ?[,;.]| [,.;:?!]|[,;:][.?!]|\?\.|\}[\w{]|\w\{|\( | \)|\bat at\b")
"""What a seam may not look like."""
DOUBLED = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
FIGURE = re.compile(r"v?\d+(?:[.,:]\d+)*")
NAME = re.compile(r"@\w+|(?<=[a-z,;:] )(?!Why)[A-Z][\w-]+")
WORD = re.compile(r"[\w'-]+")
STEM = 3
"""So many letters tell "asked" and "asking" from other words."""
SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "do",
        "does",
        "did",
        "done",
        "have",
        "has",
        "had",
        "having",
        "'ve",
        "'d",
        "will",
        "would",
        "could",
        "should",
        "might",
        "may",
        "must",
        "can",
        "ought",
        "need",
        "needs",
        "needed",
        "to",
        "of",
        "for",
        "that",
        "which",
        "who",
        "whom",
        "it",
        "this",
        "there",
        "and",
        "or",
        "but",
        "not",
        "never",
        "no",
        "on",
        "in",
        "at",
        "by",
        "with",
        "without",
        "from",
        "as",
        "so",
        "than",
        "then",
        "if",
        "when",
        "while",
        "because",
        "due",
        "about",
        "into",
        "up",
        "down",
        "off",
        "out",
        "over",
        "too",
        "very",
        "just",
        "also",
        "even",
        "ever",
        "always",
        "yet",
        "one",
        "some",
        "any",
        "more",
        "most",
        "much",
        "such",
        "own",
        "all",
        "both",
        "each",
        "we",
        "i",
        "you",
        "they",
        "he",
        "she",
        "us",
        "me",
        "them",
        "him",
        "her",
        "my",
        "our",
        "your",
        "their",
        "his",
        "its",
    ]
)


@cache
def sentences() -> tuple[str, ...]:
    found = [hit for rule in book().rules for hit in rule.hits]
    found += [hit for one in invented().values() for hit in one["hits"]]
    found += [*VARIED["blaming"]["sentences"], *VARIED["vague"]["sentences"]]
    return tuple(dict.fromkeys(found))


def longer(sentence: str) -> Iterator[str]:
    """Yield the sentence with figures behind it, and with a time before it."""
    body = sentence.rstrip(".!?")
    yield f"{body}{BEHIND}{sentence[len(body) :]}"
    first = sentence.partition(" ")[0]
    small = sentence[0].lower() + sentence[1:] if first.lower() in SMALL and first != "I" else sentence
    yield f"At 14:05 {small}"


@cache
def applied() -> tuple[tuple[str, Stage, Finding, str], ...]:
    """Return every sentence with a stage, a finding there, and the sentence after one of its rewrites."""
    made: list[tuple[str, Stage, Finding, str]] = []
    for sentence in sentences():
        seen: set[tuple[Stage, str]] = set()
        for text in (sentence, *longer(sentence)):
            for stage in STAGES:
                for one in checker().check(text, stage):
                    for rewrite in one.rewrites:
                        after = text[: one.replaced.start] + spoken(rewrite) + text[one.replaced.end :]
                        if (stage, after) not in seen:
                            seen.add((stage, after))
                            made.append((text, stage, one, after))
    return tuple(made)


def lost(pattern: re.Pattern[str], before: str, after: str) -> Counter[str]:
    return Counter(pattern.findall(before)) - Counter(pattern.findall(after))


def test_there_is_enough_to_walk() -> None:
    assert len(applied()) > 5 * len(sentences())
    walked = {one.rule for _before, _stage, one, _after in applied()}
    assert walked == {rule.id for rule in book().rules if rule.hits and rule.stages != {Stage.PUBLISH}}


def test_no_seam_is_torn() -> None:
    assert [after for before, _stage, _one, after in applied() if TORN.search(after) and not TORN.search(before)] == []


def test_no_word_is_said_twice() -> None:
    bad = [after for before, _stage, _one, after in applied() if DOUBLED.search(after) and not DOUBLED.search(before)]
    assert bad == []


def test_a_sentence_begins_as_it_did() -> None:
    bad = [
        after
        for before, _stage, _one, after in applied()
        if before[0].isupper() and not (after[0].isupper() or after[:2].lstrip("{").isupper())
    ]
    assert bad == []


def test_no_figure_and_no_time_is_lost_or_cut() -> None:
    bad = [after for before, _stage, _one, after in applied() if lost(FIGURE, before, after)]
    assert bad == []


def test_no_name_is_lost() -> None:
    bad = [
        (before, after)
        for before, _stage, _one, after in applied()
        if any(n not in after for n in NAME.findall(before))
    ]
    assert bad == []


def test_nearly_every_word_beside_the_marked_ones_stays() -> None:
    bad = []
    for before, _stage, one, after in applied():
        outside = before[: one.span.start] + " " + before[one.span.end :]
        kept = {word.lower()[:STEM] for word in WORD.findall(after)}
        words = {word.lower() for word in WORD.findall(outside)} - SMALL
        missing = sorted(word for word in words if word[:STEM] not in kept)
        if missing:
            bad.append((missing, before, after))
    assert len(bad) <= 0.04 * len(applied()), bad


def test_no_rewrite_is_asked_about_itself() -> None:
    bad = []
    for before, stage, one, after in applied():
        known = {other.rule for other in checker().check(before, stage)} - {one.rule}
        end = one.replaced.end + len(after) - len(before)
        bad += [
            (stage, other.rule, after)
            for other in checker().check(after, stage)
            if other.rule not in known and other.span.start < end and other.span.end > one.replaced.start
        ]
    assert bad == []


def test_most_findings_offer_something() -> None:
    """Questions are turned by their own rule only, and what is told in an action gets no promise."""
    without: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for sentence in sentences():
        if sentence.endswith("?"):
            continue
        for one in checker().check(sentence, Stage.SUMMARY):
            count[one.rule] += 1
            without[one.rule] += not one.rewrites
    assert {rule: n for rule, n in without.items() if n > max(3, 0.1 * count[rule])} == {}


@pytest.mark.parametrize(
    ("text", "rule", "after"),
    [
        (
            "Sam forgot to page the team at 14:05 on Tuesday.",
            "BW02",
            "Sam {did what} when it was time to page the team at 14:05 on Tuesday.",
        ),
        (
            "15:14 Bob ignored 1,200 alerts at 14:05 that night",
            "BW02",
            "15:14 Bob {did what about} 1,200 alerts at 14:05 that night",
        ),
        (
            "We should have blocked version 1.2 in staging.",
            "BW03",
            "We {did what}, with {obstacle} in the way of blocking version 1.2 in staging.",
        ),
        (
            "At 14:05 human error took the site down.",
            "BW04",
            "At 14:05 {which act} took the site down; {tool or design} made it possible.",
        ),
        (
            "In v6.2.4 Priya mistakenly dropped 3.5 GB.",
            "BW01",
            "In v6.2.4 Priya dropped 3.5 GB; {tool or path} let it happen because {condition}.",
        ),
        ("The limit was obviously too low for 300 sessions.", "BW05", "The limit was too low for 300 sessions."),
        (
            "The limit of 3.5 GB was, obviously, too low.",
            "BW05",
            "The limit of 3.5 GB was too low.",
        ),
        (
            "Why didn't you roll back at once?",
            "BW08",
            "What made it hard for you to roll back at once around {time}?",
        ),
        ("So why did Sam push it?", "BW08", "So what was in view that led Sam to push it around {time}?"),
        ("Who broke the build?", "BW08", "What happened to the build around {time}?"),
    ],
)
def test_the_whole_text_after_a_rewrite(text: str, rule: str, after: str) -> None:
    one = next(one for one in check(text, Stage.SUMMARY, (), book()) if one.rule == rule)
    assert text[: one.replaced.start] + spoken(one.rewrites[0]) + text[one.replaced.end :] == after


def test_the_improvement_of_an_action_keeps_its_object() -> None:
    (one,) = check("Improve monitoring of the payment queue.", Stage.ACTIONS, (), book())
    assert spoken(one.rewrites[0]).startswith("{Change what in} monitoring of the payment queue")


@pytest.mark.parametrize("name", ["Lukas", "Łukasz", "Émilie", "Ирина"])
def test_a_name_in_any_letters_stays(name: str) -> None:
    text = f"The outage was {name}'s fault."
    for one in check(text, Stage.SUMMARY, (), book()):
        assert all(name in rewrite or name in text[: one.replaced.start] for rewrite in one.rewrites)
