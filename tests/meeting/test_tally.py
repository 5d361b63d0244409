from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.meeting import tally
from pmdesk.meeting.tally import Tally


def test_strokes_come_and_go() -> None:
    one = tally.add(tally.add(tally.add(Tally(), "support"), "support"), "on-call")
    assert (one.of("support"), one.of("on-call"), one.of("nobody"), one.total) == (2, 1, 0, 3)
    assert tally.take_back(one, "on-call").strokes == {"support": 2}
    assert tally.take_back(one, "nobody") == one


@given(st.dictionaries(st.text(max_size=5), st.integers(1, 99)), st.booleans())
def test_it_survives_a_restart(strokes: dict[str, int], kept: bool) -> None:
    one = tally.keep(Tally(strokes=strokes), kept=kept)
    assert tally.from_state(json.loads(json.dumps(tally.to_state(one)))) == one


@pytest.mark.parametrize("broken", [None, 3, [], {"strokes": 3}, {"strokes": {"a": "x", "b": -1}}, {"kept": "yes"}])
def test_broken_data_is_an_empty_tally(broken: object) -> None:
    assert tally.from_state({"tally": broken}) == Tally()
    assert tally.from_state({}) == Tally()
