"""The chain behind a factor: "How did our system allow this?", one numbered step after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.domain.items import Factor
from pmdesk.editing.words import Words
from pmdesk.ui.context import Context
from pmdesk.ui.look import Look
from pmdesk.ui.widgets.chain_step import ChainStep, Step, draw_ring
from pmdesk.ui.widgets.draft_line import StageLine
from pmdesk.ui.widgets.factor_facts import FactorFacts, statement_text
from pmdesk.ui.widgets.labels import Label

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def chain_levels(factors: Mapping[str, Factor], factor_id: str) -> tuple[tuple[str, ...], ...]:
    """Return the factor, then what enabled it, then what enabled those; each id once."""
    seen = {factor_id}
    level: tuple[str, ...] = (factor_id,)
    levels: list[tuple[str, ...]] = []
    while level:
        levels.append(level)
        behind = {one for name in level for one in factors[name].enabled_by if one in factors} - seen
        seen |= behind
        level = tuple(sorted(behind, key=lambda one: (factors[one].order, one)))
    return tuple(levels)


def chain_steps(words: Words, facts: Sequence[FactorFacts], factor_id: str) -> tuple[Step, ...]:
    """Return the numbered steps behind a factor, itself first."""
    labels = {one.id: one.label for one in facts}
    factors = {one.id: one.factor for one in facts}
    levels = chain_levels(factors, factor_id)
    steps: list[Step] = []
    for number, level in enumerate(levels, start=1):
        before = levels[number - 2] if number > 1 else ()
        for at, name in enumerate(level):
            suffix = _LETTERS[at % len(_LETTERS)] if len(level) > 1 else ""
            behind = [labels[one] for one in before if name in factors[one].enabled_by]
            note = words("factors.chain.behind", factors=", ".join(behind)) if len(before) > 1 else ""
            text = statement_text(words, factors[name])
            steps.append(Step(f"{number}{suffix}", text, note, name, last=False))
    return tuple(steps)


class HowChain(QWidget):
    """The steps, and one line that adds the next condition behind the last one.

    ``take`` gets (the factor behind which it goes, the text) and says whether it was kept;
    ``picked`` carries the id of a step's factor; ``left`` says that Esc was pressed in the line.
    """

    picked = Signal(str)
    left = Signal()

    def __init__(self, ctx: Context, take: Callable[[str, str], bool]) -> None:
        """Build the parts; ``show_chain`` fills them."""
        super().__init__()
        self._ctx = ctx
        self._steps: list[ChainStep] = []
        self._last = ""
        look, words = ctx.look, ctx.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._column = column
        column.addWidget(Label(look, words("factors.chain.title"), "popover-question", wrap=True))
        self._count = Label(look, "", "small", "text3", wrap=True)
        column.addWidget(self._count)
        column.addSpacing(look.px(10))
        self._first = column.count()
        self.line = StageLine(ctx, name="", hint=words("factors.chain.hint"), add=lambda text: take(self._last, text))
        self.line.left.connect(self.left)
        self._next = _NextNumber(look)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self._next)
        row.addWidget(self.line, 1)
        column.addLayout(row)
        column.addSpacing(look.px(6))
        column.addWidget(Label(look, words("factors.chain.stop"), "small", "text3", wrap=True))

    def show_chain(self, review_id: str, facts: Sequence[FactorFacts], factor_id: str) -> None:
        """Show what stands behind a factor, and its half-typed next step."""
        words = self._ctx.words
        chosen = next((one for one in facts if one.id == factor_id), None)
        steps = chain_steps(words, facts, factor_id) if chosen is not None else ()
        self._column.setEnabled(False)  # else every step that is shown lays out all the others again
        while len(self._steps) < len(steps):
            self._add_step()
        for at, widget in enumerate(self._steps):
            widget.setVisible(at < len(steps))
            if at < len(steps):
                name = words("factors.chain.step_name", number=steps[at].number, text=steps[at].text[:200])
                widget.show_step(steps[at], name)
        self._column.setEnabled(True)
        self._column.invalidate()
        self.line.setEnabled(chosen is not None)
        if chosen is None:
            self._last = ""
            self._count.setText(words("factors.chain.nothing"))
            self.line.bind("")
            self.line.setAccessibleName(words("factors.chain.line"))
            return
        self._last = steps[-1].factor_id
        last = next(one.label for one in facts if one.id == self._last)
        self._count.setText(words("factors.chain.count", factor=chosen.label, count=len(steps)))
        self._next.show_number(str(len(chain_levels({one.id: one.factor for one in facts}, factor_id)) + 1))
        self.line.setAccessibleName(words("factors.chain.line_name", factor=last))
        self.line.setToolTip(words("factors.chain.line_name", factor=last))
        self.line.bind(f"behind:{review_id}:{factor_id}")

    def tab_stops(self) -> list[QWidget]:
        """Return what the Tab key passes, in order."""
        return [*self._steps, self.line]

    def _add_step(self) -> None:
        widget = ChainStep(self._ctx.look)
        widget.clicked.connect(lambda _checked=False, widget=widget: self.picked.emit(widget.step.factor_id))
        self._column.insertWidget(self._first + len(self._steps), widget)
        self._steps.append(widget)


class _NextNumber(QWidget):
    """The number of the step that comes next; decoration of the line beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._number = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        look.changed.connect(self.updateGeometry)

    def show_number(self, number: str) -> None:
        self._number = number
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(19), self._look.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = self._look.px(17)
        draw_ring(painter, self._look, self._number, QRect(1, (self.height() - ring) // 2, ring, ring), filled=True)
