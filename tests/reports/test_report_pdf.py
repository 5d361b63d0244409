"""The PDF itself: fonts, properties, bookmarks, links, pages, pictures, progress and cancel."""

from __future__ import annotations

import threading
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image
from publishing import TEAM, NoPictures, addresses, bookmarks, flowing, fonts, png, published, publisher, text_of
from pypdf import PdfReader
from report_fixture import at, review

from pmdesk.domain.items import Event, Evidence, EvidenceKind
from pmdesk.domain.review import KeyMoment, Review, ReviewKind
from pmdesk.domain.times import Precision, Time
from pmdesk.editing.ports import CancelledError, Watch
from pmdesk.editing.words import Words
from pmdesk.reports.key_bar import part_widths
from pmdesk.reports.picture import without_remarks


def many(count: int) -> Review:
    """Return a review with so many entries, a minute apart."""
    start = at("01:05").earliest
    assert start is not None
    times = [start.add(minutes=number) for number in range(count)]
    events = {
        f"x{number:05}": Event(
            id=f"x{number:05}",
            time=Time(earliest=one, latest=one, zone="CET"),
            text=f"Entry number {number} of this long day",
            order=f"{number:05}",
        )
        for number, one in enumerate(times)
    }
    return Review(id="r", number=3, title="A long day", zone="CET", events=events)


def test_every_font_is_embedded_and_ours(words: Words) -> None:
    found = fonts(published(words, review()).pdf)
    assert found
    for name, font in found.items():
        assert "Inter" in name
        assert "/FontFile2" in font["/FontDescriptor"]


def test_title_author_language_and_bookmarks(words: Words) -> None:
    pdf = published(words, review()).pdf
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "R-7 Ticket queue: empty for the agents for 77 minutes"
    assert reader.metadata.author == words("report.facilitator")
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert bookmarks(pdf) == [
        *(
            words(f"report.headings.{one}")
            for one in ("summary", "measures", "impact", "went_well", "lucky", "learned")
        ),
        words("report.headings.surprised"),
        words("report.timeline_on", day="Tue 3 Mar 2026"),
        *(
            words(f"report.headings.{one}")
            for one in ("factors", "actions", "ideas", "questions", "evidence", "unknown")
        ),
    ]


def test_each_page_says_which_it_is_of_how_many(words: Words) -> None:
    made = published(words, many(200))
    pages = PdfReader(BytesIO(made.pdf)).pages
    assert len(pages) == made.pages > 5
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert words("report.page", page=number, pages=made.pages) in text
        assert words("report.kinds.incident") in text
        assert "R-3" in text


def test_a_long_table_repeats_its_head_and_loses_no_row(words: Words) -> None:
    pages = [page.extract_text() for page in PdfReader(BytesIO(published(words, many(200)).pdf)).pages]
    within = [text for text in pages if "Entry number" in text]
    assert all(words("report.columns.event") in text for text in within)
    joined = "\n".join(within)
    assert [joined.count(f"Entry number {number} of") for number in range(200)] == [1] * 200


def test_polish_greek_and_cyrillic_are_drawn(words: Words) -> None:
    text = "Zażółć gęślą jaźń; Το αυγό του κούκου; Съешь ещё этих мягких булок"
    made = published(words, Review(id="r", title=text, summary=text))
    assert made.missing == ""
    assert flowing(made.pdf).count(text) >= 2


def test_letters_without_a_glyph_are_named_and_never_boxes(words: Words) -> None:
    made = published(words, Review(id="r", title="Queue 待ち行列 \U0001f525", summary="שלום 待ち"))
    assert set(made.missing) == set("待ち行列שלום\U0001f525")
    text = flowing(made.pdf)
    assert "[fire]" in text
    assert f"Queue [{words('report.missing_runs', count=4)}]" in text
    last = PdfReader(BytesIO(made.pdf)).pages[-1].extract_text()
    assert "U+5F85" in last
    assert "U+1F525" in last
    title = PdfReader(BytesIO(made.pdf)).metadata
    assert title is not None
    assert "待ち行列" in str(title.title)


