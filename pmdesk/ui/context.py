"""What every page is given: the look, the bridge and the ports. Nothing here is global."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from whenever import Instant

from pmdesk.domain.changes import Change
from pmdesk.editing.desk import Desk
from pmdesk.editing.ports import (
    CalendarFile,
    Clock,
    Dates,
    Drafts,
    Ids,
    KnownError,
    Library,
    MarkdownPreview,
    Meetings,
    PageImages,
    PictureDesk,
    Pictures,
    PrivateNotes,
    Publisher,
    Pulses,
    Timers,
    WordingMemory,
)
from pmdesk.editing.words import Words
from pmdesk.ui.bridge import Bridge
from pmdesk.ui.look import Look
from pmdesk.ui.meeting_room import MeetingRoom
from pmdesk.ui.wording import Wording

if TYPE_CHECKING:
    from pmdesk.meeting.follow_up import Questions
    from pmdesk.wording.rules import Rulebook


class Settings(Protocol):
    """What the window remembers: theme, text size, places. Plain values by name."""

    def get(self, key: str, default: Any) -> Any:  # noqa: ANN401 (any plain value)
        """Return a remembered value."""

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401
        """Remember a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFile:
    """A backup of a library that can be opened."""

    path: Path
    made: Instant
    size: int


class LibraryFiles(Protocol):
    """What can be done with whole files. Every method may raise KnownError."""

    def save_copy(self, path: Path) -> bool:
        """Save a copy of the open library, without drafts and private notes unless it is a backup: then True."""

    def backups(self, path: Path) -> Sequence[BackupFile]:
        """Return the backups of a library file, newest first."""

    def salvage(self, path: Path, out: Path) -> int:
        """Save what can be read of a damaged file into a new one; return how many reviews."""

    def close(self) -> None:
        """Leave the open library whole, and let others write to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """An opened library and everything around it that is not Qt; app hands it in."""

    path: Path
    holder: str
    read_only: bool
    desk: Desk
    words: Words
    clock: Clock
    ids: Ids
    library: Library
    drafts: Drafts
    private_notes: PrivateNotes
    meetings: Meetings
    pulses: Pulses
    wording_memory: WordingMemory
    pictures: Pictures
    picture_desk: PictureDesk
    publisher: Publisher
    calendar: CalendarFile
    pages: PageImages
    dates: Dates
    markdown: MarkdownPreview
    files: LibraryFiles
    rulebook: Callable[[], Rulebook]
    questions: Callable[[], Questions]
    sample: Callable[[], Change]
    backup_problem: Callable[[], KnownError | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The look, the bridge and the ports, handed to every page and widget that needs them."""

    look: Look
    bridge: Bridge
    desk: Desk
    words: Words
    clock: Clock
    timers: Timers
    ids: Ids
    library: Library
    drafts: Drafts
    private_notes: PrivateNotes
    meetings: Meetings
    meeting: MeetingRoom
    pulses: Pulses
    wording: Wording
    questions: Callable[[], Questions]
    pictures: Pictures
    picture_desk: PictureDesk
    publisher: Publisher
    calendar: CalendarFile
    pages: PageImages
    dates: Dates
    markdown: MarkdownPreview
    settings: Settings
    read_only: bool = False
