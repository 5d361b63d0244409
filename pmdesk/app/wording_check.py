"""What ``pmdesk check`` does: a file or the standard input, through the engine, out as lines."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pmdesk.app.wording_rules import rulebook_of
from pmdesk.domain.items import Person
from pmdesk.editing.known_error import KnownError
from pmdesk.editing.words import Words
from pmdesk.resources import Resources
from pmdesk.wording.engine import Checker
from pmdesk.wording.finding import Finding, Stage

STDIN = "-"
_LOOKED_AT, _FEW, _MOST_STRANGE = 4096, 4, 0.05
_NO_TEXT = frozenset(map(chr, range(32))) - frozenset("\t\n\v\f\r\x1b") | {"\ufffd"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOrder:
    """What is to be checked. ``source`` is a path or "-"; ``people`` a roster file or None."""

    source: str
    stage: Stage
    people: Path | None
    as_json: bool
    sentences: bool


def checked_lines(order: CheckOrder, found: Resources, words: Words) -> tuple[list[str], int]:
    """Return the lines to print and the number of findings. Raises KnownError for what cannot be read."""
    checker = Checker(rulebook_of(found), _roster(order.people))
    text = _text(order.source)
    if order.sentences:
        return _of_sentences(checker, text, order, words)
    findings = checker.check(text, order.stage)
    if order.as_json:
        return [json.dumps(one) for one in _as_data(text, findings)], len(findings)
    return list(_as_text(order.source, text, findings, words)), len(findings)


def _of_sentences(checker: Checker, text: str, order: CheckOrder, words: Words) -> tuple[list[str], int]:
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    made: list[str] = []
    count = 0
    for number, line in enumerate(lines, start=1):
        sentence = line.removesuffix("\r")
        findings = checker.check(sentence, order.stage)
        count += len(findings)
        if order.as_json:
            made.append(json.dumps({"n": number, "findings": list(_as_data(sentence, findings, number))}))
        else:
            made += _as_text(order.source, sentence, findings, words, number)
    return made, count


def _with_lines(text: str, findings: tuple[Finding, ...], first: int) -> Iterator[tuple[Finding, int, int]]:
    """Yield each finding with its line and where that line begins, counting on from the one before."""
    line, at, begins = first, 0, 0
    for one in findings:
        start = max(one.span.start, at)
        line += text.count("\n", at, start)
        begins = max(begins, text.rfind("\n", at, start) + 1)
        at = start
        yield one, line, begins


def _as_data(text: str, findings: tuple[Finding, ...], first: int = 1) -> Iterator[dict[str, object]]:
    """Yield a finding as plain data. ``start`` and ``end`` are characters of the whole text, from 0."""
    for one, line, _begins in _with_lines(text, findings, first):
        yield {
            "line": line,
            "start": one.span.start,
            "end": one.span.end,
            "rule": one.rule,
            "label": one.label,
            "tier": one.tier,
            "severity": one.severity.value,
            "text": text[one.span.start : one.span.end],
            "message": one.message,
            "question": one.question,
            "rewrites": list(one.rewrites),
        }


def _as_text(source: str, text: str, findings: tuple[Finding, ...], words: Words, first: int = 1) -> Iterator[str]:
    for one, line, begins in _with_lines(text, findings, first):
        yield words(
            "cli.wording.place",
            source=source,
            line=line,
            column=one.span.start - begins + 1,
            rule=one.rule,
            text=" ".join(text[one.span.start : one.span.end].split()),
        )
        yield words("cli.wording.why", why=one.message, ask=one.question)


def _text(source: str) -> str:
    """Return the text of a file or of the standard input: UTF-8, or UTF-16 when its first bytes say so.

    Some bytes that are none of it become replacement marks; raises KnownError for what is no text at all.
    """
    try:
        data = sys.stdin.buffer.read() if source == STDIN else Path(source).read_bytes()
    except (OSError, ValueError) as error:
        raise KnownError("cli.cannot_read", path=source) from error
    coding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    text = data.decode(coding, errors="replace")
    beginning = text[:_LOOKED_AT]
    strange = sum(one in _NO_TEXT for one in beginning)
    if "\0" in beginning and strange > max(_FEW, len(beginning) * _MOST_STRANGE):
        raise KnownError("cli.no_text", path=source)
    return text


def _roster(path: Path | None) -> tuple[Person, ...]:
    """Return the people of a roster file: a line each, "Name, @handle, role"; "#" begins a comment."""
    if path is None:
        return ()
    people: list[Person] = []
    for number, line in enumerate(_text(str(path)).splitlines()):
        parts = [part.strip() for part in line.partition("#")[0].replace("\t", ",").replace(";", ",").split(",")]
        handles = tuple(part.lstrip("@") for part in parts if part.startswith("@"))
        rest = [part for part in parts if part and not part.startswith("@")]
        if handles or rest:
            name = rest[0] if rest else ""
            people.append(Person(id=str(number), name=name, role=" ".join(rest[1:]), handles=handles))
    return tuple(people)
