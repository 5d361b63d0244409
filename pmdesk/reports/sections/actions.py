"""What will change: commitments with their owner, date and strength, and what will not be done."""

from __future__ import annotations

from pmdesk.domain.items import Action, ActionStatus, Strength
from pmdesk.domain.measures import strengths
from pmdesk.domain.review import Review
from pmdesk.reports.blocks import Block, Bullet, Bullets, Cell, Column, Heading, Para, Rich, Row, Run, Table, rich
from pmdesk.reports.context import Context
from pmdesk.reports.links import allowed, linked

_APART = frozenset({ActionStatus.IDEA, ActionStatus.WONT_DO})


def blocks(review: Review, context: Context) -> tuple[Block, ...]:
    """Return the table of commitments, their strengths, the next meeting, and the will-not-dos with their reasons."""
    heading = context.heading("actions")
    kept = [one for one in context.actions if one.status not in _APART]
    found: list[Block] = [heading]
    if kept:
        found += [
            Table(columns=_columns(context), rows=tuple(_row(one, context) for one in kept)),
            _line(kept, context),
        ]
    else:
        found.append(Para(runs=rich(context.word("no_actions")), style="small"))
    found += _next_meeting(review, context)
    refused = [one for one in context.actions if one.status is ActionStatus.WONT_DO]
    if refused:
        items = tuple(Bullet(runs=(*_numbered(one, context), *linked(f". {_reason(one, context)}"))) for one in refused)
        found += [Heading(text=context.word("wont_do"), level=2), Bullets(items=items, ruled=True)]
    return tuple(found)


def _next_meeting(review: Review, context: Context) -> tuple[Block, ...]:
    """Return "Next meeting: Wed 2 Dec 2026, follow-up on the actions.", nothing without a day."""
    if review.next_date is None:
        return ()
    day = context.words.date(review.next_date)
    if review.next_for is not None:
        day = context.word("next_for", day=day, purpose=context.words(f"enums.next_for.{review.next_for}"))
    return (Para(runs=rich(context.word("next_meeting", day=day)), style="small"),)


def _reason(action: Action, context: Context) -> str:
    return action.reason.strip() or context.word("no_reason")


def _numbered(action: Action, context: Context) -> tuple[Run, ...]:
    text = action.text.rstrip(". ") or context.word("no_text")
    return (Run(text=f"{context.action_numbers[action.id]} ", strong=True), *linked(text))


def _columns(context: Context) -> tuple[Column, ...]:
    owner = "columns.owner_name" if context.owner_names else "columns.owner"
    return (
        Column(title="", width=28),
        Column(title=context.word("columns.action")),
        Column(title=context.word("columns.strength"), width=78),
        Column(title=context.word("columns.serves"), width=36),
        Column(title=context.word(owner), width=92),
        Column(title=context.word("columns.due"), width=76, right=True),
    )


def _row(action: Action, context: Context) -> Row:
    serves = [context.factor_numbers[one.id] for one in context.factors if one.id in action.factors]
    strength = action.strength
    remarks = [
        context.word("done_when", text=action.done_when.strip()) if action.done_when.strip() else "",
        context.word("milestone", text=action.milestone.strip()) if action.milestone.strip() else "",
        context.word("tracker") if action.tracker.strip() else "",
    ]
    return Row(
        cells=(
            Cell(runs=rich(context.action_numbers[action.id], strong=True)),
            Cell(
                runs=linked(action.text) or rich(context.word("no_text")),
                second=(*linked("\n".join(one for one in remarks if one)), *_tracker(action)),
            ),
            Cell(runs=rich(context.words(f"enums.strength.{strength}")), strength=strength)
            if strength
            else context.missing("not_rated"),
            Cell(runs=rich(", ".join(serves)), tone="text2") if serves else context.missing("none_yet"),
            _owner(action, context),
            _due(action, context),
        )
    )


def _tracker(action: Action) -> Rich:
    """Return where the action is followed, an address without its scheme so that it is short."""
    text = action.tracker.strip()
    address = allowed(text)
    return rich(text.partition("://")[2] or text, link=address) if address else linked(text)


def _owner(action: Action, context: Context) -> Cell:
    owner = context.owners.get(action.owner, "")
    if not owner:
        return context.missing("no_owner")
    return Cell(runs=rich(owner), second=() if action.agreed else rich(context.word("not_agreed")))


def _due(action: Action, context: Context) -> Cell:
    status = action.status
    second = ""
    if status is ActionStatus.DONE and action.done_on is not None:
        second = context.word("done_on", day=context.words.date(action.done_on))
    elif status in {ActionStatus.DONE, ActionStatus.IN_PROGRESS}:
        second = context.words(f"enums.action_status.{status}")
    if action.due is None:
        return Cell(runs=rich(context.word("no_date")), second=rich(second), tone="warn")
    return Cell(runs=rich(context.words.date(action.due)), second=rich(second))


def _line(kept: list[Action], context: Context) -> Para:
    """Return "1 stronger, 4 intermediate, 2 weaker" with n, and what stronger means."""
    counts = strengths(kept)
    parts = [context.word(f"strengths.{one}", number=counts[one]) for one in Strength if counts[one]]
    if counts[None]:
        parts.append(context.word("strengths.open", number=counts[None]))
    agreed = sum(one.agreed and bool(context.owners.get(one.owner)) for one in kept)
    agreement = context.word("agreed_by", agreed=agreed, number=len(kept))
    return Para(runs=rich(f"{', '.join(parts)}. {context.word('stronger_means')} {agreement}"), style="small")
