"""What all tests share: an offscreen screen, hypothesis that repeats itself, the real words."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

from pmdesk.editing.words import Words
from pmdesk.resources import find

settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("search", parent=settings.get_profile("ci"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


MUCH_GARBAGE = 50_000
"""Objects after which it is worth to collect what is young between two tests; what is old, every tenth time."""


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Collect garbage between tests only, in this thread: in a worker's it could throw away widgets."""
    gc.disable()
    yield
    if gc.get_count()[0] > MUCH_GARBAGE:
        gc.collect(2 if gc.get_count()[2] > 10 else 1)


@pytest.fixture(scope="session")
def words() -> Words:
    """The real catalogue of English words."""
    return Words("en", find().catalogue())
