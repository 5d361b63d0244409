"""Colours, sizes and distances of the printed pages (design tokens, light), in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pmdesk.domain.items import Category, EventKind

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
LEFT = 42.75
WIDTH = PAGE_WIDTH - 2 * LEFT
TOP = 66.0
BOTTOM = 788.0
HEAD_TEXT, HEAD_LINE = 39.3, 51.5
FOOT_LINE, FOOT_TEXT = 799.5, 811.5

COLOURS = {
    "bg": "#F6F6F3",
    "surface": "#FFFFFF",
    "sunken": "#F0F0EC",
    "line": "#E5E5DF",
    "line2": "#D2D2CA",
    "control": "#8A8A83",
    "text": "#1B1F20",
    "text2": "#4B5153",
    "text3": "#666B6D",
    "accent": "#0B6770",
    "accentsoft": "#E2F0F0",
    "ok": "#205A1E",
    "oksoft": "#E6F1E3",
    "warn": "#935900",
    "warnsoft": "#FAF0DD",
    "risk": "#A43C28",
    "risksoft": "#FAE9E5",
    "info": "#2A579B",
    "infosoft": "#E7EEF8",
    "kchange": "#0F336E",
    "ksignal": "#542BA0",
    "kreport": "#87204A",
    "kaction": "#0B6770",
    "kdecision": "#724E01",
    "kmessage": "#1F2020",
    "kdiagnosis": "#2F5A22",
    "kother": "#4B5153",
    "kchangesoft": "#E4EBF6",
    "ksignalsoft": "#EEE9F8",
    "kreportsoft": "#F8E8EE",
    "kactionsoft": "#E2F0F0",
    "kdecisionsoft": "#F8EED8",
    "kmessagesoft": "#EDEDE9",
    "kdiagnosissoft": "#E8F0E2",
    "kothersoft": "#F0F0EC",
}

KIND_ICONS = {
    EventKind.CHANGE: "sliders-horizontal",
    EventKind.SIGNAL: "activity",
    EventKind.REPORT: "message-circle",
    EventKind.MESSAGE: "megaphone",
    EventKind.DECISION: "signpost",
    EventKind.DIAGNOSIS: "stethoscope",
    EventKind.ACTION: "wrench",
    EventKind.OTHER: "circle-dot",
}

CATEGORY_ICONS = {
    Category.PEOPLE: ("users", "kreport"),
    Category.PROCESS: ("route", "kdecision"),
    Category.TECHNOLOGY: ("server", "kchange"),
    Category.ENVIRONMENT: ("leaf", "kdiagnosis"),
    Category.EXTERNAL: ("globe", "ksignal"),
}

MOMENT_COLOURS = {
    "impact_starts": "risk",
    "detected": "warn",
    "acknowledged": "info",
    "mitigated": "accent",
    "resolved": "ok",
}

Weight = Literal["regular", "medium", "strong", "italic", "display"]

FONT_FILES: dict[Weight, str] = {
    "regular": "Inter-Regular.ttf",
    "medium": "Inter-Medium.ttf",
    "strong": "Inter-SemiBold.ttf",
    "italic": "Inter-Italic.ttf",
    "display": "InterDisplay-SemiBold.ttf",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How a text is set. ``size`` and ``leading`` are in points, ``colour`` is a token."""

    size: float
    leading: float
    weight: Weight = "regular"
    colour: str = "text"


TITLE = TextStyle(size=22, leading=27, weight="display")
SMALLER_TITLE = TextStyle(size=14, leading=18, weight="display")
META = TextStyle(size=9.5, leading=13.5, colour="text2")
HEADING = TextStyle(size=11.5, leading=15, weight="display")
SUBHEADING = TextStyle(size=9.25, leading=13.5, weight="strong")
LEAD = TextStyle(size=10.5, leading=15.5)
TEXT = TextStyle(size=9.25, leading=13.5)
SMALL = TextStyle(size=8, leading=11, colour="text3")
CELL = TextStyle(size=8.5, leading=12)
CELL_SECOND = TextStyle(size=8, leading=11, colour="text3")
CELL_HEAD = TextStyle(size=8, leading=11, weight="medium", colour="text3")
LABEL = TextStyle(size=8.5, leading=12, colour="text3")
VALUE = TextStyle(size=8.5, leading=12, weight="medium")
NODE = TextStyle(size=8, leading=10.5)
