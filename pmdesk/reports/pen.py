"""Drawing on the pages of a PDF: y runs downwards from the top of the page, colours are tokens.

Operators are written directly: with a Paragraph or a drawString for each word of 500 pages most of
the time would go into parsing and state that a report does not need.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pmdesk.reports.fonts import Face
from pmdesk.reports.icons import BOX, Icons
from pmdesk.reports.style import COLOURS, PAGE_HEIGHT, PAGE_WIDTH
from pmdesk.reports.typesetting import Line

_CURVE = 0.5523
"""Control points of a quarter circle lie at this part of its radius."""

_RGB = {name: " ".join(f"{int(hexa[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5)) for name, hexa in COLOURS.items()}

_ASCII = "".join(map(chr, range(32, 127)))

Path = Sequence[tuple[str, tuple[float, ...]]]
"""Steps ("m", (x, y)), ("l", (x, y)) and ("c", (x1, y1, x2, y2, x3, y3))."""


class Pen:
    """Draws on one document. Texts come as lines that a Typesetter has set (and so cleaned)."""

    def __init__(self, canvas: Canvas, icons: Icons) -> None:
        """Take the canvas, at its first page."""
        self._canvas = canvas
        self._icons = icons
        self._document: Any = canvas._doc  # noqa: SLF001 (fonts ask for the document, and nothing public gives it)
        self._forms: dict[tuple[str, str, float], str] = {}
        self._ascii: dict[Face, str] = {}
        self._bookmarks = 0

    def line_of_text(self, line: Line, x: float, top: float) -> None:
        """Draw a line of text whose box begins at ``top``; links in it can be clicked."""
        base = top + line.leading / 2 + line.size * 0.36
        for segment in line.segments:
            self._text(segment.text, segment.face, line.size, segment.colour, x + segment.x, base)
            if segment.link:
                self._link(segment.link, x + segment.x, top, segment.width, line.leading)

    def centred(self, line: Line, x: float, top: float) -> None:
        """Draw a line of text around ``x``."""
        self.line_of_text(line, x - line.width / 2, top)

    def _text(self, text: str, face: Face, size: float, colour: str, x: float, base: float) -> None:
        begin = f"{_RGB[colour]} rg BT {x:.2f} {PAGE_HEIGHT - base:.2f} Td"
        ascii_font = self._ascii_font(face)
        if ascii_font and text.isascii():  # by far the most texts, and their codes are their letters
            self._canvas.addLiteral(f"{begin} {ascii_font} {size:g} Tf <{text.encode().hex()}> Tj ET")
            return
        font, parts = face.font, [begin]
        for subset, codes in font.splitString(text, self._document):
            name = font.getSubsetInternalName(subset, self._document)
            parts.append(f"{name} {size:g} Tf <{codes.hex()}> Tj")
        self._canvas.addLiteral(f"{' '.join(parts)} ET")

    def _ascii_font(self, face: Face) -> str:
        """Return the name of the subset in which ASCII letters are their own codes, or an empty text."""
        if face not in self._ascii:
            parts = face.font.splitString(_ASCII, self._document)
            own = face.covers.issuperset(_ASCII) and parts == [(0, _ASCII.encode())]
            self._ascii[face] = face.font.getSubsetInternalName(0, self._document) if own else ""
        return self._ascii[face]

    def _link(self, address: str, x: float, top: float, width: float, height: float) -> None:
        box = (x, PAGE_HEIGHT - top - height, x + width, PAGE_HEIGHT - top)
        self._canvas.linkURL(address, box, relative=0, thickness=0)

    def bookmark(self, title: str, top: float) -> None:
        """Add a bookmark that leads to this place."""
        self._bookmarks += 1
        key = f"section-{self._bookmarks}"
        self._canvas.bookmarkHorizontal(key, 0, PAGE_HEIGHT - top + 12)
        self._canvas.addOutlineEntry(title, key, 0)

    def box(  # noqa: PLR0913 (a box has four sides and five looks)
        self,
        x: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: str = "",
        radius: float = 0,
        line: float = 0.75,
        dashed: bool = False,
    ) -> None:
        """Draw a rectangle with round corners, filled or framed or both."""
        self.path(
            _rounded(x, top, width, height, min(radius, width / 2, height / 2)), fill, stroke, line, dashed=dashed
        )

    def rule(self, x: float, top: float, width: float, *, colour: str = "line2", line: float = 0.5) -> None:
        """Draw a horizontal line."""
        self.path((("m", (x, top)), ("l", (x + width, top))), "", colour, line)

    def stroke(self, x: float, top: float, bottom: float, *, colour: str, line: float = 0.75) -> None:
        """Draw a vertical line."""
        self.path((("m", (x, top)), ("l", (x, bottom))), "", colour, line)

    def path(
        self,
        steps: Path,
        fill: str = "",
        stroke: str = "",
        line: float = 0.75,
        *,
        dashed: bool = False,
        round_ends: bool = False,
    ) -> None:
        """Draw a path; one with a fill is closed first."""
        parts = ["q", f"{line:g} w"]
        if fill:
            parts.append(f"{_RGB[fill]} rg")
        if stroke:
            parts.append(f"{_RGB[stroke]} RG")
        if dashed:
            parts.append("[3 2] 0 d")
        if round_ends:
            parts.append("1 J 1 j")
        for sign, numbers in steps:
            places = (f"{PAGE_HEIGHT - one if at % 2 else one:.2f}" for at, one in enumerate(numbers))
            parts.append(f"{' '.join(places)} {sign}")
        parts.append({(True, True): "b", (True, False): "f", (False, True): "S"}.get((bool(fill), bool(stroke)), "n"))
        parts.append("Q")
        self._canvas.addLiteral(" ".join(parts))

    def clip(self, x: float, top: float, width: float, height: float) -> None:
        """Draw only inside this rectangle until ``unclip``."""
        self._canvas.addLiteral(f"q {x:.2f} {PAGE_HEIGHT - top - height:.2f} {width:.2f} {height:.2f} re W n")

    def unclip(self) -> None:
        """End the last ``clip``."""
        self._canvas.addLiteral("Q")

    def icon(self, name: str, x: float, top: float, size: float, colour: str, *, line: float = 2.25) -> None:
        """Draw an icon; ``line`` is its stroke in the icon's own square of 24."""
        form = self._forms.setdefault((name, colour, line), f"icon{len(self._forms)}")
        scale = size / BOX
        self._canvas.addLiteral(f"q {scale:.4f} 0 0 {scale:.4f} {x:.2f} {PAGE_HEIGHT - top - size:.2f} cm")
        self._canvas.doForm(form)
        self._canvas.addLiteral("Q")

    def picture(self, reader: ImageReader, x: float, top: float, width: float, height: float) -> None:
        """Draw a picture that ``readable_picture`` has returned."""
        self._canvas.drawImage(reader, x, PAGE_HEIGHT - top - height, width, height, mask="auto")

    def end_page(self) -> None:
        """Finish the page."""
        self._canvas.showPage()

    def finish(self) -> None:
        """Lay down the shapes of all icons that were used, after the last page."""
        for (name, colour, line), form in self._forms.items():
            self._canvas.beginForm(form, 0, 0, BOX, BOX)
            self._canvas.addLiteral(f"{_RGB[colour]} RG {line:g} w 1 J 1 j {self._icons.path(name)} S")
            self._canvas.endForm()


def _rounded(x: float, top: float, width: float, height: float, radius: float) -> Path:
    right, bottom, r, k = x + width, top + height, radius, radius * (1 - _CURVE)
    if r <= 0:
        return (("m", (x, top)), ("l", (right, top)), ("l", (right, bottom)), ("l", (x, bottom)), ("l", (x, top)))
    return (
        ("m", (x + r, top)),
        ("l", (right - r, top)),
        ("c", (right - k, top, right, top + k, right, top + r)),
        ("l", (right, bottom - r)),
        ("c", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("l", (x + r, bottom)),
        ("c", (x + k, bottom, x, bottom - k, x, bottom - r)),
        ("l", (x, top + r)),
        ("c", (x, top + k, x + k, top, x + r, top)),
    )


def new_canvas(buffer: BytesIO, regular: Face, language: str) -> Canvas:
    """Return a canvas for A4 pages whose first font is ours, so that no other font enters the file."""
    rl_config.useA85 = 0  # pages as plain compressed bytes: a fifth smaller and faster than as ASCII letters
    return Canvas(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        initialFontName=regular.font.fontName,
        lang=language,
    )
