"""What ``pmdesk check`` does: a file or the standard input, through the engine, out as lines."""

from __future__ import annotations

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


def _as_data(text: str, findings: tuple[Finding, ...], first: int = 1) -> Iterator[dict[str, object]]:
    """Yield a finding as plain data. ``start`` and ``end`` are characters of the whole text, from 0."""
    for one in findings:
        yield {
            "line": first + text.count("\n", 0, one.span.start),
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
    for one in findings:
        before = text[: one.span.start]
        yield words(
            "cli.wording.place",
            source=source,
            line=first + before.count("\n"),
            column=one.span.start - before.rfind("\n"),
            rule=one.rule,
            text=" ".join(text[one.span.start : one.span.end].split()),
        )
        yield words("cli.wording.why", why=one.message, ask=one.question)


def _text(source: str) -> str:
    """Return the text of a file or of the standard input; bytes that are no UTF-8 become replacement marks."""
    try:
        data = sys.stdin.buffer.read() if source == STDIN else Path(source).read_bytes()
    except (OSError, ValueError) as error:
        raise KnownError("cli.cannot_read", path=source) from error
    return data.decode("utf-8-sig", errors="replace")


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
