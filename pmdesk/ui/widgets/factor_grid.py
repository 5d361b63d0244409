"""The cards of all factors in as many columns as have room, and the card that adds one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.draft_line import StageLine
from pmdesk.ui.widgets.factor_card import FactorCard, LettersOf
from pmdesk.ui.widgets.factor_facts import FactorFacts
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps

_CARD_WIDTH = 236
_MOST_COLUMNS = 4


class AddCard(QWidget):
    """The dashed card with the line "What else had to be true?"."""

    def __init__(self, ctx: Context, line: StageLine) -> None:
        """Hold ``line``."""
        super().__init__()
        self._look = ctx.look
        self._line = line
        line.setProperty("plain", True)  # noqa: FBT003 (Qt's own signature)
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconLabel(ctx.look, "plus", 16, "text2"))
        self._row.addWidget(line, 1)
        self._row.addWidget(KeyCaps(ctx.look, "F"))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        ctx.look.changed.connect(self._restyle)
        self._restyle()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Take the focus into the line wherever the card is clicked."""
        self._line.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dashed frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._look.colour("control"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), self._look.px(8), self._look.px(8))

    def _restyle(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(14), px(8), px(14), px(8))
        self._row.setSpacing(px(4))
        self._line.setFont(self._look.font("body"))
        self.setMinimumHeight(px(118))


class FactorGrid(QScrollArea):
    """The cards. ``came`` carries the id of the factor that the focus reached, ``asked`` a command id.

    ``went`` carries the id of an action that somebody wants to see, or an empty text.
    """

    came = Signal(str)
    asked = Signal(str)
    went = Signal(str)

    def __init__(self, ctx: Context, letters: LettersOf, line: StageLine) -> None:
        """``line`` adds a factor; it stands on the last card."""
        super().__init__()
        self._ctx, self._letters = ctx, letters
        self._cards: dict[str, FactorCard] = {}
        self._spare: list[FactorCard] = []
        self._columns = 0
        self._laid: tuple[str, ...] = ()
        self._selected = ""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(ctx.words("factors.cards"))
        self._inner = QWidget()
        self._inner.setAccessibleName(ctx.words("factors.cards_inner"))
        self._grid = QGridLayout(self._inner)
        self.add_card = AddCard(ctx, line)
        self.add_card.setAccessibleName(ctx.words("factors.add.card"))
        self._line = line
        self.setWidget(self._inner)
        self._inner.setAutoFillBackground(False)
        ctx.look.changed.connect(self._restyle)
        self._restyle()

    def show_facts(self, review_id: str, facts: Sequence[FactorFacts]) -> None:
        """Show these factors in their order; cards keep their widgets, so the focus stays."""
        wanted = {one.id for one in facts}
        for name in [name for name in self._cards if name not in wanted]:
            card = self._cards.pop(name)
            self._grid.removeWidget(card)
            if card.release():
                self._spare.append(card)
        for one in facts:
            card = self._cards.get(one.id) or self._new_card(one.id)
            card.show_facts(review_id, one)
            card.select(selected=one.id == self._selected)
        self._cards = {one.id: self._cards[one.id] for one in facts}
        self._lay()

    def show_selected(self, factor_id: str) -> None:
        """Mark the chosen card and bring it into view."""
        self._selected = factor_id
        for name, card in self._cards.items():
            card.select(selected=name == factor_id)
        self._show_here()

    def focus_card(self, factor_id: str) -> bool:
        """Take the focus to a card; False when it is not here."""
        card = self._cards.get(factor_id)
        if card is None:
            return False
        self._grid.activate()
        card.setFocus()
        self.ensureWidgetVisible(card, 0, self._ctx.look.px(10))
        return True

    def edit(self, factor_id: str) -> None:
        """Edit a statement in its place."""
        card = self._cards.get(factor_id)
        if card is not None:
            card.edit()

    def tab_stops(self) -> list[QWidget]:
        """Return what the Tab key passes, in order."""
        return [stop for card in self._cards.values() for stop in (card, card.statement)] + [self._line]

    def holds_focus(self, factor_id: str) -> bool:
        """Return whether the keyboard is on a card or in its statement."""
        card = self._cards.get(factor_id)
        focus = card.window().focusWidget() if card is not None else None
        return card is not None and focus is not None and (focus is card or card.isAncestorOf(focus))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as have room."""
        super().resizeEvent(event)
        self._lay()
        self._grid.activate()
        self.show_selected(self._selected)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the chosen card in view when the cards got another size."""
        taken = super().eventFilter(watched, event)
        if watched is self._inner and event.type() == QEvent.Type.Resize:
            self._show_here()
        return taken

    def _show_here(self) -> None:
        card = self._cards.get(self._selected)
        if card is not None and self.isVisible():
            self.ensureWidgetVisible(card, 0, self._ctx.look.px(10))

    def _new_card(self, factor_id: str) -> FactorCard:
        if self._spare:
            card = self._spare.pop()
        else:
            card = FactorCard(self._ctx, self._letters)
            card.setParent(self._inner)
            card.came.connect(self.came)
            card.asked.connect(self.asked)
            card.went.connect(self.went)
            card.walked.connect(lambda key, card=card: self._walk(card, Qt.Key(key)))
        self._cards[factor_id] = card
        return card

    def _lay(self) -> None:
        px = self._ctx.look.px
        margins = self._grid.contentsMargins()
        room = self.viewport().width() - margins.left() - margins.right()
        columns = min(max((room + px(10)) // (px(_CARD_WIDTH) + px(10)), 1), _MOST_COLUMNS)
        order = tuple(self._cards)
        if (columns, order) == (self._columns, self._laid) and self._grid.count():
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._columns, self._laid = columns, order
        self._grid.setEnabled(False)  # else every card that is shown lays out all the others again
        while self._grid.count():
            self._grid.takeAt(0)
        for at, card in enumerate([*self._cards.values(), self.add_card]):
            self._grid.addWidget(card, at // columns, at % columns)
            if isinstance(card, FactorCard):
                card.show()
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self._grid.setRowStretch(len(order) // columns + 1, 1)  # what is left stands below the cards
        self._grid.setEnabled(True)
        self._grid.invalidate()

    def _walk(self, card: FactorCard, key: Qt.Key) -> None:
        cards = list(self._cards.values())
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_Home: -len(cards),
            Qt.Key.Key_End: len(cards),
        }
        at = min(max(cards.index(card) + steps[key], 0), len(cards) - 1)
        cards[at].setFocus()
        self.ensureWidgetVisible(cards[at], 0, self._ctx.look.px(10))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the chosen card."""
        super().focusInEvent(event)
        self.focus_card(self._selected)

    def _restyle(self) -> None:
        px = self._ctx.look.px
        self._grid.setContentsMargins(px(24), px(12), px(20), px(16))
        self._grid.setSpacing(px(10))
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._columns = 0
        self._lay()
