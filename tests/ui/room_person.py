"""Somebody who sits in the room: reads what is painted on the projector, by way of an SVG of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import fromstring

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QObject, QRect, QRectF, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from timeline_person import HandTimers

from pmdesk.domain.review import Review
from pmdesk.ui.context import Context
from pmdesk.ui.projector.projector_verbs import ProjectorVerbs
from pmdesk.ui.projector.window import ProjectorWindow

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Painted:
    """A text as it came out of the painter: where its base line begins, and how large it is."""

    text: str
    size: float
    x: float
    y: float
    family: str
    weight: int

    @property
    def box(self) -> QRectF:
        """The box of its letters, without the air above and below them."""
        font = QFont(self.family)
        font.setPixelSize(round(self.size))
        font.setWeight(QFont.Weight(self.weight))
        wide = QFontMetricsF(font).horizontalAdvance(self.text)
        return QRectF(self.x, self.y - self.size * 0.7, wide * 0.98, self.size * 0.75)


def painted_of(window: QWidget) -> list[Painted]:
    """Return every text that a window paints, whichever way it does so."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(window.size())
    generator.setViewBox(QRect(0, 0, window.width(), window.height()))
    generator.setResolution(96)
    window.render(generator)
    drawing = fromstring(bytes(buffer.data().data()))  # noqa: S314 (we drew it)
    return [
        Painted(
            text="".join(one.itertext()).rstrip("\n"),
            size=float(one.attrib["font-size"]),
            x=float(one.attrib["x"]),
            y=float(one.attrib["y"]),
            family=one.attrib["font-family"],
            weight=int(one.attrib["font-weight"]),
        )
        for one in drawing.iter(f"{SVG}text")
    ]


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

    def settle(self) -> None:
        """Let what was announced happen."""
        self.timers.pass_time(100)
        QApplication.processEvents()

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
