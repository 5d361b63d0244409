"""The coverage line: whether there are enough factors, of more than one sort, each with evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmdesk.domain.items import Category
from pmdesk.domain.review import Review
from pmdesk.domain.rules import AT_LEAST_FACTORS, factor_problems
from pmdesk.editing.words import Words
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.chip_button import ChipButton, ChipFace
from pmdesk.ui.widgets.factor_facts import CATEGORY_LOOKS, FactorFacts, category_word
from pmdesk.ui.widgets.flow import FlowLayout

_NAMED = 2
"""Factors without evidence that are named one by one; more of them are counted."""


class CoverageLine(QWidget):
    """Chips that say what is covered and what is open, and the number of factors in each category.

    Both stand in one line, with fewer words where that is enough; else the numbers have a line of their own.
    ``revealed`` carries the ids of the factors that a chip counts: a press walks through them.
    """

    revealed = Signal(object)

    def __init__(self, ctx: Context) -> None:
        """Build the chips; ``show_coverage`` fills them."""
        super().__init__()
        self._ctx = ctx
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(ctx.words("factors.coverage.name"))
        self._states, self._numbers = QWidget(self), QWidget(self)
        self._upper = FlowLayout(self._states, gap=8, line_gap=4)
        self._lower = FlowLayout(self._numbers, gap=6, line_gap=4)
        self._ids: dict[ChipButton, tuple[str, ...]] = {}
        self._enough, self._mixed = self._chip(self._upper), self._chip(self._upper)
        self._without = [self._chip(self._upper) for _ in range(_NAMED)]
        self._counts = {category: self._chip(self._lower) for category in (*Category, None)}
        self._texts: dict[Category | None, tuple[str, int]] = {}
        self._count, self._many = 0, False
        ctx.look.changed.connect(self._restyle)
        self._restyle()

    def show_coverage(self, review: Review, facts: Sequence[FactorFacts]) -> None:
        """Show what the rules say of the factors of a review."""
        words = self._ctx.words
        problems = factor_problems(review)
        open_ids = {problem.id for problem in problems}
        count, everyone = len(facts), tuple(one.id for one in facts)
        self._count, self._many = count, "few_factors" not in open_ids
        self._ids[self._enough] = everyone
        technical = "technical_only" in open_ids
        text = words("factors.coverage.technical_only" if technical else "factors.coverage.mixed")
        self._say(self._mixed, text, everyone, good=not technical)
        self._mixed.setVisible(count > 0 and any(one.factor.category is not None for one in facts))
        bare = {problem.entity for problem in problems if problem.id == "factor_without_evidence"}
        self._show_without(words, [one for one in facts if one.id in bare])
        tally = Counter(one.factor.category for one in facts)
        for category, chip in self._counts.items():
            self._texts[category] = (category_word(words, category), tally[category])
            self._ids[chip] = tuple(one.id for one in facts if one.factor.category is category)
            chip.setVisible(category is not None or tally[None] > 0)
        self._fit()

    def tab_stops(self) -> list[QWidget]:
        """Return what the Tab key passes, in order."""
        return [self._enough, self._mixed, *self._without, *self._counts.values()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _show_without(self, words: Words, bare: list[FactorFacts]) -> None:
        if len(bare) > _NAMED:
            shown = [(words("factors.coverage.without_many", count=len(bare)), tuple(one.id for one in bare))]
        else:
            shown = [(words("factors.coverage.without", factor=one.label), (one.id,)) for one in bare]
        for chip, (text, ids) in zip(self._without, shown, strict=False):
            self._say(chip, text, ids, good=False)
        for at, chip in enumerate(self._without):
            chip.setVisible(at < len(shown))

    def _say(self, chip: ChipButton, text: str, ids: tuple[str, ...], *, good: bool, name: str = "") -> None:
        face = ChipFace(text, "check", "ok", "oksoft") if good else ChipFace(text, "triangle-alert", "warn", "warnsoft")
        chip.show_face(face, name or text)
        self._ids[chip] = ids

    def _fit(self) -> None:
        """Take one line, if need be without the words of empty categories and with a shorter count; else two."""
        room, gap = self.contentsRect(), self._ctx.look.px(16)
        for brief in range(3):
            self._say_counts(brief=brief > 0)
            self._say_enough(brief=brief > 1)
            upper, lower = self._upper.sizeHint(), self._lower.sizeHint()
            if upper.width() + gap + lower.width() <= room.width():
                break
        else:
            self._say_enough(brief=False)
            self._say_counts(brief=False)
            self._say_counts(brief=self._lower.sizeHint().width() > room.width())
            self._stack(room)
            return
        height = max(upper.height(), lower.height())
        self._states.setGeometry(room.left(), room.top(), upper.width(), height)
        self._numbers.setGeometry(room.right() + 1 - lower.width(), room.top(), lower.width(), height)
        self._be_high(height)

    def _stack(self, room: QRect) -> None:
        upper, lower = (flow.heightForWidth(room.width()) for flow in (self._upper, self._lower))
        gap = self._ctx.look.px(4)
        self._states.setGeometry(room.left(), room.top(), room.width(), upper)
        self._numbers.setGeometry(room.left(), room.top() + upper + gap, room.width(), lower)
        self._be_high(upper + gap + lower)

    def _be_high(self, height: int) -> None:
        margins = self.contentsMargins()
        self.setFixedHeight(height + margins.top() + margins.bottom())

    def _say_enough(self, *, brief: bool) -> None:
        text = self._ctx.words("factors.coverage.count", count=self._count, least=AT_LEAST_FACTORS)
        short = self._ctx.words("factors.coverage.count_brief", count=self._count) if brief and self._many else text
        self._say(self._enough, short, self._ids.get(self._enough, ()), good=self._many, name=text)

    def _say_counts(self, *, brief: bool) -> None:
        for category, (word, count) in self._texts.items():
            look = CATEGORY_LOOKS[category]
            quiet = "text2" if count else "text3"
            text = "" if brief and not count else word
            face = ChipFace(text, look.icon, quiet, icon_ink=look.ink, style="small", strong=str(count))
            name = self._ctx.words("factors.coverage.category", category=word, count=count)
            self._counts[category].show_face(face, name)

    def _restyle(self) -> None:
        px = self._ctx.look.px
        self.setContentsMargins(px(24), px(2), px(24), px(10))
        self._fit()

    def _chip(self, flow: FlowLayout) -> ChipButton:
        chip = ChipButton(self._ctx.look, ChipFace(""), "")
        chip.clicked.connect(lambda _checked=False, chip=chip: self._reveal(chip))
        flow.addWidget(chip)
        return chip

    def _reveal(self, chip: ChipButton) -> None:
        if self._ids.get(chip):
            self.revealed.emit(self._ids[chip])
