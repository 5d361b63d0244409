"""Reading rule files and the lexicon from their TOML text. Whoever calls has opened the files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping

from pmdesk.wording.finding import Severity, Stage
from pmdesk.wording.late_pattern import LatePattern
from pmdesk.wording.lexicon import lexicon_of
from pmdesk.wording.rules import SUBJECT, About, Cue, Rewrite, Rule, Rulebook
from pmdesk.wording.word_forms import WordForms

_NAMED = re.compile(r"(?<!\(\?P)<([a-z_]+)>")
_BLANKS = re.compile(r"\s*\n\s*")


class RuleFileError(ValueError):
    """A rule file does not hold what it should: a fault of the build."""


def read_rulebook(rules: Iterable[str], lexicon: Iterable[str]) -> Rulebook:
    """Return the rulebook in the texts of the rule files and of the lexicon files.

    Raises RuleFileError for a file that is not whole.
    """
    tables: dict[str, object] = {}
    for text in lexicon:
        tables.update(tomllib.loads(text))
    shapes, forms = _shapes(tables), _forms_of_words(tables)
    read = sorted((_rule(tomllib.loads(text), shapes, forms) for text in rules), key=lambda rule: rule.id)
    return Rulebook(tuple(read), lexicon_of(tables))


def _shapes(tables: Mapping[str, object]) -> Mapping[str, str]:
    """Return what ``<name>`` stands for in patterns."""
    shapes: dict[str, str] = {}
    for name, value in _table(tables.get("lists"), "lists").items():
        shapes[name] = f"(?:{_filled(_BLANKS.sub('', str(value).strip()), shapes)})"
    for name, value in _table(tables.get("shapes"), "shapes").items():
        shapes[name] = _filled(str(value), shapes)
    for name, value in _table(tables.get("phrases"), "phrases").items():
        shapes[name] = _filled(str(value), shapes)
    shapes["subject"] = f"{SUBJECT}+"
    return shapes


def _filled(pattern: str, shapes: Mapping[str, str]) -> str:
    try:
        return _NAMED.sub(lambda found: shapes[found[1]], pattern)
    except KeyError as error:
        raise RuleFileError(f"{error.args[0]} is no shape of the lexicon: {pattern}") from error


def _forms_of_words(tables: Mapping[str, object]) -> WordForms:
    table = _table(tables.get("forms"), "forms")
    irregular = _table(table.get("gerunds"), "gerunds")
    gerunds = {word: gerund for gerund, words in irregular.items() for word in str(words).split()}
    return WordForms(
        gerunds=gerunds, objects={word: str(one) for word, one in _table(table.get("objects"), "objects").items()}
    )


def _rule(table: Mapping[str, object], shapes: Mapping[str, str], forms: WordForms) -> Rule:
    subject = str(table["subject"])
    cues = table.get("cues", [])
    if not isinstance(cues, list):
        raise RuleFileError(f"{table['id']}: cues")
    return Rule(
        id=str(table["id"]),
        label=str(table["label"]),
        tier=int(str(table["tier"])),
        title=str(table["title"]),
        why=str(table["why"]),
        ask=str(table["ask"]),
        severity=Severity(str(table["severity"])),
        stages=frozenset(Stage(one) for one in _texts(table, "stages")),
        rewrites=tuple(_rewrites(table, shapes)),
        source=str(table["source"]),
        hits=_texts(table, "hits"),
        traps=_texts(table, "traps"),
        subject=subject,
        forms=forms,
        once=bool(table.get("once", False)),
        questions=bool(table.get("questions", False)),
        headings=bool(table.get("headings", True)),
        cues=tuple(_cue(_table(one, "cue"), subject, shapes) for one in cues),
    )


def _rewrites(table: Mapping[str, object], shapes: Mapping[str, str]) -> Iterator[Rewrite]:
    """Yield what a rule offers: a text, or a table of ``find``, ``put`` and ``then``."""
    found = table["rewrites"]
    if not isinstance(found, list):
        raise RuleFileError(f"{table['id']}: rewrites")
    for one in found:
        if isinstance(one, str):
            yield Rewrite(puts=(one,))
            continue
        own = _table(one, "rewrite")
        puts = _texts(own, "put") if isinstance(own["put"], list) else (str(own["put"]),)
        find = LatePattern(_filled(str(own["find"]), shapes)) if "find" in own else None
        yield Rewrite(puts=puts, find=find, then=str(own.get("then", "")), inside=bool(own.get("inside", False)))


def _cue(table: Mapping[str, object], subject: str, shapes: Mapping[str, str]) -> Cue:
    def pattern(name: str) -> re.Pattern[str] | None:
        value = table.get(name)
        flags = re.VERBOSE if name == "pattern" and table.get("verbose") else 0
        return None if value is None else re.compile(_filled(str(value).strip("\n"), shapes), flags)

    compiled = pattern("pattern")
    if compiled is None:
        raise RuleFileError(f"a cue without a pattern: {table}")
    words = frozenset(_texts(table, "words"))
    return Cue(
        words=frozenset(form for word in words for form in _forms(word)) if table.get("forms") else words,
        pattern=compiled,
        about=About(str(table.get("subject", subject))),
        unless=pattern("unless"),
        needs=pattern("needs"),
        cased=bool(table.get("cased", False)),
        also=frozenset(_texts(table, "also")),
        passive=bool(table.get("passive", False)),
    )


def _forms(verb: str) -> Iterator[str]:
    """Yield the ways in which a regular English verb is written: "plan", "plans", "planning", "planned"."""
    yield verb
    yield verb + "s"
    yield verb + "es"
    stem = verb.removesuffix("e")
    doubled = verb + verb[-1]
    for one in (stem, doubled):
        yield one + "ing"
        yield one + "ed"
    if verb.endswith("y"):
        yield verb[:-1] + "ies"
        yield verb[:-1] + "ied"


def _table(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise RuleFileError(f"{name} is no table")
    return value


def _texts(table: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = table.get(name, [])
    if not isinstance(value, list):
        raise RuleFileError(f"{name} is no list")
    return tuple(str(one) for one in value)
