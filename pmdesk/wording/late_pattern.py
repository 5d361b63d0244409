"""A regular expression that is compiled when it is first asked for: most rewrites never are."""

from __future__ import annotations

import re
from collections.abc import Iterator


class LatePattern:
    """Stands for a compiled pattern. ``text`` is how it is written; a fault in it shows at its first use."""

    __slots__ = ("_compiled", "text")

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self.text = text
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        if self._compiled is None:
            self._compiled = re.compile(self.text)
        return self._compiled

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all matches."""
        return self.compiled.finditer(text)
