from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmdesk.domain.order import key_between


def test_keys_at_the_ends() -> None:
    first = key_between(None, None)
    assert key_between(first, None) > first
    assert key_between(None, first) < first
    assert len(first) == 6


def test_there_is_always_room_between() -> None:
    low, high = key_between(None, None), key_between("i00000", None)
    for _ in range(300):
        middle = key_between(low, high)
        assert low < middle < high
        high = middle
    low = "i00000"
    for _ in range(300):
        low_next = key_between(low, high)
        assert low < low_next < high
        low = low_next


def test_nothing_stops_a_move() -> None:
    assert key_between("i00001", "i00001") > "i00001"
    assert key_between("i00002", "i00001") > "i00002"
    assert key_between("", "") == key_between(None, None)
    assert key_between("A?", "i00000") > "A?"
    assert key_between("abc", None) > "abc"
    assert key_between("zzzzzz", None) > "zzzzzz"
    assert key_between(None, "000000") <= "000000"
    assert key_between("i00000", "x") > "i00000"


@given(st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=80))
def test_keys_inserted_anywhere_keep_their_place(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        keys.insert(at, key_between(keys[at - 1] if at else None, keys[at] if at < len(keys) else None))
        assert keys == sorted(set(keys))
