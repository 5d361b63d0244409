"""The look: colours, type, sizes and icons of the present theme and text size."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from pmdesk.ui.style_sheet import style_sheet

THEMES = ("system", "light", "dark", "contrast")
SCALES = (90, 100, 110, 125, 150, 175, 200)

_W = QFont.Weight
STYLES: Mapping[str, tuple[str, int, QFont.Weight]] = {
    "keycap": ("Inter", 11, _W.Medium),
    "small": ("Inter", 12, _W.Normal),
    "small-medium": ("Inter", 12, _W.Medium),
    "small-strong": ("Inter", 12, _W.DemiBold),
    "body": ("Inter", 13, _W.Normal),
    "body-medium": ("Inter", 13, _W.Medium),
    "body-strong": ("Inter", 13, _W.DemiBold),
    "capture": ("Inter", 15, _W.Normal),
    "question": ("Inter Display", 17, _W.Medium),
    "popover-question": ("Inter Display", 16, _W.Medium),
    "title": ("Inter Display", 18, _W.DemiBold),
    "figure": ("Inter Display", 26, _W.DemiBold),
    "headline": ("Inter Display", 24, _W.DemiBold),
}
"""Style name -> family, pixels at 100 %, weight (design tokens, section 2)."""

ROOM_STYLES: Mapping[str, tuple[str, int, QFont.Weight]] = {
    "foot": ("Inter", 28, _W.Normal),
    "foot-strong": ("Inter", 28, _W.DemiBold),
    "sub": ("Inter", 28, _W.Normal),
    "sub-medium": ("Inter", 28, _W.Medium),
    "sub-strong": ("Inter", 28, _W.DemiBold),
    "chip": ("Inter", 28, _W.DemiBold),
    "read": ("Inter", 30, _W.Normal),
    "row": ("Inter", 32, _W.Normal),
    "row-strong": ("Inter", 32, _W.DemiBold),
    "stage": ("Inter Display", 44, _W.DemiBold),
    "clock": ("Inter Display", 64, _W.DemiBold),
    "question-64": ("Inter Display", 64, _W.Medium),
    "question-56": ("Inter Display", 56, _W.Medium),
    "question": ("Inter Display", 76, _W.Medium),
}
"""Styles of the projector -> family, pixels in a room 1080 px high, weight: none is below 28."""

_TIGHT = 44
_TIGHTER = 98.5
"""From this size on, letters stand a little closer (percent)."""

_EXACT = 1e-6


class Look(QObject):
    """What everything that draws asks: colour(token), font(style), px(length), icon(name).

    ``changed`` is emitted after a new theme or text size; who caches anything drops it then.
    """

    changed = Signal()

    def __init__(self, tokens: Path, fonts: Path, icons: Path, parent: QObject | None = None) -> None:
        """Read the tokens and make the fonts known to Qt; needs a QApplication."""
        super().__init__(parent)
        self._tokens: Mapping[str, Mapping[str, str]] = json.loads(tokens.read_text("utf-8"))
        self._icons = icons
        self._theme = "system"
        self._scale = 100
        self._root: QWidget | None = None
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self._pixmaps: dict[tuple[str, int, str, float, bool, float], QPixmap] = {}
        self._svgs: dict[str, str] = {}
        for font in sorted(fonts.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(font))
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)

    @property
    def theme(self) -> str:
        """The chosen theme, one of THEMES."""
        return self._theme

    @property
    def scale(self) -> int:
        """The text size in percent, one of SCALES."""
        return self._scale

    @property
    def dark(self) -> bool:
        """Whether the ground is dark now."""
        return self.palette_name.endswith("dark")

    @property
    def palette_name(self) -> str:
        """Which table of tokens is in use."""
        system_dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        match self._theme:
            case "light" | "dark":
                return self._theme
            case "contrast":
                return "contrast-dark" if system_dark else "contrast-light"
            case _:
                if self._system_wants_contrast():
                    return "contrast-dark" if system_dark else "contrast-light"
                return "dark" if system_dark else "light"

    def prepare(self, theme: str, scale: int) -> None:
        """Choose theme and text size together, as at a start, and apply them once."""
        self._theme = theme if theme in THEMES else "system"
        self.set_scale(scale)

    def set_theme(self, theme: str) -> None:
        """Choose one of THEMES and apply it to the application."""
        self._theme = theme if theme in THEMES else "system"
        self.apply()

    def set_scale(self, scale: int) -> None:
        """Choose the text size in percent (the nearest of SCALES) and apply it."""
        self._scale = min(SCALES, key=lambda one: abs(one - scale))
        self.apply()

    def step_scale(self, step: int) -> None:
        """Make text larger (+1) or smaller (-1) by one step."""
        at = SCALES.index(self._scale) + step
        self.set_scale(SCALES[min(max(at, 0), len(SCALES) - 1)])

    def apply(self) -> None:
        """Give the application its palette, font and style sheet, and tell everybody."""
        self._colours.clear()
        self._fonts.clear()
        self._pixmaps.clear()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(self._palette())
            app.setFont(self.font("body"))
            (self._root or app).setStyleSheet(style_sheet(self._tokens[self.palette_name], self.px))
        self.changed.emit()

    def dress(self, root: QWidget) -> None:
        """Put the style sheet on ``root`` from now on, not on the whole application.

        With the pages of a review there, a change of theme then takes a fifth of the time.
        """
        self._root = root

    def colour(self, token: str) -> QColor:
        """Return the colour of a token such as "text2" or "kchangesoft"."""
        if token not in self._colours:
            self._colours[token] = QColor(self._tokens[self.palette_name][token])
        return self._colours[token]

    def font(self, style: str) -> QFont:
        """Return the font of a style of STYLES at the present text size."""
        if style not in self._fonts:
            family, pixels, weight = STYLES[style]
            font = QFont(family)
            font.setPixelSize(self.px(pixels))
            font.setWeight(weight)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[style] = font
        return self._fonts[style]

    def room_font(self, style: str, unit: float) -> QFont:
        """Return the font of a style of ROOM_STYLES; ``unit`` is the px that stand for one of 1080.

        Text size and room are apart: Ctrl and + enlarge the console only.
        """
        family, pixels, weight = ROOM_STYLES[style]
        font = QFont(family)
        font.setPixelSize(max(1, math.ceil(pixels * unit - _EXACT)))
        font.setWeight(weight)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if pixels >= _TIGHT:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _TIGHTER)
        return font

    def metrics(self, style: str) -> QFontMetrics:
        """Return the metrics of a style."""
        return QFontMetrics(self.font(style))

    def px(self, length: float) -> int:
        """Return a length of the design (px at 100 %) at the present text size."""
        return round(length * self._scale / 100)

    def icon(
        self, name: str, size: int = 16, colour: str = "text2", *, stroke: float = 1.75, filled: bool = False
    ) -> QPixmap:
        """Return a Lucide icon as a pixmap, ``size`` px at 100 %, in the colour of a token."""
        return self.picture(name, self.px(size), colour, stroke=stroke, filled=filled)

    def picture(self, name: str, size: int, colour: str, *, stroke: float = 1.75, filled: bool = False) -> QPixmap:
        """Return the same ``size`` px large at every text size."""
        ratio = QApplication.primaryScreen().devicePixelRatio() if QApplication.primaryScreen() else 1.0
        ratio = max(ratio, 2.0)
        key = (name, size, colour, stroke, filled, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._drawn(name, size, colour, stroke, filled=filled, ratio=ratio)
        return self._pixmaps[key]

    def qicon(self, name: str, size: int = 16, colour: str = "text2", *, gap: int = 0) -> QIcon:
        """Return the same as a QIcon, with a disabled look; ``gap`` px of air at its right."""
        icon = QIcon(self._aired(self.icon(name, size, colour), gap))
        icon.addPixmap(self._aired(self.icon(name, size, "disabled"), gap), QIcon.Mode.Disabled)
        return icon

    def icon_size(self, size: int = 16, *, gap: int = 0) -> QSize:
        """Return the size for setIconSize."""
        return QSize(self.px(size + gap), self.px(size))

    def _aired(self, pixmap: QPixmap, gap: int) -> QPixmap:
        if not gap:
            return pixmap
        ratio = pixmap.devicePixelRatio()
        wide = QPixmap(pixmap.width() + round(self.px(gap) * ratio), pixmap.height())
        wide.setDevicePixelRatio(ratio)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(0, 0, pixmap)
        painter.end()
        return wide

    def _drawn(self, name: str, size: int, colour: str, stroke: float, *, filled: bool, ratio: float) -> QPixmap:
        if name not in self._svgs:
            self._svgs[name] = (self._icons / f"{name}.svg").read_text("utf-8")
        ink = self.colour(colour).name()
        svg = self._svgs[name].replace("currentColor", ink).replace('stroke-width="2"', f'stroke-width="{stroke}"')
        if filled:
            svg = svg.replace('fill="none"', f'fill="{ink}"')
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        pairs = {
            role.Window: "bg",
            role.WindowText: "text",
            role.Base: "surface",
            role.AlternateBase: "sunken",
            role.Text: "text",
            role.Button: "surface",
            role.ButtonText: "text",
            role.BrightText: "onaccent",
            role.Highlight: "accent",
            role.HighlightedText: "onaccent",
            role.Link: "accent",
            role.LinkVisited: "accent",
            role.ToolTipBase: "raised",
            role.ToolTipText: "text",
            role.PlaceholderText: "text3",
            role.Light: "surface",
            role.Midlight: "line",
            role.Mid: "line2",
            role.Dark: "control",
            role.Shadow: "line2",
            role.Accent: "accent",
        }
        for one, token in pairs.items():
            palette.setColor(one, self.colour(token))
        for one in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, self.colour("disabled"))
        return palette

    def _system_changed(self) -> None:
        if self._theme in {"system", "contrast"}:
            self.apply()

    @staticmethod
    def _system_wants_contrast() -> bool:
        hints = QApplication.styleHints()
        accessibility = getattr(hints, "accessibility", None)  # since Qt 6.10
        preference = accessibility().contrastPreference() if accessibility is not None else None
        return getattr(preference, "name", "") == "HighContrast"
