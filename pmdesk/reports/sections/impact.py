"""The impact in words and in numbers."""

from __future__ import annotations

from pmdesk.domain.review import Review
from pmdesk.reports.blocks import Block, Fact, Facts, Para, rich
from pmdesk.reports.context import Context, lines_of
from pmdesk.reports.links import linked


def blocks(review: Review, context: Context) -> tuple[Block, ...]:
    """Return the words, then the numbers that were given."""
    numbers: list[tuple[str, str]] = []
    if review.customers is not None:
        numbers.append(("customers", f"{review.customers:,}"))
    if review.request_share is not None:
        numbers.append(("request_share", f"{review.request_share:g}\u00a0%"))
    if review.cost_per_minute is not None:
        amount = f"{review.cost_per_minute:,.2f}".removesuffix(".00")
        numbers.append(("cost_per_minute", f"{amount}\u00a0{review.currency}".strip()))
    texts = [Para(runs=linked(line)) for line in lines_of(review.impact)]
    if not texts and not numbers:
        texts = [Para(runs=rich(context.word("no_impact")), style="small")]
    facts = tuple(Fact(label=context.word(f"facts.{name}"), value=rich(value, strong=True)) for name, value in numbers)
    return (context.heading("impact"), *texts, *((Facts(rows=facts),) if facts else ()))
