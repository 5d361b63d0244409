"""Actions worth a question: vague ones, those that rest on people taking care, and what each leaves open.

The words are judged by the wording rules (BW13, BW14), the fields by domain/rules.py. Ideas, and what
is done or will not be done, are never asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from whenever import Date

from pmdesk.domain.items import Action
from pmdesk.domain.measures import OPEN
from pmdesk.domain.review import Review
from pmdesk.domain.rules import Problem, action_problems
from pmdesk.wording.finding import Finding

ON_PEOPLE, VAGUE, FIELDS_RULE = "BW13", "BW14", "BW15"

PARTS_OF_FIELDS: Mapping[str, str] = MappingProxyType(
    {"owner_missing": "owner", "owner_is_team": "owner", "due_missing": "date", "due_past": "date"}
)
"""Problems of an action that rule BW15 asks about -> the part that is open."""

_NAMED = re.compile(r"`[^`]+`|\w+[./_]\w[\w./_-]*|\b[a-z]+[A-Z]\w*|\b[A-Z]{2,}[\w-]*\b")
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = ".!?;: "


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAsk:
    """What is asked about one action.

    ``missing`` names what is open, in this order: verb, artefact, threshold, done_when (told by its
    words), owner, date (told by its fields).
    """

    action: str
    on_people: bool
    missing: tuple[str, ...]

    @property
    def of_words(self) -> tuple[str, ...]:
        """What is open in the words alone: owner and date have places of their own in a row."""
        return tuple(one for one in self.missing if one not in {"owner", "date"})


def action_ask(
    review: Review, action: Action, check: Callable[[str], Iterable[Finding]], things: frozenset[str], today: Date
) -> ActionAsk | None:
    """Return what is asked about an action; None when its words can be kept and checked.

    ``check`` returns the findings of a text of the Actions stage, less what people dismissed.
    ``things`` are nouns, in small letters, of what can be there at the end: "alert", "runbook".
    """
    if action.status not in OPEN or not action.text.strip():
        return None
    text, done_when = action.text.strip(), action.done_when.strip()
    found = {one.rule: one for one in reversed(tuple(check(text)))}
    on_people = ON_PEOPLE in found
    vague = VAGUE in found and not _bounded(text, done_when, check)
    if not on_people and not vague:
        return None
    first = found[ON_PEOPLE if on_people else VAGUE]
    opening = _WORD.search(text)
    weak_verb = opening is None or first.span.start < opening.end()
    whole = f"{text} {done_when}"
    words = {one.lower() for one in _WORD.findall(whole)}
    checks = (
        ("verb", weak_verb),
        ("artefact", not _NAMED.search(whole) and not (words | {one.removesuffix("s") for one in words}) & things),
        ("threshold", not _FIGURE.search(whole)),
        ("done_when", not done_when or bool(_unbounded(done_when, check))),
    )
    fields = (PARTS_OF_FIELDS[one] for one in action_problems(review, action, today) if one in PARTS_OF_FIELDS)
    words_open = tuple(name for name, is_open in checks if is_open) or ("threshold",)
    return ActionAsk(action=action.id, on_people=on_people, missing=(*words_open, *fields))


def ask_problem(ask: ActionAsk, missing: str) -> Problem:
    """Return the question as a problem of the review; ``missing`` is what is open, in words."""
    if ask.on_people:
        return Problem(id="action_on_people", stage="actions", kind="action", entity=ask.action)
    values = (("missing", missing),)
    return Problem(id="action_vague", stage="actions", kind="action", entity=ask.action, values=values)


def _bounded(text: str, done_when: str, check: Callable[[str], Iterable[Finding]]) -> bool:
    """Return whether done-when gives a vague text an end that can be seen: a figure, or what the rules accept."""
    if not done_when or _unbounded(done_when, check):
        return False
    together = f"{text.rstrip(_ENDS)}; done when {done_when}"
    return bool(_FIGURE.search(done_when)) or not _unbounded(together, check)


def _unbounded(text: str, check: Callable[[str], Iterable[Finding]]) -> list[Finding]:
    return [one for one in check(text) if one.rule in {VAGUE, ON_PEOPLE}]
