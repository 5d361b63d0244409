"""The questions of a stage: which one is asked now, and which were asked. Kept with the meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmdesk.editing.commands import PREPARE
from pmdesk.editing.words import Words
from pmdesk.ui.meeting_room import MeetingRoom


class StageQuestions:
    """Reads and keeps four members of the meeting's state.

    ``question`` (stage -> place), ``asking`` (stage -> a follow-up question that is asked instead),
    ``asking_about`` (stage -> id of the item that it is about) and ``asked`` (ids of prompts).
    """

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
        """The place of the prompt that is asked now, or was before the follow-up, from 0."""
        at = self._kept("question").get(self.stage)
        return at % len(self.prompts) if isinstance(at, int) else 0

    @property
    def asking(self) -> str:
        """The follow-up question that is asked now; empty when it is a prompt."""
        text = self._kept("asking").get(self.stage)
        return text if isinstance(text, str) else ""

    @property
    def about(self) -> str:
        """The id of the item that the follow-up question is about; empty without one."""
        item = self._kept("asking_about").get(self.stage)
        return item if isinstance(item, str) and self.asking else ""

    @property
    def present(self) -> str:
        """The question that is asked now."""
        return self.asking or self.prompts[self.place]

    @property
    def asked(self) -> list[str]:
        """The ids of the prompts that were asked, of all stages."""
        kept = self._meeting.state(self.review).get("asked")
        return [one for one in kept if isinstance(one, str)] if isinstance(kept, list | tuple) else []

    def turn(self, step: int) -> None:
        """Go on by ``step`` prompts; after the last one comes the first."""
        at = (self.place + step) % len(self.prompts)
        places = {**self._kept("question"), self.stage: at}
        self._meeting.put(self.review, question=places, asking=None, asking_about=None)

    def ask(self, follow_up: str, about: str = "") -> bool:
        """Ask a follow-up question about an item now, until the next prompt is; False when that could not be kept."""
        item = {self.stage: about} if about else None
        return self._meeting.put(self.review, asking={self.stage: follow_up}, asking_about=item)

    def tick(self, prompt: str, *, asked: bool) -> None:
        """Say that a prompt was asked, or not yet."""
        ids = [one for one in self.asked if one != prompt]
        self._meeting.put(self.review, asked=[*ids, prompt] if asked else ids)

    def _kept(self, member: str) -> Mapping[str, object]:
        kept = self._meeting.state(self.review).get(member)
        return kept if isinstance(kept, Mapping) else {}
