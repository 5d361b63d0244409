"""What waits for a picture is done in the order in which it was asked for, whatever becomes of one step."""

from __future__ import annotations

import pytest

from pmdesk.ui.arrivals import Arrivals


def test_a_step_that_fails_does_not_let_a_later_one_overtake_what_waited() -> None:
    done: list[str] = []

    def fail() -> None:
        raise ValueError("a fault of ours")

    arrivals = Arrivals()
    arrivals.expect()
    for step in (fail, lambda: done.append("undo"), lambda: done.append("redo")):
        arrivals.then(step)
    assert done == []
    with pytest.raises(ValueError, match="a fault"):
        arrivals.arrived()
    arrivals.then(lambda: done.append("close"))
    assert done == ["undo", "redo", "close"]


def test_with_nothing_on_its_way_a_step_is_done_at_once() -> None:
    done: list[str] = []
    Arrivals().then(lambda: done.append("undo"))
    assert done == ["undo"]
