"""Who has spoken: strokes by role or person, for the facilitator's eyes only. The caller chooses the keys.

Not kept after the meeting unless somebody asks for it (see after.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pmdesk.meeting.plain_reading import counts, table

KEY = "tally"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Strokes by key; ``kept`` when they may stay after the meeting."""

    strokes: Mapping[str, int] = field(default_factory=dict)
    kept: bool = False

    def of(self, key: str) -> int:
        """Return how often somebody was heard."""
        return self.strokes.get(key, 0)

    @property
    def total(self) -> int:
        """All strokes."""
        return sum(self.strokes.values())


def add(tally: Tally, key: str) -> Tally:
    """Add a stroke."""
    return replace(tally, strokes={**tally.strokes, key: tally.of(key) + 1})


def take_back(tally: Tally, key: str) -> Tally:
    """Take a stroke back; below none there is nothing to take."""
    left = {**tally.strokes, key: tally.of(key) - 1}
    return replace(tally, strokes={one: count for one, count in left.items() if count > 0})


def keep(tally: Tally, *, kept: bool) -> Tally:
    """Say whether it may stay after the meeting."""
    return replace(tally, kept=kept)


def to_state(tally: Tally) -> dict[str, object]:
    """Return the member of the meeting's state that holds the tally."""
    return {KEY: {"strokes": dict(tally.strokes), "kept": tally.kept}}


def from_state(kept: Mapping[str, object]) -> Tally:
    """Return the tally in the state; an empty one when there is none."""
    plain = table(kept.get(KEY))
    return Tally(strokes=counts(plain.get("strokes")), kept=plain.get("kept") is True)
