"""A context for single pages: a library in memory, the real words and look, a clock that stands."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from memory_library import MemoryLibrary
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from whenever import Instant

from pmdesk.app.late import LateQuestions
from pmdesk.app.wording_rules import rulebook_of
from pmdesk.domain.times import Time
from pmdesk.editing.desk import Desk
from pmdesk.editing.words import Words
from pmdesk.resources import find
from pmdesk.ui.bridge import Bridge
from pmdesk.ui.context import Context
from pmdesk.ui.look import Look
from pmdesk.ui.meeting_room import MeetingRoom
from pmdesk.ui.timers import QtTimers
from pmdesk.ui.wording import Wording

ROOT = Path(__file__).resolve().parents[2]
NOW = Instant.from_utc(2026, 11, 18, 13, 45)


class StandingClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> Instant:
        return self.at

    def zone(self) -> str:
        return "Europe/Berlin"


class PlainSettings:
    """Settings in a dictionary."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, key: str, default: Any) -> Any:
        return self.values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        self.values[key] = value


class NoDates:
    """Understands no date."""

    def read(self, text: str, **_given: object) -> Time | None:  # noqa: ARG002
        return None


@pytest.fixture(autouse=True)
def pointer_away(qapp: QApplication) -> None:  # noqa: ARG001 (a pointer needs an application)
    """Let the pointer hold nothing in its place: another test may have left it anywhere."""
    QCursor.setPos(5000, 5000)


@pytest.fixture
def memory() -> MemoryLibrary:
    return MemoryLibrary()


@pytest.fixture
def make_context(qapp: QApplication, memory: MemoryLibrary) -> Iterator[Callable[..., Context]]:
    qapp.setStyle("Fusion")
    made: list[Context] = []

    def make(**parts: Any) -> Context:
        clock = parts.pop("clock", StandingClock())
        counter = itertools.count()
        ids = parts.pop("ids", lambda: f"id{next(counter):014d}")
        desk = Desk(memory, clock, ids)
        look = Look(ROOT / "resources/theme/tokens.json", ROOT / "resources/fonts", ROOT / "resources/icons")
        look.set_theme("light")
        bridge = parts.pop("bridge", Bridge(desk, clock))
        given: dict[str, Any] = {
            "look": look,
            "bridge": bridge,
            "desk": desk,
            "words": Words("en", find().catalogue()),
            "clock": clock,
            "timers": QtTimers(),
            "ids": ids,
            "library": memory,
            "drafts": memory,
            "private_notes": memory,
            "meetings": memory,
            "meeting": MeetingRoom(memory, bridge, read_only=parts.get("read_only", False)),
            "pulses": memory,
            "questions": LateQuestions(find()),
            "wording": Wording(lambda: rulebook_of(find()), memory, desk, bridge, ids),
            "pictures": memory,
            "picture_desk": memory,
            "publisher": None,
            "calendar": lambda _review, **_options: b"BEGIN:VCALENDAR",
            "pages": None,
            "dates": NoDates(),
            "markdown": lambda text: text,
            "settings": PlainSettings(),
        }
        context = Context(**{**given, **parts})
        made.append(context)
        return context

    yield make
    qapp.setStyleSheet("")


@pytest.fixture
def ctx(make_context: Callable[..., Context]) -> Context:
    return make_context()
