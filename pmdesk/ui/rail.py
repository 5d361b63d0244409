"""The rail at the left: the stages of a review, or the places of the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.editing.commands import STAGES
from pmdesk.editing.words import Words
from pmdesk.ui.look import Look
from pmdesk.ui.models.meeting_faces import StageFace
from pmdesk.ui.widgets.labels import Label

WIDTH = 200
ICONS_ONLY = 56
NARROWER = 960
"""Below this width of the window (px at 100 %) rails show icons only."""


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One line of a rail: value, word, icon or number, and a count or hint at its right.

    A ``verb`` is no place to be at: it is done when it is pressed, and only then.
    """

    value: str
    text: str
    icon: str = ""
    hint: str = ""
    name: str = ""
    verb: bool = False
    track: bool = False
    """Whether there is room for a thin bar below the word."""


class RailButton(QAbstractButton):
    """A line of the rail, painted: a card when chosen, with an accent mark at its left."""

    def __init__(self, look: Look, entry: RailEntry) -> None:
        """Show ``entry``; its name is read aloud."""
        super().__init__()
        self._look = look
        self.entry = entry
        self.done = False
        self.narrow = False
        self.clock = StageFace()
        self.setCheckable(not entry.verb)
        self.setText(entry.text)
        self.setAccessibleName(entry.name or entry.text)
        self.setToolTip(entry.name or entry.text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Be one comfortable line high, with a bar a little higher."""
        return QSize(self._look.px(48), self._look.px(44 if self.entry.track else 36))

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed."""
        return self.sizeHint()

    def set_hint(self, hint: str) -> None:
        """Show another count or hint."""
        self.entry = replace(self.entry, hint=hint)
        self.update()

    def set_clock(self, clock: StageFace) -> None:
        """Show other minutes; only what changed is painted, and nothing moves."""
        if clock == self.clock:
            return
        if clock.said != self.clock.said:
            self.setAccessibleDescription(clock.said)
        self.clock = clock
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the rail: they walk, and only Enter and Space choose."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon, word, and hint or clock."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(look.px(8), 1, -look.px(8), -2)
        if self.isChecked():
            painter.fillRect(QRect(0, box.top() + 4, look.px(3), box.height() - 8), look.colour("accent"))
            painter.setPen(QPen(look.colour("line2"), 1))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(box, look.px(6), look.px(6))
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(box, look.px(6), look.px(6))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, look.px(6), look.px(6))
        line = box.adjusted(0, look.px(2), 0, -look.px(10)) if self.entry.track else box
        self._paint_mark(painter, line)
        self._paint_bar(painter, box)
        if self.narrow:
            return
        room = line.adjusted(look.px(32), 0, -look.px(8), 0)
        painter.setFont(look.font("body-strong" if self.isChecked() else "body-medium"))
        painter.setPen(look.colour("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.entry.text)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("warn" if self.clock.over else "text3"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, right, self.clock.text or self.entry.hint)

    def _paint_bar(self, painter: QPainter, box: QRect) -> None:
        if not self.clock.bar:
            return
        look = self._look
        left = box.left() + look.px(8 if self.narrow else 32)
        bar = QRect(left, box.bottom() - look.px(9), box.right() - look.px(8) - left + 1, max(look.px(3), 2))
        round_by = bar.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("line2"))
        painter.drawRoundedRect(bar, round_by, round_by)
        if self.clock.share > 0:
            used = QRect(bar)
            used.setWidth(max(round(bar.width() * min(self.clock.share, 1.0)), bar.height()))
            painter.setBrush(look.colour("accent" if self.isChecked() else "text3"))
            painter.drawRoundedRect(used, round_by, round_by)

    def _paint_mark(self, painter: QPainter, box: QRect) -> None:
        look = self._look
        size = look.px(16)
        x = box.center().x() - size // 2 if self.narrow else box.left() + look.px(9)
        y = box.center().y() - size // 2
        if len(self.entry.icon) > 1:
            ink = "accent" if self.isChecked() else "text2"
            painter.drawPixmap(x, y, look.icon(self.entry.icon, 16, ink))
        elif self.isChecked():
            painter.drawPixmap(x, y, look.icon("circle-dot", 16, "accent", stroke=2))
        elif self.done:
            painter.drawPixmap(x, y, look.icon("check", 16, "ok", stroke=2))
        else:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("text3"))
            painter.drawText(QRect(x, box.top(), size, box.height()), Qt.AlignmentFlag.AlignCenter, self.entry.icon)


