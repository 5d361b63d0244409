"""Filling the rewrites of a rule with the words of the sentence. What only the room knows stays a slot."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pmdesk.wording.finding import Kind, Span
from pmdesk.wording.subjects import Subject

_SLOT = re.compile(r"\{(\w+)\}")
_CLAUSE_END = re.compile(
    r"[,;:.!?)—]|\s(?:-|–)\s|\s(?:and|but|because|so|which|who|while|although|though|when|until|since|after|before|as|or)\s"
)
_LONGEST_CLAUSE = 240


def clause(view: str, found: re.Match[str], subject: Subject | None, *, phrase: bool = False) -> Span:
    """Return the clause around a match: from its subject to the next break after it.

    Where nobody looked for a subject, it begins behind the break before the match: half a sentence in
    front of a whole one would be left over. For a ``phrase`` it begins with the match.
    """
    start = found.start()
    if subject is None and not phrase:
        start = _begins(view, start)
    if subject is not None and subject.kind is not Kind.NONE and subject.span.end > subject.span.start:
        start = min(start, subject.span.start) if subject.span.end <= found.end() else start
    stop = _CLAUSE_END.search(view, found.end(), min(len(view), found.end() + _LONGEST_CLAUSE))
    end = stop.start() if stop is not None else min(len(view), found.end() + _LONGEST_CLAUSE)
    return Span(start, max(end, found.end()))


def _begins(view: str, at: int) -> int:
    """Return where the clause that holds ``at`` begins."""
    first = max(0, at - _LONGEST_CLAUSE)
    start = first
    for found in _CLAUSE_END.finditer(view, first, at):
        start = found.end()
    return start + len(view[start:at]) - len(view[start:at].lstrip())


def rewritten(
    templates: tuple[str, ...], text: str, found: re.Match[str], whole: Span, subject: Subject | None
) -> tuple[str, ...]:
    """Return the rewrites for ``text[whole]``; {who} and {act} take words of the sentence where it has them."""
    known: dict[str, str] = {}
    if subject is not None and subject.kind is not Kind.NONE and subject.span.end > subject.span.start:
        known["who"] = text[subject.span.start : subject.span.end]
    if "act" in found.re.groupindex and found.start("act") >= 0:
        known["act"] = text[found.start("act") : whole.end].strip()
    return tuple(_of(template, known, opens=whole.start == 0) for template in templates)


def _of(template: str, known: Mapping[str, str], *, opens: bool) -> str:
    made = _SLOT.sub(lambda slot: known.get(slot[1]) or slot[0], template)
    return made[:1].upper() + made[1:] if opens else made
