"""The scripted hour, whole: 150 events, 12 factors, 15 ideas through the real windows, with the projector open.

With a silent round, a vote, a pulse, pauses and popovers. Once without a stop, at 100 times the speed of the wall
clock, for memory and for the cost of a key; once with four kills in the middle, for what is lost. The peer of a key
is a bare line in a bare window, in the same run.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "kill"))

from hour import Hour, run_hour
from hour_script import WHOLE, crashes, script
from PySide6.QtWidgets import QApplication, QLineEdit
from table import Line, high, median, print_lines
from typing_latency import bare

PACE = 100
MEMORY_MB = 20


def played(*kill_in: int, pace: float) -> Hour:
    """Play the hour, killed in the middle of typing these steps."""
    with tempfile.TemporaryDirectory() as folder:
        return run_hour(Path(folder), "whole", kill_in, pace=pace)


def lines(hour: Hour) -> list[Line]:
    """Measure a key beside a bare line."""
    application = QApplication.instance() or QApplication(["bench"])
    peer = bare(QLineEdit, "")
    assert application is not None
    return [
        Line(
            what=f"a key of {len(hour.costs)}: {name}",
            ours=take(hour.costs),
            floor=take(peer),
            beside="bare line",
            aim=aim,
        )
        for name, take, aim in (("median", median, ""), ("99th percentile", high, "aim: < 16 ms"), ("slowest", max, ""))
    ]


if __name__ == "__main__":
    whole = played(pace=PACE)
    print_lines(f"The scripted hour at {PACE} times its speed", lines(whole))
    print(f"memory grew by {whole.grown / 1e6:.1f} MB (aim: < {MEMORY_MB} MB); lost {whole.lost}, wrong {whole.wrong}")
    killed = played(*crashes(script(WHOLE)), pace=0)
    print(f"the same with {killed.kills} kills: lost {killed.lost}, wrong {killed.wrong}")
    sys.exit(bool(whole.lost or whole.wrong or killed.lost or killed.wrong or whole.grown > MEMORY_MB * 1e6))
