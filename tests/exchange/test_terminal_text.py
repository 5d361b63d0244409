from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import reviews

from pmdesk.domain.items import Action, ActionStatus, Event, Factor
from pmdesk.domain.review import Review
from pmdesk.editing.words import Words
from pmdesk.exchange.terminal_text import one_line, review_lines, visible

RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "en"
WORDS = Words("en", {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in RESOURCES.glob("*.toml")})


@given(st.text())
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    shown = visible(text)
    assert not any(ord(one) < 32 and one != "\n" for one in shown)
    assert not any("\x7f" <= one <= "\x9f" for one in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    assert "\n" not in one_line(text)


def test_ordinary_text_of_any_script_stays() -> None:
    text = "Zażółć 漢字 עברית 👩‍💻 naïve – “quoted”"
    assert visible(text) == text


@settings(max_examples=30)
@given(reviews())
def test_any_review_can_be_printed(review: Review) -> None:
    assert list(review_lines(review, WORDS))


def test_an_escape_in_a_title_is_made_harmless() -> None:
    review = Review(id="r", number=1, title="\x1b]0;owned\x07", events={"e": Event(id="e", text="a\r\nb")})
    lines = list(review_lines(review, WORDS))
    assert lines[0] == "R-1  \ufffd]0;owned\ufffd"
    assert all("\x1b" not in line and "\r" not in line for line in lines)


def test_items_are_called_as_in_the_room_and_in_the_report() -> None:
    actions = {
        "i": Action(id="i", text="Think about it", status=ActionStatus.IDEA, order="a"),
        "a": Action(id="a", text="Do it", status=ActionStatus.COMMITTED, owner="gone", order="b"),
    }
    factors = {"f": Factor(id="f", statement="No alert", order="a")}
    lines = [one.strip() for one in review_lines(Review(id="r", number=1, actions=actions, factors=factors), WORDS)]
    assert "F1  No alert" in lines
    assert "A1  Do it" in lines
    assert f"{WORDS('enums.action_status.committed')}; {WORDS('cli.show.no_owner')}" in lines
    assert lines[lines.index(WORDS("cli.show.ideas")) + 1] == "Think about it"
