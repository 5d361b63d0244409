"""A review becomes the blocks of a report: project it, then ask each section in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pmdesk.domain.item_numbers import action_numbers, factor_numbers
from pmdesk.domain.items import Action, Factor
from pmdesk.domain.review import Review
from pmdesk.domain.timeline import in_order
from pmdesk.editing.ports import PublishOptions
from pmdesk.editing.public_review import PublicReview, public_review
from pmdesk.editing.words import Words
from pmdesk.reports.blocks import Block, Columns, NewPage
from pmdesk.reports.context import Context, days_of
from pmdesk.reports.sections import SECTIONS
from pmdesk.reports.spec import ReportSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report ready to be written: its blocks, and what stands around every page.

    ``title`` is the document's title, ``kind`` and ``audience`` stand in the page's head with
    ``number``, ``remark`` and ``record`` in its foot; ``author`` is a role.
    """

    blocks: tuple[Block, ...]
    title: str
    kind: str
    audience: str
    number: str
    remark: str
    record: str
    author: str


def outside_of(review: Review, spec: ReportSpec, options: PublishOptions, words: Words) -> PublicReview:
    """Return the projection of a review that a report is made of."""
    return public_review(
        review,
        spec.withheld,
        owner_names=options.owner_names,
        participant=words("report.participant"),
        facilitator=words("report.facilitator"),
        address=lambda who: words("report.address", who=who),
    )


def report_of(
    review: Review,
    spec: ReportSpec,
    options: PublishOptions,
    words: Words,
    *,
    width: float,
    picture: Callable[[str], bytes | None],
) -> Report:
    """Return the report of a review; ``width`` is that of the text in points."""
    public = outside_of(review, spec, options, words)
    outside = public.review
    factors = tuple(one for one in outside.ordered("factor") if isinstance(one, Factor))
    actions = tuple(one for one in outside.ordered("action") if isinstance(one, Action))
    context = Context(
        words=words,
        spec=spec,
        events=in_order(outside),
        factors=factors,
        actions=actions,
        factor_numbers=factor_numbers(outside),
        action_numbers=action_numbers(outside),
        labels=public.labels,
        owners=public.owners,
        owner_names=options.owner_names,
        project=public.project,
        picture=picture,
        days=days_of(outside),
        width=width,
    )
    number = f"R-{outside.number}"
    title = " ".join(outside.title.split()) or words("report.untitled")
    held = outside.meeting_date
    status = words(f"enums.review_status.{outside.status}")
    return Report(
        blocks=tuple(_blocks(outside, context)),
        title=words("report.document_title", number=number, title=title),
        kind=words(f"report.kinds.{outside.kind}"),
        audience=words(f"report.audiences.{spec.name}"),
        number=number,
        remark=words(f"report.remark.{_remark(context)}", zone=context.zone_line(outside)),
        record=words("report.record", status=status, day=words.date(held)) if held else status,
        author=words("report.facilitator"),
    )


def _remark(context: Context) -> str:
    return "owners" if context.owner_names else "roles"


def _blocks(review: Review, context: Context) -> Iterator[Block]:
    """Yield the blocks of all sections; two of a pair stand side by side when both have something."""
    for pair in context.spec.sections:
        parts = [found for name in pair if (found := SECTIONS[name](review, context))]
        if not parts:
            continue
        if context.spec.page_starts.intersection(pair):
            yield NewPage()
        if len(parts) == 1:
            yield from parts[0]
        else:
            yield Columns(left=parts[0], right=tuple(block for part in parts[1:] for block in part))
