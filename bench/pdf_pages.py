"""PDFs of about 10 and 500 pages, beside reportlab setting the same text without pmdesk.

Two peers: reportlab's own Platypus (Paragraph, which breaks lines), and its canvas drawing lines that are
already broken (drawString), which is the least that any report could cost.
"""

from __future__ import annotations

import io
from functools import partial

import pypdf
from made_reviews import made_review
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle
from table import Line, median, milliseconds, print_lines

from pmdesk.app.parts import publisher_of, words_of
from pmdesk.domain.review import Review
from pmdesk.domain.times import clock_text
from pmdesk.editing.ports import Published, Publisher, PublishOptions, Watch
from pmdesk.resources import find

SIZES = (("10", 110), ("500", 8_000))
LINES_A_PAGE, MANY = 60, 1000


class NoPictures:
    """A library without pictures."""

    def picture(self, blob: str) -> bytes | None:  # noqa: ARG002 (the form of the port)
        """Return nothing."""
        return None


def table(review: Review) -> None:
    """Let Platypus set the same timeline as a table: the way in which reportlab itself offers it."""
    style = ParagraphStyle("plain", fontName="Bench", fontSize=8.5, leading=12)
    rows = [[Paragraph(text, style) for text in ("CET", "UTC", "Kind", "What happened", "Key moment")]]
    for event in review.events.values():
        clock = clock_text(event.time)
        texts = (clock, clock_text(event.time, "UTC"), event.kind.value, f"{event.text}<br/>on-call engineer", "")
        rows.append([Paragraph(text, style) for text in texts])
    lines = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, "#D2D2CA"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    flowable = LongTable(rows, colWidths=[40, 40, 60, 300, 70], style=lines, repeatRows=1)
    SimpleDocTemplate(io.BytesIO(), pagesize=A4, invariant=1).build([flowable])


def paragraphs(lines: list[str]) -> None:
    """Let Platypus set the lines as bare paragraphs, without any table."""
    style = ParagraphStyle("plain", fontName="Bench", fontSize=8.5, leading=12)
    SimpleDocTemplate(io.BytesIO(), pagesize=A4, invariant=1).build([Paragraph(line, style) for line in lines])


def drawn(lines: list[str]) -> None:
    """Draw the lines where they stand."""
    canvas = Canvas(io.BytesIO(), pagesize=A4, invariant=1)
    for at, line in enumerate(lines):
        if at % LINES_A_PAGE == 0:
            if at:
                canvas.showPage()
            canvas.setFont("Bench", 8.5)
        canvas.drawString(43, 800 - 12 * (at % LINES_A_PAGE), line)
    canvas.save()


def measure(publisher: Publisher, wanted: str, events: int) -> list[Line]:
    """Return the lines for one size."""
    review = made_review("pdf", events=events, words=14)
    made: list[Published] = []

    def ours() -> None:
        made.append(publisher.pdf(review, PublishOptions(), NoPictures(), Watch()))

    cost = median([milliseconds(ours) for _ in range(3 if events < MANY else 1)])
    pages = made[0].pages
    text = [
        line for page in pypdf.PdfReader(io.BytesIO(made[0].pdf)).pages for line in page.extract_text().splitlines()
    ]
    label = f"{pages} pages ({wanted} wanted), {cost / pages:.1f} ms a page"
    peers = (
        ("the same table in Platypus", partial(table, review), "aim: 1.5x"),
        ("bare Paragraphs", partial(paragraphs, text), ""),
        ("drawString, lines already broken", partial(drawn, text), ""),
    )
    return [Line(what=label, ours=cost, floor=milliseconds(peer), beside=name, aim=aim) for name, peer, aim in peers]


def main() -> None:
    found = find()
    pdfmetrics.registerFont(TTFont("Bench", str(found.path("fonts", "Inter-Regular.ttf"))))
    publisher = publisher_of(found, words_of(found))
    publisher.pdf(made_review("warm"), PublishOptions(), NoPictures(), Watch())
    print_lines("PDF", [line for wanted, events in SIZES for line in measure(publisher, wanted, events)])


if __name__ == "__main__":
    main()
