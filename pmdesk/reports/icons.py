"""Icons of the house (Lucide SVGs) as vector paths for a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.svgLib import SVGPath

BOX = 24.0
"""Icons are drawn in a square of this size, y downwards."""


class _Operators(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Collects PDF path operators, with y turned upwards."""

    def __init__(self) -> None:
        super().__init__(None)
        self.found: list[str] = []

    def _moveTo(self, point: tuple[float, float]) -> None:
        self.found.append(f"{_place(point)} m")

    def _lineTo(self, point: tuple[float, float]) -> None:
        self.found.append(f"{_place(point)} l")

    def _curveToOne(self, first: tuple[float, float], second: tuple[float, float], end: tuple[float, float]) -> None:
        self.found.append(f"{_place(first)} {_place(second)} {_place(end)} c")

    def _closePath(self) -> None:
        self.found.append("h")

    def _endPath(self) -> None:
        return


def _place(point: tuple[float, float]) -> str:
    return f"{round(point[0], 3):g} {round(BOX - point[1], 3):g}"


class Icons:
    """Icons by name, as PDF path operators; each file is read once."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the SVG files."""
        self._folder = folder
        self._known: dict[str, str] = {}

    def path(self, name: str) -> str:
        """Return the operators of an icon's path in a square of ``BOX``; raises OSError for no such icon."""
        if name not in self._known:
            pen: Any = _Operators()
            SVGPath.fromstring((self._folder / f"{name}.svg").read_bytes()).draw(pen)
            self._known[name] = " ".join(pen.found)
        return self._known[name]
