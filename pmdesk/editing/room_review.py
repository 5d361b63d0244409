"""The review as the room may see it: only the fields named here, roles for names in every text.

Nothing is taken over that is not named here, so that a new field is not shown until somebody
decides so: no notes, no evidence, no summary, no impact, no cost, no handles, no facilitator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pmdesk.domain.items import Action, Event, Factor, Note, NoteKind, Person, Quiet
from pmdesk.domain.review import KeyMoment, Review
from pmdesk.domain.rules import learned_later
from pmdesk.domain.shown_text import clean
from pmdesk.domain.times import Time
from pmdesk.editing.people_reading import named_outside
from pmdesk.editing.public_review import Projection
from pmdesk.editing.room_names import without_family_names, without_strangers

_Item = TypeVar("_Item", Event, Factor, Action, Note, Quiet)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomReview:
    """A review without anything private.

    Its events have times and kinds, whether they were learned later, and no words: ``text_of`` returns those of
    one, by its id, as the room may read them, so that of thousands only the few that are shown are looked through
    for names; ``actor_of`` returns who acted in it, as the room sees them, or nothing where that is nobody of the
    roster. ``chart`` holds these events and nothing that has words; ``hindsight`` the ids of the factors that
    lean on something learned later, for the evidence itself stays in the console; ``labels`` is person id -> what
    the room sees of them; ``show`` makes any later text (the question of the moment) fit for the room.
    """

    review: Review
    chart: Review
    hindsight: frozenset[str]
    labels: Mapping[str, str]
    show: Callable[[str], str]
    text_of: Callable[[str], str]
    actor_of: Callable[[str], str]


class RoomProjection:
    """Makes RoomReviews; items that did not change are projected once. For one thread."""

    def __init__(self, *, participant: str, facilitator: str, somebody: str, address: Callable[[str], str]) -> None:
        """Take the words of ``public_review`` for people without a role and for withheld addresses.

        ``somebody`` stands for handles and addresses that the roster does not know.
        """
        self._participant, self._facilitator, self._address = participant, facilitator, address
        self._somebody, self._named = somebody, tuple[Person, ...]()
        self._names_shown = False
        self._made_for: object = None
        self._project = Projection((), {}, address)
        self._known: dict[str, dict[str, tuple[object, object]]] = {}
        self._texts: dict[str, tuple[str, str]] = {}

    def __call__(self, review: Review, *, names_shown: bool) -> RoomReview:
        """Return what the room may see; real names only when that was switched on."""
        named, labels = named_outside(review, participant=self._participant, facilitator=self._facilitator)
        made_for = (review.id, named, names_shown)
        if made_for != self._made_for:
            self._made_for, self._named, self._names_shown = made_for, named, names_shown
            self._project = Projection(named, labels, self._address)
            self._known.clear()
            self._texts.clear()
        if names_shown:
            named_people = {one.id: one.name.strip() for one in review.people.values()}
            labels = {one: named_people.get(one) or label for one, label in labels.items()}
        else:
            labels = {one: without_strangers(label, self._somebody) for one, label in labels.items()}
        reduced = self._reduced(review, labels)
        return RoomReview(
            review=reduced,
            chart=_bare(reduced),
            hindsight=frozenset(key for key, one in review.factors.items() if learned_later(review, one)),
            labels=labels,
            show=self._show,
            text_of=lambda event_id: self._kept(f"event {event_id}", review.events[event_id].text),
            actor_of=lambda event_id: labels.get(review.events[event_id].actor, ""),
        )

    def _kept(self, key: str, text: str) -> str:
        """Return a text for the room; what did not change is looked through once."""
        before = self._texts.get(key)
        if before is None or before[0] != text:
            before = self._texts[key] = (text, self._show(text))
        return before[1]

    def _show(self, text: str) -> str:
        text = clean(text)
        if self._names_shown:
            return text
        return clean(without_strangers(self._project(without_family_names(text, self._named)), self._somebody))

    def _reduced(self, review: Review, labels: Mapping[str, str]) -> Review:
        carried = {key: one for key, one in review.notes.items() if one.kind is NoteKind.PARKING and one.carried}
        return Review(
            id=review.id,
            number=review.number,
            title=self._kept("title", review.title),
            kind=review.kind,
            zone=review.zone,
            day=review.day,
            meeting_date=review.meeting_date,
            next_date=review.next_date,
            next_for=review.next_for,
            impact_starts=_moment(review.impact_starts),
            detected=_moment(review.detected),
            acknowledged=_moment(review.acknowledged),
            mitigated=_moment(review.mitigated),
            resolved=_moment(review.resolved),
            learned=self._kept("learned", review.learned),
            opening=self._kept("opening", review.opening),
            ground_rules=self._kept("ground_rules", review.ground_rules),
            people={one: Person(id=one, name=labels[one], role=labels[one]) for one in review.people},
            events=self._all("event", review.events, _mark),
            factors=self._all("factor", review.factors, self._factor),
            actions=self._all("action", review.actions, lambda one: self._action(one, labels)),
            notes=self._all("note", carried, self._note),
            quiets=self._all("quiet", review.quiets, self._quiet),
        )

    def _all(self, kind: str, items: Mapping[str, _Item], shown: Callable[[_Item], _Item]) -> dict[str, _Item]:
        """Return the items as shown; what is still the same value is not looked at again."""
        found: dict[str, _Item] = {}
        known = self._known.setdefault(kind, {})
        for key, item in items.items():
            before = known.get(key)
            if before is None or before[0] is not item:
                before = known[key] = (item, shown(item))
            found[key] = before[1]  # type: ignore[assignment]  # it was made from an item of this kind
        return found

    def _factor(self, one: Factor) -> Factor:
        return Factor(
            id=one.id,
            statement=self._show(one.statement),
            category=one.category,
            verified=one.verified,
            enabled_by=one.enabled_by,
            group=self._show(one.group),
            votes=one.votes,
            order=one.order,
        )

    def _action(self, one: Action, labels: Mapping[str, str]) -> Action:
        return Action(
            id=one.id,
            text=self._show(one.text),
            owner=one.owner if one.owner in labels else "",
            agreed=one.agreed,
            due=one.due,
            done_when=self._show(one.done_when),
            size=one.size,
            status=one.status,
            group=self._show(one.group),
            votes=one.votes,
            order=one.order,
        )

    @staticmethod
    def _note(one: Note) -> Note:
        """Count a parked thought; its words stay in the console."""
        return Note(id=one.id, kind=one.kind, carried=one.carried, order=one.order)

    @staticmethod
    def _quiet(one: Quiet) -> Quiet:
        return Quiet(id=one.id, after=one.after, before=one.before)


def without_words(time: Time) -> Time:
    """Return a time without the text that was typed for it."""
    if not time.given:
        return time
    return Time(earliest=time.earliest, latest=time.latest, zone=time.zone, precision=time.precision)


def _moment(moment: KeyMoment | None) -> KeyMoment | None:
    if moment is None or moment.time is None:
        return moment
    return replace(moment, time=without_words(moment.time))


def _mark(one: Event) -> Event:
    return Event(
        id=one.id,
        time=without_words(one.time),
        kind=one.kind,
        known=one.known,
        starred=one.starred,
        order=one.order,
    )


def _bare(reduced: Review) -> Review:
    return Review(
        id=reduced.id,
        zone=reduced.zone,
        impact_starts=reduced.impact_starts,
        detected=reduced.detected,
        acknowledged=reduced.acknowledged,
        mitigated=reduced.mitigated,
        resolved=reduced.resolved,
        events=reduced.events,
        quiets=reduced.quiets,
    )
