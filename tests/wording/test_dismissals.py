"""What people have dismissed stays dismissed, wherever it moves and whatever is edited around it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wording_books import checker

from pmdesk.wording.dismissals import Decisions, asked, context_of, decisions_of, refusal
from pmdesk.wording.finding import Finding, Stage
from pmdesk.wording.rules import Settings

BLAME = "On Monday evening we should have paged the on-call engineer sooner."
OTHERS = st.sampled_from(
    ["Latency rose.", "Sam forgot to renew the key.", "We should have asked.", "🚑 came.", "It was obviously full."]
)
AROUND = st.lists(OTHERS, max_size=5).map(" ".join)


@dataclass(frozen=True)
class Kept:
    """A choice as a library keeps it."""

    kind: str
    rule: str = ""
    review: str = "r"
    text: str = ""
    context: str = ""


def found(text: str) -> tuple[Finding, ...]:
    return checker().check(text, Stage.TIMELINE)


def dismissed(text: str) -> Decisions:
    one = next(one for one in found(text) if "should have paged" in text[one.span.start : one.span.end])
    return decisions_of([Kept("fine", one.rule, "r", context=context_of(one, text))])


def left(text: str, decisions: Decisions, review: str = "r") -> list[str]:
    return [text[one.span.start : one.span.end] for one in asked(found(text), text, review, decisions)]


@given(before=AROUND, after=AROUND, blank=st.sampled_from([" ", "\n\n", "\n- "]))
def test_edits_elsewhere_and_moves_never_bring_it_back(before: str, after: str, blank: str) -> None:
    decisions = dismissed(BLAME)
    text = f"{before}{blank}{BLAME}{blank}{after}"
    assert not any("should have paged" in one for one in left(text, decisions))
    assert len(left(text, decisions)) == len(left(text, Decisions())) - 1


@given(
    start=st.sampled_from(["", "Late on ", "As said, "]), end=st.sampled_from([".", " and then left.", ", of course."])
)
def test_edits_of_the_sentence_beyond_its_neighbours_leave_it_dismissed(start: str, end: str) -> None:
    decisions = dismissed(BLAME)
    text = f"{start}Monday evening we should have paged the on-call engineer{end}"
    assert not any("should have paged" in one for one in left(text, decisions))


def test_letters_and_blanks_do_not_tell_instances_apart() -> None:
    decisions = dismissed(BLAME)
    assert not left(BLAME.replace("evening", "EVENING").replace("paged the", "paged  the"), decisions)


@pytest.mark.parametrize(("old", "new"), [("paged", "called"), ("evening", "morning"), ("on-call", "off-call")])
def test_other_words_next_to_it_are_another_instance(old: str, new: str) -> None:
    assert left(BLAME.replace(old, new), dismissed(BLAME))


def test_it_is_fine_in_its_review_only() -> None:
    decisions = dismissed(BLAME)
    assert not left(BLAME, decisions, "r")
    assert left(BLAME, decisions, "another")


def test_a_rule_is_quiet_in_one_review() -> None:
    rule = found(BLAME)[0].rule
    decisions = decisions_of([Kept("not_in_review", rule, "r")])
    assert not left(BLAME, decisions, "r")
    assert left(BLAME, decisions, "another")


def test_choices_become_settings() -> None:
    choices = [
        Kept("never", "BW05"),
        Kept("machine", text="operator"),
        Kept("role", text="skipper"),
        Kept("word", "BW06", text="was sad"),
        Kept("word", "BW06", text="was odd"),
        Kept("of another version", "BW01"),
    ]
    assert decisions_of(choices).settings == Settings(
        off=frozenset({"BW05"}), words={"BW06": ("was sad", "was odd")}, roles=("skipper",), machines=("operator",)
    )


@given(st.text(max_size=200))
def test_any_text_has_a_context(text: str) -> None:
    assert all(context_of(one, text) for one in found(text))


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("word", "...", "empty"),
        ("word", "_", "empty"),
        ("word", "404", ""),
        ("word", "瞎搞", ""),
        ("word", "FAT  finger", "there"),
        ("word", "can't", "there"),
        ("role", "404", "empty"),
        ("role", "PRUFER", "there"),
        ("machine", "prüfer", ""),
    ],
)
def test_what_could_never_act_or_is_there_is_refused(kind: str, text: str, why: str) -> None:
    own = [Kept("word", "BW06", text="fat finger"), Kept("word", "BW06", text="can’t"), Kept("role", text="prüfer")]
    assert refusal(own, kind, text, "BW06" if kind == "word" else "") == why


def test_the_same_phrase_may_stand_at_another_rule() -> None:
    assert refusal([Kept("word", "BW06", text="fat finger")], "word", "fat finger", "BW01") == ""
