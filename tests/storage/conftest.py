"""A library file in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from library_shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.close_all()


@pytest.fixture
def shelves(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Shelf]]:
    """Makes a new empty shelf at each call, for tests that hypothesis repeats."""
    made: list[Shelf] = []

    def make() -> Shelf:
        made.append(Shelf(tmp_path_factory.mktemp("shelf")))
        return made[-1]

    yield make
    for shelf in made:
        shelf.close_all()
