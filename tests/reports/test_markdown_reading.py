"""Markdown of people: read into blocks and a preview, with raw HTML, pictures and odd addresses off."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.reports.blocks import Block, Bullet, Bullets, Heading, Para, Quote, Rule, Run, Table
from pmdesk.reports.markdown_blocks import LIMIT, markdown_blocks
from pmdesk.reports.markdown_out import escaped
from pmdesk.reports.markdown_preview import markdown_preview


def words_of(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    assert isinstance(block, Para | Quote)
    return "".join(run.text for run in block.runs)


def test_the_usual_signs() -> None:
    found = markdown_blocks("# One\n\nTwo **three** *four* `five`\nsix\n\n> seven\n\n---\n\n    eight\n")
    assert [type(one) for one in found] == [Heading, Para, Quote, Rule, Quote]
    assert found[0] == Heading(text="One", level=2)
    assert isinstance(found[1], Para)
    assert [(run.text, run.strong, run.emphasis, run.code) for run in found[1].runs][1::2][:3] == [
        ("three", True, False, False),
        ("four", False, True, False),
        ("five", False, False, True),
    ]


def test_lists_keep_their_levels_and_numbers() -> None:
    (found,) = markdown_blocks("3. three\n4. four\n    - below\n        - deeper\n")
    assert isinstance(found, Bullets)
    assert [(one.level, one.number) for one in found.items] == [(0, 3), (0, 4), (1, 0), (2, 0)]
    assert found.items[2] == Bullet(runs=(Run(text="below"),), level=1)


def test_tables_and_fenced_code() -> None:
    table, code = markdown_blocks("| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n<b> & **x**\n```\n")
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["a", "b"]
    assert words_of(code) == "<b> & **x**"
    (inline,) = markdown_blocks("`<b> &amp; &`")
    assert words_of(inline) == "<b> &amp; &"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<div onclick='x'>a</div>",
        "a <b onmouseover=x>b</b>",
        "<!-- hidden -->",
        "&lt;script&gt;",
    ],
)
def test_raw_html_is_letters(text: str) -> None:
    assert "".join(words_of(one) for one in markdown_blocks(text)) == text
    assert not re.search(r"<(script|div|b|!--)", markdown_preview(text))


def test_pictures_are_their_words_and_addresses_are_checked() -> None:
    (found,) = markdown_blocks("![plot](https://example.org/x.png) [a](javascript:x) [b](HTTPS://Example.org/b)")
    assert isinstance(found, Para)
    assert words_of(found) == "plot a b (Example.org)"
    assert [run.link for run in found.runs if run.link] == ["HTTPS://Example.org/b"]


def test_names_are_put_into_roles_after_reading() -> None:
    (found,) = markdown_blocks("Call **Sa**m, S&#97;m or Sam", lambda text: text.replace("Sam", "a colleague"))
    assert "Sam" not in words_of(found)


def test_a_text_beyond_the_limit_goes_on_as_paragraphs() -> None:
    found = markdown_blocks("**a** b\n\n" * (LIMIT // 4))
    assert sum(len(words_of(one)) for one in found) >= LIMIT // 4 * 3
    assert words_of(found[-1]).endswith("b")


@pytest.mark.parametrize("unit", ["> ", "* ", "  - a\n", "[", "*a_ ", "`", "![[](", "<", "&#", "1. "])
def test_hostile_repetition_comes_to_an_end(unit: str) -> None:
    text = unit * (8000 // len(unit))
    assert markdown_blocks(text)


TAGS = re.compile(
    r"</?(p|h3|ul|ol|li|blockquote|pre|hr|table|tr|th|td|strong|em|code|a|br)( (href|start)=\"[^\"]*\")?>"
)


@given(st.text(st.sampled_from("ab<>&\"'`*_[]()#-|\n \\!:/1."), max_size=60))
def test_the_preview_has_its_own_tags_only(text: str) -> None:
    html = markdown_preview(text)
    assert "<" not in TAGS.sub("", html)
    for address in re.findall(r'href="([^"]*)"', html):
        assert address.startswith(("http://", "https://", "mailto:"))


@given(st.text(st.sampled_from("ab<>&\"'`*_[]()#-+|\n \\!1.>~"), max_size=40))
def test_what_is_escaped_is_read_back_as_the_same_letters(text: str) -> None:
    plain = " ".join(text.split("\n")).strip()
    if not plain.strip():
        return
    found = markdown_blocks(
        escaped(text).replace("&lt;", "<").replace("&amp;", "&").replace("&#124;", "|").replace("\\~", "~")
    )
    assert " ".join("".join(map(words_of, found)).split()) == " ".join(plain.split())
