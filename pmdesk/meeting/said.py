"""What a room without words says: the id of a message of the catalogue, and the values of its slots."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """``words(said.id, **dict(said.values))`` is the sentence."""

    id: str
    values: tuple[tuple[str, object], ...] = ()
