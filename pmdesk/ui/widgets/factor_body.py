"""The body of the Factors stage: the map above, cards and chain below, laid out for the room there is."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmdesk.domain.review import Review
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Option, Segmented
from pmdesk.ui.widgets.cause_map import CauseMap
from pmdesk.ui.widgets.coverage_line import CoverageLine
from pmdesk.ui.widgets.draft_line import StageLine
from pmdesk.ui.widgets.factor_details import FactorDetails
from pmdesk.ui.widgets.factor_facts import FactorFacts
from pmdesk.ui.widgets.factor_grid import FactorGrid
from pmdesk.ui.widgets.how_chain import HowChain
from pmdesk.ui.widgets.labels import Label, rule

_PANEL = 312
_SIDE_BY_SIDE = 830
"""Below this width (px at 100 %) cards and chain share one place, with tabs."""

_MAP_SHARE = 0.52
"""The most of the height that the map takes from the cards."""

_UNBOUND = 16_777_215


class FactorBody(QScrollArea):
    """Map, cards, chain and details. ``came`` carries the id of the factor that the focus reached."""

    came = Signal(str)
    asked = Signal(str)
    went = Signal(str)
    linked = Signal(str, str)

    def __init__(
        self,
        ctx: Context,
        letters: Callable[[QKeyEvent], bool],
        add: Callable[[str], bool],
        add_behind: Callable[[str, str], bool],
        coverage: CoverageLine,
    ) -> None:
        """Build the parts.

        ``add`` and ``add_behind`` keep new factors and say whether they could. ``coverage`` stands on
        top, and scrolls away with the rest where there is little room.
        """
        super().__init__()
        self._ctx = ctx
        self._view, self._tab = "both", "cards"
        self._empty = True
        self._chosen = ""
        self._tab_order: list[QWidget] = []
        words = ctx.words
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words("factors.page_scroll"))
        self._line = StageLine(ctx, name=words("factors.add.name"), hint=words("factors.add.line"), add=add)
        self._map = CauseMap(ctx, letters)
        self._grid = FactorGrid(ctx, letters, self._line)
        self._chain = HowChain(ctx, add_behind)
        self._details = FactorDetails(ctx)
        self._panel = self._built_panel()
        self._tabs = Segmented(
            ctx.look,
            words("factors.tab.name"),
            [Option(tab, words(f"factors.tab.{tab}")) for tab in ("cards", "chain")],
        )
        self._welcome = self._built_welcome()
        self._coverage, self._under_coverage = coverage, rule()
        self._under_map, self._beside = rule(), rule(vertical=True)
        self._lower = QWidget()
        self._arrange()
        self._connect()

    def show_facts(self, review: Review, facts: Sequence[FactorFacts], chosen: str) -> None:
        """Show these factors, one of them chosen."""
        self._empty = not facts
        self._line.bind(f"factor:{review.id}")
        self._line.setPlaceholderText(self._ctx.words("factors.add.first" if self._empty else "factors.add.line"))
        self._grid.show_facts(review.id, facts)
        self._map.show_map(review, facts)
        self.show_chosen(review, facts, chosen)

    def show_chosen(self, review: Review, facts: Sequence[FactorFacts], chosen: str) -> None:
        """Choose a factor."""
        self._chosen = chosen
        self._grid.show_selected(chosen)
        self._map.show_selected(chosen)
        self._chain.show_chain(review.id, facts, chosen)
        self._details.show_facts(review.id, next((one for one in facts if one.id == chosen), None))
        self._order_tabs()

    def show_view(self, view: str) -> None:
        """Show cards, map or both."""
        self._view = view
        self._fit()
        self._map.draw()
        self._order_tabs()

    def focus(self, factor_id: str, *, on_map: bool = False) -> None:
        """Take the focus to a factor (its card or its node), or to the line for the first one."""
        if not self._empty and (self._view == "map" or (on_map and self._view == "both")):
            if self._map.focus_node(factor_id):
                self.ensureWidgetVisible(self._map)
            return
        self._show_tab("cards")
        if self._grid.focus_card(factor_id):
            self.ensureWidgetVisible(self._lower)
        else:
            self._line.setFocus()

    def focus_new(self) -> None:
        """Take the focus into the line that adds a factor."""
        self._show_tab("cards")
        self._line.setFocus()
        self.ensureWidgetVisible(self._lower)
        self._grid.ensureWidgetVisible(self._grid.add_card)

    def focus_chain(self) -> None:
        """Take the focus into the line that adds the next condition behind the chosen factor."""
        if self._view == "map":
            self.asked.emit("factor.view")
        self._show_tab("chain")
        self._chain.line.setFocus()
        self.ensureWidgetVisible(self._lower)
        self._panel.ensureWidgetVisible(self._chain.line)

    def edit(self, factor_id: str) -> None:
        """Edit a statement where the keyboard is: on its card or on its node."""
        if self._view == "map" or (self._view == "both" and self._map.holds_focus(factor_id)):
            self._map.edit(factor_id)
        else:
            self._show_tab("cards")
            self._grid.edit(factor_id)

    def holds_focus(self, factor_id: str) -> bool:
        """Return whether the keyboard is on this factor."""
        return self._grid.holds_focus(factor_id) or self._map.holds_focus(factor_id)

    def map_holds_focus(self, factor_id: str) -> bool:
        """Return whether the keyboard is on this factor's node."""
        return self._map.holds_focus(factor_id)

    def keep_drafts(self) -> bool:
        """Keep the half-typed lines; True when nothing is left unsaved."""
        return all([self._line.saving.flush(), self._chain.line.saving.flush()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the map its height, which it knows once it is drawn."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        px, room = self._ctx.look.px, self.viewport()
        narrow = room.width() < px(_SIDE_BY_SIDE)
        show_map = self._view != "cards" and not self._empty
        show_lower = self._view != "map" or self._empty
        self._map.setVisible(show_map)
        self._under_map.setVisible(show_map and show_lower)
        self._lower.setVisible(show_lower)
        self._welcome.setVisible(self._empty)
        self._coverage.setVisible(not self._empty)
        self._tabs.setVisible(narrow and not self._empty)
        self._tabs.set_value(self._tab)
        self._grid.setVisible(self._empty or not narrow or self._tab == "cards")
        self._panel.setVisible(not self._empty and (not narrow or self._tab == "chain"))
        self._beside.setVisible(not narrow and not self._empty)
        self._panel.setMinimumWidth(0 if narrow else px(_PANEL))
        self._panel.setMaximumWidth(_UNBOUND if narrow else px(_PANEL))
        self._lower.setMinimumHeight(px(250) if show_map else 0)
        if show_map and show_lower:
            share = max(int((room.height() - self._coverage.height()) * _MAP_SHARE), px(190))
            self._map.setFixedHeight(min(max(self._map.wanted_height(), px(150)), share))
        else:
            self._map.setMinimumHeight(px(200))
            self._map.setMaximumHeight(_UNBOUND)

    def _order_tabs(self) -> None:
        """Let the Tab key go from top to bottom, whenever parts were made."""
        above = [*self._coverage.tab_stops(), *self._map.tab_stops(), *self._tabs.findChildren(QAbstractButton)]
        below = [*self._grid.tab_stops(), *self._chain.tab_stops(), *self._details.tab_stops()]
        order = above + below
        if order != self._tab_order:
            self._tab_order = order
            for before, after in itertools.pairwise(order):
                QWidget.setTabOrder(before, after)

    def _show_tab(self, tab: object) -> None:
        if self._tab == tab:
            return
        focus = self.window().focusWidget()
        hidden = self._grid if tab == "chain" else self._panel
        inside = focus is not None and hidden.isAncestorOf(focus)
        self._tab = str(tab)
        self._fit()
        if inside and not hidden.isVisible():
            if tab == "chain":
                self._chain.line.setFocus()
            else:
                self.focus(self._chosen)

    def _arrange(self) -> None:
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self._grid, 1)
        beside.addWidget(self._beside)
        beside.addWidget(self._panel, 1)
        lower = QVBoxLayout(self._lower)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(self._ctx.look.px(24), self._ctx.look.px(8), 0, 0)
        tabs.addWidget(self._tabs)
        tabs.addStretch()
        lower.addLayout(tabs)
        lower.addLayout(beside, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._coverage)
        column.addWidget(self._under_coverage)
        column.addWidget(self._welcome)
        column.addWidget(self._map, 1)
        column.addWidget(self._under_map)
        column.addWidget(self._lower, 2)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)

    def _connect(self) -> None:
        for part in (self._grid, self._map):
            part.came.connect(self.came)
            part.asked.connect(self.asked)
        self._grid.went.connect(self.went)
        self._map.linked.connect(self.linked)
        self._chain.picked.connect(self.came)
        self._tabs.chosen.connect(self._show_tab)
        for left in (self._line.left, self._chain.left, self._details.left):
            left.connect(lambda: self.focus(self._chosen))
        self._ctx.look.changed.connect(self._fit)

    def _built_panel(self) -> QScrollArea:
        inner = QWidget()
        px = self._ctx.look.px
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(18), px(14), px(24), px(16))
        column.setSpacing(px(14))
        column.addWidget(self._chain)
        column.addWidget(rule())
        column.addWidget(self._details)
        column.addStretch()
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self._ctx.words("factors.panel"))
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
        return area

    def _built_welcome(self) -> QWidget:
        look, words = self._ctx.look, self._ctx.words
        welcome = QWidget()
        column = QVBoxLayout(welcome)
        column.setContentsMargins(look.px(24), look.px(40), look.px(24), look.px(12))
        column.setSpacing(look.px(8))
        column.addWidget(Label(look, words("factors.empty.question"), "headline", wrap=True))
        column.addWidget(Label(look, words("factors.empty.why"), "body", "text2", wrap=True))
        return welcome
