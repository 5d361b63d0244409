"""What the verbs of the application do to a review: each returns the Change for Desk.do.

Pure functions. One that has nothing to do returns an empty Batch, which the desk ignores.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from whenever import Date, Instant

from pmdesk.domain.causes import would_cycle
from pmdesk.domain.changes import Add, Batch, Change, Remove, Set, set_fact
from pmdesk.domain.items import Action, ActionStatus, Factor, Item, Note, NoteKind, Person, Quiet, Size
from pmdesk.domain.order import key_between
from pmdesk.domain.review import KeyMoment, Review, ReviewStatus, kind_of
from pmdesk.domain.times import Time
from pmdesk.editing.people_reading import actor_named
from pmdesk.editing.ports import Ids

NOTHING = Batch(())

DUE_DAYS = {Size.SMALL: 14, Size.MEDIUM: 42, Size.LARGE: 56}
"""Days until the proposed due date of an action (method: 2 weeks, 4 to 8 weeks with milestones)."""


def last_order(review: Review, kind: str) -> str:
    """Return an order key behind all items of a kind."""
    keys = (getattr(item, "order", "") for item in review.items(kind).values())
    return key_between(max(keys, default="") or None, None)


def add_item(review: Review, item: Item) -> Change:
    """Add an item; one without an order key goes to the end of its kind."""
    if getattr(item, "order", None) == "":
        unordered: Any = item
        return Add(review.id, replace(unordered, order=last_order(review, kind_of(item))))
    return Add(review.id, item)


def set_field(review: Review, kind: str, item_id: str, field: str, value: object) -> Change:
    """Set one field, or nothing when it has that value already."""
    target = review if kind == "review" else review.item(kind, item_id)
    if target is None or getattr(target, field) == value:
        return NOTHING
    return Set(review.id, kind, item_id, field, value)


def set_fields(review: Review, kind: str, item_id: str, **values: object) -> Change:
    """Set several fields of one item as one step."""
    changes = (set_field(review, kind, item_id, field, value) for field, value in values.items())
    return Batch(tuple(change for change in changes if change != NOTHING))


def remove_items(review: Review, kind: str, ids: Iterable[str]) -> Change:
    """Remove items of one kind. What links to them skips them and finds them again after undo."""
    present = review.items(kind)
    return Batch(tuple(Remove(review.id, kind, one) for one in ids if one in present))


def move_item(review: Review, kind: str, item_id: str, places: int) -> Change:
    """Move an item up (negative) or down among the ordered items of its kind."""
    ordered = [item for item in review.ordered(kind) if item.id != item_id]
    now = next((at for at, item in enumerate(review.ordered(kind)) if item.id == item_id), None)
    if now is None:
        return NOTHING
    at = min(max(now + places, 0), len(ordered))
    if at == now:
        return NOTHING
    return Set(review.id, kind, item_id, "order", key_between(_order(ordered, at - 1), _order(ordered, at)))


def place_after(review: Review, event_id: str, neighbour: str | None) -> Change:
    """Give an event the order key right behind ``neighbour`` (None: before all).

    Among events of equal time, and for events without one, that is where it then stands.
    """
    keys = sorted((event.order, event.id) for event in review.events.values() if event.id != event_id)
    if neighbour is None:
        return Set(review.id, "event", event_id, "order", key_between(None, keys[0][0] if keys else None))
    at = next((index for index, (_key, name) in enumerate(keys) if name == neighbour), None)
    if at is None:
        return NOTHING
    after = keys[at + 1][0] if at + 1 < len(keys) else None
    return Set(review.id, "event", event_id, "order", key_between(keys[at][0], after))


def _order(items: Sequence[Item], at: int) -> str | None:
    return getattr(items[at], "order", None) if 0 <= at < len(items) else None


def new_review(*, review_id: str, number: int, today: Date, zone: str, title: str = "") -> Change:
    """Add an empty review that is about today in the local zone."""
    return Add(review_id, Review(id=review_id, number=number, title=title, zone=zone, day=today, created=today))


def duplicate_as_template(review: Review, *, ids: Ids, number: int, today: Date, title: str) -> Change:
    """Add a new draft with the people, the frame and the words of another review, not its content."""
    people = {(one := ids()): replace(person, id=one) for person in _people(review)}
    copy = Review(
        id=ids(),
        number=number,
        title=title,
        kind=review.kind,
        services=review.services,
        tags=review.tags,
        zone=review.zone,
        day=today,
        created=today,
        opening=review.opening,
        ground_rules=review.ground_rules,
        people=people,
    )
    return Add(copy.id, copy)


def _people(review: Review) -> list[Person]:
    return sorted(review.people.values(), key=lambda person: (person.order, person.id))


def set_archived(review: Review, *, archived: bool) -> Change:
    """Put a review into the archive, or take it out (as a draft again)."""
    status = ReviewStatus.ARCHIVED if archived else ReviewStatus.DRAFT
    return NOTHING if review.status is status else set_fact(review, "status", status)


def set_moment(review: Review, name: str, moment: KeyMoment | None) -> Change:
    """Type or link a key moment, or make it unknown again."""
    return NOTHING if getattr(review, name) == moment else set_fact(review, name, moment)


def toggle_moment(review: Review, name: str, event_id: str) -> Change:
    """Link a key moment to an event, or take that link back when it is there."""
    link = KeyMoment(event=event_id)
    return set_moment(review, name, None if getattr(review, name) == link else link)


def retime_event(review: Review, event_id: str, time: Time) -> Change:
    """Give an event another time; it sorts itself."""
    return set_field(review, "event", event_id, "time", time)


def answer_gap(review: Review, *, after: str, before: str, text: str, ids: Ids) -> Change:
    """Answer a gap with "it was quiet"; a second answer takes the first one back."""
    for quiet in review.quiets.values():
        if (quiet.after, quiet.before) == (after, before):
            return Remove(review.id, "quiet", quiet.id)
    return Add(review.id, Quiet(id=ids(), after=after, before=before, text=text))


def toggle_member(review: Review, kind: str, item_id: str, field: str, member: str) -> Change:
    """Put a member into a set field (a factor's evidence, an action's factors), or take it out."""
    item = review.item(kind, item_id)
    if item is None:
        return NOTHING
    members: frozenset[str] = getattr(item, field)
    return Set(review.id, kind, item_id, field, members ^ {member})


def toggle_enabled_by(review: Review, factor_id: str, enabler: str) -> Change | None:
    """Link "enabled by", or take it back; None when it would close a circle."""
    factor = review.factors.get(factor_id)
    if factor is None or enabler not in review.factors:
        return NOTHING
    if enabler not in factor.enabled_by and would_cycle(review.factors, factor_id, enabler):
        return None
    return toggle_member(review, "factor", factor_id, "enabled_by", enabler)


def add_condition_behind(review: Review, factor_id: str, statement: str, *, ids: Ids) -> Change:
    """Add the answer to "how did our system allow this?" as a factor that enabled this one."""
    factor = review.factors.get(factor_id)
    if factor is None:
        return NOTHING
    behind = Factor(id=ids(), statement=statement, order=last_order(review, "factor"))
    return Batch(
        (Add(review.id, behind), Set(review.id, "factor", factor_id, "enabled_by", factor.enabled_by | {behind.id}))
    )


def add_action(review: Review, text: str, *, ids: Ids, idea: bool = False, factors: Iterable[str] = ()) -> Change:
    """Add a commitment in the making, or an idea for later."""
    status = ActionStatus.IDEA if idea else ActionStatus.COMMITTED
    return add_item(review, Action(id=ids(), text=text, status=status, factors=frozenset(factors)))


def set_size(review: Review, action_id: str, size: Size | None, today: Date) -> Change:
    """Set the size and propose the due date from it, unless the person chose a date of their own.

    A date counts as proposed when it is what the former size proposed on some day: here, when
    it is empty or equals the proposal of the former size made today.
    """
    action = review.actions.get(action_id)
    if action is None:
        return NOTHING
    former = proposed_due(action.size, today)
    due = proposed_due(size, today) if action.due in {None, former} else action.due
    return set_fields(review, "action", action_id, size=size, due=due)


def proposed_due(size: Size | None, today: Date) -> Date | None:
    """Return the due date that a size proposes, counted from today."""
    return today.add(days=DUE_DAYS[size]) if size is not None else None


def set_owner(review: Review, action_id: str, name: str, *, ids: Ids) -> Change:
    """Give an action its one owner by name or role; somebody new joins the people of the review.

    A change of owner takes the agreement back: the new owner has not been asked yet.
    """
    wanted = name.strip()
    if not wanted:
        return set_fields(review, "action", action_id, owner="", agreed=False)
    owner = find_person(review, wanted)
    if owner is not None:
        return _owned(review, action_id, owner.id)
    person = _new_person(review, wanted, ids)
    return Batch((Add(review.id, person), _owned(review, action_id, person.id)))


def set_new_actor(review: Review, event_ids: Iterable[str], name: str, *, ids: Ids) -> Change:
    """Let somebody new act in these events: they join the people, so that reports can say a role."""
    person = _new_person(review, name, ids)
    changes = (Set(review.id, "event", event, "actor", person.id) for event in event_ids if event in review.events)
    return Batch((Add(review.id, person), *changes))


def _new_person(review: Review, name: str, ids: Ids) -> Person:
    """Return somebody who is behind all others; "@nia" is a handle, anything else a name."""
    wanted, order = name.strip(), last_order(review, "person")
    if wanted.startswith("@"):
        return Person(id=ids(), handles=(wanted.lstrip("@"),), order=order)
    return Person(id=ids(), name=wanted, order=order)


def _owned(review: Review, action_id: str, owner: str) -> Change:
    action = review.actions.get(action_id)
    if action is None or action.owner == owner:
        return NOTHING
    return set_fields(review, "action", action_id, owner=owner, agreed=False)


def find_person(review: Review, text: str) -> Person | None:
    """Return the one person whose id, handle, name or role this is, in any case; else the only "Sam".

    A role that several people have is nobody's: who of them is meant has to be said.
    """
    known = review.people.get(text.strip()) or review.people.get(actor_named(text, review.people.values()))
    if known is not None:
        return known
    wanted = text.strip().lstrip("@").casefold()
    found = [
        person for person in _people(review) if wanted and wanted in {person.name.casefold(), person.role.casefold()}
    ]
    return found[0] if len(found) == 1 else None


def set_action_status(review: Review, action_id: str, status: ActionStatus, today: Date) -> Change:
    """Set where an action stands; done keeps its day."""
    action = review.actions.get(action_id)
    if action is None or action.status is status:
        return NOTHING
    done_on = today if status is ActionStatus.DONE else None
    return set_fields(review, "action", action_id, status=status, done_on=done_on)


def park(review: Review, text: str, at: Instant, *, ids: Ids, kind: NoteKind = NoteKind.PARKING) -> Change:
    """Put a thought into the parking lot, or an open question on its list."""
    return add_item(review, Note(id=ids(), kind=kind, text=text, at=at))
