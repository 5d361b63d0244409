"""What was asked for and is still on its way from a thread: what was asked for later waits for its turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable


class Arrivals:
    """Counts what is on its way. Keys act in the order in which they were pressed: an undo waits for a paste."""

    def __init__(self) -> None:
        """Nothing is on its way."""
        self._expected = 0
        self._later: deque[Callable[[], object]] = deque()

    @property
    def expected(self) -> bool:
        """Whether anything is on its way."""
        return self._expected > 0

    def expect(self) -> None:
        """Say that something is on its way; arrived() has to follow, so whoever says it outlives the thread."""
        self._expected += 1

    def arrived(self) -> None:
        """Say that it is here, or will never be: what waited for it is done now, in its order."""
        self._expected -= 1
        self._catch_up()

    def then(self, step: Callable[[], object]) -> None:
        """Do this now, or after all that is on its way."""
        self._later.append(step)
        self._catch_up()

    def _catch_up(self) -> None:
        while self._later and not self.expected:
            self._later.popleft()()
