"""Reading the files of follow-up questions from their TOML text. Whoever calls has opened the files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping

from pmdesk.meeting.follow_up import Kind, Questions, words_of


class QuestionFileError(ValueError):
    """A file of questions does not hold what it should: a fault of the build."""


def read_questions(files: Iterable[str]) -> Questions:
    """Return the questions in the texts of the files: ``kind``, ``order``, ``source``, ``cues``, ``questions``.

    Raises QuestionFileError for a file that is not whole, and for a kind that comes twice.
    """
    kinds = [_kind(tomllib.loads(one)) for one in files]
    if len({kind.id for kind in kinds}) < len(kinds):
        raise QuestionFileError("a kind comes twice")
    return Questions(kinds)


def _kind(table: Mapping[str, object]) -> Kind:
    name, order, source = table.get("kind"), table.get("order"), table.get("source")
    if not isinstance(name, str) or not isinstance(order, int) or not isinstance(source, str):
        raise QuestionFileError(f"kind, order or source: {name}")
    cues = tuple(tuple(words_of(cue)) for cue in _texts(table, "cues"))
    if not all(cues):
        raise QuestionFileError(f"a cue without a word: {name}")
    return Kind(id=name, order=order, cues=cues, questions=_texts(table, "questions"), source=source)


def _texts(table: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = table.get(name)
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise QuestionFileError(f"{table.get('kind')}: {name}")
    return tuple(value)
