"""Any text at all is laid out: no text of a user is markup, too long, too wide or too strange."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from publishing import TEAM, NoPictures, flowing, published, publisher, text_of
from report_fixture import review

from pmdesk.domain.items import Action, ActionStatus, Event, Evidence, EvidenceKind, Factor, Note, NoteKind, Person
from pmdesk.domain.review import Review
from pmdesk.domain.shown_text import clean
from pmdesk.editing.ports import Watch
from pmdesk.editing.words import Words
from pmdesk.reports.links import allowed, linked

MARKUP = (
    "<para>",
    "</para>",
    "<b>",
    "<font size='100000'>",
    "<img src='/etc/passwd'/>",
    "<onDraw name='x'/>",
    "<a href='x'>",
    "&",
    "&amp;",
    "&#0;",
    "<![CDATA[",
    "%s",
    "{slot}",
    "\\",
    "(",
    ")",
    "\x00",
    "\ud800",
    "\udfff",
    "\ufffe",
    "\u202e",
    "\r\n",
    "\u2028",
    "\t",
    "\u200b",
    "e\u0301",
    "\U0001f600",
    "中",
    "א",
    "`",
    "```",
    "*",
    "_",
    "|",
    "- ",
    "1. ",
    "# ",
    "> ",
    "[a](javascript:x)",
    "![a](file:///x)",
    "<https://x.y>",
    "\x02",
    "\x03",
    "wzxhzdk:0",
    "klzzwxh:0000",
    "\n\n",
    "    ",
)
hostile = st.lists(st.sampled_from(MARKUP) | st.text(st.characters(), max_size=8), max_size=25).map("".join)


def filled(text: str) -> Review:
    """Return a review with the text in every place that a report shows."""
    event = Event(
        id="e",
        text=text,
        actor=text,
        lane=text,
        evidence=tuple(Evidence(kind=kind, text=text) for kind in EvidenceKind),
    )
    return Review(
        id="r",
        title=text,
        services=(text,),
        tags=(text,),
        trigger_text=text,
        impact=text,
        summary=text,
        went_well=text,
        lucky=text,
        surprised=text,
        learned=text,
        source=text,
        facilitator=text,
        repeat_reason=text,
        currency=text,
        cost_per_minute=1.5,
        people={"p": Person(id="p", name="Q", role=text)},
        events={"e": event},
        factors={
            "f": Factor(id="f", statement=text, effect=text, safeguard=text, accepted=text, evidence=frozenset({"e"}))
        },
        actions={
            "a": Action(
                id="a",
                text=text,
                owner="p",
                done_when=text,
                milestone=text,
                tracker=text,
                status=ActionStatus.COMMITTED,
            ),
            "b": Action(id="b", text=text, status=ActionStatus.WONT_DO, reason=text),
            "c": Action(id="c", text=text),
        },
        notes={"n": Note(id="n", kind=NoteKind.QUESTION, text=text)},
    )


@settings(max_examples=60)
@given(hostile)
@example("\ud800<para>&#0;</b>")
@example("a" * 3000)
@example("| a | b |\n|---|---|\n| c |")
@example("> " * 300 + "deep")
def test_any_text_is_published(words: Words, text: str) -> None:
    made = published(words, filled(text))
    assert made.pdf.startswith(b"%PDF-")
    assert publisher(words).markdown(filled(text), TEAM).encode()


@given(hostile)
def test_cleaned_text_holds_nothing_that_a_page_cannot_take(text: str) -> None:
    found = clean(text)
    assert found == clean(found)
    assert found.encode().decode() == found
    assert not any(ord(letter) < 32 and letter != "\n" for letter in found)


@given(hostile | st.text(max_size=40))
def test_links_come_from_the_allow_list_only(text: str) -> None:
    for run in linked(text):
        assert not run.link or run.link.lower().startswith(("http://", "https://", "mailto:"))
    assert "".join(run.text for run in linked(text)) == text
    assert allowed(text) in {"", text.strip()}


@pytest.mark.parametrize(
    "address", ["http://a/><img/src=x>", "http://a/|b", 'http://a/"x', "http://a/`b", "http://a\\b"]
)
def test_no_address_ends_before_its_end_in_markdown(words: Words, address: str) -> None:
    action = Action(id="a", text="Look", tracker=address, status=ActionStatus.COMMITTED)
    hostile_review = replace(Review(id="r"), summary=f"[x]({address})", source=address, actions={"a": action})
    found = publisher(words).markdown(hostile_review, TEAM)
    assert f"(<{address}>)" not in found
    assert "<img" not in found


def test_code_stays_code_in_markdown_also_behind_a_list(words: Words) -> None:
    code = "<img src=x>\n```\nb"
    made = replace(Review(id="r"), summary=f"- one\n\n<!-- -->\n\n~~~\n{code}\n~~~")
    found = publisher(words).markdown(made, TEAM)
    assert f"\n\n````\n{code}\n````\n\n" in found


@pytest.mark.parametrize("field", ["summary", "impact", "title", "surprised"])
def test_a_word_of_100_000_letters_is_broken(words: Words, field: str) -> None:
    made = published(words, replace(Review(id="r"), **{field: "x" * 100_000}))
    drawn = text_of(made.pdf).replace("\n", "")
    assert drawn.count("x") >= 100_000


def test_20_000_words_in_one_cell_run_over_many_pages(words: Words) -> None:
    text = " ".join(f"word{number}" for number in range(20_000))
    event = replace(review().events["e1"], text=text)
    shorter = " ".join(text.split()[-1500:])
    factor = replace(review().factors["f1"], statement=shorter, safeguard=shorter)
    action = replace(review().actions["a1"], done_when=shorter)
    made = published(words, replace(review(), events={"e1": event}, factors={"f1": factor}, actions={"a1": action}))
    found = flowing(made.pdf)
    assert made.pages > 60
    assert found.count("word19999") == 4
    assert all(f"word{number} " in found for number in range(0, 20_000, 997))


def test_a_map_of_too_many_factors_leaves_the_table(words: Words) -> None:
    factors = {
        f"f{number}": Factor(
            id=f"f{number}",
            statement=f"Condition number {number}",
            enabled_by=frozenset({f"f{number - 1}"}) if number % 40 else frozenset(),
            order=f"{number:04}",
        )
        for number in range(200)
    }
    made = publisher(words).pdf(Review(id="r", factors=factors), TEAM, NoPictures(), Watch())
    assert "Condition number 199" in flowing(made.pdf)


def test_a_map_that_goes_round_in_damaged_data_is_drawn(words: Words) -> None:
    factors = {
        one: Factor(id=one, statement=one, enabled_by=frozenset({other}))
        for one, other in (("a", "b"), ("b", "c"), ("c", "a"))
    }
    assert published(words, Review(id="r", factors=factors)).pages >= 1