def test_a_font_of_the_system_helps_out(words: Words, tmp_path: Path) -> None:
    path = tmp_path / "small.ttf"
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((250, 700))
    pen.closePath()
    shape = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "middle"])
    builder.setupCharacterMap({0x4E2D: "middle"})
    builder.setupGlyf({".notdef": shape, "middle": shape})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "middle": (1000, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Small", "styleName": "Regular", "psName": "Small-Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.save(path)
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"OTTO" + bytes(40))
    maker = publisher(words, [broken, tmp_path / "absent.ttf", path])
    made = maker.pdf(Review(id="r", summary="In the 中 of 文"), TEAM, NoPictures(), Watch())
    assert made.missing == "文"
    assert "In the 中 of" in flowing(made.pdf)
    assert any("Small" in name and "/FontFile2" in font["/FontDescriptor"] for name, font in fonts(made.pdf).items())


def test_links_are_clickable_by_an_allow_list(words: Words) -> None:
    summary = (
        "[fine](https://example.org/a) and <https://example.org/b> and https://example.org/c. "
        "[script](javascript:alert(1)) [file](file:///etc/passwd) [data](data:text/html,x) "
        "[mail](mailto:team@example.org) "
        "[relative](/etc/passwd) ![picture](file:///etc/passwd) <img src='/etc/passwd'>"
    )
    evidence = tuple(
        Evidence(kind=EvidenceKind.LINK, text=text)
        for text in ("https://example.org/d?q=1", "javascript:alert(2)", "file:///etc/shadow", "not an address")
    )
    event = Event(id="e", text="See https://example.org/e", evidence=evidence)
    pdf = published(words, Review(id="r", summary=summary, events={"e": event})).pdf
    assert sorted(addresses(pdf)) == [
        "https://example.org/a",
        "https://example.org/b",
        "https://example.org/c",
        "https://example.org/d?q=1",
        "https://example.org/e",
        "mailto:team@example.org",
    ]
    assert "script" in text_of(pdf)
    assert "(example.org)" in text_of(pdf)


def test_an_empty_review_is_a_page_that_says_what_is_open(words: Words) -> None:
    made = published(words, Review(id="r"))
    text = flowing(made.pdf)
    assert made.pages <= 2
    for one in ("untitled", "no_summary", "no_events", "no_factors", "no_actions", "severity_open"):
        assert words(f"report.{one}") in text
    assert text.count(words("measures.unknown")) >= 4


def test_ranges_and_unknown_moments_are_said_as_they_are(words: Words) -> None:
    made = replace(
        review(),
        acknowledged=None,
        detected=KeyMoment(time=at("09:40", "09:50", Precision.HOUR)),
        resolved=None,
    )
    text = flowing(published(words, made).pdf)
    assert words("report.moments_open", moments="Acknowledged") in text
    assert words("report.moments_open", moments="Resolved") in text
    assert "26\xa0min to 36\xa0min".replace("\xa0", " ") in text


def test_pictures_are_drawn_and_damaged_ones_are_said_to_be(words: Words) -> None:
    class Shelf:
        def picture(self, blob: str) -> bytes | None:
            return {"good": png(40, 30), "bad": b"\x89PNG\r\n\x1a\nrest", "huge": png(1, 1)[:-30]}.get(blob)

    evidence = tuple(
        Evidence(kind=EvidenceKind.PICTURE, text=f"Plot {one}", blob=one) for one in ("good", "bad", "gone")
    )
    made = replace(review(), events={"e": Event(id="e", text="Seen", evidence=evidence)})
    pdf = publisher(words).pdf(made, TEAM, Shelf(), Watch()).pdf
    text = flowing(pdf)
    assert sum(len(page.images) for page in PdfReader(BytesIO(pdf)).pages) == 1
    assert words("report.unreadable_picture") in text
    assert words("report.no_picture") in text
    assert "Plot good" in text


