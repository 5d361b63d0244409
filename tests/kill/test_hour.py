"""A short scripted hour through the real windows, killed three times: nothing is lost, and the clock comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hour import run_hour
from hour_script import SHORT, script


@pytest.mark.skipif("not hasattr(__import__('signal'), 'SIGKILL')", reason="this system has no SIGKILL")
def test_an_hour_with_three_crashes_loses_nothing(tmp_path: Path) -> None:
    steps = script(SHORT)
    in_an_event = [number for number, step in enumerate(steps) if step.kind == "event"][len(steps) // 3]
    in_an_idea = [number for number, step in enumerate(steps) if step.kind == "idea"][1]
    in_a_thought = [number for number, step in enumerate(steps) if step.kind == "silent"][-1]
    hour = run_hour(tmp_path, "short", [in_an_event, in_a_thought, in_an_idea])
    assert hour.lost == []
    assert hour.wrong == []
    assert hour.kills == 3
    assert len(hour.costs) > 100
