"""How a measurement is printed: ours, the floor in the same run, the ratio, and what we aim at."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One measurement in milliseconds. ``floor`` is 0 when the aim is an absolute time."""

    what: str
    ours: float
    floor: float = 0.0
    beside: str = ""
    aim: str = ""


def print_lines(title: str, lines: Sequence[Line]) -> None:
    """Print a small table."""
    print(f"\n{title}")
    for line in lines:
        ratio = f"{line.ours / line.floor:5.2f}x of {line.floor:9.2f} ms ({line.beside})" if line.floor else ""
        print(f"  {line.what:<58} {line.ours:9.2f} ms  {ratio:<64} {line.aim}", flush=True)


def milliseconds(call: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def high(values: Sequence[float], share: float = 0.99) -> float:
    """Return a high quantile (the 99th percentile when nothing else is said)."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]
