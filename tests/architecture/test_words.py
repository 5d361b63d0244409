from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from repository import ROOT, modules
from strategies import reviews

from pmdesk.domain import items, review, rules, times
from pmdesk.domain.review import KEY_MOMENTS, Review
from pmdesk.editing.words import Words

FOLDER = ROOT / "resources" / "en"
FILES = sorted(path for path in FOLDER.rglob("*.toml") if "lexicon" not in path.parts)
CITED = {"hits", "traps", "cues", "source"}
PATTERN = "find"
"""What a rule of wording looks for, and whom it cites: not what the house says. So is the pattern of a rewrite."""
UNUSED = re.compile(
    r"\b(errors?|failed|invalid|wrong|must|users?|root cause|action items?|post-?mortems?)\b|!", re.IGNORECASE
)
PUT_TOGETHER = re.compile(r"[\w.-]*[a-z]{2}[\w.-]*")
CALLS = {"words", "_words", "word"}
PREFIXES = {"word": "report."}
"""Context.word of the reports looks below "report."."""


def texts(table: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(table, str):
        yield path, table
    elif isinstance(table, Mapping):
        for name, value in table.items():
            if not ("cues" in table and name in CITED) and not ("put" in table and name == PATTERN):
                yield from texts(value, f"{path}.{name}")
    elif isinstance(table, list):
        for at, value in enumerate(table):
            yield from texts(value, f"{path}[{at}]")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_every_sentence_is_in_the_voice_of_the_house(path: Path) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    found = {where: text for where, text in texts(table) if UNUSED.search(string_without_slots(text))}
    assert not found


def string_without_slots(text: str) -> str:
    return re.sub(r"\{[^}]*\}", "", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_every_template_has_named_slots_only(path: Path) -> None:
    for where, text in texts(tomllib.loads(path.read_text(encoding="utf-8"))):
        for _text, name, spec, conversion in string.Formatter().parse(text):
            assert name is None or name.isidentifier(), where
            assert not spec, where
            assert conversion is None, where


def literal_ids(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the message ids that a module names in full: words("..."), words.list("..."), KnownError("...")."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = called(node.func)
        if name == "KnownError":
            prefix = "errors."
        elif name in CALLS:
            prefix = PREFIXES.get(name, "")
        else:
            continue
        for text in constants(node.args[0]):
            yield node.lineno, prefix + text


def called(func: ast.expr) -> str:
    if isinstance(func, ast.Name):
        return func.id
    if isinstance(func, ast.Attribute):
        return called(func.value) if func.attr in {"list", "has"} else func.attr
    return ""


def constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        # A table that an f-string looks into: "enums.severity." stands for the table.
        head = str(node.values[0].value)
        if head.endswith("."):
            yield head.removesuffix(".")


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_message_that_the_code_names_exists(path: Path, words: Words) -> None:
    missing = {f"{line}: {text}" for line, text in literal_ids(path) if not words.has(text)}
    assert not missing


def enumerations() -> Iterator[type[StrEnum]]:
    for module in (items, review, times):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum:
                yield value


def test_every_value_of_every_enumeration_has_a_word(words: Words) -> None:
    for one in set(enumerations()):
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", one.__name__).lower()
        for member in one:
            assert words.has(f"enums.{name}.{member.value}"), (name, member)
    for moment in KEY_MOMENTS:
        assert words.has(f"enums.key_moment.{moment}")


def said_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """Return the ids, or ends of ids, that the code writes out, and patterns of those that it puts together."""
    whole: set[str] = set()
    made: set[str] = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                written = [one.value if isinstance(one, ast.Constant) else None for one in node.values]
                if PUT_TOGETHER.fullmatch("".join(str(one) for one in written if one is not None)):
                    made.add("".join(r"[\w.-]+" if one is None else re.escape(str(one)) for one in written))
    return whole, [re.compile(one) for one in made]


def test_every_word_of_the_catalogue_is_said_somewhere() -> None:
    whole, made = said_in_code()
    unsaid = set()
    for path in FOLDER.glob("*.toml"):
        for where, _text in texts(tomllib.loads(path.read_text(encoding="utf-8")), path.stem):
            parts = re.sub(r"\[\d+\]$|\.(one|many)$", "", where).split(".")
            ends = [".".join(parts[at:]) for at in range(len(parts))]
            if not whole.intersection(ends) and not any(one.fullmatch(end) for one in made for end in ends):
                unsaid.add(where)
    assert not unsaid


@given(reviews())
def test_every_problem_of_any_review_can_be_said(words: Words, any_review: Review) -> None:
    for problem in rules.problems(any_review):
        said = words.problem(problem)
        assert "{" not in said
        assert said.endswith("?")


def test_the_problems_of_the_rules_are_all_there(words: Words) -> None:
    text = (ROOT / "pmdesk" / "domain" / "rules.py").read_text(encoding="utf-8")
    named = set(re.findall(r'Problem\(id="(\w+)"', text)) | set(re.findall(r'^\s+\("(\w+)",', text, re.MULTILINE))
    assert len(named) >= 10
    assert all(words.has(f"problems.{name}") for name in named)
