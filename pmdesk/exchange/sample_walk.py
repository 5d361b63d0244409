"""Walking a sample through the verbs that the windows use: every step is a change through a desk.

``load_sample`` makes one change of the whole walk, for "Open the sample review".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from whenever import Date, Instant

from pmdesk.domain.changes import Add, Change
from pmdesk.domain.items import ActionStatus, Evidence, EvidenceKind, Factor, Known, Person
from pmdesk.domain.review import KeyMoment, Review
from pmdesk.editing import verbs
from pmdesk.editing.capture import CaptureContext, Proposal, context_after, parse
from pmdesk.editing.capturing import add_captured
from pmdesk.editing.desk import Desk
from pmdesk.editing.ports import Clock, Entry, History, Ids
from pmdesk.exchange.samples import Sample, SampleAction, SampleEntry, SampleFactor, read_sample

_FACTS = (
    "kind",
    "status",
    "severity",
    "services",
    "tags",
    "detected_by",
    "trigger",
    "trigger_text",
    "impact",
    "summary",
    "went_well",
    "lucky",
    "surprised",
    "learned",
    "source",
)


def load_sample(text: str, *, clock: Clock, ids: Ids, number: int) -> Change:
    """Return one change that adds the whole sample (a TOML text) as review ``number``."""
    desk = Desk(_NoLibrary(number), clock, ids)
    review_id = Walk(desk=desk, clock=clock, ids=ids, sample=read_sample(text)).all()
    review = desk.review(review_id)
    assert review is not None  # noqa: S101 (the walk has just added it)
    return Add(review.id, review)


class _NoLibrary:
    """A store for a desk that keeps its one review in memory only."""

    def __init__(self, number: int) -> None:
        self._number = number

    def load(self, review: str) -> Review | None:  # noqa: ARG002 (the port's form)
        return None

    def record(self, entry: Entry) -> None:
        pass

    def history(self, limit: int) -> History:  # noqa: ARG002 (the port's form)
        return History()

    def next_number(self) -> int:
        return self._number


@dataclass(kw_only=True)
class Walk:
    """One walk of a sample through a desk, stage by stage; call the stages in their order, or all()."""

    desk: Desk
    clock: Clock
    ids: Ids
    sample: Sample
    review_id: str = ""
    names: dict[str, str] = field(default_factory=dict)

    def all(self) -> str:
        """Walk every stage and return the id of the new review."""
        self.prepare()
        self.capture_entries()
        self.add_factors()
        self.add_actions()
        self.note_what_is_open()
        return self.review_id

    @property
    def review(self) -> Review:
        """The review as it stands now."""
        review = self.desk.review(self.review_id)
        assert review is not None  # noqa: S101 (prepare() has added it)
        return review

    def prepare(self) -> None:
        """Add the review with its facts and people."""
        facts = self.sample.review
        now = self.clock.now()
        self.review_id = self.ids()
        new = verbs.new_review(
            review_id=self.review_id,
            number=self.desk.next_number(),
            today=now.to_tz(self.clock.zone()).date(),
            zone=facts.zone,
            title=facts.title,
        )
        self.desk.do(new, command="review.new")
        self._set("review", self.review_id, "fact.edit", day=_date(facts.day))
        for name in _FACTS:
            fact = verbs.set_field(self.review, "review", self.review_id, name, getattr(facts, name))
            self.desk.do(fact, command="fact.edit")
        for one in self.sample.people:
            person = Person(id=self.ids(), name=one.name, role=one.role, handles=one.handles, part=one.part)
            self.desk.do(verbs.add_item(self.review, person), command="person.add")

    def capture_entries(self) -> None:
        """Type every line into the capture line, then mark entries and key moments."""
        people = tuple(one for one in self.review.ordered("person") if isinstance(one, Person))
        context = CaptureContext(
            day=_date(self.sample.review.day), zone=self.sample.review.zone, people=people, now=self.clock.now()
        )
        for entry in self.sample.entries:
            if entry.day is not None:
                context = CaptureContext(day=_date(entry.day), zone=context.zone, people=people, now=context.now)
            proposal = parse(entry.line, context)
            context = context_after(context, proposal)
            self._capture(entry, proposal)
        for moment, name in self.sample.moments.items():
            link = KeyMoment(event=self.names[name])
            self.desk.do(verbs.set_moment(self.review, moment, link), command="event.moment")

    def _capture(self, entry: SampleEntry, proposal: Proposal) -> None:
        added, event_id = add_captured(self.review, proposal, ids=self.ids)
        self.desk.do(added, command="event.add")
        self._named(entry.name, event_id)
        if entry.actor:
            self._set("event", event_id, "event.actor", actor=entry.actor)
        if entry.later:
            self._set("event", event_id, "event.known", known=Known.LATER)
        if entry.star:
            self._set("event", event_id, "event.star", starred=True)
        evidence = (
            *(Evidence(kind=EvidenceKind.LINK, text=link) for link in entry.links),
            *(Evidence(kind=EvidenceKind.QUOTE, text=quote) for quote in entry.quotes),
        )
        if evidence:
            self._set("event", event_id, "event.evidence", evidence=evidence)

    def add_factors(self) -> None:
        """Add every factor with its evidence, then link what enabled what."""
        for one in self.sample.factors:
            self._add_factor(one)
        for one in self.sample.factors:
            for enabler in one.enabled_by:
                link = verbs.toggle_enabled_by(self.review, self.names[one.name], self.names[enabler])
                if link is None:
                    msg = f"sample: {enabler} would close a circle"
                    raise ValueError(msg)
                self.desk.do(link, command="factor.enabled_by")

    def _add_factor(self, one: SampleFactor) -> None:
        factor = Factor(id=self.ids(), statement=one.statement)
        self.desk.do(verbs.add_item(self.review, factor), command="factor.add")
        self._named(one.name, factor.id)
        self._set("factor", factor.id, "factor.edit", effect=one.effect)
        self._set("factor", factor.id, "factor.category", category=one.category)
        self._set("factor", factor.id, "factor.edit", safeguard=one.safeguard)
        self._set("factor", factor.id, "factor.verify", verified=one.verified)
        for name in one.evidence:
            link = verbs.toggle_member(self.review, "factor", factor.id, "evidence", self.names[name])
            self.desk.do(link, command="factor.evidence")

    def add_actions(self) -> None:
        """Add every action and idea, without the owners and dates that the source does not give."""
        for one in self.sample.actions:
            self._add_action(one)

    def _add_action(self, one: SampleAction) -> None:
        idea = one.status is ActionStatus.IDEA
        factors: Sequence[str] = [self.names[name] for name in one.factors]
        added = verbs.add_action(self.review, one.text, ids=self.ids, idea=idea, factors=factors)
        self.desk.do(added, command="action.add_idea" if idea else "action.add")
        action_id = self.review.ordered("action")[-1].id
        self._set("action", action_id, "action.strength", strength=one.strength)
        self._set("action", action_id, "action.edit", tracker=one.tracker)
        if one.status is ActionStatus.WONT_DO:
            self._set("action", action_id, "action.wont_do", status=one.status, reason=one.reason)
        elif not idea:
            today = self.clock.now().to_tz(self.clock.zone()).date()
            self.desk.do(verbs.set_action_status(self.review, action_id, one.status, today), command="action.status")

    def note_what_is_open(self) -> None:
        """Keep the open questions and the parking lot."""
        at: Instant = self.clock.now()
        for one in self.sample.notes:
            self.desk.do(verbs.park(self.review, one.text, at, ids=self.ids, kind=one.kind), command="note.park")

    def _named(self, name: str, item_id: str) -> None:
        if name:
            self.names[name] = item_id

    def _set(self, kind: str, item_id: str, command: str, **values: object) -> None:
        self.desk.do(verbs.set_fields(self.review, kind, item_id, **values), command=command)


def _date(day: dt.date) -> Date:
    return Date(day.year, day.month, day.day)
