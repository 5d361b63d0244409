"""What this report does not know: the open points of the review, each with where it shows."""

from __future__ import annotations

from pmdesk.domain.review import Review
from pmdesk.domain.rules import Problem, problems
from pmdesk.reports.blocks import Block, Bullet, Bullets, Para, Run, rich
from pmdesk.reports.context import Context

_SHOWN = 12
"""So many places are named for one open point; the rest is counted."""


def blocks(review: Review, context: Context) -> tuple[Block, ...]:
    """Return the open points, equal ones together, in the order of the stages."""
    grouped: dict[str, list[str]] = {}
    for problem in problems(review):
        grouped.setdefault(context.words.problem(problem), []).append(_place(problem, review, context))
    if not grouped:
        return (context.heading("unknown"), Para(runs=rich(context.word("nothing_open"))))
    items = tuple(
        Bullet(runs=(*_places([place for place in places if place], context), *rich(sentence)))
        for sentence, places in grouped.items()
    )
    intro = Para(runs=rich(context.word("unknown_intro")), style="small")
    return (context.heading("unknown"), intro, Bullets(items=items, ruled=True))


def _place(problem: Problem, review: Review, context: Context) -> str:
    match problem.kind:
        case "factor":
            return context.factor_numbers.get(problem.entity, "")
        case "action":
            return context.action_numbers.get(problem.entity, "")
        case "event" if problem.entity in review.events:
            event = review.events[problem.entity]
            return context.when(event.time, review) if event.time.placed else ""
        case _:
            return ""


def _places(places: list[str], context: Context) -> tuple[Run, ...]:
    if not places:
        return ()
    text = ", ".join(places[:_SHOWN])
    if len(places) > _SHOWN:
        text = context.word("and_more", places=text, number=len(places) - _SHOWN)
    return (Run(text=f"{text}: ", strong=True),)
