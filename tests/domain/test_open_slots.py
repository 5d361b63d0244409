"""A slot that a rewrite left is told, wherever a report would show it; other brackets are let be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmdesk.domain.items import Action, ActionStatus, Event, Factor, Note, NoteKind, Quiet
from pmdesk.domain.open_slots import open_slots
from pmdesk.domain.review import Review
from pmdesk.domain.rules import problems
from pmdesk.editing.leaving import FIELDS, outside_texts
from pmdesk.editing.public_review import public_review

SLOTTED = "Sam {did what} at 14:05."
HELD = Review(
    id="r",
    events={"e": Event(id="e", text=SLOTTED), "f": Event(id="f", text="It grew.")},
    factors={"x": Factor(id="x", statement="The step was {where}", effect=SLOTTED)},
    actions={
        "a": Action(id="a", text="Alert", done_when="{who} sees it", status=ActionStatus.COMMITTED),
        "b": Action(id="b", text="Leave it", reason="{why} said so", status=ActionStatus.WONT_DO),
    },
    notes={
        "n": Note(id="n", text="Who knows {what}?", kind=NoteKind.QUESTION),
        "p": Note(id="p", text="{later}", kind=NoteKind.PARKING),
    },
)


def test_each_thing_is_told_once_with_its_first_slot() -> None:
    found = [one for one in problems(HELD) if one.id == "slot_open"]
    assert [(one.stage, one.kind, one.entity, dict(one.values)["slot"]) for one in found] == [
        ("timeline", "event", "e", "{did what}"),
        ("factors", "factor", "x", "{where}"),
        ("actions", "action", "a", "{who}"),
        ("actions", "action", "b", "{why}"),
        ("open", "note", "n", "{what}"),
    ]


@pytest.mark.parametrize("field", sorted(set(FIELDS) - {"source"}))
def test_fields_of_the_review_are_told(field: str) -> None:
    assert list(open_slots(replace(Review(id="r"), **{field: SLOTTED}))) == [("review", field, "{did what}")]


def test_what_was_quiet_is_told_at_its_entry() -> None:
    quiet = Quiet(id="q", after="e", before="f", text="We {waited for what}")
    assert list(open_slots(Review(id="r", quiets={"q": quiet}))) == [("event", "e", "{waited for what}")]


def test_an_entry_and_the_quiet_behind_it_are_one_thing_to_ask_about() -> None:
    quiet = Quiet(id="q", after="e", before="f", text="We {waited for what}")
    review = Review(id="r", events={"e": Event(id="e", text=SLOTTED)}, quiets={"q": quiet})
    found = [one for one in problems(review) if one.id == "slot_open"]
    assert [(one.entity, dict(one.values)["slot"]) for one in found] == [("e", "{did what}")]


@pytest.mark.parametrize(
    "text",
    [
        "GET /users/{id} answered 404",
        "The template ${name} was empty",
        'It logged {"at": 1} and {}',
        "Code: `{name}`",
        "{{ title }} stayed",
        "{2} of {1,3}",
        "a brace { stayed open }",
    ],
)
def test_other_brackets_are_let_be(text: str) -> None:
    assert list(open_slots(Review(id="r", summary=text))) == []


def test_every_prose_of_a_report_is_looked_at() -> None:
    """An actor, a lane, a quotation and a link are no prose that a rewrite could have been put into."""
    public = public_review(HELD, frozenset(), owner_names=True, participant="p", facilitator="f", address=str)
    outside = {(one.kind, one.entity) for one in outside_texts(HELD, public) if "{" in one.text}
    assert {(kind, entity) for kind, entity, _slot in open_slots(HELD)} == outside
