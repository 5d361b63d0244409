"""Same review, same bytes: in two processes with another zone, locale, hash seed and clock."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from publishing import published
from report_fixture import review

from pmdesk.editing.words import Words

HERE = Path(__file__).parent
PROGRAM = """
import sys, time
sys.path[:0] = [{here!r}, {root!r}]
shift = float(sys.argv[1])
real = time.time
time.time = lambda: real() + shift
import hashlib
from publishing import published
from report_fixture import review, words
print(hashlib.sha256(published(words(), review()).pdf).hexdigest())
"""


def other_process(zone: str, locale: str, seed: str, shift: float) -> str:
    program = PROGRAM.format(here=str(HERE), root=str(HERE.parents[1]))
    environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", program, str(shift)], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("zone", "locale", "seed", "shift"),
    [("Pacific/Apia", "C", "1", 0.0), ("America/St_Johns", "tr_TR.UTF-8", "4242", 86400 * 400.0)],
)
def test_the_bytes_depend_on_nothing_but_the_review(
    words: Words, zone: str, locale: str, seed: str, shift: float
) -> None:
    here = hashlib.sha256(published(words, review()).pdf).hexdigest()
    assert other_process(zone, locale, seed, shift) == here


def test_nothing_of_this_machine_is_in_the_file(words: Words) -> None:
    pdf = published(words, review()).pdf
    assert str(HERE.parents[1]).encode() not in pdf
