"""From the start of the process to the first painted window, beside a bare QMainWindow of the same Qt."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_reviews import made_review
from table import Line, median, print_lines

from pmdesk.app.machine import RandomIds, SystemClock
from pmdesk.domain.changes import Add
from pmdesk.editing.desk import Desk
from pmdesk.storage.opening import open_library

CHILD = Path(__file__).with_name("first_paint.py")
TIMES = 9


def once(*arguments: str) -> dict[str, float]:
    """Return "painted" and "ready" in milliseconds after the process was started."""
    started = time.time()
    done = subprocess.run(
        [sys.executable, str(CHILD), *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
    )
    told = (line.split() for line in done.stdout.splitlines())
    return {name: (float(at) - started) * 1000 for name, at in told}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "start.pmdesk"
        clock, ids = SystemClock(), RandomIds()
        library = open_library(path, clock=clock, ids=ids)
        desk = Desk(library, clock, ids)
        for at in range(30):
            desk.do(Add(f"r{at}", made_review(f"r{at}", number=at + 1, seed=at)), command="review.import")
        library.close()
        ours, bare = [], []
        for _ in range(TIMES):
            bare.append(once("bare"))
            ours.append(once("pmdesk", str(path), str(Path(name) / "settings.json")))
    lines = [
        Line(
            what=f"start to {what}",
            ours=median([one[what] for one in ours]),
            floor=median([one[what] for one in bare]),
            beside="bare QMainWindow",
            aim=aim,
        )
        for what, aim in (("painted", "aim: 1.5x"), ("ready", "aim: 2.5x"))
    ]
    print_lines("Starting", lines)


if __name__ == "__main__":
    main()
