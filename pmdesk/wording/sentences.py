"""Cutting a text into sentences, so that an editor checks again only the one that changed.

Works on the masked text (see masking.py). A piece is never longer than ``LONGEST`` characters:
whatever is pasted, the work on one piece is bounded and the whole is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmdesk.wording.finding import Span

LONGEST = 1000

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_HEAD = re.compile(r"[ \t]{0,40}(?:(?:[-*+•–]|\d{1,3}[.)]|[a-z][.)]|\(\d{1,2}\)|\[[ xX]\]|#{1,6}|\|)[ \t]{1,8}){0,3}")
_MARKED = re.compile(r"[ \t]{0,40}(?:(?:[-*+•–]|\d{1,3}[.)]|\[[ xX]\]|#{1,6}|>)[ \t]|\||\[?\d{1,2}[:.h]\d\d|```|~~~)")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]{1,6}\Z")
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]*_]{0,4}+(?=\s)|[。！？](?=.)")
_NEXT = re.compile(r"\s{1,20}[\"'“‘«(\[*_-]{0,3}[^\Wa-z]|\s{1,20}[^\w\s]")
_SHORT = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|etc|vs|cf|approx|ca|mr|mrs|ms|dr|prof|st|no|fig|sec|vol|inc|ltd|dept|est|aka|resp|incl)"
    r"|\b[A-Za-z]\.[A-Za-z]|(?:^|[\s(])[A-Z])\.\Z",
    re.IGNORECASE,
)
_WRAPPED = 50


def sentences(view: str) -> Iterator[Span]:
    """Yield the sentences of a masked text, in order; marks of lists and headings are left out."""
    start = end = 0
    for line in _LINE.finditer(view):
        near = end > start and line.start() - end <= len("\r\n")
        if near and _goes_on(view[max(start, end - _WRAPPED) : end], line.group()):
            end = line.end()
            continue
        yield from _of_block(view, start, end)
        start, end = line.start() + _head(line.group()), line.end()
    yield from _of_block(view, start, end)


def is_heading(before: str) -> bool:
    """Return whether what stands on a line before a sentence makes it a heading of Markdown."""
    return _HEADING.match(before) is not None


def _head(line: str) -> int:
    found = _HEAD.match(line)
    return found.end() if found is not None else 0


def _goes_on(before: str, line: str) -> bool:
    """Return whether a line carries on the paragraph of the line before it (``before`` is its end)."""
    first = line.lstrip()[:1]
    if not first or _MARKED.match(line) or before.endswith((":", "|")):
        return False
    return (len(before) >= _WRAPPED and "\n" not in before) or first.islower()


def _of_block(view: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for stop in _END.finditer(view, start, end):
        opens = _NEXT.match(view, stop.end()) is not None
        if stop.end() - at < LONGEST and (not opens or _SHORT.search(view, max(at, stop.end() - 12), stop.end())):
            continue
        yield from _pieces(view, at, stop.end())
        at = stop.end()
    yield from _pieces(view, at, end)


def _pieces(view: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span without the blanks around it, cut at blanks where it is longer than LONGEST."""
    while True:
        while start < end and view[start].isspace():
            start += 1
        while end > start and view[end - 1].isspace():
            end -= 1
        if start >= end:
            return
        if end - start <= LONGEST:
            yield Span(start, end)
            return
        cut = view.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        yield Span(start, cut)
        start = cut
