"""Golden texts: what the report of the fixture says, block by block, and page by page as it is read.

After a wanted change: ``python -m pytest tests/reports/test_report_golden.py`` once with the
environment variable PMDESK_GOLDEN set, then look at the difference before keeping it.
"""

from __future__ import annotations

import os
from pathlib import Path

from publishing import TEAM, published, publisher, text_of
from report_fixture import review

from pmdesk.editing.words import Words

GOLDEN = Path(__file__).parent / "golden"


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if "PMDESK_GOLDEN" in os.environ:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")


def test_the_blocks_as_markdown(words: Words) -> None:
    compare("team_blocks.txt", publisher(words).markdown(review(), TEAM))


def test_the_pages_in_the_order_of_reading(words: Words) -> None:
    text = text_of(published(words, review()).pdf)
    compare("team_pages.txt", "\n".join(line.rstrip() for line in text.split("\n")) + "\n")
