"""A sheet over the whole page of a review, for when the keyboard goes round: nothing private shows beside it.

What lies under it is hidden meanwhile, so that neither Tab nor a screen reader finds it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from pmdesk.ui.look import Look
from pmdesk.ui.widgets.popover import Popover
from pmdesk.ui.widgets.tab_order import tab_stops

WIDTH = 680


class Cover(QWidget):
    """Lies over ``page`` and follows its size; ``column`` takes the content, in the middle.

    Esc asks to leave (``left``). Whoever has the keyboard then sees nothing of the page: no verb acts on it, undo and
    redo neither, but for those in ``acting``, which the facilitator may need meanwhile; nor does the keyboard go there.
    """

    left = Signal()
    acting = frozenset(
        {
            "view.projector",
            "projector.freeze",
            "meeting.pause",
            "meeting.time",
            "view.shortcuts",
            "view.larger",
            "view.smaller",
            "view.normal_size",
        }
    )

    def __init__(self, look: Look, page: QWidget, name: str) -> None:
        """Cover ``page``; ``name`` is read aloud."""
        super().__init__(page)
        self._look, self._page = look, page
        self._came_from: QWidget | None = None
        self._under: list[QWidget] = []
        self._held: QWidget = self
        self.setObjectName("page")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.middle = QWidget()
        self.column = QVBoxLayout(self.middle)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.addStretch(1)
        row.addWidget(self.middle, 100)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(name)
        scroll.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        page.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._hold)  # type: ignore[union-attr]  # there is one: we are a widget
        look.changed.connect(self._fit)
        self._fit()
        self.hide()

    @staticmethod
    def over(window: QWidget) -> Cover | None:
        """Return the sheet that lies in a window now, or None."""
        return next((one for one in window.findChildren(Cover) if one.isVisible()), None)

    def rise(self) -> None:
        """Show it over the page; what floats there closes."""
        for floating in self._page.window().findChildren(Popover):
            floating.dismiss()
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self._came_from = focus
        self._fit()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # first: from a widget that is hidden, Qt would tab on
        for one in self._page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if one is not self and not one.isWindow() and not one.isHidden():
                self._under.append(one)
                one.hide()

    def sink(self) -> None:
        """Be gone, and give the keyboard back to where it came from."""
        self._uncover()  # before it is hidden: Qt would tab on
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Show the page again, however the sheet goes; not when the whole page goes with it."""
        super().hideEvent(event)
        if self.isHidden():
            self._uncover()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask to leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 (Qt's own form)
        """Let Tab walk over the sheet only: what lies under it is not to be seen."""
        stops, focus = tab_stops(self), self.focusWidget()
        if focus in stops:
            stops[(stops.index(focus) + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        elif stops:
            stops[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(stops)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the page."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _hold(self, _former: object, focus: object) -> None:
        """Keep the keyboard from what is hidden: what is typed would go there unseen."""
        if not self._under or not isinstance(focus, QWidget) or not self._page.isAncestorOf(focus):
            return
        if focus is self or self.isAncestorOf(focus):
            self._held = focus
        elif isValid(self._held):
            self._held.setFocus(Qt.FocusReason.OtherFocusReason)

    def _uncover(self) -> None:
        """Show what lay under it, and give the keyboard back."""
        under, self._under = self._under, []
        for one in under:
            if isValid(one):
                one.show()
        focus, back = QApplication.focusWidget(), self._came_from
        self._came_from = None
        if focus is None or (focus is not self and not self.isAncestorOf(focus)):
            return
        if back is None or not isValid(back) or not back.isVisible():  # another stage is shown by now
            back = next((one for one in tab_stops(self._page) if not self.isAncestorOf(one)), None)
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        px = self._look.px
        self.setGeometry(self._page.rect())
        self.middle.setMaximumWidth(px(WIDTH))
        self.column.setContentsMargins(px(24), px(48), px(24), px(24))
        self.column.setSpacing(px(12))
