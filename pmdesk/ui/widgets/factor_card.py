"""One factor as a card: number, category, state, statement, evidence, actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.models.ranked_words import ranked_words
from pmdesk.ui.widgets.chip_button import ChipButton, ChipFace
from pmdesk.ui.widgets.factor_facts import FactorFacts, spoken
from pmdesk.ui.widgets.statement_box import StatementBox

LettersOf = Callable[[QKeyEvent], bool]


class FactorCard(QWidget):
    """A card. ``came`` says that the focus arrived, ``asked`` names a command that was clicked.

    ``walked`` carries a key of Qt.Key for moving between cards. Letters go to ``letters``.
    """

    came = Signal(str)
    asked = Signal(str)
    walked = Signal(int)
    went = Signal(str)

    def __init__(self, ctx: Context, letters: LettersOf) -> None:
        """Build the parts; ``show_facts`` fills them."""
        super().__init__()
        self._ctx, self._letters = ctx, letters
        self.factor_id = ""
        self._facts: FactorFacts | None = None
        self._selected = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        look, words = ctx.look, ctx.words
        self._category = self._chip("factor.category")
        self._state = self._chip("factor.verify", firm=True)
        self._evidence = self._chip("factor.evidence")
        self._ranked = self._chip("factor.group")
        self._later = self._chip("factor.evidence")
        self._actions = ChipButton(look, ChipFace(""), "")
        self._actions.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._actions.clicked.connect(self._go)
        self.statement = StatementBox(ctx, name="", hint=words("factors.statement.hint"))
        self.statement.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.statement.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.statement.left.connect(self.setFocus)
        self.statement.came.connect(lambda: self.came.emit(self.factor_id))
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._top, self._foot = QHBoxLayout(), QHBoxLayout()
        self._top.addWidget(self._category)
        self._top.addStretch()
        self._top.addWidget(self._state)
        self._foot.addWidget(self._evidence)
        self._foot.addStretch()
        self._foot.addWidget(self._actions)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._ranked)
        self._middle.addStretch()
        self._hindsight = QHBoxLayout()
        self._hindsight.addWidget(self._later)
        self._hindsight.addStretch()
        self._column.addLayout(self._top)
        self._column.addWidget(self.statement)
        self._column.addLayout(self._middle)
        self._column.addStretch()
        self._column.addLayout(self._hindsight)
        self._column.addLayout(self._foot)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_facts(self, review_id: str, facts: FactorFacts) -> None:
        """Show a factor; the statement is refilled unless unsaved keys are in it."""
        if facts.id != self.factor_id:
            self.factor_id = facts.id
            self.statement.bind(review_id, "factor", facts.id, "statement")
        else:
            self.statement.refresh()
        if facts != self._facts:
            self._facts = facts
            self._fill(facts)

    def release(self) -> bool:
        """Let go of the factor; True when the card is free for another one.

        While typed text cannot be kept (disk full), the hidden card holds it and goes on trying.
        """
        self.hide()
        if not self.statement.saving.flush():
            return False
        self.factor_id = ""
        self._facts = None
        return True

    def minimumSizeHint(self) -> QSize:
        """Hold the whole statement; cards with a short one are equally high."""
        return super().minimumSizeHint().expandedTo(QSize(0, self._ctx.look.px(118)))

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed."""
        return self.minimumSizeHint()

    def select(self, *, selected: bool) -> None:
        """Show whether this card is the chosen one; only that one is a stop of the Tab key."""
        if selected != self._selected:
            self._selected = selected
            policy = Qt.FocusPolicy.StrongFocus if selected else Qt.FocusPolicy.ClickFocus
            self.setFocusPolicy(policy)
            self.statement.setFocusPolicy(policy)
            self.update()

    def edit(self) -> None:
        """Take the focus into the statement, the caret behind the text."""
        self.statement.setFocus()
        cursor = self.statement.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.statement.setTextCursor(cursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that this one is chosen now."""
        super().focusInEvent(event)
        self.came.emit(self.factor_id)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Drop the ring."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows; every other plain key is a verb of the stage."""
        walking = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
        if event.key() in walking and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.walked.emit(event.key())
        elif event.key() == Qt.Key.Key_Enter:
            self.asked.emit("factor.edit_text")
        elif not self._letters(event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame: tinted when chosen, with a ring when the keyboard is here."""
        look, painter = self._ctx.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self._selected else 1
        painter.setPen(QPen(look.colour("accent" if self._selected else "line2"), width))
        painter.setBrush(look.colour("selected" if self._selected else "surface"))
        box = self.rect().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, look.px(8), look.px(8))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), look.px(6), look.px(6))

    def _chip(self, command: str, *, firm: bool = False) -> ChipButton:
        chip = ChipButton(self._ctx.look, ChipFace(""), "", firm=firm)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.clicked.connect(lambda: self._ask(command))
        return chip

    def _ask(self, command: str) -> None:
        self.came.emit(self.factor_id)
        self.asked.emit(command)

    def _go(self) -> None:
        if self._facts is not None:
            self.went.emit(self._facts.actions[0][1] if self._facts.actions else "")

    def _fill(self, facts: FactorFacts) -> None:
        words, label, look = self._ctx.words, facts.label, facts.look
        self.setAccessibleName(spoken(words, facts))
        self.statement.setAccessibleName(words("factors.statement.name", factor=label))
        face = ChipFace(
            facts.category, look.icon, "text3", tile=look.ground, icon_ink=look.ink, style="small", lead=label
        )
        self._category.show_face(face, words("factors.category.name", factor=label, category=facts.category))
        if facts.factor.verified:
            state, word = ChipFace(words("factors.state.chip_verified"), "badge-check", "ok", "oksoft"), "verified"
        else:
            word = "hypothesis"
            state = ChipFace(words("factors.state.chip_hypothesis"), "circle-question-mark", "text2", dashed=True)
        self._state.show_face(state, words("factors.state.name", factor=label, state=words(f"factors.state.{word}")))
        ranked = " · ".join(ranked_words(facts.factor, words))
        self._ranked.setVisible(bool(ranked))
        if ranked:
            name = words("ranking.group.name", group=ranked, item=label)
            self._ranked.show_face(ChipFace(ranked, "layers", "text2", style="small", icon_ink="text3"), name)
        times = ", ".join(facts.times)
        if facts.times:
            evidence = ChipFace(times, "paperclip", "text2", style="small", icon_ink="text3")
            name = words("factors.evidence.name", factor=label, times=times)
        else:
            evidence = ChipFace(words("factors.evidence.chip_none"), "triangle-alert", "warn")
            name = words("factors.evidence.name_none", factor=label)
        self._evidence.show_face(evidence, name)
        self._later.setVisible(bool(facts.later))
        if facts.later:
            name = words("factors.later.name", factor=label, times=", ".join(facts.later))
            face = ChipFace(words("factors.later.chip"), "history", "text2", style="small", icon_ink="text2")
            self._later.show_face(face, name)
        self._fill_actions(facts)

    def _fill_actions(self, facts: FactorFacts) -> None:
        words = self._ctx.words
        if facts.actions:
            labels = ", ".join(label for label, _id in facts.actions)
            face = ChipFace(labels, "arrow-right", "text2", style="small", icon_ink="text3")
            name = words("factors.actions.name", factor=facts.label, actions=labels)
        elif facts.factor.accepted.strip():
            face = ChipFace(words("factors.actions.accepted"), "", "text3", style="small")
            name = words("factors.actions.name_accepted", factor=facts.label)
        else:
            face = ChipFace(words("factors.actions.none"), "", "text3", style="small")
            name = words("factors.actions.name_none", factor=facts.label)
        self._actions.show_face(face, name)

    def _restyle(self) -> None:
        px = self._ctx.look.px
        self._column.setContentsMargins(px(3), px(9), px(3), px(8))
        self._top.setContentsMargins(px(7), 0, px(9), px(1))
        self._top.setSpacing(px(6))
        self._middle.setContentsMargins(px(7), 0, px(9), px(2))
        self._hindsight.setContentsMargins(px(7), 0, px(9), 0)
        self._foot.setContentsMargins(px(7), 0, px(9), 0)
        self._foot.setSpacing(px(8))
