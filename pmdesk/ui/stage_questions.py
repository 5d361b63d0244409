"""The questions of a stage: which one is asked now, and which were asked. Kept with the meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmdesk.editing.commands import PREPARE
from pmdesk.editing.words import Words
from pmdesk.ui.meeting_room import MeetingRoom


class StageQuestions:
    """Reads and keeps two members of the meeting's state: ``question`` (stage -> place) and ``asked`` (ids)."""

    def __init__(self, meeting: MeetingRoom, words: Words) -> None:
        """Ask about no review yet; set ``review`` and ``stage``."""
        self._meeting, self._words = meeting, words
        self.review = ""
        self.stage = PREPARE

    @property
    def prompts(self) -> Sequence[str]:
        """The prompts of the stage."""
        return self._words.list(f"stages.{self.stage}.prompts")

    @property
    def exits(self) -> Sequence[str]:
        """What to ask before the stage is left."""
        return self._words.list(f"stages.{self.stage}.exit")

    @property
    def place(self) -> int:
        """The place of the question that is asked now, from 0."""
        at = self._places().get(self.stage)
        return at % len(self.prompts) if isinstance(at, int) else 0

    @property
    def present(self) -> str:
        """The question that is asked now."""
        return self.prompts[self.place]

    @property
    def asked(self) -> list[str]:
        """The ids of the prompts that were asked, of all stages."""
        kept = self._meeting.state(self.review).get("asked")
        return [one for one in kept if isinstance(one, str)] if isinstance(kept, list | tuple) else []

    def turn(self, step: int) -> None:
        """Go on by ``step`` questions; after the last one comes the first."""
        at = (self.place + step) % len(self.prompts)
        self._meeting.put(self.review, question={**self._places(), self.stage: at})

    def tick(self, prompt: str, *, asked: bool) -> None:
        """Say that a prompt was asked, or not yet."""
        ids = [one for one in self.asked if one != prompt]
        self._meeting.put(self.review, asked=[*ids, prompt] if asked else ids)

    def _places(self) -> Mapping[str, object]:
        kept = self._meeting.state(self.review).get("question")
        return kept if isinstance(kept, Mapping) else {}
