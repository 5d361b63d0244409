"""Rewording a sentence: the phrase that blames is exchanged, every other word stays.

What only the room knows becomes a slot, "{did_what}". A rewrite has a ``find``, the words it exchanges
(else those that the rule marked), a ``put``, and a ``then`` for the end of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmdesk.wording.finding import PEOPLE, Kind, Offer, Span
from pmdesk.wording.rules import SUBJECT, Rewrite
from pmdesk.wording.subjects import Subject
from pmdesk.wording.word_forms import WordForms

_PIECE = re.compile(r"\{(\w+?)(?:_(ing|object))?\}")
_ENDS = r"""(?=[\s"'”’)\]*_]|$)"""
_CLAUSE_END = re.compile(
    rf"[,;:.!?)—]{_ENDS}|\s(?:-|–)\s|\s(?:and|but|because|so|which|who|while|although|though|when|until|since|after|before|as|or)\s"
)
_LONGEST_CLAUSE = 240
_STOP = re.compile(r"""[.!?…]*["'”’)\]*_\s]*$""")
_FACT = re.compile(r"\d[\d.,:/]*|@\w+|(?<=[^\W\d_] )[^\W\d_][\w-]+|(?<=[,;:] )[^\W\d_][\w-]+")
"""What nobody may lose: figures, handles, and, of the words within a sentence, those with a capital."""
_ASKING = frozenset({"why", "who", "whose", "how", "what", "couldn", "didn"})
_LETTER = re.compile(r"\w")
_SOMEBODY = PEOPLE | {Kind.EXTERNAL, Kind.THEY}
_PRONOUN = re.compile(r"(?:\w+n't )?(.*?)(?:'(?:d|ve|ll))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A sentence, as written and as cues read it, with the match of one cue, what it marks and its subject."""

    text: str
    view: str
    found: re.Match[str]
    mark: Span
    subject: Subject | None


def rewritten(rewrites: Sequence[Rewrite], place: Place, forms: WordForms) -> Offer:
    """Return what the rewrites stand for, and the rewrites. It is the clause, or more when one reaches further."""
    made = list(_made(rewrites, place, forms))
    whole = _clause(place)
    for span, _text in made:
        whole = Span(min(whole.start, span.start), max(whole.end, span.end))
    text = place.text
    return Offer(whole, tuple(text[whole.start : span.start] + new + text[span.end : whole.end] for span, new in made))


def as_written(rewrites: Sequence[Rewrite], replaced: Span) -> Offer:
    """Return rewrites that take nothing from the sentence, as they are written."""
    return Offer(replaced, tuple(put for one in rewrites for put in one.puts))


def _made(rewrites: Sequence[Rewrite], place: Place, forms: WordForms) -> Iterator[tuple[Span, str]]:
    """Yield where the first rewrite that fits and loses no name and no figure stands, and how it reads."""
    for one in rewrites:
        words = _words(one, place)
        if words is None:
            continue
        made = [_filled(put, words[1], place, forms) for put in one.puts]
        if all(_keeps(place.text, words[0], put) for put in made):
            yield from (_closed(*_seamed(words[0], put, place.text), one.then, place.text) for put in made)
            return


def _keeps(text: str, span: Span, made: str) -> bool:
    """Return whether the figures and names of a part of a text stand in what is to replace it."""
    facts = (one[0] for one in _FACT.finditer(text, span.start, span.end) if not one[0][0].islower())
    return all(one in made or one.lower() in _ASKING for one in facts)


def _words(one: Rewrite, place: Place) -> tuple[Span, re.Match[str] | None] | None:
    """Return the words that a rewrite exchanges, which meet what was found; None when it does not fit."""
    if one.find is None:
        fits = not one.inside or _LETTER.search(place.view, 0, place.mark.start) is not None
        end = place.mark.start + len(place.text[place.mark.start : place.mark.end].rstrip())
        return (Span(place.mark.start, end), None) if fits else None
    view = _with_subject(place) if SUBJECT in one.find.text else place.view
    for found in one.find.finditer(view):
        if found.start() < place.found.end() and place.found.start() < found.end():
            return Span(*found.span()), found
    return None


def _with_subject(place: Place) -> str:
    """Return the view with a sign in place of every letter of a subject that is somebody."""
    one, view = place.subject, place.view
    if one is None or one.kind not in _SOMEBODY:
        return view
    own = _PRONOUN.fullmatch(view, one.span.start, one.span.end)
    start, end = own.span(1) if own is not None else (one.span.start, one.span.end)
    return view[:start] + SUBJECT * (end - start) + view[end:]


def _filled(put: str, found: re.Match[str] | None, place: Place, forms: WordForms) -> str:
    def piece(slot: re.Match[str]) -> str:
        if found is None or slot[1] not in found.re.groupindex:
            return slot[0]
        words = place.text[slice(*found.span(slot[1]))] if found[slot[1]] is not None else ""
        return forms.form(words, slot[2]) if slot[2] else words

    return _PIECE.sub(piece, put)


def _seamed(span: Span, made: str, text: str) -> tuple[Span, str]:
    """Return what was made with the capital that stood there; where nothing is left, the next word takes it."""
    if not text[span.start : span.start + 1].isupper():
        return span, made
    if not made:
        made, span = text[span.end : span.end + 1], Span(span.start, min(span.end + 1, len(text)))
    at = 1 if made.startswith("{") else 0
    return span, made[:at] + made[at : at + 1].upper() + made[at + 1 :]


def _closed(span: Span, made: str, then: str, text: str) -> tuple[Span, str]:
    """Return both with ``then`` at the end of the sentence, before its stop."""
    stop = _STOP.search(text, span.end)
    if not then or stop is None:
        return span, made
    body = text[span.end : stop.start()]
    said = " ".join(then.split()[:2]) in made + body
    if said or (made + body).endswith((":", ",", ";")) or ("?" in stop[0] and not then.startswith(" ")):
        return span, made
    return Span(span.start, stop.start()), made + body + then


def _clause(place: Place) -> Span:
    """Return the clause around a match: from its subject to the next break behind it.

    Where nobody looked for a subject, it begins behind the break before the match.
    """
    view, found, subject = place.view, place.found, place.subject
    start = found.start()
    if subject is None:
        start = _begins(view, start)
    elif subject.kind is not Kind.NONE and subject.span.start < subject.span.end <= found.end():
        start = min(start, subject.span.start)
    last = min(len(view), found.end() + _LONGEST_CLAUSE)
    stop = _CLAUSE_END.search(view, found.end(), last)
    return Span(start, max(stop.start() if stop is not None else last, found.end()))


def _begins(view: str, at: int) -> int:
    """Return where the clause that holds ``at`` begins."""
    first = max(0, at - _LONGEST_CLAUSE)
    start = first
    for found in _CLAUSE_END.finditer(view, first, at):
        start = found.end()
    return start + len(view[start:at]) - len(view[start:at].lstrip())
