"""How long checking takes: a sentence, a key, a document, a megabyte; beside proselint when it is installed."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from labelled import labelled, labelled_file
from made_reviews import sentence
from table import Line, high, median, milliseconds, print_lines

from pmdesk.app.wording_rules import rulebook_of
from pmdesk.resources import find
from pmdesk.wording.engine import Checker
from pmdesk.wording.finding import Stage
from pmdesk.wording.rules import Rulebook

MEGABYTE, DOCUMENT_WORDS, TIMES, TENFOLD = 1_000_000, 5_000, 200, 10


def prose() -> list[str]:
    """Return real sentences when they are here, else made ones."""
    path = labelled_file()
    if path.is_file():
        return [one.text for one in labelled(path)]
    rng = random.Random(7)
    return [sentence(rng, 18) for _ in range(700)]


def document(sentences: list[str], rng: random.Random, long_enough: Callable[[list[str]], bool]) -> str:
    """Return paragraphs of shuffled sentences; each carries a number, so that none is remembered."""
    made: list[str] = []
    while not long_enough(made):
        chosen = rng.sample(sentences, 5)
        made.append(" ".join(f"{one.rstrip('.')} {rng.randrange(10**6)}." for one in chosen))
    return "\n\n".join(made)


def peer() -> Callable[[str], object] | None:
    """Return proselint's check, or None when it is not installed."""
    try:
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile
    except ImportError:
        return None
    CheckRegistry().register_many(__register__)
    return lambda text: LintFile("text", text).lint()


def lines() -> list[Line]:
    """Measure."""
    rules = rulebook_of(find())
    rng = random.Random(11)
    sentences = prose()
    whole = document(sentences, rng, lambda made: sum(map(len, made)) > MEGABYTE)
    long_text = document(sentences, rng, lambda made: sum(len(one.split()) for one in made) > DOCUMENT_WORDS)
    checker = Checker(rules)
    each = [milliseconds(lambda text=text: checker.check_sentence(text, Stage.TIMELINE)) for text in sentences]
    opened = [milliseconds(lambda: Checker(rules).check(long_text, Stage.SUMMARY)) for _ in range(7)]
    checker.check(long_text, Stage.SUMMARY)
    keys = [milliseconds(lambda at=at: checker.check(f"{long_text} {'word ' * at}", Stage.SUMMARY)) for at in range(50)]
    key = [
        milliseconds(lambda at=at: checker.check_sentence(f"We should have {at}", Stage.SUMMARY)) for at in range(TIMES)
    ]
    one, ten = (_command(whole, times) for times in (1, TENFOLD))
    beside = peer()
    other = milliseconds(lambda: beside(whole)) if beside is not None else 0.0
    return [
        Line(what="one sentence, median", ours=median(each), aim="aim: <= 0.25 ms"),
        Line(what="one sentence, 99th percentile", ours=high(each), aim="aim: <= 1 ms"),
        Line(what="a changed sentence, 99th percentile", ours=high(key), aim="aim: < 2 ms"),
        Line(what="one key in 5,000 words, cutting them anew, median", ours=median(keys)),
        Line(what=f"a document of {DOCUMENT_WORDS} words, first check", ours=median(opened), aim="aim: < 50 ms"),
        Line(
            what="1 MB of text",
            ours=milliseconds(lambda: Checker(rules).check(whole, Stage.TIMELINE)),
            floor=other,
            beside="proselint",
            aim="aim: < 2,000 ms",
        ),
        Line(
            what="10 MB through the command line",
            ours=ten,
            floor=one,
            beside="1 MB the same way",
            aim="aim: <= 11x",
        ),
        *(
            Line(what=f"100,000 characters of {word!r}", ours=_shape(rules, word), aim="aim: < 100 ms")
            for word in ("x", "should ", "we failed to ")
        ),
    ]


def _command(whole: str, times: int) -> float:
    """Return how long ``pmdesk check`` takes for the text that many times over; each paragraph has a finding more."""
    paragraphs = whole.split("\n\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "review.md"
        with path.open("w", encoding="utf-8") as file:
            for turn in range(times):
                file.writelines(f"{one} We failed to check {turn}-{at}.\n\n" for at, one in enumerate(paragraphs))
        command = [sys.executable, "-m", "pmdesk", "check", str(path)]
        return milliseconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=False))


def _shape(rules: Rulebook, word: str) -> float:
    text = (word * 100_000)[:100_000]
    return milliseconds(lambda: Checker(rules).check(text, Stage.TIMELINE))


def main() -> None:
    print_lines("Wording", lines())
    if peer() is None:
        print("  proselint is not installed here, so nothing stands beside the megabyte.")


if __name__ == "__main__":
    main()
