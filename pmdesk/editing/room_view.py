"""What the window of the room is given, and all that it is given: one frozen value, ready to be drawn.

It is made from a RoomReview, which holds nothing private, and carries no more of it than a screen can
show. Texts are on one line unless they are said to be lines. Times are clock texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from whenever import Date

from pmdesk.domain.items import Category, Event, EventKind, Factor
from pmdesk.domain.review import Review
from pmdesk.meeting.clocks import Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomClock:
    """The clock of the stage that is shown, in whole seconds; ``planned`` is 0 without a plan."""

    used: int
    planned: int
    pace: Pace
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentRound:
    """A round of silent writing that runs now: the whole seconds left of it, 0 when the time is up."""

    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """Before the meeting: the agenda as (stage, planned minutes)."""

    agenda: tuple[tuple[str, int], ...]
    day: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is read aloud: paragraphs and rules, in lines."""

    words: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An entry of the timeline. ``moments`` are names of key moments; ``now`` marks the chosen one.

    ``later`` says that it was learned later, ``actor`` who acted in it, where its text does not say so.
    """

    time: str
    kind: EventKind
    text: str
    actor: str = ""
    moments: tuple[str, ...] = ()
    later: bool = False
    now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """A silence between two entries; ``quiet`` when the room said that nothing happened."""

    minutes: int
    quiet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The timeline around the chosen entry: its rows, how many entries there are, and the chart.

    ``place`` is the number of the chosen entry (from 1; 0 when there is none), ``chart`` a review that
    holds times and kinds only (RoomReview.chart), ``ordered`` its events in order, ``now`` the id of the
    chosen one. ``day`` is that of the rows, where the story goes over several days.
    """

    rows: tuple[EventRow | GapRow, ...]
    place: int
    count: int
    chart: Review
    ordered: tuple[Event, ...]
    now: str = ""
    day: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A contributing factor. ``path`` is "behind" or "leads_to" beside a chosen one.

    ``later`` says that it leans on something learned later. ``group`` is the name under which it was gathered,
    ``votes`` what the room gave it, ``label`` what it is called by while people vote: then there are no votes.
    """

    id: str
    text: str
    category: Category | None
    verified: bool
    later: bool = False
    chosen: bool = False
    path: str = ""
    group: str = ""
    votes: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """The factors in their order; ``more`` is how many are left out.

    ``graph`` holds what enabled what, and no words; it is empty when nothing is linked or not all are there.
    """

    cards: tuple[Card, ...]
    more: int = 0
    graph: Mapping[str, Factor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A commitment: what is done, by which role, until when, and when it counts as done.

    ``group`` and ``votes`` are those of a Card.
    """

    text: str
    owner: str
    due: Date | None
    done_when: str
    done: bool = False
    chosen: bool = False
    group: str = ""
    votes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """The commitments in their order, how many are left out, and how many ideas are kept for later."""

    rows: tuple[Promise, ...]
    more: int = 0
    ideas: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """What could change, or a commitment that is voted on; ``group``, ``votes`` and ``label`` are those of a Card."""

    text: str
    chosen: bool = False
    group: str = ""
    votes: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ideas:
    """The ideas in their order, how many are left out, and how many commitments there are beside them."""

    rows: tuple[Idea, ...]
    more: int = 0
    committed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What was learned, in lines; what comes next, soonest first; thoughts that are carried forward.

    ``answered`` is how many took part in the pulse, 0 for as long as the console shows no results of it.
    """

    learned: tuple[str, ...]
    following: tuple[Promise, ...]
    more: int = 0
    carried: int = 0
    answered: int = 0
    next_date: Date | None = None


Content = Welcome | Opening | Story | Conditions | Promises | Ideas | Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """Everything that the window of the room draws.

    ``about`` is the time of the entry that the question is about, or empty. ``timed`` keeps the
    place of the clocks free; ``clock`` is None before the meeting, ``silent`` outside a silent round.
    """

    stage: str
    title: str
    question: str
    content: Content
    about: str = ""
    timed: bool = False
    clock: RoomClock | None = None
    silent: SilentRound | None = None
    frozen: bool = False

    @property
    def still(self) -> RoomView:
        """The same without its clocks: what changes from second to second is drawn apart."""
        return replace(self, clock=None, silent=None)
