"""What the core needs from outside, as Protocols; storage, reports, exchange and ui satisfy them.

Every port may raise KnownError: the world said no (disk full, locked, read-only ...), and the
person can do something about it. Anything else that is raised is a fault of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from whenever import Date, Instant

from pmdesk.domain.changes import Change
from pmdesk.domain.items import Action, Note
from pmdesk.domain.review import NextFor, Review, ReviewKind, ReviewStatus, Severity
from pmdesk.domain.times import Time
from pmdesk.editing.known_error import KnownError
from pmdesk.editing.report_ports import (
    CancelledError,
    PageImages,
    Pictures,
    Published,
    Publisher,
    PublishOptions,
    Watch,
)

__all__ = [
    "CalendarFile",
    "CancelledError",
    "CarriedNote",
    "Clock",
    "Dates",
    "Done",
    "Drafts",
    "Entry",
    "History",
    "Hit",
    "Ids",
    "KnownError",
    "Library",
    "MarkdownPreview",
    "Meetings",
    "OpenAction",
    "PageImages",
    "PictureDesk",
    "Pictures",
    "PrivateNote",
    "PrivateNotes",
    "PublishOptions",
    "Published",
    "Publisher",
    "Pulses",
    "Store",
    "Summary",
    "Timers",
    "Watch",
    "WordingChoice",
    "WordingChoiceKind",
    "WordingMemory",
]


class Clock(Protocol):
    """Wall time, and the zone of the person at the desk."""

    def now(self) -> Instant:
        """Return the present instant."""

    def zone(self) -> str:
        """Return the IANA name of the local zone."""


class Timers(Protocol):
    """Calls a function later, by the injected clock (idle saving, previews)."""

    def call_later(self, milliseconds: int, call: Callable[[], object]) -> Callable[[], None]:
        """Call ``call`` once after that time; the returned function cancels it."""


class Ids(Protocol):
    """Random ids that are never used again."""

    def __call__(self) -> str:
        """Return a new id: 16 characters of lower-case letters and digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One transaction of the change log, as the desk hands it to the store.

    ``group`` ties the rows of one user command (merged edits of one field share it), ``command``
    is the id of its label, ``kind`` is "do", "undo" or "redo" (of group ``of`` when not "do").
    ``before`` and ``after`` hold the reviews that the change names, None where there is none.
    """

    group: str
    command: str
    kind: str
    of: str
    change: Change
    before: Mapping[str, Review | None]
    after: Mapping[str, Review | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A command that can be undone (or, on the redo side, done again) by applying ``inverse``."""

    group: str
    command: str
    inverse: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The two stacks, oldest first, as they stood when the library was last closed or killed."""

    undo: tuple[Done, ...] = ()
    redo: tuple[Done, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One line of the library list. ``stages`` counts up to the furthest stage with content."""

    id: str
    number: int
    title: str
    kind: ReviewKind
    status: ReviewStatus
    severity: Severity | None
    day: Date | None
    meeting_date: Date | None
    next_date: Date | None = None
    next_for: NextFor | None = None
    open_actions: int = 0
    overdue_actions: int = 0
    ideas: int = 0
    stages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where a search found its words. ``excerpt`` is plain text around the match."""

    review: str
    number: int
    title: str
    kind: str
    entity: str
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAction:
    """A commitment of some review that still has to be kept, with whom it waits for (a name)."""

    review: str
    number: int
    title: str
    action: Action
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedNote:
    """A parked thought that an earlier review carried forward."""

    review: str
    number: int
    title: str
    note: Note


class Store(Protocol):
    """The library of reviews: what the desk writes through and reads from."""

    def load(self, review: str) -> Review | None:
        """Return a review, or None when the library does not hold it."""

    def record(self, entry: Entry) -> None:
        """Write rows and log rows in one transaction; durable when it returns. May raise KnownError."""

    def history(self, limit: int) -> History:
        """Return at most ``limit`` steps of each stack, rebuilt from the log up to the last schema step."""

    def next_number(self) -> int:
        """Return the number for the next new review."""


class Library(Protocol):
    """Reading across reviews, for the library page and the Open stage."""

    def summaries(self, today: Date) -> Sequence[Summary]:
        """Return every review, newest incident first; archived ones too."""

    def search(self, text: str, limit: int) -> Sequence[Hit]:
        """Return places where all the words of ``text`` stand (prefixes count), best first.

        Any text may be given: it is data, never query syntax.
        """

    def open_actions(self, before: str) -> Sequence[OpenAction]:
        """Return the open commitments of all reviews but ``before``, soonest due first."""

    def carried_notes(self, before: str) -> Sequence[CarriedNote]:
        """Return the thoughts that all reviews but ``before`` carried forward, newest review first."""


class Drafts(Protocol):
    """Half-typed lines, outside the log; written by the same idle clock as everything."""

    def draft(self, key: str) -> str:
        """Return the draft of a place such as "capture:<review id>", or an empty text."""

    def keep_draft(self, key: str, text: str) -> None:
        """Keep it durably; an empty text forgets it. May raise KnownError."""

    def drafts_under(self, prefix: str) -> Mapping[str, str]:
        """Return all drafts whose key begins with ``prefix``, by key; the order tells nothing."""

    def forget_drafts(self, prefix: str) -> None:
        """Erase all drafts whose key begins with ``prefix``, bytes and all. May raise KnownError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateNote:
    """A note of the facilitator's own: never logged, never exported."""

    id: str
    review: str
    text: str
    at: Instant
    binned: bool = False


