"""Runs of blanks as one space, with the way back: patterns are written with single spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pmdesk.wording.finding import Finding, Offer, Span

_BLANKS = re.compile(r"\s\s+|[^\S ]")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A sentence with single spaces; ``places[i]`` is where its character i stands in the original."""

    text: str
    view: str
    places: tuple[int, ...]

    def back(self, finding: Finding, length: int) -> Finding:
        """Return the finding with its spans in the original sentence, which is ``length`` long."""
        offer = finding.offer

        def offered() -> Offer:
            made = offer()
            return Offer(self._original(made.replaced, length), made.rewrites)

        return replace(finding, span=self._original(finding.span, length), sentence=Span(0, length), offer=offered)

    def _original(self, span: Span, length: int) -> Span:
        if span.end <= span.start:
            place = self.places[span.start] if span.start < len(self.places) else length
            return Span(place, place)
        return Span(self.places[span.start], self.places[span.end - 1] + 1)


def squeezed(text: str, view: str) -> Squeezed | None:
    """Return the sentence with single spaces, or None when it has no others. Blanks are those of the view."""
    if _BLANKS.search(view) is None:
        return None
    places: list[int] = []
    at = 0
    for run in _BLANKS.finditer(view):
        places += range(at, run.start() + 1)
        at = run.end()
    places += range(at, len(view))
    made = "".join(" " if view[place].isspace() else view[place] for place in places)
    return Squeezed("".join(text[place] for place in places), made, tuple(places))
