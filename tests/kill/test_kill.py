"""The real application is killed while it works; nothing that it had for a second may be lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from killing import Outcome, kill_once

KILLS = 30


@pytest.mark.skipif("not hasattr(__import__('signal'), 'SIGKILL')", reason="this system has no SIGKILL")
def test_nothing_is_lost_when_the_application_is_killed(tmp_path: Path) -> None:
    def one(seed: int) -> Outcome:
        return kill_once(tmp_path, seed, while_typing=seed % 3 == 0)

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(one, range(KILLS)))
    assert [outcome.broken for outcome in outcomes if outcome.broken] == []
    assert [outcome.lost for outcome in outcomes if outcome.lost] == []
    assert sum(outcome.while_typing for outcome in outcomes) >= KILLS // 3
    assert sum(outcome.keys for outcome in outcomes) > KILLS * 10
