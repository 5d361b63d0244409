"""Where things live on this machine when nobody names a place."""

from __future__ import annotations

from pathlib import Path

import platformdirs

PROGRAM = "pmdesk"


def default_library() -> Path:
    """Return where the library lives when none is named; the folder may not exist yet."""
    return platformdirs.user_data_path(PROGRAM, appauthor=False) / "reviews.pmdesk"


def settings_path() -> Path:
    """Return the file in which the window remembers its theme, text size and places."""
    return platformdirs.user_config_path(PROGRAM, appauthor=False) / "settings.json"
