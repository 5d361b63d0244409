"""The prefix keys of the capture line: "f: the pool had no alert" goes to the factors, not to the timeline.

A prefix is one small letter, a colon and a space, and nothing stands before it. So "http://", "a:b",
"14:02", "P: drive" and "Q: who?" are text. A line that begins with a space is plain text whatever
follows: that is how a line is taken back from its prefix, and it stays so in a draft.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Target(StrEnum):
    """Where a line goes."""

    EVENT = "event"
    FACTOR = "factor"
    ACTION = "action"
    IDEA = "idea"
    PARKING = "parking"
    PRIVATE = "private"
    QUESTION = "question"


PREFIXES: Mapping[str, Target] = MappingProxyType(
    {
        "f": Target.FACTOR,
        "a": Target.ACTION,
        "i": Target.IDEA,
        "p": Target.PARKING,
        "n": Target.PRIVATE,
        "q": Target.QUESTION,
    }
)
"""Letter -> where the line goes."""

_PREFIX = re.compile(f"([{''.join(PREFIXES)}]):(?:[ \t\u00a0]+|\\Z)")


@dataclass(frozen=True, slots=True)
class Aimed:
    """Where a line goes, and where its own words begin (0 for an event, which has no prefix)."""

    target: Target
    begins: int = 0


def aim(line: str) -> Aimed:
    """Return where a line goes. A time behind the prefix is a part of its words."""
    found = _PREFIX.match(line)
    return Aimed(PREFIXES[found[1]], found.end()) if found else Aimed(Target.EVENT)


def words_of(line: str) -> str:
    """Return what a line says without its prefix, and without space around it."""
    return line[aim(line).begins :].strip()


def plain(line: str) -> str:
    """Return a line that has the same words, its prefix among them, and goes to the timeline."""
    return f" {line}" if aim(line).begins else line


def aimed_at(line: str, letter: str) -> str:
    """Return a line with a prefix in front, unless it has one of its own or says nothing."""
    return f"{letter}: {line.strip()}" if line.strip() and not aim(line).begins else line
