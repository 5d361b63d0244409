"""The signs of kinds of event and of key moments, and how rows and charts draw them.

A kind is an icon with a word, a key moment an icon with its name; colour only helps.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from pmdesk.domain.items import EventKind
from pmdesk.ui.look import Look

KIND_ICONS: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.CHANGE: "sliders-horizontal",
        EventKind.SIGNAL: "activity",
        EventKind.REPORT: "message-circle",
        EventKind.MESSAGE: "megaphone",
        EventKind.DECISION: "signpost",
        EventKind.DIAGNOSIS: "stethoscope",
        EventKind.ACTION: "wrench",
        EventKind.OTHER: "circle-ellipsis",
    }
)
"""Kind -> Lucide icon. Its colours are the tokens ``k<kind>`` and ``k<kind>soft``."""

MOMENT_ICONS: Mapping[str, str] = MappingProxyType(
    {
        "impact_starts": "flag",
        "detected": "eye",
        "acknowledged": "hand",
        "mitigated": "shield-check",
        "resolved": "circle-check",
    }
)

MOMENT_TONES: Mapping[str, str] = MappingProxyType(
    {
        "impact_starts": "risk",
        "detected": "warn",
        "acknowledged": "info",
        "mitigated": "accent",
        "resolved": "ok",
    }
)
"""Key moment -> colour token; its ground is the same token with "soft"."""


def draw_kind(painter: QPainter, look: Look, kind: EventKind, centre: QPointF, size: int, *, framed: bool) -> None:
    """Draw the tile of a kind, ``size`` px (at 100 %) square; ``framed`` gives it an edge (charts)."""
    side = look.px(size)
    box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    ink = f"k{kind.value}"
    painter.setPen(QPen(look.colour(ink), 1) if framed else Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(ink + "soft"))
    radius = look.px(4.5 if framed else 5)
    painter.drawRoundedRect(box, radius, radius)
    sign = 12 if framed else 14
    inset = (side - look.px(sign)) / 2
    place = QPointF(box.left() + inset, box.top() + inset)
    painter.drawPixmap(place, look.icon(KIND_ICONS[kind], sign, ink, stroke=2.25 if framed else 2))


def draw_hatching(painter: QPainter, look: Look, box: QRectF, radius: float) -> None:
    """Fill a rounded box with the hatching of a silence."""
    shape = QPainterPath()
    shape.addRoundedRect(box, radius, radius)
    painter.fillPath(shape, look.colour("sunken"))
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(look.colour("line2"), look.px(1.5)))
    step = look.px(8)
    x = box.left() - box.height()
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
        x += step
    painter.restore()


def see_through(colour: QColor, part: float) -> QBrush:
    """Return a brush of a colour that lets the ground shine through; ``part`` is its opacity."""
    thin = QColor(colour)
    thin.setAlphaF(part)
    return QBrush(thin)
