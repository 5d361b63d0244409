"""What is open and what supports what: the list of readiness with the matrix below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.domain.review import Review
from pmdesk.editing import verbs
from pmdesk.ui.action_asking import ActionAsking
from pmdesk.ui.context import Context
from pmdesk.ui.models.readiness import Line, Readiness, ReadinessModel, readiness, summary_text
from pmdesk.ui.models.support_model import Column, Row, SupportModel, support_of
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.readiness_list import ReadinessList
from pmdesk.ui.widgets.support_legend import SupportLegend
from pmdesk.ui.widgets.support_matrix import SupportMatrix


class GapsColumn(QWidget):
    """Shows a review. ``go`` carries a stage, a kind and an entity: where a gap is closed."""

    go = Signal(str, str, str)

    def __init__(self, ctx: Context, run_letter: Callable[[QKeyEvent], bool]) -> None:
        """``run_letter`` does the command of a plain key."""
        super().__init__()
        self._ctx = ctx
        self._review: Review | None = None
        self._unfolded: frozenset[str] = frozenset()
        self._walked = ""
        words = ctx.words
        self._asking = ActionAsking(ctx, self)
        self._lines = ReadinessModel()
        self._support = SupportModel(words)
        self.list = ReadinessList(ctx.look, run_letter, self._lines, words("close.list_name"))
        self._matrix = SupportMatrix(ctx.look, run_letter, self._support, words("close.matrix.name"))
        self._unused = Label(ctx.look, "", "small", "text3", wrap=True)
        self._build()
        self.list.went.connect(self._went)
        self._matrix.toggled.connect(self._toggle)
        self._matrix.went.connect(self._go_to_factor)

    def show_review(self, review: Review) -> str:
        """Show readiness and matrix; returns "6 of 8 ready, 2 gaps you may leave open"."""
        words = self._ctx.words
        if self._review is None or self._review.id != review.id:
            self._unfolded, self._walked = frozenset(), ""
        self._review = review
        found = self._show_lines(review)
        support = support_of(review, words)
        self._support.show(support)
        self._matrix.setVisible(bool(support.rows))
        unused = words("close.matrix.unused", count=support.unused) if support.unused else ""
        self._unused.setText(unused if support.rows else words("close.matrix.empty"))
        self._unused.setVisible(bool(self._unused.text()))
        return summary_text(found, words)

    def stand_first(self) -> None:
        """Take the focus to the chosen line, at first to the first one that is open."""
        if self.list.line is None:
            lines = self._lines.lines
            at = next((at for at, line in enumerate(lines) if line.sort != "ready"), 0)
            self.list.setCurrentIndex(self._lines.index(at))
        self.list.setFocus()

    def reveal(self, kind: str, entity: str) -> None:
        """Show the gap that speaks of an item."""
        review = self._review
        if review is not None:
            gaps = self._readiness(review).gaps
            self._stand(review, next((one for one in gaps if (one.kind, one.entity) == (kind, entity)), None))
        self.list.setFocus()

    def next_gap(self) -> bool:
        """Choose the next gap, and unfold what holds it meanwhile; False when nothing is open."""
        review = self._review
        gaps = self._readiness(review).gaps if review is not None else ()
        if review is None or not gaps:
            return False
        self._stand(review, self._after(self.list.line, gaps))
        self.list.setFocus()
        return True

    def _after(self, here: Line | None, gaps: tuple[Line, ...]) -> Line:
        """Return the gap after a line of the list; after the last one comes the first."""
        order = {one.about: at for at, one in enumerate(gaps)}
        if here is not None and here.about in order:
            return gaps[(order[here.about] + 1) % len(gaps)]
        lines = self._lines.lines
        below = lines[lines.index(here) :] if here in lines else ()
        groups = [one.group for one in below if one.sort != "ready"]
        return next((gap for group in groups for gap in gaps if gap.group == group), gaps[0])

    def _stand(self, review: Review, gap: Line | None) -> None:
        """Choose a gap. Its pile is unfolded for it, and the one that was unfolded for another gap folds again."""
        if gap is None:
            return
        if self._walked != gap.group:
            self._unfolded -= {self._walked}
            self._walked = "" if gap.group in self._unfolded else gap.group
            self._unfolded |= {gap.group}
        self._show_lines(review)
        at = next((at for at, line in enumerate(self._lines.lines) if line.about == gap.about), -1)
        if at >= 0:
            self.list.setCurrentIndex(self._lines.index(at))

    def _readiness(self, review: Review) -> Readiness:
        asking = self._asking
        asked = asking.problems(review)
        return readiness(review, self._ctx.words, self._unfolded, asked=asked, silent=asking.silent, today=asking.today)

    def _show_lines(self, review: Review) -> Readiness:
        """Show the lines; what was chosen stays chosen."""
        found, chosen = self._readiness(review), self.list.line
        if self._lines.show(found.lines) and chosen is not None:
            at = next((at for at, line in enumerate(found.lines) if line.about == chosen.about), -1)
            if at >= 0:
                self.list.setCurrentIndex(self._lines.index(at))
        return found

    @property
    def place(self) -> QRect:
        """Where the chosen line is in this column."""
        rect = self.list.row_rect()
        return QRect(self.list.mapTo(self, rect.topLeft()), rect.size())

    def _build(self) -> None:
        look, words = self._ctx.look, self._ctx.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        titles = QHBoxLayout()
        titles.setContentsMargins(10, 0, 10, 0)
        titles.addWidget(Label(look, words("close.heading"), "body-strong"))
        column.addLayout(titles)
        column.addWidget(self.list)
        column.addSpacing(14)
        second = QHBoxLayout()
        second.setContentsMargins(10, 0, 10, 0)
        second.addWidget(Label(look, words("close.matrix.title"), "body-strong"))
        second.addStretch(1)
        second.addWidget(SupportLegend(look, words("close.matrix.evidence"), words("close.matrix.action")))
        column.addLayout(second)
        table = QVBoxLayout()
        table.setContentsMargins(10, 0, 10, 0)
        table.addWidget(self._matrix)
        table.addWidget(self._unused)
        column.addLayout(table)
        column.addStretch(1)

    def _went(self, line: Line) -> None:
        if line.sort != "pile":
            self.go.emit(line.stage, line.kind, line.entity)
        elif self._review is not None:
            self._unfolded ^= {line.group}
            self._walked = ""
            self._show_lines(self._review)

    def _toggle(self, row: Row, column: Column) -> None:
        """Link a factor and an event, or a factor and an action, or take that link back."""
        review = self._review
        if review is None:
            return
        if column.kind == "event":
            change = verbs.toggle_member(review, "factor", row.factor, "evidence", column.id)
            self._ctx.bridge.do(change, command="factor.evidence")
        elif column.kind == "action":
            change = verbs.toggle_member(review, "action", column.id, "factors", row.factor)
            self._ctx.bridge.do(change, command="action.factor")

    def _go_to_factor(self, row: Row, column: Column) -> None:
        if column.kind == "action":
            self.go.emit("actions", "action", column.id)
        else:
            self.go.emit("factors", "factor", row.factor)
