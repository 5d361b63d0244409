"""A factor that leans on something learned later says so: on its card, on the map and in its details."""

from __future__ import annotations

from dataclasses import replace

import pytest
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from stage_person import StagePerson

from pmdesk.domain.changes import Set
from pmdesk.domain.items import Known
from pmdesk.ui.context import Context
from pmdesk.ui.stages.factors import FactorsPage

MARK = "leans on something learned later"
QUESTION = "It leans on something learned later (14:31). What could people see at the time?"


@pytest.fixture
def person(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> StagePerson:
    review = story()
    events = {**review.events, "e4": replace(review.events["e4"], known=Known.LATER)}
    memory.reviews[review.id] = replace(review, events=events)
    page = FactorsPage(ctx)
    ctx.bridge.changed.connect(page.on_changed)
    page.show_review(review.id)
    return StagePerson(ctx, page, qtbot, review.id)


def page(person: StagePerson) -> FactorsPage:
    shown = person.window.centralWidget()
    assert isinstance(shown, FactorsPage)
    return shown


def asked(person: StagePerson) -> bool:
    return any(one.text() == QUESTION and not one.isHidden() for one in person.window.findChildren(QLabel))


def names(person: StagePerson) -> list[str]:
    return sorted(name for name in person.names() if MARK in name)


def test_the_card_and_the_map_say_it(person: StagePerson) -> None:
    found = names(person)
    assert f"F3 {MARK}: 14:31" in found
    assert any(name.startswith("F3, No alert looks at waiting requests") for name in found)
    assert any(name.startswith("On the map: F3") for name in found)
    assert all("F3" in name for name in found)


def test_the_details_ask_what_people_could_see(person: StagePerson) -> None:
    assert not asked(person)
    page(person).reveal("factor", "f2")
    assert asked(person)


def test_it_goes_when_the_entry_was_known_then(person: StagePerson) -> None:
    page(person).reveal("factor", "f2")
    person.ctx.bridge.do(Set("r42", "event", "e4", "known", Known.THEN), command="event.known")
    assert names(person) == []
    assert not asked(person)
    person.ctx.desk.undo()
    assert f"F3 {MARK}: 14:31" in names(person)
