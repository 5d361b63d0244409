"""The capture line: one line of text to a proposed event, with how each part was read.

"14:02 deploy of 1.2 started @sam #change *" is a time, a text, an actor, a kind and a star; "#later"
says that it was learned later. The time stands first, the rest of the marks at the end (the actor
may also open the text). What is not understood stays text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from whenever import Date, Instant

from pmdesk.domain.items import EventKind, Person
from pmdesk.domain.times import UNPLACED, Precision, Time, in_zone
from pmdesk.editing.clock_reading import Frame, Reading, read_start
from pmdesk.editing.people_reading import actor_named

KIND_TAGS: Mapping[str, EventKind] = MappingProxyType(
    {kind.value: kind for kind in EventKind}
    | dict.fromkeys(("deploy", "deployment", "release", "rollout", "config", "migration"), EventKind.CHANGE)
    | dict.fromkeys(("alert", "alarm", "page", "pager", "metric", "graph", "log", "symptom"), EventKind.SIGNAL)
    | dict.fromkeys(("ticket", "customer", "complaint", "user"), EventKind.REPORT)
    | dict.fromkeys(("chat", "slack", "mail", "email", "status", "msg", "comms"), EventKind.MESSAGE)
    | dict.fromkeys(("decide", "decided", "call"), EventKind.DECISION)
    | dict.fromkeys(("diagnose", "finding", "hypothesis", "debug", "investigation"), EventKind.DIAGNOSIS)
    | dict.fromkeys(("fix", "mitigation", "mitigate", "restart", "rollback", "revert"), EventKind.ACTION)
)
"""Tag (in small letters, without #) -> kind: the kinds themselves and words people use for them."""

LATER_TAG = "later"
"""Tag of an event that nobody knew then: it was learned later."""

_OPENING = re.compile(r"\s*(?:(?:[-*•–]|#{1,6}|>)\s+)?")
_WRAPS = MappingProxyType({"[": "]", "(": ")", "**": "**", "`": "`"})
_WRAP = re.compile(r"\*\*|[\[(`]")
_SEPARATOR = re.compile(r"\s*(?:[\-–—:,;|]\s+|\.\s+)?\s*|[\-–—:,;|.]?\s*\Z")
_LAST_WORD = re.compile(r"(?:(?<=\s)|\A)\S+\s*\Z")
_TAG = re.compile(r"#(\w+)\Z")
_HANDLE = re.compile(r"@\w(?:[\w.\-]*\w)?\Z")
_FIRST_HANDLE = re.compile(r"(@\w(?:[\w.\-]*\w)?):?(?=\s|\Z)\s*")


class What(StrEnum):
    """What a part of the line was read as."""

    TIME = "time"
    TEXT = "text"
    ACTOR = "actor"
    KIND = "kind"
    STAR = "star"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Part:
    """``line[start:end]`` was read as ``what``."""

    start: int
    end: int
    what: What


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureContext:
    """What a line leans on: the day and zone of a bare time, the last captured time, the people.

    ``rolled`` says that ``day`` was reached by passing midnight and was not stated.
    """

    day: Date
    zone: str
    last: Time | None = None
    people: tuple[Person, ...] = ()
    now: Instant | None = None
    rolled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An event as a line was read. ``time`` is UNPLACED when the line begins with none.

    ``actor`` is the id of a person; for an unknown handle it is empty and ``actor_given`` alone
    holds what was typed ("@sam"). ``dated`` says that the line stated its date, ``rolled_over``
    that its time is past midnight of the context's day.
    """

    line: str
    text: str
    time: Time = UNPLACED
    kind: EventKind | None = None
    actor: str = ""
    actor_given: str = ""
    starred: bool = False
    later: bool = False
    dated: bool = False
    rolled_over: bool = False
    parts: tuple[Part, ...] = ()


def parse(line: str, context: CaptureContext) -> Proposal:
    """Return how a line is read. Never raises: a line that says nothing else is all text."""
    reading, begins, parts = _time(line, context)
    ends = len(line.rstrip())
    marks = _Marks()
    begins = marks.take_opening(line, begins, ends)
    ends = marks.take_ending(line, begins, ends)
    if reading is None and ends <= begins:
        # Marks alone are no event yet: they stay what was typed.
        marks, begins, ends = _Marks(), len(line) - len(line.lstrip()), len(line.rstrip())
    if ends > begins:
        parts.append(Part(begins, ends, What.TEXT))
    return Proposal(
        line=line,
        text=line[begins:ends],
        time=reading.time if reading else UNPLACED,
        kind=marks.kind,
        actor=actor_named(marks.handle, context.people),
        actor_given=marks.handle,
        starred=marks.starred,
        later=marks.later,
        dated=reading is not None and reading.dated,
        rolled_over=reading is not None and reading.rolled_over,
        parts=tuple(sorted((*parts, *marks.parts), key=lambda part: part.start)),
    )


def worth_keeping(proposal: Proposal) -> bool:
    """Return whether a line says anything at all: a text, or at least a time."""
    return bool(proposal.text) or proposal.time != UNPLACED


def context_after(context: CaptureContext, proposal: Proposal) -> CaptureContext:
    """Return the context for the next line: the day goes on from this one's, "+5" from its time."""
    start = proposal.time.start
    if start is None:
        return context
    day = in_zone(start, context.zone).date()
    rolled = not proposal.dated and (proposal.rolled_over or (context.rolled and day == context.day))
    last = context.last if proposal.time.precision is Precision.DAY else proposal.time
    return CaptureContext(day=day, zone=context.zone, last=last, people=context.people, now=context.now, rolled=rolled)


def _time(line: str, context: CaptureContext) -> tuple[Reading | None, int, list[Part]]:
    """Return the time at the start of the line, where the rest begins, and the part."""
    frame = Frame(day=context.day, zone=context.zone, last=context.last, now=context.now, rolled=context.rolled)
    blank = len(line) - len(line.lstrip())
    opened = _OPENING.match(line)
    for begins in dict.fromkeys((blank, opened.end() if opened else blank)):
        wrap = _WRAP.match(line, begins)
        start = wrap.end() if wrap else begins
        reading = read_start(line, start, frame)
        if reading is None:
            continue
        closing = _WRAPS[wrap.group()] if wrap else ""
        if closing and not line.startswith(closing, reading.end):
            continue
        gap = _SEPARATOR.match(line, reading.end + len(closing))
        rest = gap.end() if gap else reading.end
        return reading, rest, [Part(start, reading.end, What.TIME)]
    return None, blank, []


class _Marks:
    """The actor, the kind and the star of a line, taken from its ends."""

    def __init__(self) -> None:
        self.kind: EventKind | None = None
        self.handle = ""
        self.starred = False
        self.later = False
        self.parts: list[Part] = []

    def take_opening(self, line: str, begins: int, ends: int) -> int:
        """Take "@sam" or "@sam:" before the text; return where the text begins."""
        found = _FIRST_HANDLE.match(line, begins, ends)
        if found is None or found.end() >= ends:
            return begins
        self.handle = found[1]
        self.parts.append(Part(found.start(1), found.end(1), What.ACTOR))
        return found.end()

    def take_ending(self, line: str, begins: int, ends: int) -> int:
        """Take marks from the end of the line while there are any; return where the text ends."""
        while ends > begins:
            found = _LAST_WORD.search(line, begins, ends)
            if found is None:
                return ends
            word = found.group().rstrip()
            what = self._read(word)
            if what is None:
                return ends
            self.parts.append(Part(found.start(), found.start() + len(word), what))
            ends = begins + len(line[begins : found.start()].rstrip())
        return ends

    def _read(self, word: str) -> What | None:
        """Keep a mark that is not given yet; None for any other word."""
        tag = _TAG.match(word)
        kind = KIND_TAGS.get(tag[1].lower()) if tag else None
        if kind is not None and self.kind is None:
            self.kind = kind
            return What.KIND
        if tag is not None and tag[1].lower() == LATER_TAG and not self.later:
            self.later = True
            return What.LATER
        if word == "*" and not self.starred:
            self.starred = True
            return What.STAR
        if _HANDLE.match(word) and not self.handle:
            self.handle = word
            return What.ACTOR
        return None
