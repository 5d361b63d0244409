"""What a clock shows."""

from __future__ import annotations

_MINUTE = 60


def face(seconds: int) -> str:
    """Return "26:10", or "1:02:05" from an hour on."""
    minutes, rest = divmod(max(0, seconds), _MINUTE)
    hours, left = divmod(minutes, _MINUTE)
    return f"{hours}:{left:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
