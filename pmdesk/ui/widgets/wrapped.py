"""Plain text broken into a few lines for painting; the last one ends in "…" when there is more."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

_ENOUGH = 160
"""Characters that a line may need at most: longer texts are cut before they are laid out."""

_LONGEST_TIP = 1000


def wrapped(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """Return at most ``most`` lines of ``text`` that are at most ``width`` px wide in ``font``."""
    flat = " ".join(text[: _ENOUGH * most].split())
    cut = len(text) > _ENOUGH * most
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        starts.append(line.textStart())
        if len(starts) > most:
            break
    layout.endLayout()
    shown = starts[:most]
    lines = [flat[start:end].strip() for start, end in zip(shown, [*shown[1:], len(flat)], strict=True)]
    if lines and (cut or len(starts) > most):
        tail = lines[-1] + ("…" if cut else "")
        lines[-1] = QFontMetrics(font).elidedText(tail, Qt.TextElideMode.ElideRight, width)
    return tuple(lines)


def plain_tip(text: str) -> str:
    """Return user text for a tooltip: wrapped by Qt, and never read as markup."""
    return f"<p>{escape(text[:_LONGEST_TIP])}</p>"
