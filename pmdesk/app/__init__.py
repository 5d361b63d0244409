"""The composition root: the only room that knows every other and puts them together.

What a start does not need (reports, Markdown, forgiving dates, pages as pictures, Qt for the command
line) is imported when it is first used, and only here.
"""

from __future__ import annotations

from pmdesk.app.jobs import add_review, checked, reading, sample_change, sample_text, writing
from pmdesk.app.machine import RandomIds, SystemClock
from pmdesk.app.parts import PROGRAM, Parts, compose, default_library, settings_path, words_of
from pmdesk.app.window_start import open_window, start_of

__all__ = [
    "PROGRAM",
    "Parts",
    "RandomIds",
    "SystemClock",
    "add_review",
    "checked",
    "compose",
    "default_library",
    "open_window",
    "reading",
    "sample_change",
    "sample_text",
    "settings_path",
    "start_of",
    "words_of",
    "writing",
]
