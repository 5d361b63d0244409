"""Markdown whose signs would keep any reader busy for minutes is defused before it is read.

python-markdown looks for the end of every bracket and code span from where it begins, so a few
thousand that never end take quadratic time. Texts that people write are far below these limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLOCK = 4000
"""Characters without an empty line, after which one is put in at the next line."""

_WORK = 40_000
"""Characters that may be looked at while searching for the ends of brackets in one block."""

_SPANS = 200_000
"""The same for code spans: the number of backtick runs times the length of the block."""

_TICKS = re.compile(r"`+")
_SIGNS = re.compile(r"([\[`])")


def tamed(lines: list[str]) -> list[str]:
    """Return the lines with blocks of bounded size, and with hopeless signs as plain letters."""
    found: list[str] = []
    for block in _blocks(lines):
        text = "\n".join(block)
        if _too_much(text):
            for at in range(0, len(text), _BLOCK):
                found += [*_SIGNS.sub(r"\\\1", text[at : at + _BLOCK]).split("\n"), ""]
        else:
            found += [*block, ""]
    return found[:-1]


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines between empty lines, cut where they grow too long."""
    block: list[str] = []
    size = 0
    for line in lines:
        if not line.strip() or size > _BLOCK:
            yield block
            block, size = [], 0
            if not line.strip():
                continue
        block.append(line)
        size += len(line) + 1
    yield block


def _too_much(text: str) -> bool:
    runs = _TICKS.findall(text)
    if len(set(runs)) > 1 and len(runs) * len(text) > _SPANS:
        return True
    return _bracket_work(text) + _address_work(text) > _WORK


def _bracket_work(text: str) -> int:
    """Return how many characters lie between all opening brackets and their ends."""
    waiting: list[int] = []
    work = 0
    for at, letter in enumerate(text):
        if letter == "[":
            waiting.append(at)
        elif letter == "]" and waiting:
            work += at - waiting.pop()
    return work + sum(len(text) - at for at in waiting)


def _address_work(text: str) -> int:
    """Return how many characters lie between the begins of addresses and the next closing bracket."""
    work = 0
    at = text.find("](")
    while at >= 0:
        end = text.find(")", at)
        work += (end if end >= 0 else len(text)) - at
        at = text.find("](", at + 2)
    return work
