"""Fills the frame with a library, or with what to do when it could not be opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from pmdesk.editing.ports import Clock, KnownError
from pmdesk.editing.words import Words
from pmdesk.ui.bridge import Bridge
from pmdesk.ui.context import Context, LibraryFiles, Ports
from pmdesk.ui.frame import Frame
from pmdesk.ui.meeting_room import MeetingRoom
from pmdesk.ui.timers import QtTimers
from pmdesk.ui.trouble_window import TroublePage
from pmdesk.ui.window import MainWindow
from pmdesk.ui.wording import Wording

if TYPE_CHECKING:
    from pmdesk.ui.review_page import ReviewPage

READ_AHEAD_MS = 250
"""When the page of a review is read ahead: not while the library is painted, for both need the interpreter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a start needs. ``open_ports`` may raise KnownError; ``program`` starts another pmdesk.

    ``make_review`` makes the page of a review, which a start does not need; ``read_ahead`` imports
    what it needs, in a thread of its own, once the library is shown.
    """

    path: Path
    open_ports: Callable[[], Ports]
    make_review: Callable[[Context], ReviewPage]
    read_ahead: Callable[[], None]
    words: Words
    clock: Clock
    files: LibraryFiles
    program: list[str]


def fill(frame: Frame, start: Start) -> None:
    """Open the library and fill the frame."""
    try:
        ports = start.open_ports()
        context = context_of(ports, frame)
        window = MainWindow(frame, context, ports, start.program, start.make_review)
    except KnownError as error:
        TroublePage(frame, start.words, start.clock, start.files, start.path, error, start.program)
        return
    reading = Thread(target=start.read_ahead, name="read-ahead", daemon=True)
    context.timers.call_later(READ_AHEAD_MS, reading.start)
    window.build_ahead(lambda: reading.ident is not None and not reading.is_alive())


def context_of(ports: Ports, frame: Frame) -> Context:
    """Return what the pages in a frame are given. What waits for its time ends with the frame."""
    bridge = Bridge(ports.desk, ports.clock)
    return Context(
        look=frame.look,
        bridge=bridge,
        desk=ports.desk,
        words=ports.words,
        clock=ports.clock,
        timers=QtTimers(frame),
        ids=ports.ids,
        library=ports.library,
        drafts=ports.drafts,
        private_notes=ports.private_notes,
        meetings=ports.meetings,
        meeting=MeetingRoom(ports.meetings, bridge, read_only=ports.read_only, parent=frame),
        pulses=ports.pulses,
        questions=ports.questions,
        wording=Wording(ports.rulebook, ports.wording_memory, ports.desk, bridge, ports.ids, frame),
        pictures=ports.pictures,
        picture_desk=ports.picture_desk,
        publisher=ports.publisher,
        calendar=ports.calendar,
        pages=ports.pages,
        dates=ports.dates,
        markdown=ports.markdown,
        settings=frame.settings,
        read_only=ports.read_only,
    )
