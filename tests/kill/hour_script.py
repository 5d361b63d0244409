"""What happens in the scripted hour: who presses what, and when. The same list for every run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

HOUR = {"open": 5, "timeline": 25, "factors": 15, "actions": 10, "close": 5}
"""Stage -> minutes that the script stays there."""

WORDS = ("queue", "node", "żółw", "pager", "σήμα", "alert", "limit", "Москва", "canary", "naïve", "rollback")


@dataclass(frozen=True)
class Step:
    """``at`` is in seconds since the meeting began. ``kind`` says what is done with ``text``.

    A "thought" is written in a silent round, "half" is one without Enter, "reveal" shows them all. "vote" gives so
    many votes to the first factor and leaves, "count" gives so many to the second and keeps them. "pulse" has the
    answers of each sheet; one that is too short is left. "pause" and "go on" are for the clock; "glance" opens and
    leaves what floats over the page.
    """

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
    thoughts: int = 5


WHOLE = Size()
SHORT = Size(events=30, factors=4, ideas=5, others=4, thoughts=2)

VOTES = (2, 1)
SHEETS = ("454 345 5", "543 444")


def script(size: Size) -> list[Step]:
    """Return all steps in the order of time; each text is there once only."""
    return sorted(_steps(size), key=lambda step: step.at)


def crashes(steps: list[Step]) -> list[int]:
    """Return four steps in the middle of whose typing to go down, each while more than its text is on the way.

    An entry while the clock pauses; a thought in a silent round; a factor while a half-typed thought waits to be
    shown and a vote to be counted; a parked thought while the clock pauses and the pulse goes round.
    """
    kinds = [step.kind for step in steps]
    first, last = kinds.index("pause"), len(kinds) - 1 - kinds[::-1].index("pause")
    waiting, written = kinds.index("vote"), kinds.index("half") - 1
    return [kinds.index("event", first), written, kinds.index("factor", waiting), kinds.index("p:", last)]


def expected_pulse() -> list[Counter[str]]:
    """Return how often each answer of each question was given, on sheets that were filled."""
    filled = [sheet for part in SHEETS for sheet in part.split() if len(sheet) == len(SHEETS[0].split()[0])]
    return [Counter(answers) for answers in zip(*filled, strict=True)]


def _steps(size: Size) -> Iterator[Step]:
    begins = {stage: sum(list(HOUR.values())[:number]) * 60.0 for number, stage in enumerate(HOUR)}
    for stage, at in begins.items():
        yield Step(at, "stage", stage)
        yield Step(at + 3, "glance")
    yield from _captured(size, begins)
    yield from _together(size, begins)
    yield Step(sum(HOUR.values()) * 60.0, "end")


def _together(size: Size, begins: dict[str, float]) -> Iterator[Step]:
    """Yield what a meeting does besides capturing: silence, votes, a pulse, a pause, popovers."""
    yield Step(begins["timeline"] + 610, "pause")
    yield Step(begins["timeline"] + 700, "go on")
    at = begins["factors"]
    for number in range(size.thoughts):
        yield Step(at + 10 + number * 8, "thought", f"thought-{number} {_words(number)}")
    yield Step(at + 60, "half", f"half-thought {_words(1)}")
    yield Step(at + 130, "vote", str(VOTES[0]))
    yield Step(at + 350, "reveal")
    yield Step(at + 860, "count", str(VOTES[1]))
    at = begins["close"]
    yield Step(at + 20, "pulse", SHEETS[0])
    yield Step(at + 60, "pause")
    yield Step(at + 80, "p:", f"last {_words(2)}")
    yield Step(at + 120, "go on")
    yield Step(at + 150, "pulse", SHEETS[1])


def _captured(size: Size, begins: dict[str, float]) -> Iterator[Step]:
    for number in range(size.events):
        minute, second = divmod(14 * 3600 + number * 23, 3600)[1] // 60, number % 60
        text = f"14:{minute % 60:02d} entry-{number} {_words(number)}"
        at = begins["timeline"] + 10 + number * (HOUR["timeline"] * 60 - 30) / size.events
        yield Step(at, "event", text if second % 5 else f"entry-{number} {_words(number)}")
    for number in range(size.factors):
        at = begins["factors"] + 100 + number * (HOUR["factors"] * 60 - 150) / size.factors
        yield Step(at, "factor" if number % 3 else "f:", f"factor-{number} {_words(number)}")
    for number in range(size.ideas):
        at = begins["actions"] + 10 + number * (HOUR["actions"] * 60 - 60) / size.ideas
        yield Step(at, "idea" if number % 3 else "i:", f"idea-{number} {_words(number)}")
    for number in range(size.others):
        kind = ("p:", "n:", "q:")[number % 3]
        at = begins["timeline"] + 60 + number * 47 * 60 / size.others
        yield Step(at, kind, f"{['parked', 'private', 'question'][number % 3]}-{number} {_words(number)}")


def _words(number: int) -> str:
    return " ".join(WORDS[(number * 7 + at * 5) % len(WORDS)] for at in range(3 + number % 4))
