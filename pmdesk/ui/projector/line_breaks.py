"""Breaking a text into lines of about the same length, for large type."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

_STEPS = 8
_UNENDING = 10_000


def broken(text: str, font: QFont, width: float) -> list[str]:
    """Return the lines of a text at a width; a word without room is broken anywhere."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    spans: list[tuple[int, int]] = []
    layout.beginLayout()
    while len(spans) < _UNENDING:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1.0))
        spans.append((line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    units = text.encode("utf-16-le", "surrogatepass")  # Qt counts in these
    return [units[2 * start : 2 * end].decode("utf-16-le", "replace").strip() for start, end in spans]


def balanced(text: str, font: QFont, width: float, most: int) -> list[str]:
    """Return at most ``most`` lines of about equal length; a cut text ends in an ellipsis."""
    lines = broken(text, font, width)
    if len(lines) > most:
        return cut(lines, font, width, most)
    if len(lines) < 2:  # noqa: PLR2004 (one line is as long as it is)
        return lines
    low, high = width / len(lines) / 2, width
    best = lines
    for _ in range(_STEPS):
        middle = (low + high) / 2
        tried = broken(text, font, middle)
        if len(tried) <= len(lines):
            best, high = tried, middle
        else:
            low = middle
    return best


def cut(lines: list[str], font: QFont, width: float, most: int) -> list[str]:
    """Return the first ``most`` lines; when there are more, the last one says so by an ellipsis."""
    if len(lines) <= most:
        return lines
    kept = lines[:most]
    last = f"{kept[-1]} {lines[most]}"
    return [*kept[:-1], QFontMetricsF(font).elidedText(last, Qt.TextElideMode.ElideRight, width)]
