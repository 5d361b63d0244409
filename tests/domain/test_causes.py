from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmdesk.domain.causes import behind, layers, would_cycle
from pmdesk.domain.items import Factor


def factors(**enabled_by: str) -> dict[str, Factor]:
    return {
        name: Factor(id=name, enabled_by=frozenset(by), order=f"i{at:05d}")
        for at, (name, by) in enumerate(enabled_by.items())
    }


def test_what_is_behind_a_factor() -> None:
    graph = factors(a="b", b="cx", c="", d="")
    assert behind(graph, "a") == {"b", "c"}
    assert behind(graph, "nobody") == frozenset()


def test_a_circle_is_seen_before_it_closes() -> None:
    graph = factors(a="b", b="c", c="")
    assert would_cycle(graph, "c", "a")
    assert would_cycle(graph, "a", "a")
    assert not would_cycle(graph, "a", "c")


def test_columns_go_from_what_enabled_to_what_was_enabled() -> None:
    graph = factors(a="bc", b="d", c="", d="", e="")
    assert layers(graph) == (("d",), ("b", "c"), ("a", "e"))
    assert layers({}) == ()


def test_the_longest_path_decides_the_column() -> None:
    assert layers(factors(a="bc", b="c", c="")) == (("c",), ("b",), ("a",))


def test_a_long_chain_needs_no_deep_stack() -> None:
    chain = {str(at): Factor(id=str(at), enabled_by=frozenset({str(at + 1)})) for at in range(5000)}
    assert len(layers(chain)) == 5000
    assert len(behind(chain, "0")) == 4999


@given(st.dictionaries(st.sampled_from("abcdefg"), st.text(alphabet="abcdefgx", max_size=4)))
def test_damaged_data_with_circles_still_gives_every_factor_once(links: dict[str, str]) -> None:
    graph = factors(**links)
    found = [name for column in layers(graph) for name in column]
    assert sorted(found) == sorted(graph)
    assert all(column for column in layers(graph))


@given(st.lists(st.sets(st.integers(min_value=0, max_value=11)), max_size=12))
def test_without_circles_all_links_go_to_the_right(links: list[set[int]]) -> None:
    graph = factors(**{chr(97 + at): "".join(chr(97 + one) for one in by if one < at) for at, by in enumerate(links)})
    column = {name: at for at, names in enumerate(layers(graph)) for name in names}
    assert all(column[enabler] < column[name] for name, one in graph.items() for enabler in one.enabled_by)
