"""Sections, the files they live in and the reports that name them are one list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from publishing import TEAM, publisher, team_spec
from report_fixture import RESOURCES, review

from pmdesk.domain.review import NextFor, Review
from pmdesk.editing.ports import PublishOptions
from pmdesk.editing.public_review import Withheld
from pmdesk.editing.words import Words
from pmdesk.reports import sections
from pmdesk.reports.blocks import Columns, Cover, Heading, NewPage
from pmdesk.reports.report import Report, report_of
from pmdesk.reports.sections import SECTIONS
from pmdesk.reports.spec import ReportSpec, read_spec

SPECS = sorted((RESOURCES / "reports").glob("*.toml"))


def report(words: Words, of: Review, spec: ReportSpec | None = None, *, owner_names: bool = False) -> Report:
    options = PublishOptions(owner_names=owner_names)
    return report_of(of, spec or team_spec(), options, words, width=509.8, picture=lambda _blob: None)


def test_sections_are_the_files_of_their_folder() -> None:
    folder = Path(sections.__file__).parent
    files = {one.stem for one in folder.glob("*.py")} - {"__init__"}
    assert set(SECTIONS) == files


def test_every_section_is_in_some_report_and_every_named_section_exists() -> None:
    specs = [read_spec(one.stem, one.read_text("utf-8")) for one in SPECS]
    named = [name for spec in specs for pair in spec.sections for name in pair]
    assert set(named) == set(SECTIONS)
    for spec in specs:
        assert spec.page_starts <= set(named)


def test_a_report_that_cannot_be_read_says_so() -> None:
    for text in ('sections = ["title"]\ncolour = "red"', 'sections = ["title"]\nwithheld = ["moon"]', "="):
        with pytest.raises(ValueError, match=r"colour|moon|Invalid"):
            read_spec("x", text)


def test_order_pairs_and_page_starts_come_from_the_report(words: Words) -> None:
    text = 'sections = ["title", ["lucky", "learned"], "summary"]\nwithheld = ["names"]\npage_starts = ["summary"]'
    blocks = report(words, review(), read_spec("team", text)).blocks
    assert [type(one) for one in blocks[:4]] == [Cover, Columns, NewPage, Heading]
    alone = report(words, Review(id="r", learned="One thing"), read_spec("team", text)).blocks
    assert alone[1] == Heading(text=words("report.headings.learned"))


def test_what_is_withheld_is_gone_and_named(words: Words) -> None:
    for one in Withheld:
        if one is not Withheld.NAMES:
            text = f'sections = ["about", "evidence", "impact", "questions"]\nwithheld = ["{one}"]'
            made = report(words, review(), read_spec("team", text))
            assert words(f"report.withheld.{one}") in str(made.blocks[0])
    made = report(words, review(), read_spec("team", 'sections = ["evidence"]\nwithheld = ["links"]'))
    assert "logs.example.org" not in str(made.blocks)
    assert "loading for a minute" in str(made.blocks)


def test_where_names_are_not_withheld_they_stand(words: Words) -> None:
    made = report(words, review(), read_spec("team", 'sections = ["timeline"]\nwithheld = []'))
    assert "Rebuild cancelled by Tomasz" in str(made.blocks)
    assert "Zofia Brzeska" in str(made.blocks)


def test_the_next_meeting_stands_below_the_actions_with_what_it_is_for(words: Words) -> None:
    def said(of: Review) -> str:
        return publisher(words).markdown(of, TEAM)

    day = "Next meeting: Tue 10 Mar 2026"
    assert f"{day}, second meeting, to commit to actions." in said(review())
    assert f"{day}, follow-up on the actions." in said(replace(review(), next_for=NextFor.FOLLOW_UP))
    assert f"{day}." in said(replace(review(), next_for=None))
    assert "Next meeting" not in said(replace(review(), next_date=None))
