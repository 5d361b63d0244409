"""What happens in the scripted hour: who presses what, and when. The same list for every run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

HOUR = {"open": 5, "timeline": 25, "factors": 15, "actions": 10, "close": 5}
"""Stage -> minutes that the script stays there."""

WORDS = ("queue", "node", "żółw", "pager", "σήμα", "alert", "limit", "Москва", "canary", "naïve", "rollback")


@dataclass(frozen=True)
class Step:
    """``at`` is in seconds since the meeting began. ``kind`` says what is done with ``text``."""

    at: float
    kind: str
    text: str = ""


@dataclass(frozen=True)
class Size:
    """How much is captured in the hour."""

    events: int = 150
    factors: int = 12
    ideas: int = 15
    others: int = 6
    thoughts: int = 6
    sheets: int = 5


WHOLE = Size()
SHORT = Size(events=36, factors=5, ideas=6, others=4, thoughts=3, sheets=4)


def script(size: Size) -> list[Step]:
    """Return all steps in the order of time; each text is there once only."""
    return sorted(_steps(size), key=lambda step: step.at)


def _steps(size: Size) -> Iterator[Step]:
    begins = {stage: sum(list(HOUR.values())[:number]) * 60.0 for number, stage in enumerate(HOUR)}
    for stage, at in begins.items():
        yield Step(at, "stage", stage)
        yield Step(at + 3, "look")
    for number in range(size.events):
        minute, second = divmod(14 * 3600 + number * 23, 3600)[1] // 60, number % 60
        text = f"14:{minute % 60:02d} entry-{number} {_words(number)}"
        at = begins["timeline"] + 10 + number * (HOUR["timeline"] * 60 - 30) / size.events
        yield Step(at, "event", text if second % 5 else f"entry-{number} {_words(number)}")
    for number in range(size.factors):
        at = begins["factors"] + 10 + number * (HOUR["factors"] * 60 - 60) / size.factors
        yield Step(at, "factor" if number % 3 else "f:", f"factor-{number} {_words(number)}")
    for number in range(size.ideas):
        at = begins["actions"] + 10 + number * (HOUR["actions"] * 60 - 60) / size.ideas
        yield Step(at, "idea" if number % 3 else "i:", f"idea-{number} {_words(number)}")
    for number in range(size.others):
        kind = ("p:", "n:", "q:")[number % 3]
        at = begins["timeline"] + 60 + number * 47 * 60 / size.others
        yield Step(at, kind, f"{['parked', 'private', 'question'][number % 3]}-{number} {_words(number)}")
    for number in range(size.thoughts):
        yield Step(begins["factors"] + 4 + number / 2, "silent", f"thought-{number} {_words(number)}")
    yield Step(begins["factors"] + 8, "reveal")
    yield Step(begins["close"] + 60, "pulse", " ".join(f"{number % 5 + 1}34" for number in range(size.sheets)))
    yield Step(sum(HOUR.values()) * 60.0, "end")


def _words(number: int) -> str:
    return " ".join(WORDS[(number * 7 + at * 5) % len(WORDS)] for at in range(3 + number % 4))
