"""A review and a list of reviews as plain lines for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from pmdesk.domain.item_numbers import action_numbers, factor_numbers, ordered_actions, ordered_factors
from pmdesk.domain.items import Action, ActionStatus, Event, Known
from pmdesk.domain.measures import measures
from pmdesk.domain.review import KEY_MOMENTS, Review, moment_time
from pmdesk.domain.rules import problems
from pmdesk.domain.timeline import in_order
from pmdesk.domain.times import Time, clock_text, in_zone
from pmdesk.editing.ports import Summary
from pmdesk.editing.words import Words

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")
_INDENT = "    "


def visible(text: str) -> str:
    """Return text that cannot steer a terminal: what is not drawn becomes U+FFFD, a tab a space.

    Line breaks stay. Joiners inside words and emoji stay too: they steer nothing.
    """
    return "".join(
        one if one == "\n" or one in _JOINERS else " " if one == "\t" else "\ufffd" if _hidden(one) else one
        for one in text
    )


def _hidden(one: str) -> bool:
    return unicodedata.category(one) in _HIDDEN


def one_line(text: str) -> str:
    """Return text on one line, safe for a terminal."""
    return " ".join(visible(text).split())


def list_lines(summaries: Sequence[Summary], words: Words) -> Iterator[str]:
    """Yield a table of reviews: a head and one line for each."""
    names = ("number", "severity", "day", "status", "open", "overdue", "title")
    rows = [tuple(words(f"cli.list.{name}") for name in names)]
    rows.extend(
        (
            f"R-{one.number}",
            words(f"enums.severity.{one.severity}") if one.severity else "–",
            words.date(one.day) if one.day else "–",
            words(f"enums.review_status.{one.status}"),
            str(one.open_actions),
            str(one.overdue_actions),
            one_line(one.title) or words("cli.list.untitled"),
        )
        for one in summaries
    )
    widths = [max(len(row[at]) for row in rows) for at in range(len(names) - 1)]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()


def review_lines(review: Review, words: Words) -> Iterator[str]:
    """Yield a whole review in the order of the stages, with what is still open at the end."""
    title = one_line(review.title) or words("cli.list.untitled")
    yield words("cli.show.number", number=review.number, title=title)
    facts = [words("cli.show.facts", kind=words(f"enums.review_kind.{review.kind}"), status=_status(review, words))]
    if review.severity:
        facts.append(words(f"enums.severity.{review.severity}"))
    if review.day:
        facts.append(words.date(review.day))
    yield ", ".join(facts)
    if review.services:
        yield words("cli.show.services", value=one_line(", ".join(review.services)))
    if review.impact:
        yield words("cli.show.impact", value=one_line(review.impact))
    if review.summary:
        yield ""
        yield from visible(review.summary).strip().splitlines()
    yield from _moment_lines(review, words)
    yield from _timeline_lines(review, words)
    yield from _factor_lines(review, words)
    yield from _action_lines(review, words)
    yield from _open_lines(review, words)
    if review.source:
        yield from _headed(words("cli.show.source"), [one_line(review.source)])


def _status(review: Review, words: Words) -> str:
    return words(f"enums.review_status.{review.status}")


def _headed(head: str, lines: Iterable[str]) -> Iterator[str]:
    body = list(lines)
    if body:
        yield ""
        yield head
        for line in body:
            yield f"  {line}"


def _moment_lines(review: Review, words: Words) -> Iterator[str]:
    def told(time: Time | None) -> str:
        if time is None or time.start is None:
            return words("measures.unknown")
        day = words.date(in_zone(time.start, review.zone).date())
        return f"{day}, {clock_text(time, review.zone)} {review.zone}"

    moments = (
        words("cli.show.moment", name=words(f"enums.key_moment.{name}"), value=told(moment_time(review, name)))
        for name in KEY_MOMENTS
    )
    yield from _headed(words("cli.show.moments"), moments)
    spans = (
        words("cli.show.moment", name=words(f"measures.names.{one.name}"), value=words.measure(one))
        for one in measures(review)
    )
    yield from _headed(words("cli.show.measures"), spans)


def _timeline_lines(review: Review, words: Words) -> Iterator[str]:
    events = in_order(review)
    if not events:
        return
    yield ""
    yield words("cli.show.timeline_zone", zone=review.zone)
    day = None
    for event in events:
        start = event.time.start
        here = in_zone(start, review.zone).date() if start is not None else day
        if here is not None and here != day:
            day = here
            yield f"  {words.date(day)}"
        yield f"{_INDENT}{_event_line(review, event, words)}"


def _event_line(review: Review, event: Event, words: Words) -> str:
    time = clock_text(event.time, review.zone) if event.time.placed else words("cli.show.no_time")
    tail = [words(f"enums.event_kind.{event.kind}")]
    if event.actor:
        tail.append(_person(review, event.actor))
    if event.known is Known.LATER:
        tail.append(words("cli.show.later"))
    return f"{time:<12}{one_line(event.text)} ({', '.join(tail)})"


def _person(review: Review, name: str) -> str:
    """Return the role of a person of the review, else the name or the handle, else the label as it stands."""
    person = review.people.get(name)
    return one_line((person.role or person.name or " ".join(person.handles)) if person else name)


def _factor_lines(review: Review, words: Words) -> Iterator[str]:
    numbers = factor_numbers(review)

    def lines() -> Iterator[str]:
        for one in ordered_factors(review):
            yield words("cli.show.numbered", number=numbers[one.id], text=one_line(one.statement))
            if one.effect:
                yield _INDENT + words("cli.show.effect", effect=one_line(one.effect))
            parts = [words("cli.show.verified" if one.verified else "cli.show.hypothesis")]
            if one.category:
                parts.insert(0, words(f"enums.category.{one.category}"))
            behind = [number for name, number in numbers.items() if name in one.enabled_by]
            if behind:
                parts.append(words("cli.show.enabled_by", names=", ".join(behind)))
            yield _INDENT + "; ".join(parts)

    yield from _headed(words("cli.show.factors"), lines())


def _action_lines(review: Review, words: Words) -> Iterator[str]:
    numbers = action_numbers(review)

    def lines() -> Iterator[str]:
        for one in ordered_actions(review):
            yield words("cli.show.numbered", number=numbers[one.id], text=one_line(one.text))
            yield _INDENT + "; ".join(_action_facts(review, one, words))

    yield from _headed(words("cli.show.actions"), lines())
    yield from _headed(words("cli.show.ideas"), (one_line(one.text) for one in ordered_actions(review, ideas=True)))


def _action_facts(review: Review, action: Action, words: Words) -> Iterator[str]:
    yield words(f"enums.action_status.{action.status}")
    if action.status is ActionStatus.WONT_DO:
        if action.reason:
            yield words("cli.show.reason", reason=one_line(action.reason))
        return
    if action.owner in review.people:
        yield words("cli.show.owner", owner=_person(review, action.owner))
    else:
        yield words("cli.show.no_owner")
    if action.due:
        yield words("cli.show.due", date=words.date(action.due))


def _open_lines(review: Review, words: Words) -> Iterator[str]:
    counted: dict[str, int] = {}
    for problem in problems(review):
        said = words.problem(problem)
        counted[said] = counted.get(said, 0) + 1
    lines = (said if count == 1 else f"{said} ({count})" for said, count in counted.items())
    yield from _headed(words("cli.show.open"), lines)
