"""Somebody who sits in the room: reads what is painted on the projector."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from memory_library import MemoryLibrary
from painted_text import Painted, painted_of
from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from settling import settle
from timeline_person import HandTimers

from pmdesk.domain.review import Review
from pmdesk.ui.context import Context
from pmdesk.ui.projector.projector_verbs import ProjectorVerbs
from pmdesk.ui.projector.window import ProjectorWindow


class StandIn(QObject):
    """Stands in for the page of a review: where the facilitator is."""

    stage_changed = Signal(str)
    stood = Signal()

    def __init__(self, review_id: str) -> None:
        super().__init__()
        self.review_id, self.stage, self.standing = review_id, "timeline", ""

    def go(self, stage: str, standing: str = "") -> None:
        self.stage, self.standing = stage, standing
        self.stage_changed.emit(stage)

    def stand(self, standing: str) -> None:
        self.standing = standing
        self.stood.emit()


class Repaints(QObject):
    """Remembers which parts of a window were painted again."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.parts: list[QRect] = []
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.parts.append(event.region().boundingRect())
        return False


class RoomPerson:
    """A console with one text box, the verbs of the projector, and whatever the room sees."""

    def __init__(self, ctx: Context, qtbot: QtBot, timers: HandTimers, review: Review) -> None:
        self.ctx, self.timers = ctx, timers
        self.said: list[str] = []
        self.state: list[tuple[str, bool]] = []
        self.asked: list[str] = []
        self.page = StandIn(review.id)
        self.console = QMainWindow()
        self.line = QLineEdit()
        self.console.setCentralWidget(self.line)
        qtbot.addWidget(self.console)
        with qtbot.waitActive(self.console):
            self.console.show()
        self.line.setFocus()
        self.verbs = ProjectorVerbs(ctx, self.console, self.page, self.ask)  # type: ignore[arg-type]
        self.verbs.say.connect(self.said.append)
        self.verbs.state_changed.connect(lambda text, warn: self.state.append((text, warn)))

    def ask(self, verb: str) -> None:
        self.asked.append(verb)
        self.table[verb]()

    @property
    def table(self) -> dict[str, Callable[[], object]]:
        verbs = self.verbs
        return {"view.projector": verbs.toggle, "projector.freeze": verbs.freeze, "projector.names": verbs.names}

    @property
    def window(self) -> ProjectorWindow:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ProjectorWindow) and one.isVisible()]
        assert len(found) == 1
        return found[0]

    @property
    def there(self) -> bool:
        return any(isinstance(one, ProjectorWindow) and one.isVisible() for one in QApplication.topLevelWidgets())

    def open(self, width: int = 1920, height: int = 1080) -> RoomPerson:
        self.verbs.toggle()
        self.window.resize(width, height)
        self.settle()
        return self

    def show_names(self) -> RoomPerson:
        """Ask for real names, and once more."""
        self.verbs.names()
        self.verbs.names()
        return self

    def settle(self) -> None:
        """Let what was announced happen."""
        self.timers.pass_time(100)
        settle()

    @property
    def painted(self) -> list[Painted]:
        return painted_of(self.window)

    @property
    def reads(self) -> str:
        """Everything that the room reads."""
        return "\n".join(one.text for one in self.painted)

    @property
    def hears(self) -> str:
        """Everything about the window that is not painted: for screen readers, task bars and pointers."""
        window = self.window
        parts = [window.windowTitle(), window.accessibleName(), window.accessibleDescription(), window.toolTip()]
        for child in window.findChildren(QWidget):
            parts += [child.accessibleName(), child.accessibleDescription(), child.toolTip()]
        return "\n".join((*parts, window.windowFilePath(), window.statusTip(), window.whatsThis()))


@contextmanager
def seats(
    ctx: Context, memory: MemoryLibrary, qtbot: QtBot, timers: HandTimers
) -> Iterator[Callable[[Review], RoomPerson]]:
    """Yield what puts somebody before a review; every window of the room is closed at the end."""
    people: list[RoomPerson] = []

    def take(review: Review) -> RoomPerson:
        memory.reviews[review.id] = review
        people.append(RoomPerson(ctx, qtbot, timers, review))
        return people[-1]

    yield take
    for one in people:
        one.verbs.end()
    QApplication.processEvents()
