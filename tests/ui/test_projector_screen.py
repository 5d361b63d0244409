"""The window of the room when its screen goes and comes back: the console is never covered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from room_person import RoomPerson, seats
from timeline_person import HandTimers

from pmdesk.ui.context import Context
from pmdesk.ui.projector import room_screen


class Plugged:
    """Whether a second screen is plugged in. There is one screen for tests, so it is that one a second time."""

    there = True

    def other(self, screens: list[QScreen], _mine: QScreen) -> QScreen | None:
        return screens[0] if self.there else None

    def pull(self) -> None:
        self.there = False
        app().screenRemoved.emit(app().primaryScreen())
        QApplication.processEvents()

    def plug(self) -> None:
        self.there = True
        app().screenAdded.emit(app().primaryScreen())
        QApplication.processEvents()


def app() -> QGuiApplication:
    found = QGuiApplication.instance()
    assert isinstance(found, QGuiApplication)
    return found


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Plugged:
    found = Plugged()
    monkeypatch.setattr(room_screen, "other_screen", found.other)
    return found


@pytest.fixture
def me(
    make_context: Callable[..., Context], memory: MemoryLibrary, qtbot: QtBot, plugged: Plugged
) -> Iterator[RoomPerson]:
    timers = HandTimers()
    with seats(make_context(timers=timers), memory, qtbot, timers) as take:
        one = take(story())
        assert plugged.there
        one.verbs.toggle()
        one.settle()
        yield one


def test_a_lost_screen_hides_the_room_and_says_so(me: RoomPerson, plugged: Plugged) -> None:
    assert me.window.isFullScreen()
    plugged.pull()
    assert not me.there
    assert "gone" in me.said[-1]
    assert "F5" in me.said[-1]
    assert me.state[-1] == (me.ctx.words("projector.state.gone"), True)
    assert QApplication.focusWidget() is me.line
    QTest.keyClicks(me.line, "typed on")
    assert me.line.text() == "typed on"


def test_the_room_comes_back_with_the_screen_and_has_gone_on_meanwhile(me: RoomPerson, plugged: Plugged) -> None:
    me.verbs.freeze()
    me.verbs.freeze()
    plugged.pull()
    me.page.go("factors")
    me.settle()
    assert not me.there
    plugged.plug()
    assert me.window.isFullScreen()
    assert "Factors" in me.reads
    assert me.said[-1] == me.ctx.words("projector.say.back")
    assert me.state[-1] == (me.ctx.words("projector.state.roles"), False)
    assert QApplication.activeWindow() is me.console
    plugged.plug()
    assert me.said.count(me.ctx.words("projector.say.back")) == 1


def test_a_cable_that_comes_loose_again_is_the_same(me: RoomPerson, plugged: Plugged) -> None:
    for _ in range(3):
        plugged.pull()
        assert not me.there
        plugged.plug()
        assert me.window.isFullScreen()


def test_asked_for_meanwhile_it_is_a_window_to_share(me: RoomPerson, plugged: Plugged) -> None:
    window = me.window
    plugged.pull()
    window.move(app().primaryScreen().geometry().right() + 200, 40)  # where the other screen was
    me.verbs.toggle()
    assert not me.window.isFullScreen()
    assert app().primaryScreen().geometry().contains(window.geometry())
    assert me.said[-1] == me.ctx.words("projector.say.opened_beside")
    assert me.state[-1] == (me.ctx.words("projector.state.roles"), False)
    plugged.plug()
    assert not me.window.isFullScreen()  # what a person placed stays there
    me.verbs.toggle()
    assert not me.there


def test_a_room_that_was_closed_does_not_come_back(me: RoomPerson, plugged: Plugged) -> None:
    me.verbs.toggle()
    plugged.pull()
    plugged.plug()
    assert not me.there
    assert "gone" not in " ".join(me.said)


def test_a_window_to_share_stays_when_some_screen_goes(me: RoomPerson, plugged: Plugged) -> None:
    me.verbs.toggle()
    plugged.there = False
    me.verbs.toggle()
    assert me.there
    plugged.pull()
    assert me.there
