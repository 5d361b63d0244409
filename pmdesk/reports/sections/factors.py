"""Contributing factors: the cause map, then each condition with its evidence and what serves it."""

from __future__ import annotations

from pmdesk.domain.causes import layers
from pmdesk.domain.items import ActionStatus, Factor
from pmdesk.domain.review import Review
from pmdesk.domain.rules import learned_later
from pmdesk.reports.blocks import Block, CauseMap, Cell, Column, Node, Para, Row, Run, Table, rich
from pmdesk.reports.context import Context
from pmdesk.reports.links import linked


def blocks(review: Review, context: Context) -> tuple[Block, ...]:
    """Return heading, map and table."""
    heading = context.heading("factors")
    if not context.factors:
        return (heading, Para(runs=rich(context.word("no_factors")), style="small"))
    intro = Para(runs=rich(context.word("factors_intro")))
    columns = (
        Column(title="", width=27),
        Column(title=context.word("columns.factor")),
        Column(title=context.word("columns.category"), width=62),
        Column(title=context.word("columns.state"), width=56),
        Column(title=context.word("columns.evidence"), width=84),
        Column(title=context.word("columns.actions"), width=44),
    )
    rows = tuple(_row(review, factor, context) for factor in context.factors)
    return (heading, intro, _map(review, context), Table(columns=columns, rows=rows))


def _map(review: Review, context: Context) -> CauseMap:
    factors = {one.id: one for one in context.factors}
    links = [(enabler, one.id) for one in context.factors for enabler in sorted(one.enabled_by) if enabler in factors]
    behind = {enabler for enabler, _ in links}
    links += [(one.id, "") for one in context.factors if one.id not in behind]
    columns = tuple(tuple(_node(factors[name], context) for name in column) for column in layers(factors))
    return CauseMap(columns=columns, links=tuple(links), goal=review.title or context.word("incident"))


def _node(factor: Factor, context: Context) -> Node:
    return Node(
        id=factor.id,
        label=context.factor_numbers[factor.id],
        text=factor.statement or context.word("no_text"),
        category=factor.category,
        verified=factor.verified,
    )


def _row(review: Review, factor: Factor, context: Context) -> Row:
    actions = [
        context.action_numbers[one.id]
        for one in context.actions
        if factor.id in one.factors and one.status not in {ActionStatus.WONT_DO, ActionStatus.IDEA}
    ]
    times = context.times([event.time for event in context.events if event.id in factor.evidence], review)
    state = context.word("verified" if factor.verified else "hypothesis")
    accepted = factor.accepted.strip()
    remarks = [
        context.word("effect", text=factor.effect.strip()) if factor.effect.strip() else "",
        context.word("safeguard", text=factor.safeguard.strip()) if factor.safeguard.strip() else "",
        context.word("enabled_by", factors=_numbers(factor, context)) if _numbers(factor, context) else "",
        context.word("accepted", text=accepted) if accepted else "",
        context.word("leans_later", times=_later(review, factor, context)) if learned_later(review, factor) else "",
    ]
    second = "\n".join(one for one in remarks if one)
    category = context.words(f"enums.category.{factor.category}") if factor.category else ""
    return Row(
        cells=(
            Cell(runs=(Run(text=context.factor_numbers[factor.id], strong=True),)),
            Cell(runs=linked(factor.statement) or rich(context.word("no_text")), second=linked(second)),
            Cell(runs=rich(category), tone="text2") if category else context.missing("not_named"),
            Cell(runs=rich(state), tone="text2"),
            Cell(runs=rich(times), tone="text2") if times else context.missing("none_yet"),
            Cell(runs=rich(", ".join(actions))) if actions else _without_action(context, accepted=bool(accepted)),
        )
    )


def _later(review: Review, factor: Factor, context: Context) -> str:
    """Return the times of what the factor leans on and nobody knew then."""
    names = learned_later(review, factor)
    return context.times([event.time for event in context.events if event.id in names], review)


def _without_action(context: Context, *, accepted: bool) -> Cell:
    return Cell(runs=rich(context.word("is_accepted")), tone="text2") if accepted else context.missing("none_yet")


def _numbers(factor: Factor, context: Context) -> str:
    order = [one.id for one in context.factors if one.id in factor.enabled_by]
    return ", ".join(context.factor_numbers[one] for one in order)
