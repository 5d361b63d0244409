"""Pages as pictures for the preview."""

from __future__ import annotations

import threading

import pytest
from publishing import published
from report_fixture import review

from pmdesk.domain.review import Review
from pmdesk.editing.words import Words
from pmdesk.reports.pages import PdfiumPages


def test_a_page_has_the_width_asked_for_and_white_opaque_paper(words: Words) -> None:
    pages = PdfiumPages()
    pdf = published(words, review()).pdf
    width, height, data = pages.page(pdf, 0, 301)
    assert (width, len(data)) == (301, width * height * 4)
    assert height / width == pytest.approx(841.89 / 595.28, abs=0.01)
    assert data[:4] == b"\xff\xff\xff\xff"
    assert set(data[3::4]) == {255}
    assert len(set(data)) > 20
    pages.close()


def test_pages_of_several_documents_and_threads(words: Words) -> None:
    first, second = (published(words, one).pdf for one in (review(), Review(id="r")))
    alone = PdfiumPages()
    wanted = {0: alone.page(first, 1, 120), 1: alone.page(second, 0, 120)}
    pages = PdfiumPages()
    found: list[bool] = []

    def look(number: int) -> None:
        found.extend(pages.page((first, second)[number], 1 - number, 120) == wanted[number] for _ in range(4))

    jobs = [threading.Thread(target=look, args=(number,)) for number in (0, 1)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert found == [True] * 8
    with pytest.raises(IndexError):
        pages.page(first, 99, 120)
    pages.close()
    alone.close()