class PrivateNotes(Protocol):
    """Private notes: their own table and index, with a bin."""

    def private_notes(self, review: str) -> Sequence[PrivateNote]:
        """Return the notes of a review, oldest first, binned ones too."""

    def keep_private_note(self, note: PrivateNote) -> None:
        """Write one note (new or changed) durably."""


class Meetings(Protocol):
    """Meeting state: instants of clocks, attendance, tallies; survives a restart, never undone."""

    def meeting(self, review: str) -> Mapping[str, object]:
        """Return the state of a review's meeting as plain data; empty when there is none."""

    def keep_meeting(self, review: str, state: Mapping[str, object]) -> None:
        """Replace the state durably."""

    def other_meetings(self, review: str) -> Sequence[Mapping[str, object]]:
        """Return the states of the meetings of all other reviews, newest review first."""

    def meetings_on(self, days: Sequence[Date]) -> Mapping[str, Mapping[str, object]]:
        """Return review -> state of the meetings in whose state an instant of one of these days (UTC) stands."""


class Pulses(Protocol):
    """The learning pulse: how often each answer was given, and nothing else."""

    def pulse(self, review: str) -> Mapping[str, Mapping[str, int]]:
        """Return question -> answer -> count."""

    def count_pulse(self, review: str, answers: Mapping[str, str]) -> None:
        """Add one to the count of each question's answer, durably. May raise KnownError."""


class WordingChoiceKind(StrEnum):
    """What a person decided about the wording rules, for this library."""

    FINE = "fine"
    """This instance is fine: ``rule``, ``review``, ``text`` (the marked words) and ``context``."""
    NOT_IN_REVIEW = "not_in_review"
    """``rule`` is silent in ``review``."""
    NEVER = "never"
    """``rule`` is switched off in the library."""
    MACHINE = "machine"
    """``text`` is a machine, a noun in small letters."""
    ROLE = "role"
    """``text`` is a role that a person has, a noun in small letters."""
    WORD = "word"
    """``text`` is a phrase that ``rule`` has to ask about too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingChoice:
    """One decision. ``context`` tells an instance by the words around it, never by its place."""

    id: str
    kind: WordingChoiceKind
    rule: str = ""
    review: str = ""
    text: str = ""
    context: str = ""


class WordingMemory(Protocol):
    """Decisions about wording: kept in the library, outside the log, never exported."""

    def wording_choices(self) -> Sequence[WordingChoice]:
        """Return all decisions, oldest first."""

    def keep_wording_choice(self, choice: WordingChoice) -> None:
        """Keep a decision durably. May raise KnownError."""

    def forget_wording_choice(self, choice_id: str) -> None:
        """Take a decision back durably. May raise KnownError."""


class PictureDesk(Pictures, Protocol):
    """Taking pictures in as well; for the thread of the window."""

    def offer_picture(self, data: bytes, kind: str) -> str:
        """Return the hash of a picture; its bytes are written with the first change that names it.

        ``kind`` is its media type ("image/png"). Raises KnownError("storage.picture_too_large").
        """


class Dates(Protocol):
    """Forgiving reading of a time that somebody typed."""

    def read(self, text: str, *, day: Date, zone: str, now: Instant) -> Time | None:
        """Return how ``text`` is understood ("14:02", "yesterday 9pm", "2018-02-20 14:17 CET"), or None.

        ``day`` and ``zone`` fill in what the text does not say.
        """


class MarkdownPreview(Protocol):
    """Markdown to safe HTML for a preview: no raw HTML, no pictures, links by allow-list."""

    def __call__(self, text: str) -> str:
        """Return HTML with the tags of the preview only."""


class CalendarFile(Protocol):
    """Makes the follow-up of a review a calendar file."""

    def __call__(self, review: Review, *, owner_names: bool) -> bytes:
        """Return iCalendar bytes: next meeting, due dates, checks; roles for names, but for owners if asked."""
