"""The bar at the top: where we are at the left; "Find or do", the room's window and the menu at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from pmdesk.domain.review import Review
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button, IconButton
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps, Label, rule
from pmdesk.ui.widgets.meeting_clock import MeetingClock
from pmdesk.ui.widgets.severity import SeverityMark
from pmdesk.ui.widgets.wrapped import plain_tip

NARROWER = 960
"""Below this width (px at 100 %) the date and the hint of a key give way to the title."""
_WORDLESS = 1200
"""Below this width (px at 100 %) the button of the room's window is an icon."""


class TopBar(QWidget):
    """``back`` asks for the library, ``run_requested`` for a verb by its id."""

    back = Signal()
    run_requested = Signal(str)

    def __init__(self, ctx: Context, file_name: str, menu: QMenu) -> None:
        """``file_name`` stands beside the product's name in the library."""
        super().__init__()
        self._ctx = ctx
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look, words = ctx.look, ctx.words
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(10)
        self._brand = QWidget()
        brand = QHBoxLayout(self._brand)
        brand.setContentsMargins(4, 0, 0, 0)
        brand.addWidget(IconLabel(look, "waypoints", 18, "accent"))
        brand.addWidget(Label(look, words("window.name"), "body-strong"))
        brand.addWidget(Label(look, file_name, "small", "text3"))
        row.addWidget(self._brand)
        self._back = Button(
            look, words("window.reviews"), kind="flat", icon="chevron-left", name=words("commands.view.library")
        )
        self._back.clicked.connect(self.back)
        row.addWidget(self._back)
        self._line = rule(vertical=True)
        self._line.setFixedHeight(20)
        row.addWidget(self._line)
        self._number = Label(look, "", "body", "text3")
        self._title = ElidedLabel(look, "", "body-strong")
        self._severity = SeverityMark(ctx)
        self._date = Label(look, "", "body", "text2")
        for widget in (self._number, self._title, self._severity, self._date):
            row.addWidget(widget)
        self._space = QWidget()
        row.addWidget(self._space, 1)
        find = Button(look, words("window.find"), kind="flat", icon="search")
        find.clicked.connect(lambda: self.run_requested.emit("view.palette"))
        row.addWidget(find)
        self._find_key = KeyCaps(look, "Ctrl+K")
        row.addWidget(self._find_key)
        self.clock = MeetingClock(look, words("agenda.title"))
        row.addWidget(self.clock)
        self._room_open = False
        self._room = Button(look, " ", icon="projector", name=words("commands.view.projector"))
        self._room.setToolTip(f"{words('commands.view.projector')}  F5")
        self._room.clicked.connect(lambda: self.run_requested.emit("view.projector"))
        row.addWidget(self._room)
        self._menu_button = IconButton(look, "menu", words("window.menu"), keys="F10")
        self._menu_button.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setMenu(menu)
        row.addWidget(self._menu_button)
        look.changed.connect(self._fit)
        self.show_review(None)
        self._fit()

    def open_menu(self) -> None:
        """Open the menu, as a click does."""
        self._menu_button.showMenu()

    def show_review(self, review: Review | None) -> None:
        """Show where we are: a review, or the library."""
        inside = review is not None
        self._brand.setVisible(not inside)
        for widget in (self._back, self._line, self._number, self._title, self._date, self._room):
            widget.setVisible(inside)
        self._severity.setVisible(False)
        if review is None:
            return
        words = self._ctx.words
        self._number.setText(words("window.number", number=review.number))
        self._title.setText(review.title or words("window.untitled"))
        self._title.setToolTip(plain_tip(review.title))
        self._date.setText(words.date(review.day) if review.day else "")
        self._severity.show_review(review)
        self._fit()

    def show_room(self, text: str, _warn: bool = False) -> None:  # noqa: FBT001, FBT002 (a signal carries it)
        """Say whether the room sees a window; ``text`` says what, and is empty when it sees nothing."""
        self._room_open = bool(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the title where there is little."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._ctx.look.px
        self.setFixedHeight(px(48))
        narrow = self.width() < px(NARROWER)
        self.clock.set_short(short=narrow)
        self._find_key.setVisible(not narrow)
        word = self._ctx.words("window.room_open" if self._room_open else "window.room")
        self._room.setText("" if self.width() < px(_WORDLESS) else f"{word}  F5")
        self._room.set_icon("projector")
        self._date.setVisible(not narrow and not self._brand.isVisibleTo(self))
