"""What would leave with a report, as rows of a list and as one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from pmdesk.domain.item_numbers import action_numbers, factor_numbers
from pmdesk.domain.review import REVIEW, Review
from pmdesk.domain.times import clock_text
from pmdesk.editing.leaving import NAMED, Leaving
from pmdesk.editing.words import Words
from pmdesk.ui.models.rulebook_rows import BookRow

MOST = 200
"""So many places are listed; the sentence counts all."""
_AROUND = 40


def leaving_rows(found: Sequence[Leaving], review: Review, words: Words) -> tuple[BookRow, ...]:
    """Return a row for each place: the words, where they are written, and what stands around them."""
    numbers = {**factor_numbers(review), **action_numbers(review)}
    return tuple(_row(at, one, review, numbers, words) for at, one in enumerate(found[:MOST]))


def leaving_text(found: Sequence[Leaving], words: Words) -> str:
    """Return "2 names would leave, “outage” for a part in 1 place"; empty when there is nothing to look at."""
    names = {one.marked.casefold() for one in found if one.finding.rule == NAMED}
    outages = sum(one.finding.rule != NAMED for one in found)
    parts = [words("leaving.names", count=len(names))] if names else []
    parts += [words("leaving.outages", count=outages)] if outages else []
    return ", ".join(parts)


def _row(at: int, one: Leaving, review: Review, numbers: dict[str, str], words: Words) -> BookRow:
    place = _place(one, review, numbers, words)
    text = words("leaving.row", text=" ".join(one.marked.split()))
    around = _around(one)
    second = words("leaving.second", place=place, text=around) if around else place
    spoken = words("leaving.spoken", text=text, place=place, question=one.finding.question)
    return BookRow(id=str(at), text=text, second=second, spoken=spoken)


def _place(one: Leaving, review: Review, numbers: dict[str, str], words: Words) -> str:
    at = one.at
    stage = words(f"close.place.{at.stage}")
    if at.kind == REVIEW:
        return words("leaving.place", stage=stage, item=words(f"leaving.fields.{at.field}"))
    event = review.events.get(at.entity) if at.kind == "event" else None
    label = clock_text(event.time, review.zone) if event is not None and event.time.placed else ""
    label = label or numbers.get(at.entity, "")
    if words.has(f"leaving.fields.{at.field}"):
        label = " ".join(part for part in (label, words(f"leaving.fields.{at.field}")) if part)
    return words("leaving.place", stage=stage, item=label) if label else stage


def _around(one: Leaving) -> str:
    """Return what stands around the words, cut at a word; nothing when they are all of the text."""
    text, span = one.at.text, one.finding.span
    if one.marked == text.strip():
        return ""
    start, end = max(span.start - _AROUND, 0), min(span.end + _AROUND, len(text))
    head = text[start : span.start].partition(" ")[2] if start else text[: span.start]
    tail = text[span.end : end].rpartition(" ")[0] if end < len(text) else text[span.end :]
    cut = "…" if start else "", "…" if end < len(text) else ""
    return " ".join(f"{cut[0]}{head}{one.marked}{tail}{cut[1]}".split())
