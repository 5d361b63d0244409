"""Reading the follow-up questions of a meeting from the resources."""

from __future__ import annotations

from pmdesk.meeting.follow_up import Questions
from pmdesk.meeting.question_files import read_questions
from pmdesk.resources import Resources


def questions_of(found: Resources, language: str = "en") -> Questions:
    """Return the follow-up questions of a language: resources/<language>/questions/*.toml."""
    names = found.names(language, "questions", suffix=".toml")
    return read_questions(found.text(language, "questions", name) for name in names)
