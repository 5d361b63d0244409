"""A person in front of the facilitator's console alone, with the story of a lowered limit."""

from __future__ import annotations

from dataclasses import replace

from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from stage_person import StagePerson

from pmdesk.domain.items import Note
from pmdesk.domain.review import Review
from pmdesk.ui.console import Console
from pmdesk.ui.context import Context

PARKED = Note(id="n1", text="Who owns the file?", order="a")
ROOM_FOR_ALL = 1600


def seat(
    ctx: Context,
    memory: MemoryLibrary,
    qtbot: QtBot,
    *,
    stage: str = "timeline",
    review: Review | None = None,
    height: int = ROOM_FOR_ALL,
) -> StagePerson:
    """Show the console of R-42 at a stage, with room for every section unless ``height`` says less."""
    memory.reviews.setdefault("r42", review or replace(story(), notes={"n1": PARKED}))
    console = Console(ctx)
    ctx.bridge.changed.connect(console.on_changed)
    person = StagePerson(ctx, console, qtbot, "r42", 340)
    console.show_review("r42")
    console.show_stage(stage)
    person.window.resize(340, height)
    return person


def console_of(person: StagePerson) -> Console:
    """Return the console itself, for what the window's verbs call."""
    console = person.window.centralWidget()
    assert isinstance(console, Console)
    return console


def said(person: StagePerson) -> list[str]:
    """Return what stands in labels now."""
    return [one.text() for one in person.window.findChildren(QLabel) if one.isVisible()]