def test_a_photo_brings_its_pixels_and_nothing_else(words: Words) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Zofia Brzeska"
    taken = BytesIO()
    Image.effect_noise((64, 48), 80).save(taken, "JPEG", exif=exif, comment=b"seen by Zofia", progressive=True)
    photo = taken.getvalue() + b"Zofia"
    bare = without_remarks(photo)
    assert Image.open(BytesIO(bare)).tobytes() == Image.open(BytesIO(photo)).tobytes()
    assert all(without_remarks(photo[:cut]).startswith(photo[:2]) for cut in range(2, 200))

    class Shelf:
        def picture(self, blob: str) -> bytes | None:  # noqa: ARG002 (the port's form)
            return photo

    event = Event(id="e", text="Seen", evidence=(Evidence(kind=EvidenceKind.PICTURE, blob="photo"),))
    pdf = publisher(words).pdf(replace(review(), events={"e": event}), TEAM, Shelf(), Watch()).pdf
    drawn = [image.indirect_reference.get_object() for page in PdfReader(BytesIO(pdf)).pages for image in page.images]
    streams = [one._data for one in drawn]
    assert streams == [bare]
    assert b"Zofia" not in bare


def test_progress_rises_to_the_end_and_cancel_is_heard(words: Words) -> None:
    parts: list[float] = []
    publisher(words).pdf(many(300), TEAM, NoPictures(), Watch(progress=parts.append))
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert len(parts) > 10
    calls = iter(range(1000))
    with pytest.raises(CancelledError):
        publisher(words).pdf(many(300), TEAM, NoPictures(), Watch(cancelled=lambda: next(calls) > 5))
    with pytest.raises(CancelledError):
        publisher(words).pdf(many(1), TEAM, NoPictures(), Watch(cancelled=lambda: True))


def test_two_threads_get_whole_reports_and_a_waiting_one_can_be_cancelled(words: Words) -> None:
    maker = publisher(words)
    alone = maker.pdf(review(), TEAM, NoPictures(), Watch()).pdf
    results: list[bytes] = []
    jobs = [
        threading.Thread(target=lambda: results.append(maker.pdf(review(), TEAM, NoPictures(), Watch()).pdf))
        for _ in range(2)
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert results == [alone, alone]
    entered, leave = threading.Event(), threading.Event()

    def hold(_part: float) -> None:
        entered.set()
        leave.wait(10)

    busy = threading.Thread(target=lambda: maker.pdf(review(), TEAM, NoPictures(), Watch(progress=hold)))
    busy.start()
    assert entered.wait(10)
    try:
        with pytest.raises(CancelledError):
            maker.pdf(review(), TEAM, NoPictures(), Watch(cancelled=lambda: True))
    finally:
        leave.set()
        busy.join()


def test_a_near_miss_is_called_one_and_times_in_utc_stand_once(words: Words) -> None:
    events = {"e": Event(id="e", text="Seen in time", time=at("14:00"))}
    text = flowing(published(words, Review(id="r", kind=ReviewKind.NEAR_MISS, events=events)).pdf)
    assert words("report.kinds.near_miss") in text
    assert words("report.severity_open") not in text
    assert words("report.zone_utc") in text
    assert f"13:00 {words('enums.event_kind.other')} Seen in time" in text


def test_parts_of_the_bar_keep_their_proportion_unless_a_name_needs_room() -> None:
    assert part_widths([60, 120], [20, 20], 300) == ((100, 200), False)
    widths, widened = part_widths([1, 1000], [50, 50], 300)
    assert widths == (50, 250)
    assert widened
    assert part_widths([0, 0], [40, 40], 300) == ((40, 40), True)
    assert sum(part_widths([5, 5, 5], [200, 200, 200], 300)[0]) == pytest.approx(300)
    assert part_widths([], [], 300) == ((), False)
