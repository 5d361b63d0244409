"""What of a report would still name somebody, or call a part an outage: looked for in the text that would leave.

The text is that of the public projection, field by field, so that each place can be gone to. Names are
what the roster, "@" and addresses show, given names that the roster does not hold, and owners who were
chosen to be named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from pmdesk.domain.items import Action, ActionStatus, Event, Factor, Item, Note, NoteKind
from pmdesk.domain.name_words import EVERYDAY
from pmdesk.domain.open_slots import PROSE
from pmdesk.domain.review import REVIEW, Review, Severity
from pmdesk.editing.public_review import PublicReview
from pmdesk.wording.engine import Checker
from pmdesk.wording.finding import Finding, Kind, Span, Stage
from pmdesk.wording.rewriting import as_written
from pmdesk.wording.rules import Rule, Rulebook, Settings

NAMED, OUTAGE = "BW16", "BW17"

FIELDS = (*PROSE, "source")
"""Texts of the review itself that a report holds; besides, its services and tags."""

_CAPITAL = re.compile(r"(?<![\w@./:-])[A-Z][^\W\d_A-Z]+(?:[ -][A-Z][^\W\d_A-Z]+)*(?![\w@]|[./:]\w)")
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d")
_ALL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A text of a report and where it is written: a stage, a kind and an item of it, and its field."""

    stage: str
    kind: str
    entity: str
    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A place of a report worth a look before it is handed out; offsets are those of the projected text."""

    at: Outside
    finding: Finding

    @property
    def marked(self) -> str:
        """The words that would leave."""
        return self.at.text[self.finding.span.start : self.finding.span.end]


def leaving(
    review: Review,
    public: PublicReview,
    rulebook: Rulebook,
    settings: Settings,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Leaving, ...]:
    """Return the places of a report, in the order of the stages; none of the rest once ``cancelled`` says so.

    ``public`` is the projection of ``review`` that the report is made of.
    """
    rules = tuple(_widened(one, review) for one in rulebook.rules if one.id in {NAMED, OUTAGE})
    lexicon = rulebook.lexicon.taught(settings.roles, settings.machines)
    checker = Checker(Rulebook(rules, rulebook.lexicon), review.people.values(), settings)
    naming = next((one for one in rules if one.id == NAMED and one.id not in settings.off), None)
    known = {word.lower() for text in (*review.services, *review.tags) for word in _WORD.findall(text)}
    found: list[Leaving] = []
    for one in outside_texts(review, public):
        if cancelled():
            break
        findings = checker.check(one.text, Stage.PUBLISH)
        found += (Leaving(at=one, finding=finding) for finding in findings)
        if naming is not None:
            taken = [finding.span for finding in findings]
            spans = _given_names(one.text, lexicon.names, known)
            found += (
                Leaving(at=one, finding=_named(naming, span, one.text)) for span in spans if not _meets(span, taken)
            )
    if naming is not None:
        found += (
            Leaving(at=one, finding=_named(naming, Span(0, len(one.text)), one.text)) for one in _owners(review, public)
        )
    return tuple(found)


def is_partial(review: Review) -> bool:
    """Return whether the impact says that a part was gone and not all: by its share, else by its severity."""
    if review.request_share is not None:
        return review.request_share < _ALL
    return review.severity is not None and review.severity is not Severity.SEV1


def outside_texts(review: Review, public: PublicReview) -> Iterator[Outside]:
    """Yield every text of a report that a person wrote, as it would leave, with its place."""
    outside = public.review
    for field in FIELDS:
        yield from _text("prepare", REVIEW, field, field, getattr(outside, field))
    for field in ("services", "tags"):
        for one in getattr(outside, field):
            yield from _text("prepare", REVIEW, field, field, one)
    for kind in ("event", "factor", "action", "note"):
        for item in outside.ordered(kind):
            yield from _of_item(item, review)
    for quiet in outside.quiets.values():
        yield from _text("timeline", "event", quiet.after, "quiet", quiet.text)


def _of_item(item: Item, review: Review) -> Iterator[Outside]:
    match item:
        case Event():
            yield from _of_event(item, review)
        case Factor():
            for field in ("statement", "effect", "safeguard", "accepted"):
                yield from _text("factors", "factor", item.id, field, getattr(item, field))
        case Action():
            for field in _fields_of(item):
                yield from _text("actions", "action", item.id, field, getattr(item, field))
        case Note() if item.kind is NoteKind.QUESTION:
            yield from _text("open", "note", item.id, "text", item.text)
        case _:
            pass


def _of_event(event: Event, review: Review) -> Iterator[Outside]:
    yield from _text("timeline", "event", event.id, "text", event.text)
    if event.actor not in review.people:
        yield from _text("timeline", "event", event.id, "actor", event.actor)
    yield from _text("timeline", "event", event.id, "lane", event.lane)
    for one in event.evidence:
        yield from _text("timeline", "event", event.id, "evidence", one.text)


def _fields_of(action: Action) -> tuple[str, ...]:
    match action.status:
        case ActionStatus.IDEA:
            return ("text",)
        case ActionStatus.WONT_DO:
            return ("text", "reason")
        case _:
            return ("text", "done_when", "milestone", "tracker")


def _text(stage: str, kind: str, entity: str, field: str, text: str) -> Iterator[Outside]:
    if text.strip():
        yield Outside(stage=stage, kind=kind, entity=entity, field=field, text=text)


def _owners(review: Review, public: PublicReview) -> Iterator[Outside]:
    """Yield the owners whose names the action table would show."""
    for action in public.review.ordered("action"):
        if not isinstance(action, Action) or action.status in {ActionStatus.IDEA, ActionStatus.WONT_DO}:
            continue
        owner = review.people.get(action.owner)
        if owner is not None and owner.name.strip() and public.owners[owner.id] == owner.name.strip():
            yield from _text("actions", "action", action.id, "owner", owner.name.strip())


def _widened(rule: Rule, review: Review) -> Rule:
    """Let "outage" be found wherever it stands, when the impact itself says that it was a part."""
    if rule.id != OUTAGE or not is_partial(review):
        return rule
    return replace(rule, cues=tuple(replace(one, needs=None) for one in rule.cues))


def _given_names(text: str, names: frozenset[str], known: set[str]) -> Iterator[Span]:
    """Yield where a given name stands that nobody of the roster has, with the surname behind it."""
    for found in _CAPITAL.finditer(text):
        first = _WORD.match(found.group())
        word = first.group() if first is not None else ""
        if word not in names or word.lower() in known:
            continue
        alone = word == found.group()
        beside = text[max(found.start() - 2, 0) : found.start()] + text[found.end() : found.end() + 2]
        if alone and (word.lower() in EVERYDAY or _FIGURE.search(beside)):
            continue
        yield Span(found.start(), found.end())


def _meets(span: Span, others: list[Span]) -> bool:
    return any(one.start < span.end and span.start < one.end for one in others)


def _named(rule: Rule, span: Span, text: str) -> Finding:
    return Finding(
        span=span,
        rule=rule.id,
        severity=rule.severity,
        label=rule.label,
        tier=rule.tier,
        message=rule.why,
        question=rule.ask,
        sentence=Span(0, len(text)),
        offer=partial(as_written, rule.rewrites, span),
        subject=Kind.NAMED,
    )
