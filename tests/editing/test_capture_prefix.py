"""Prefixes: what is one, what only looks like one, and how a line is taken back from one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.editing.capture_prefix import PREFIXES, Target, aim, aimed_at, plain, words_of


@pytest.mark.parametrize(
    ("line", "target", "words"),
    [
        ("f: the pool had no alert", Target.FACTOR, "the pool had no alert"),
        ("a:  alert on it ", Target.ACTION, "alert on it"),
        ("i: one pool", Target.IDEA, "one pool"),
        ("p: later", Target.PARKING, "later"),
        ("n:\u00a0ask Jo", Target.PRIVATE, "ask Jo"),
        ("q: which node?", Target.QUESTION, "which node?"),
        ("f:", Target.FACTOR, ""),
        ("f: ", Target.FACTOR, ""),
        ("f: 14:02 the flag was on", Target.FACTOR, "14:02 the flag was on"),
        ("f: a: b", Target.FACTOR, "a: b"),
    ],
)
def test_a_prefix_is_a_small_letter_a_colon_and_a_space(line: str, target: Target, words: str) -> None:
    assert aim(line).target is target
    assert words_of(line) == words


@pytest.mark.parametrize(
    "line",
    [
        "",
        "f",
        "f the pool",
        "a:b",
        "http://x.example",
        "p://",
        "P: drive is full",
        "Q: who?",
        "F: x",
        "c: drive",
        "14:02 f: flag",
        " f: plain",
        "- f: bullet",
        "af: x",
        "f : x",
        "ｆ: wide",
        "f：wide colon",
    ],
)
def test_what_only_looks_like_one_stays_an_event(line: str) -> None:
    assert aim(line).target is Target.EVENT
    assert plain(line) == line


@given(st.text() | st.builds(lambda letter, rest: f"{letter}: {rest}", st.sampled_from(sorted(PREFIXES)), st.text()))
def test_plain_text_goes_to_the_timeline_with_every_word(line: str) -> None:
    assert aim(plain(line)).target is Target.EVENT
    assert plain(line).strip() == line.strip()


@given(st.sampled_from(sorted(PREFIXES)), st.text())
def test_a_line_is_aimed_once(letter: str, line: str) -> None:
    aimed = aimed_at(line, letter)
    assert aimed_at(aimed, "f") == aimed
    if line.strip() and aim(line).target is Target.EVENT:
        assert aim(aimed).target is PREFIXES[letter]
        assert words_of(aimed) == line.strip()
