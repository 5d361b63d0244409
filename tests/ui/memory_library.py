"""A library in memory that satisfies the ports of the window, for tests of single pages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from whenever import Date

from pmdesk.domain.review import Review
from pmdesk.editing.ports import (
    CarriedNote,
    Entry,
    History,
    Hit,
    KnownError,
    OpenAction,
    PrivateNote,
    Summary,
    WordingChoice,
)


class MemoryLibrary:
    """Keeps everything in dictionaries; ``full`` makes every write say that the disk is full."""

    def __init__(self) -> None:
        self.reviews: dict[str, Review] = {}
        self.entries: list[Entry] = []
        self.texts: dict[str, str] = {}
        self.states: dict[str, Mapping[str, object]] = {}
        self.private: dict[str, PrivateNote] = {}
        self.pulses: dict[str, dict[str, dict[str, int]]] = {}
        self.choices: dict[str, WordingChoice] = {}
        self.blobs: dict[str, bytes] = {}
        self.full = False

    def load(self, review: str) -> Review | None:
        return self.reviews.get(review)

    def record(self, entry: Entry) -> None:
        self._room()
        self.entries.append(entry)
        for name, review in entry.after.items():
            if review is None:
                self.reviews.pop(name, None)
            else:
                self.reviews[name] = review

    def history(self, limit: int) -> History:  # noqa: ARG002
        return History()

    def next_number(self) -> int:
        return max((one.number for one in self.reviews.values()), default=0) + 1

    def summaries(self, today: Date) -> Sequence[Summary]:  # noqa: ARG002
        return [
            Summary(
                id=one.id,
                number=one.number,
                title=one.title,
                kind=one.kind,
                status=one.status,
                severity=one.severity,
                day=one.day,
                meeting_date=one.meeting_date,
                next_date=one.next_date,
                next_for=one.next_for,
            )
            for one in self.reviews.values()
        ]

    def search(self, text: str, limit: int) -> Sequence[Hit]:
        words = text.casefold().split()
        return [
            Hit(review=one.id, number=one.number, title=one.title, kind="review", entity=one.id, excerpt=one.title)
            for one in self.reviews.values()
            if words and all(word in one.title.casefold() for word in words)
        ][:limit]

    def open_actions(self, before: str) -> Sequence[OpenAction]:
        return [
            OpenAction(review=one.id, number=one.number, title=one.title, action=action, owner=action.owner)
            for one in self.reviews.values()
            if one.id != before
            for action in one.actions.values()
            if action.status in {"committed", "in_progress"}
        ]

    def carried_notes(self, before: str) -> Sequence[CarriedNote]:
        return [
            CarriedNote(review=one.id, number=one.number, title=one.title, note=note)
            for one in sorted(self.reviews.values(), key=lambda one: -one.number)
            if one.id != before
            for note in one.notes.values()
            if note.carried
        ]

    def draft(self, key: str) -> str:
        return self.texts.get(key, "")

    def keep_draft(self, key: str, text: str) -> None:
        self._room()
        self.texts[key] = text
        if not text:
            del self.texts[key]

    def drafts_under(self, prefix: str) -> Mapping[str, str]:
        return {key: text for key, text in self.texts.items() if key.startswith(prefix)}

    def forget_drafts(self, prefix: str) -> None:
        self._room()
        self.texts = {key: text for key, text in self.texts.items() if not key.startswith(prefix)}

    def private_notes(self, review: str) -> Sequence[PrivateNote]:
        return [note for note in self.private.values() if note.review == review]

    def keep_private_note(self, note: PrivateNote) -> None:
        self._room()
        self.private[note.id] = note

    def meeting(self, review: str) -> Mapping[str, object]:
        return self.states.get(review, {})

    def keep_meeting(self, review: str, state: Mapping[str, object]) -> None:
        self._room()
        self.states[review] = dict(state)

    def other_meetings(self, review: str) -> Sequence[Mapping[str, object]]:
        found = [one for one in self.reviews.values() if one.id != review and one.id in self.states]
        return [self.states[one.id] for one in sorted(found, key=lambda one: -one.number)]

    def meetings_on(self, days: Sequence[Date]) -> Mapping[str, Mapping[str, object]]:
        marks = [f"{day.format_iso()}T" for day in days]
        return {name: state for name, state in self.states.items() if any(mark in repr(state) for mark in marks)}

    def pulse(self, review: str) -> Mapping[str, Mapping[str, int]]:
        return self.pulses.get(review, {})

    def count_pulse(self, review: str, answers: Mapping[str, str]) -> None:
        self._room()
        counts = self.pulses.setdefault(review, {})
        for question, answer in answers.items():
            row = counts.setdefault(question, {})
            row[answer] = row.get(answer, 0) + 1

    def wording_choices(self) -> Sequence[WordingChoice]:
        return tuple(self.choices.values())

    def keep_wording_choice(self, choice: WordingChoice) -> None:
        self._room()
        self.choices[choice.id] = choice

    def forget_wording_choice(self, choice_id: str) -> None:
        self._room()
        self.choices.pop(choice_id, None)

    def picture(self, blob: str) -> bytes | None:
        return self.blobs.get(blob)

    def offer_picture(self, data: bytes, kind: str) -> str:  # noqa: ARG002
        blob = hashlib.sha256(data).hexdigest()
        self.blobs[blob] = data
        return blob

    def _room(self) -> None:
        if self.full:
            raise KnownError("storage.disk_full")
