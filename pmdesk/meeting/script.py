"""What the facilitator has at hand to read aloud: ids of lists and sentences of the catalogue."""

from __future__ import annotations

OPENING = "meeting.opening"
"""A list: the opening words, a paragraph each, to read aloud when the review has none of its own."""
GROUND_RULES = "meeting.ground_rules"
"""A list: one rule each."""
ELMO = "meeting.elmo"
"""A list: what to say when a topic has had enough time. The word is known from PagerDuty's guide."""
ZOOM_OUT = "meeting.zoom_out"
"""A list: questions that look from further away (see nudges.py)."""
VOTING = "meeting.voting"
"""A list: what to say before a vote."""
SAFE_PHRASES = (
    "names_a_culprit",
    "hindsight",
    "one_voice",
    "silence",
    "tangent",
    "argument",
    "distress",
    "solution_too_soon",
)
"""Hard moments. ``when_id`` says what a phrase is for, ``say_id`` is the phrase."""


def when_id(phrase: str) -> str:
    """Return the id of the sentence that tells the moment for a safe phrase."""
    return f"meeting.safe_phrases.{phrase}.when"


def say_id(phrase: str) -> str:
    """Return the id of what to say in that moment."""
    return f"meeting.safe_phrases.{phrase}.say"
