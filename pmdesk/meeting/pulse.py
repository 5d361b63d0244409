"""The learning pulse at the close: two to four questions, answered from 1 to 5, handed round.

Only counts are kept (port Pulses: question -> answer -> count), never an answer with its time. Nothing is shown
of a question before four people answered it: with fewer an answer could be told to come from somebody. The
window shows results when the round is over, not after each answer, for the same reason. What is asked is our
own wording of what Edmondson's scale of psychological safety (1999) and the success measures of Etsy's
Debriefing Facilitation Guide (2016) look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from pmdesk.meeting.plain_reading import texts, whole

KEY = "pulse"
QUESTIONS = ("learned", "changes_my_work", "safe_to_say", "about_conditions", "worth_the_time", "everyone_heard")
"""The catalogue, by the ids under ``meeting.pulse.questions``."""
DEFAULT = ("learned", "safe_to_say", "worth_the_time")
ANSWERS = ("1", "2", "3", "4", "5")
LEAST, MOST = 2, 4
LEAST_ANSWERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What ``n`` people answered: how often 1, 2, 3, 4 and 5, and the median (x.5 between two answers)."""

    question: str
    n: int
    distribution: tuple[int, int, int, int, int]
    median: float


def fitting(chosen: Iterable[str]) -> tuple[str, ...]:
    """Return two to four known questions: the chosen ones, filled up from the defaults, cut after four."""
    known = [one for one in dict.fromkeys(chosen) if one in QUESTIONS][:MOST]
    for one in DEFAULT:
        if len(known) < LEAST and one not in known:
            known.append(one)
    return tuple(known)


def answered(answers: Mapping[str, str]) -> Mapping[str, str]:
    """Return the answers that can be counted: of known questions, "1" to "5". The rest was left out."""
    return {question: one for question, one in answers.items() if question in QUESTIONS and one in ANSWERS}


def result(counted: Mapping[str, Mapping[str, int]], question: str) -> Result | None:
    """Return the result of a question, or None while fewer than four people answered it."""
    table = counted.get(question, {})
    one, two, three, four, five = (whole(table.get(answer)) for answer in ANSWERS)
    spread = (one, two, three, four, five)
    n = sum(spread)
    if n < LEAST_ANSWERS:
        return None
    given = [value for value, count in enumerate(spread, start=1) for _ in range(count)]
    return Result(question=question, n=n, distribution=spread, median=float(median(given)))


def results(counted: Mapping[str, Mapping[str, int]], questions: Iterable[str]) -> Mapping[str, Result]:
    """Return the results of those questions that enough people answered."""
    found = ((one, result(counted, one)) for one in questions)
    return {question: one for question, one in found if one is not None}


def to_state(chosen: Iterable[str]) -> dict[str, object]:
    """Return the member of the meeting's state that holds the chosen questions."""
    return {KEY: list(fitting(chosen))}


def from_state(kept: Mapping[str, object]) -> tuple[str, ...]:
    """Return the chosen questions in the state; the defaults when there are none."""
    chosen = texts(kept.get(KEY))
    return fitting(chosen) if any(one in QUESTIONS for one in chosen) else DEFAULT
