"""The clause around a place of a sentence, and who acts in it: its subject, or what stands behind "by"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[a-z]+")
_NEAR = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """How a language parts clauses (``cut``), makes passives (``be``), names their doer (``by``), speaks of blame."""

    cut: re.Pattern[str]
    be: re.Pattern[str]
    by: re.Pattern[str]
    mention: re.Pattern[str]

    def around(self, view: str, start: int, end: int) -> tuple[int, int]:
        """Return where the clause that holds ``view[start:end]`` begins, and where it ends with its sign."""
        first = 0
        for cut in self.cut.finditer(view, 0, start + 1):
            first = cut.start()
        after = self.cut.search(view, end)
        return first, len(view) if after is None else after.start() + 1

    def is_passive(self, view: str, at: int) -> bool:
        """Return whether the verb at ``at`` is a participle behind a form of "be": then its subject did not do it."""
        verb = _WORD.match(view, at)
        if verb is None or verb[0].endswith("ing"):
            return False
        return self.be.search(view, max(0, at - _NEAR), at) is not None
