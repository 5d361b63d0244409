"""What every page is given: the look, the bridge and the ports. Nothing here is global."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from pmdesk.editing.desk import Desk
from pmdesk.editing.ports import (
    Clock,
    Dates,
    Drafts,
    Ids,
    Library,
    MarkdownPreview,
    Meetings,
    PageImages,
    Pictures,
    PrivateNotes,
    Publisher,
    Timers,
)
from pmdesk.editing.words import Words
from pmdesk.ui.bridge import Bridge
from pmdesk.ui.look import Look


class Settings(Protocol):
    """What the window remembers: theme, text size, places. Plain values by name."""

    def get(self, key: str, default: Any) -> Any:  # noqa: ANN401 (any plain value)
        """Return a remembered value."""

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401
        """Remember a value."""


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
    pictures: Pictures
    publisher: Publisher
    pages: PageImages
    dates: Dates
    markdown: MarkdownPreview
    settings: Settings
    read_only: bool = False
