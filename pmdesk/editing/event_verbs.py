"""Merging and splitting entries of the timeline. What points to an entry that goes, points to the one that stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from whenever import Instant

from pmdesk.domain.changes import Add, Batch, Change, Remove, Set, set_fact
from pmdesk.domain.items import Event, EventKind, Evidence, Known
from pmdesk.domain.order import key_between
from pmdesk.domain.review import KEY_MOMENTS, Review
from pmdesk.domain.times import Precision, Time
from pmdesk.editing.capture import CaptureContext, parse
from pmdesk.editing.ports import Ids
from pmdesk.editing.verbs import NOTHING

_COARSE = (Precision.SECOND, Precision.MINUTE, Precision.ABOUT, Precision.HOUR, Precision.DAY)
_EDGES = " \t\n;,"


def merge_events(review: Review, ids: Sequence[str]) -> Change:
    """Merge events into the first of ``ids`` (the order in which they stand), as one step.

    The words are joined with "; ", the time spans all of them, evidence is united. It is starred when
    one is, and learned later when one is. Factors, key moments and answers to silences follow.
    """
    events = [review.events[one] for one in dict.fromkeys(ids) if one in review.events]
    if len(events) < 2:  # noqa: PLR2004 (one is merged already)
        return NOTHING
    first, gone = events[0], frozenset(one.id for one in events[1:])
    merged = replace(
        first,
        time=_spanning([one.time for one in events]),
        text="; ".join(text for one in events if (text := one.text.strip(_EDGES))),
        kind=next((one.kind for one in events if one.kind is not EventKind.OTHER), first.kind),
        actor=next((one.actor for one in events if one.actor), ""),
        lane=next((one.lane for one in events if one.lane), ""),
        evidence=_united(events),
        known=Known.LATER if any(one.known is Known.LATER for one in events) else Known.THEN,
        starred=any(one.starred for one in events),
    )
    changes: list[Change] = [
        Set(review.id, "event", first.id, field, getattr(merged, field))
        for field in ("time", "text", "kind", "actor", "lane", "evidence", "known", "starred")
        if getattr(merged, field) != getattr(first, field)
    ]
    changes.extend(_links(review, first.id, gone))
    changes.extend(Remove(review.id, "event", one.id) for one in events[1:])
    return Batch(tuple(changes))


def split_event(review: Review, event_id: str, at: int, *, ids: Ids, context: CaptureContext) -> tuple[Change, str]:
    """Split an event's words at a character; return the change and the id of the second event.

    The second one stands right behind the first, at the same time unless its words begin with one, which
    is read in ``context``; evidence and links stay with the first. Nothing (and an empty id) when one side
    would have no words.
    """
    event = review.events.get(event_id)
    if event is None:
        return NOTHING, ""
    before, after = event.text[:at].rstrip(_EDGES), event.text[at:].lstrip(_EDGES)
    if not before.strip() or not after.strip():
        return NOTHING, ""
    read = parse(after, context)
    timed = read.time.placed and bool(read.text)
    following = min((one.order for one in review.events.values() if one.order > event.order), default=None)
    second = replace(
        event,
        id=ids(),
        text=after[read.parts[0].end :].lstrip(f"{_EDGES}]:-–") if timed else after,
        time=read.time if timed else event.time,
        evidence=(),
        order=key_between(event.order, following),
    )
    return Batch((Set(review.id, "event", event.id, "text", before), Add(review.id, second))), second.id


def _links(review: Review, kept: str, gone: frozenset[str]) -> Iterator[Change]:
    """Yield what lets everything that points to an event that goes point to the one that stays."""
    for factor in review.factors.values():
        if factor.evidence & gone:
            yield Set(review.id, "factor", factor.id, "evidence", (factor.evidence - gone) | {kept})
    for name in KEY_MOMENTS:
        moment = getattr(review, name)
        if moment is not None and moment.event in gone:
            yield set_fact(review, name, replace(moment, event=kept))
    taken = {(quiet.after, quiet.before) for quiet in review.quiets.values() if not {quiet.after, quiet.before} & gone}
    for quiet in review.quiets.values():
        if not {quiet.after, quiet.before} & gone:
            continue
        ends = tuple(kept if one in gone else one for one in (quiet.after, quiet.before))
        if ends[0] == ends[1] or ends in taken:
            yield Remove(review.id, "quiet", quiet.id)
            continue
        taken.add((ends[0], ends[1]))
        for field, end in zip(("after", "before"), ends, strict=True):
            if getattr(quiet, field) != end:
                yield Set(review.id, "quiet", quiet.id, field, end)


def _spanning(times: Iterable[Time]) -> Time:
    """Return the time that spans all placed ones, as coarse as the coarsest; the first when none is placed."""
    every = list(times)
    placed = [one for one in every if one.placed]
    if not placed:
        return every[0]
    if all((one.earliest, one.latest) == (placed[0].earliest, placed[0].latest) for one in placed):
        return placed[0]
    # Each placed time has a start and an end; where one side is open, the other one stands for it.
    starts: list[Instant] = [one.start for one in placed if one.start is not None]
    ends: list[Instant] = [max(one.end, one.start) for one in placed if one.end is not None and one.start is not None]
    precision = max((one.precision for one in placed), key=_COARSE.index)
    first = min(placed, key=lambda one: one.start or starts[0])
    given = ", ".join(dict.fromkeys(one.given for one in placed if one.given))
    return replace(first, earliest=min(starts), latest=max(ends), precision=precision, given=given)


def _united(events: Iterable[Event]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence for one in events for evidence in one.evidence))
