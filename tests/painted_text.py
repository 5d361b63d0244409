"""Every text that a widget paints, whichever way it does so: it is painted into an SVG, and that is read."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import fromstring

from PySide6.QtCore import QBuffer, QIODevice, QRect, QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Painted:
    """A text as it came out of the painter: where its base line begins, and how large it is."""

    text: str
    size: float
    x: float
    y: float
    family: str
    weight: int

    @property
    def box(self) -> QRectF:
        """The box of its letters, without the air above and below them."""
        font = QFont(self.family)
        font.setPixelSize(round(self.size))
        font.setWeight(QFont.Weight(self.weight))
        wide = QFontMetricsF(font).horizontalAdvance(self.text)
        return QRectF(self.x, self.y - self.size * 0.7, wide * 0.98, self.size * 0.75)


def painted_of(window: QWidget) -> list[Painted]:
    """Return every text that a window paints, whichever way it does so."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(window.size())
    generator.setViewBox(QRect(0, 0, window.width(), window.height()))
    generator.setResolution(96)
    window.render(generator)
    drawing = fromstring(bytes(buffer.data().data()))  # noqa: S314 (we drew it)
    return [
        Painted(
            text="".join(one.itertext()).rstrip("\n"),
            size=float(one.attrib["font-size"]),
            x=float(one.attrib["x"]),
            y=float(one.attrib["y"]),
            family=one.attrib["font-family"],
            weight=int(one.attrib["font-weight"]),
        )
        for one in drawing.iter(f"{SVG}text")
    ]
