"""What the window remembers between starts, in a small JSON file of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class Remembered:
    """Satisfies the Settings of context.py.

    A file that cannot be read or written is no trouble: the window then starts as new, and
    remembers for this run only.
    """

    def __init__(self, path: Path | None) -> None:
        """Read ``path``; None remembers for this run only."""
        self._path = path
        self._values: dict[str, Any] = {}
        if path is not None:
            try:
                read = json.loads(path.read_text("utf-8"))
            except (OSError, ValueError):
                read = {}
            self._values = read if isinstance(read, dict) else {}

    def get(self, key: str, default: Any) -> Any:  # noqa: ANN401 (any plain value)
        """Return a remembered value, when it is of the kind of ``default``."""
        value = self._values.get(key, default)
        return value if default is None or isinstance(value, type(default)) else default

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401
        """Remember a value."""
        if self._values.get(key) == value:
            return
        self._values[key] = value
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_text(json.dumps(self._values, indent=1), "utf-8")
            fresh.replace(self._path)
        except OSError:
            self._path = None  # a place that cannot be written to: remember for this run only
