"""What the tests of the reports share: a publisher, no pictures, and reading a PDF back."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject
from report_fixture import RESOURCES

from pmdesk.domain.review import Review
from pmdesk.editing.ports import Published, PublishOptions, Watch
from pmdesk.editing.words import Words
from pmdesk.reports.publisher import ReportPublisher
from pmdesk.reports.spec import ReportSpec, read_spec

TEAM = PublishOptions()


class NoPictures:
    """A library without pictures."""

    def picture(self, _blob: str) -> bytes | None:
        return None


def team_spec() -> ReportSpec:
    return read_spec("team", (RESOURCES / "reports" / "team.toml").read_text("utf-8"))


def publisher(words: Words, fallback_fonts: Sequence[Path] = (), spec: ReportSpec | None = None) -> ReportPublisher:
    return ReportPublisher(
        words=words,
        fonts=RESOURCES / "fonts",
        icons=RESOURCES / "icons",
        report_specs={"team": spec or team_spec()},
        fallback_fonts=fallback_fonts,
    )


def published(words: Words, review: Review, options: PublishOptions = TEAM) -> Published:
    return publisher(words).pdf(review, options, NoPictures(), Watch())


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def flowing(pdf: bytes) -> str:
    """Return the text with every run of white space as one space, as wrapping does not matter."""
    return " ".join(text_of(pdf).split())


def bookmarks(pdf: bytes) -> list[str]:
    return [str(one.title) for one in PdfReader(BytesIO(pdf)).outline if not isinstance(one, list)]


def addresses(pdf: bytes) -> list[str]:
    pages = PdfReader(BytesIO(pdf)).pages
    return [str(one.get_object()["/A"]["/URI"]) for page in pages for one in page.get("/Annots", ())]


def fonts(pdf: bytes) -> dict[str, DictionaryObject]:
    """Return the fonts that stand anywhere in the file, by name."""
    reader = PdfReader(BytesIO(pdf))
    found = {}
    for number in range(1, len(reader.xref[0]) + 1):
        thing = reader.get_object(IndirectObject(number, 0, reader))
        if isinstance(thing, DictionaryObject) and thing.get("/Type") == "/Font":
            found[str(thing["/BaseFont"])] = thing
    return found


def everything(pdf: bytes) -> str:
    """Return all that the file says anywhere: text, properties, bookmarks, addresses and raw strings."""
    reader = PdfReader(BytesIO(pdf))
    meta = [str(value) for value in (reader.metadata or {}).values()]
    raw = pdf.decode("latin-1") + pdf.replace(b"\x00", b"").decode("latin-1")
    return "\n".join([text_of(pdf), *meta, *bookmarks(pdf), *addresses(pdf), raw])


def png(width: int, height: int) -> bytes:
    """Return a grey picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 0, 0, 0, 0))
    rows = b"".join(b"\x00" + b"\x80" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
