"""The cause map: factors and what enabled them, a directed graph without cycles."""

from __future__ import annotations

from collections.abc import Mapping

from pmdesk.domain.items import Factor


def behind(factors: Mapping[str, Factor], factor_id: str) -> frozenset[str]:
    """Return the ids of every factor that enabled this one, directly or through others."""
    seen: set[str] = set()
    waiting = [factor_id]
    while waiting:
        factor = factors.get(waiting.pop())
        if factor is None:
            continue
        for enabler in factor.enabled_by:
            if enabler in factors and enabler not in seen:
                seen.add(enabler)
                waiting.append(enabler)
    return frozenset(seen)


def would_cycle(factors: Mapping[str, Factor], factor_id: str, enabler: str) -> bool:
    """Return whether "``factor_id`` is enabled by ``enabler``" would close a circle."""
    return factor_id == enabler or factor_id in behind(factors, enabler)


def layers(factors: Mapping[str, Factor]) -> tuple[tuple[str, ...], ...]:
    """Return factor ids in columns for drawing: each stands left of all that it enabled.

    Columns are counted from the incident backwards by longest path, so the last column holds the
    factors that enable nothing else. Within a column, ids follow the mean place of what they
    enable (the barycentre rule of Sugiyama, Tagawa and Toda, 1981), then the order keys. A circle
    in damaged data is cut where it would close.
    """
    enables: dict[str, list[str]] = {name: [] for name in factors}
    for name, factor in factors.items():
        for enabler in factor.enabled_by:
            if enabler in enables:
                enables[enabler].append(name)
    depth = _depths(enables)
    columns: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name in sorted(factors, key=lambda one: (factors[one].order, one)):
        columns[depth[name]].append(name)
    place: dict[str, float] = {}
    for column in columns:
        wanted = {
            name: _mean([place[one] for one in enables[name] if one in place], float(index))
            for index, name in enumerate(column)
        }
        column.sort(key=lambda name: wanted[name])
        place.update({name: index - len(column) / 2 for index, name in enumerate(column)})
    return tuple(tuple(column) for column in reversed(columns))


def _depths(enables: Mapping[str, list[str]]) -> dict[str, int]:
    """Return for each node the longest path to a node that enables nothing (iteratively)."""
    depth: dict[str, int] = {}
    for root in enables:
        stack = [(root, False)]
        open_nodes: set[str] = set()
        while stack:
            name, expanded = stack.pop()
            if expanded:
                open_nodes.discard(name)
                depth[name] = max((depth[one] + 1 for one in enables[name] if one in depth), default=0)
            elif name not in depth and name not in open_nodes:
                open_nodes.add(name)
                stack.append((name, True))
                stack.extend((one, False) for one in enables[name])
    return depth


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