class Rail(QWidget):
    """A column of RailButtons. ``chosen`` carries the value of the one that a person picked."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str, groups: Sequence[tuple[str, Sequence[RailEntry]]]) -> None:
        """Show ``groups`` of (heading, entries); an empty heading shows none, "stretch" pushes down."""
        super().__init__()
        self._look = look
        self.setObjectName("rail")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        self._headings: list[Label] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 10)
        self._column.setSpacing(4)
        for heading, entries in groups:
            if heading == "stretch":
                self._column.addStretch()
            elif heading:
                label = Label(look, heading, "small", "text3")
                label.setContentsMargins(look.px(16), look.px(6), 0, 0)
                self._headings.append(label)
                self._column.addWidget(label)
            for entry in entries:
                self._add(entry)
        if all(heading != "stretch" for heading, _entries in groups):
            self._column.addStretch()
        foot = _Foot()
        self.foot = QVBoxLayout(foot)
        self.foot.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(foot)
        look.changed.connect(self._fit)
        self._narrow = False
        self._fit()

    def _add(self, entry: RailEntry) -> None:
        button = RailButton(self._look, entry)
        button.clicked.connect(lambda: self.chosen.emit(entry.value))
        if not entry.verb:
            self._group.addButton(button)
        self.buttons[entry.value] = button
        self._column.addWidget(button)

    @property
    def last(self) -> QWidget:
        """The last entry: Tab goes on behind it."""
        return list(self.buttons.values())[-1]

    @property
    def room(self) -> int:
        """How high the foot may be, in px: what is below the entries; none where only icons are shown."""
        if self._narrow:
            return 0
        entries = sum(one.sizeHint().height() for one in (*self.buttons.values(), *self._headings))
        gaps = self._column.spacing() * (len(self.buttons) + len(self._headings))
        return max(self.height() - entries - gaps - 20, 0)

    def set_value(self, value: str) -> None:
        """Show which entry is chosen; an unknown value shows none."""
        self._group.setExclusive(False)
        for name, button in self.buttons.items():
            button.setChecked(name == value)
        self._group.setExclusive(True)
        chosen = self._group.checkedButton()
        for place in self._group.buttons():  # Tab stops at where we are; the arrows walk from there
            stop = chosen in {None, place}
            place.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, where the window has no room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the entries with the arrow keys."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        buttons = list(self.buttons.values())
        focused = next((at for at, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        buttons[(focused + step) % len(buttons)].setFocus()

    def _fit(self) -> None:
        self.setFixedWidth(self._look.px(ICONS_ONLY if self._narrow else WIDTH))
        for label in self._headings:
            label.setVisible(not self._narrow)
        for button in self.buttons.values():
            button.narrow = self._narrow
            button.update()


class _Foot(QWidget):
    """What stands below the entries; it does not keep the window from being low."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


def stage_rail(look: Look, words: Words) -> Rail:
    """Return the rail of a review: Prepare before the meeting, five stages in it."""
    entries = [
        RailEntry(
            stage,
            words(f"commands.stage.{stage}"),
            str(number),
            "",
            words("window.stage_row", stage=words(f"commands.stage.{stage}"), number=number),
            track=number > 1,
        )
        for number, stage in enumerate(STAGES, start=1)
    ]
    groups = ((words("window.rail_before"), entries[:1]), (words("window.rail_meeting"), entries[1:]))
    return Rail(look, words("window.region_rail"), groups)


def library_rail(look: Look, words: Words) -> Rail:
    """Return the rail of the library: its places at the top, what is done with files at the bottom."""
    top = (
        RailEntry("reviews", words("window.reviews"), "file-text"),
        RailEntry("archive", words("window.archive"), "archive"),
    )
    bottom = tuple(
        RailEntry(name, words(f"commands.{name}"), icon, verb=True)
        for name, icon in (
            ("wording.rules", "text-cursor-input"),
            ("file.open", "folder-open"),
            ("file.backups", "history"),
            ("file.save_copy", "copy"),
        )
    )
    rail = Rail(look, words("window.reviews"), (("", top), ("stretch", bottom)))
    rail.set_value("reviews")
    return rail
