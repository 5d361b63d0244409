"""Which part of a text has to be checked again after an edit: the paragraph around it."""

from __future__ import annotations

from pmdesk.wording.finding import Span

_FENCES = ("```", "~~~")


def has_fences(text: str) -> bool:
    """Return whether a text may hold fenced code."""
    return any(fence in text for fence in _FENCES)


def paragraph_around(text: str, start: int, end: int) -> Span:
    """Return the paragraph (between blank lines) around ``text[start:end]``.

    Findings outside it stay as they were; check ``text[span.start : span.end]`` and move what is
    found by ``span.start``. A text with fenced code is one piece: an edit may open or close a fence.
    Rules that speak once a text are for the caller to thin out.
    """
    if has_fences(text):
        return Span(0, len(text))
    before = text.rfind("\n\n", 0, start)
    after = text.find("\n\n", end)
    return Span(before + 2 if before >= 0 else 0, after if after >= 0 else len(text))
