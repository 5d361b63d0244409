"""A short scripted hour through the real windows, killed four times: nothing is lost, and the clock comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hour import run_hour
from hour_script import SHORT, crashes, script


@pytest.mark.skipif("not hasattr(__import__('signal'), 'SIGKILL')", reason="this system has no SIGKILL")
def test_an_hour_with_four_crashes_loses_nothing(tmp_path: Path) -> None:
    hour = run_hour(tmp_path, "short", crashes(script(SHORT)))
    assert hour.lost == []
    assert hour.wrong == []
    assert hour.kills == 4
    assert len(hour.costs) > 100
