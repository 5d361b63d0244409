"""The sections of the console, one below the other; they fold where there is no room, and scroll at last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.spoken import Spoken
from pmdesk.ui.widgets.console_ask import AskSection
from pmdesk.ui.widgets.console_folding import Folding
from pmdesk.ui.widgets.console_follow_up import FollowUpSection
from pmdesk.ui.widgets.console_park import ParkSection
from pmdesk.ui.widgets.console_private import PrivateSection
from pmdesk.ui.widgets.console_prompts import PromptSection
from pmdesk.ui.widgets.console_section import ConsoleSection
from pmdesk.ui.widgets.console_spoken import SpokenSection
from pmdesk.ui.widgets.labels import rule
from pmdesk.ui.widgets.tab_order import TabAnchor, follow

IMPORTANCE = ("follow_up", "prompts", "park", "spoken", "private_notes", "exit")
"""What stays open longest where there is little room; the question to ask now always does."""
_TURNS = 3
_SPARED = {"exit"}
"""What may fold so that the follow-up has its room before its first question comes."""


class ConsoleColumn(QScrollArea):
    """Holds the sections; who owns it wires them."""

    def __init__(self, ctx: Context, spoken: Spoken) -> None:
        """Build every section."""
        super().__init__()
        self._fitted = QSize()
        self._questioned = False
        self._grown_to = 0
        self.ask = AskSection(ctx)
        self.follow_up = FollowUpSection(ctx)
        self.prompts = PromptSection(ctx, "prompts", "list-checks")
        self.exit = PromptSection(ctx, "exit", "log-out")
        self.park = ParkSection(ctx)
        self.spoken = SpokenSection(ctx, spoken)
        self.private = PrivateSection(ctx)
        self._sections: tuple[ConsoleSection, ...] = (
            self.ask,
            self.follow_up,
            self.prompts,
            self.exit,
            self.park,
            self.spoken,
            self.private,
        )
        body = _Body()
        self._home = column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in self._sections[:-2]:
            column.addWidget(section)
            column.addWidget(rule())
        self._before_spoken, self._below_spoken, self._at = TabAnchor(body), rule(), column.count()
        column.addWidget(self.spoken)
        column.addWidget(self._below_spoken)
        column.addStretch(1)  # the last section stands at the bottom
        column.addWidget(rule())
        column.addWidget(self.private)
        self.folding = Folding(ctx.settings, self._sections, IMPORTANCE, self)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(ctx.words("console.name"))
        self.setWidget(body)
        self.follow_up.room_wanted.connect(self._make_room)
        self.verticalScrollBar().rangeChanged.connect(self._grown)
        QApplication.instance().focusChanged.connect(self._make_room_later)  # type: ignore[union-attr]  # there is one: we are a widget

    @property
    def first(self) -> QWidget:
        """Where the keyboard comes in."""
        return self.ask.head if self.ask.folded else self.ask.next

    def begin(self) -> None:
        """Be as for a review that nobody has said anything about yet."""
        self._questioned = False

    def lend_spoken(self, place: QVBoxLayout | None, behind: QWidget) -> None:
        """Let who has spoken stand in another place, behind a widget for Tab; or here again."""
        lent = place is not None
        self.spoken.be_slim(slim=lent)
        if lent == ("spoken" in self.folding.away):
            return
        self.folding.away = frozenset({"spoken"} if lent else ())
        if place is not None:
            place.addWidget(self.spoken)
        else:
            self._home.insertWidget(self._at, self.spoken)
        self._below_spoken.setVisible(not lent)
        follow(behind if lent else self._before_spoken, *self.spoken.stops)
        self.fit()

    def open(self, section: ConsoleSection) -> None:
        """Unfold a section because something in it is wanted; others fold where there is no room for all."""
        if section.folded:
            self.folding.open(section)
            self.fit()

    def fit(self) -> None:
        """Open as many sections as there is room for; nothing is known about room before it is shown."""
        if self.isVisible():
            self._fold()
            self._settle_later(_TURNS)

    def _settle_later(self, turns: int) -> None:
        """Fit again once text boxes have told their last height, a turn later, and before anybody looks."""
        QTimer.singleShot(0, self, lambda: self._settle(turns))

    def _settle(self, turns: int) -> None:
        if self.isVisible() and self._fold() and turns > 1:
            self._settle_later(turns - 1)

    def _fold(self) -> bool:
        """Open what there is room for; True when that is something else than before."""
        before = self._shape()
        # without its bar, for text that is broken beside the bar would need the bar
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        room = self.maximumViewportSize()
        width, height = room.width(), room.height() - len(self._sections)
        self.follow_up.set_whole(whole=True)
        if not self._questioned and self.folding.without_room(width, height) - _SPARED:
            self.follow_up.set_whole(whole=False)
        self.folding.fit(width, height)
        self._lay_out()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return self._shape() != before

    def _shape(self) -> tuple[object, ...]:
        return self.follow_up.whole, *(one.folded for one in self._sections)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit before the first paint."""
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again when it is another size itself, not when its bar comes or goes."""
        super().resizeEvent(event)
        if self.size() != self._fitted:
            self._fitted = self.size()
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        """Give a question its room when nothing can move under the pointer any more."""
        super().leaveEvent(event)
        self._make_room_later()

    def _make_room_later(self) -> None:
        if not self._questioned and self.follow_up.question:
            QTimer.singleShot(0, self, self._make_room)

    def _make_room(self) -> None:
        """Keep the room of a follow-up from its first question on; it is not made while the console is in use."""
        if self._questioned or not self.follow_up.question or (self._in_use() and not self.follow_up.whole):
            return
        self._questioned = True
        if not self.follow_up.whole:
            self.fit()

    def _grown(self, _least: int, beyond: int) -> None:
        """Fold what is needed least when a list has grown beyond the room, so that the last line stays in view."""
        body = self.widget()
        height = body.height() if body is not None else 0
        if beyond and height != self._grown_to and not self._in_use():
            self._grown_to = height
            QTimer.singleShot(0, self, self.fit)

    def _in_use(self) -> bool:
        focus = self.window().focusWidget()
        return self.isVisible() and (self.underMouse() or (focus is not None and self.isAncestorOf(focus)))

    def _lay_out(self) -> None:
        """Give every text its width, and then its height, at once."""
        body = self.widget()
        layout = body.layout() if body is not None else None
        for _pass in range(2):
            if layout is not None:
                layout.invalidate()
                layout.activate()


class _Body(QWidget):
    """What scrolls: as high as it needs to be in its width, not in a narrower one."""

    def minimumSizeHint(self) -> QSize:
        narrow = super().minimumSizeHint()
        return QSize(narrow.width(), min(narrow.height(), self.heightForWidth(max(self.width(), narrow.width()))))
