"""A report as a PDF: lay out, fill pages, then draw them with the number of pages known.

The pages are drawn with reportlab's canvas and filled by our own pagination. Platypus would lay
out twice for "page 1 of 9", cut long tables in quadratic time, and raise where a text of a user is
taller than a page.
"""

from __future__ import annotations

from io import BytesIO

from pmdesk.domain.shown_text import one_line
from pmdesk.editing.ports import CancelledError, Published, Watch
from pmdesk.editing.words import Words
from pmdesk.reports.blocks import rich
from pmdesk.reports.fonts import Fonts
from pmdesk.reports.icons import Icons
from pmdesk.reports.layout import Layout
from pmdesk.reports.pagination import Page, Pages
from pmdesk.reports.pen import Pen, new_canvas
from pmdesk.reports.pieces import TextPiece
from pmdesk.reports.report import Report
from pmdesk.reports.style import FOOT_LINE, FOOT_TEXT, HEAD_LINE, HEAD_TEXT, LEFT, SMALL, WIDTH, TextStyle
from pmdesk.reports.typesetting import Typesetter

_LAID_OUT = 0.5
"""The part of the work that is done when all pages are filled."""

_MISSING_SHOWN = 60
_STRONG = TextStyle(size=8, leading=11, weight="strong")


class _Progress:
    """Counts pieces and pages, and ends the work when it was cancelled."""

    def __init__(self, watch: Watch, blocks: int) -> None:
        self._watch = watch
        self._expected = max(blocks * 4, 200)
        self._pieces = 0

    def piece(self) -> None:
        """Note one more piece; the number of pieces is not known before, so the part only nears its end."""
        self._pieces += 1
        if self._pieces % 50 == 0:
            self._check(_LAID_OUT * self._pieces / (self._pieces + self._expected))

    def page(self, number: int, pages: int) -> None:
        """Note that a page is drawn."""
        self._check(_LAID_OUT + (1 - _LAID_OUT) * number / pages)

    def _check(self, part: float) -> None:
        if self._watch.cancelled():
            raise CancelledError
        self._watch.progress(part)


def render(report: Report, words: Words, fonts: Fonts, icons: Icons, watch: Watch) -> Published:
    """Return the PDF of a report. Raises CancelledError when the watch says so.

    The same report gives the same bytes, whatever the clock, zone, locale or hash seed.
    """
    progress = _Progress(watch, len(report.blocks))
    if watch.cancelled():
        raise CancelledError
    setter = Typesetter(fonts, lambda count: words("report.missing_runs", count=count))
    layout = Layout(setter, words("report.unreadable_picture"))
    filling = Pages()
    filling.fill(layout.pieces(report.blocks, LEFT, WIDTH), progress.piece)
    titles = (report.title, report.kind, report.audience, report.number, report.remark, report.record)
    for text in titles:
        setter.lines(rich(text), SMALL, WIDTH)
    if setter.missing:
        filling.fill([_missing_note(setter, words)], progress.piece)
    pages = filling.pages

    buffer = BytesIO()
    canvas = new_canvas(buffer, fonts.face("regular"), words.language)
    canvas.setTitle(one_line(report.title))
    canvas.setAuthor(one_line(report.author))
    canvas.setSubject(one_line(f"{report.kind}, {report.audience}"))
    canvas.setCreator("pmdesk")
    canvas.setProducer("pmdesk")
    pen = Pen(canvas, icons)
    for number, page in enumerate(pages, 1):
        _draw(page, report, pen, setter, words("report.page", page=number, pages=len(pages)))
        progress.page(number, len(pages))
    pen.finish()
    canvas.showOutline()
    data: bytes = canvas.getpdfdata()
    missing = "".join(sorted(setter.missing))
    return Published(pdf=data, pages=len(pages), missing=missing)


def _missing_note(setter: Typesetter, words: Words) -> TextPiece:
    """Return the line on the last page that names the letters no font has."""
    letters = sorted(setter.missing)
    shown = ", ".join(f"U+{ord(letter):04X}" for letter in letters[:_MISSING_SHOWN])
    if len(letters) > _MISSING_SHOWN:
        shown = words("report.and_more", places=shown, number=len(letters) - _MISSING_SHOWN)
    lines = setter.lines(rich(words("report.missing_note", characters=shown)), SMALL, WIDTH)
    return TextPiece(x=LEFT, lines=lines, before=14)


def _draw(page: Page, report: Report, pen: Pen, setter: Typesetter, number: str) -> None:
    """Draw one page: head, pieces from top to bottom, foot. This is also the order of reading."""
    kind = setter.one_line(report.kind, _STRONG, WIDTH / 2)
    audience = setter.one_line(report.audience, SMALL, WIDTH / 3)
    label = setter.one_line(report.number, SMALL, WIDTH / 4)
    pen.line_of_text(kind, LEFT, HEAD_TEXT - 5.5)
    pen.line_of_text(audience, LEFT + kind.width + 6, HEAD_TEXT - 5.5)
    pen.line_of_text(label, LEFT + WIDTH - label.width, HEAD_TEXT - 5.5)
    pen.rule(LEFT, HEAD_LINE, WIDTH, line=0.75)
    for placed in page:
        placed.piece.draw(pen, placed.top)
    pen.rule(LEFT, FOOT_LINE, WIDTH, line=0.75)
    count = setter.one_line(number, SMALL, WIDTH / 4)
    record = setter.one_line(report.record, SMALL, WIDTH / 3)
    remark = setter.one_line(report.remark, SMALL, WIDTH - count.width - record.width - 24)
    middle = max(LEFT + (WIDTH - record.width) / 2, LEFT + remark.width + 12)
    pen.line_of_text(remark, LEFT, FOOT_TEXT - 5.5)
    pen.line_of_text(record, middle, FOOT_TEXT - 5.5)
    pen.line_of_text(count, LEFT + WIDTH - count.width, FOOT_TEXT - 5.5)
    pen.end_page()
