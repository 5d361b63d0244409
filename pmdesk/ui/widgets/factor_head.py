"""The head of the Factors stage: title, count, how it is shown, and the button that adds one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button, Option, Segmented
from pmdesk.ui.widgets.factor_facts import FactorFacts
from pmdesk.ui.widgets.labels import Label

VIEWS = ("cards", "map", "both")
_ICONS = {"cards": "table", "map": "workflow", "both": "panel-top"}


class FactorHead(QWidget):
    """Two groups side by side; the second goes below where there is no room.

    ``view_chosen`` carries one of VIEWS, ``add_asked`` that somebody wants a new factor.
    """

    view_chosen = Signal(object)
    add_asked = Signal()

    def __init__(self, ctx: Context) -> None:
        """Build the parts."""
        super().__init__()
        self._ctx = ctx
        look, words = ctx.look, ctx.words
        self._summary = Label(look, "", "body", "text3")
        self._summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._title = Label(look, words("factors.title"), "title")
        self._views = Segmented(
            look,
            words("factors.view.name"),
            [Option(view, words(f"factors.view.{view}"), _ICONS[view]) for view in VIEWS],
        )
        self._views.chosen.connect(self.view_chosen)
        add = Button(look, words("factors.add.button"), icon="plus", name=words("factors.add.button_name"))
        add.clicked.connect(self.add_asked)
        add.setEnabled(not ctx.read_only)
        self._tools = QWidget()
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.addWidget(self._views)
        tools.addWidget(add)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._narrow: bool | None = None
        self._text = ""
        look.changed.connect(self._restyle)
        self._restyle()

    def show_head(self, facts: Sequence[FactorFacts], view: str) -> None:
        """Show the count of factors and the chosen view."""
        verified = sum(one.factor.verified for one in facts)
        text = self._ctx.words("factors.summary", count=len(facts), verified=verified) if facts else ""
        self._text = text
        self._summary.setToolTip(text)
        self._elide()
        self._views.set_value(view)
        self._views.setVisible(bool(facts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break into two lines where one has no room."""
        super().resizeEvent(event)
        self._lay()
        self._elide()

    def _elide(self) -> None:
        """Cut the summary where it has no room; the tooltip has it whole."""
        self._grid.activate()
        metrics = self._ctx.look.metrics("body")
        self._summary.setText(metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self._summary.width()))
        self._summary.setAccessibleName(self._text)

    def _lay(self) -> None:
        px = self._ctx.look.px
        needed = self._title.sizeHint().width() + self._tools.sizeHint().width() + px(24 + 24 + 140)
        narrow = self.width() < needed
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for widget in (self._title, self._summary, self._tools):
            self._grid.removeWidget(widget)
        self._grid.addWidget(self._title, 0, 0)
        self._grid.addWidget(self._summary, 0, 1)
        if narrow:
            self._grid.addWidget(self._tools, 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(self._tools, 0, 2)

    def _restyle(self) -> None:
        px = self._ctx.look.px
        self._grid.setContentsMargins(px(24), px(12), px(24), px(8))
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(8))
        self._narrow = None
        self._lay()
