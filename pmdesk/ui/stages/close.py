"""The Close stage: what is open, what supports what, and the report itself, ready to be handed out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmdesk.domain.changes import set_fact
from pmdesk.domain.review import ReviewStatus
from pmdesk.editing import verbs
from pmdesk.editing.desk import Changed
from pmdesk.editing.ports import KnownError
from pmdesk.ui.context import Context
from pmdesk.ui.models.readiness import Line, ReadinessModel, readiness, summary_text
from pmdesk.ui.models.support_model import Column, Row, SupportModel, support_of
from pmdesk.ui.publishing import Publishing
from pmdesk.ui.stages.page import StagePage
from pmdesk.ui.view_commands import ALL_COMMANDS, shown_key
from pmdesk.ui.widgets.buttons import Button, Option, Segmented
from pmdesk.ui.widgets.labels import Label, rule
from pmdesk.ui.widgets.publish_line import PublishLine, file_name
from pmdesk.ui.widgets.readiness_list import ReadinessList
from pmdesk.ui.widgets.report_panel import ReportPanel
from pmdesk.ui.widgets.support_legend import SupportLegend
from pmdesk.ui.widgets.support_matrix import SupportMatrix

_BESIDE_FROM = 680
_LEFT = 424
_OUT = frozenset({ReviewStatus.PUBLISHED, ReviewStatus.CLOSED, ReviewStatus.ARCHIVED})


class ClosePage(StagePage):
    """Readiness and matrix at the left, the pages at the right; one of them where there is no room."""

    stage = "close"

    def __init__(self, ctx: Context) -> None:
        """Build the page; show_review fills it."""
        super().__init__(ctx)
        self._unfolded: frozenset[str] = frozenset()
        self._side = "gaps"
        words = ctx.words
        self._publishing = Publishing(ctx.publisher, ctx.pages, ctx.pictures, self)
        self._lines = ReadinessModel()
        self._support = SupportModel(words)
        self._list = ReadinessList(ctx.look, self.run_letter, self._lines, words("close.list_name"))
        self._matrix = SupportMatrix(ctx.look, self.run_letter, self._support, words("close.matrix.name"))
        self._panel = ReportPanel(ctx, self._publishing)
        self._line = PublishLine(ctx)
        self._build()
        self._connect()
        self.offer({"close.next_gap": self.next_gap, "report.publish": self.publish})

    def _build(self) -> None:
        look, words = self.ctx.look, self.ctx.words
        self._summary = Label(look, "", "body", "text3", wrap=True)
        key = next((shown_key(one) for one in ALL_COMMANDS if one.id == "report.publish"), "")
        text = words("close.publish.button")
        self._publish = Button(look, f"{text}   {key}", kind="primary", icon="file-down", name=text)
        self._sides = Segmented(
            look,
            words("close.view_name"),
            [Option("gaps", words("close.view_gaps")), Option("pages", words("close.view_pages"))],
        )
        self._sides.set_value("gaps")
        head = QHBoxLayout()
        head.setContentsMargins(24, 14, 24, 10)
        head.setSpacing(12)
        head.addWidget(Label(look, words("close.title"), "title"))
        head.addWidget(self._summary, 1)
        head.addWidget(self._publish)
        self._left = self._scrolled()
        self._fold = rule(vertical=True)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left)
        body.addWidget(self._fold)
        body.addWidget(self._panel, 1)
        asking = QHBoxLayout()
        asking.setContentsMargins(24, 0, 24, 10)
        asking.addWidget(self._line)
        self._asking = QWidget()
        self._asking.setLayout(asking)
        self._asking.hide()
        switch = QHBoxLayout()
        switch.setContentsMargins(24, 0, 24, 8)
        switch.addWidget(self._sides)
        switch.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addWidget(self._asking)
        page.addLayout(switch)
        page.addWidget(rule())
        page.addLayout(body, 1)

    def _scrolled(self) -> QScrollArea:
        look, words = self.ctx.look, self.ctx.words
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(6)
        titles = QHBoxLayout()
        titles.setContentsMargins(10, 0, 10, 0)
        titles.addWidget(Label(look, words("close.heading"), "body-strong"))
        column.addLayout(titles)
        column.addWidget(self._list)
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
        self._unused = Label(look, "", "small", "text3", wrap=True)
        table.addWidget(self._unused)
        column.addLayout(table)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        inner.setObjectName("page")
        self._inner = inner
        return area

    def _connect(self) -> None:
        self._list.went.connect(self._went)
        self._matrix.toggled.connect(self._toggle)
        self._matrix.went.connect(self._go_to_factor)
        self._publish.clicked.connect(self.publish)
        self._sides.chosen.connect(self._show_side)
        self._line.write_wanted.connect(self._write)
        self._line.mark_wanted.connect(self._mark_published)
        self._line.left.connect(self._left_line)
        self._panel.cancelled.connect(self._was_cancelled)
        self._publishing.written.connect(self._written)
        self._publishing.trouble.connect(self._trouble)
        self.ctx.look.changed.connect(self._fit)

    # ---- showing

    def show_review(self, review_id: str) -> None:
        """Bind to a review; a question about another one's file is closed."""
        if review_id != self.review_id:
            self._unfolded = frozenset()
            self._asking.hide()
            self._line.hide()
        super().show_review(review_id)
        self._fit()

    def refresh(self, news: Changed | None) -> None:  # noqa: ARG002 (any change may open or close a gap)
        """Show readiness, matrix and, half a second later, the pages."""
        review, words = self.review, self.ctx.words
        found = readiness(review, words, self._unfolded)
        self._summary.setText(summary_text(found, words))
        chosen = self._lines.lines[self._list.currentIndex().row()] if self._list.currentIndex().isValid() else None
        if self._lines.show(found.lines) and chosen in found.lines:
            self._list.setCurrentIndex(self._lines.index(found.lines.index(chosen)))
        support = support_of(review, words)
        self._support.show(support)
        self._matrix.setVisible(bool(support.rows))
        unused = words("close.matrix.unused", count=support.unused) if support.unused else ""
        self._unused.setText(unused if support.rows else words("close.matrix.empty"))
        self._unused.setVisible(bool(self._unused.text()))
        self._panel.show_review(review)

    def focus_first(self) -> None:
        """Go to the list, at its first gap."""
        if not self._list.currentIndex().isValid():
            self.next_gap()
        self._list.setFocus()

    def reveal(self, kind: str, entity: str) -> None:
        """Show the gap that speaks of an item."""
        for at, line in enumerate(self._lines.lines):
            if (line.kind, line.entity) == (kind, entity):
                self._list.setCurrentIndex(self._lines.index(at))
                break
        self._list.setFocus()

    def next_gap(self) -> None:
        """Go to the next open line and bring it into view."""
        self._show_side("gaps")
        line = self._list.next_gap()
        if line is None:
            self.say.emit(self.ctx.words("close.no_gap"))
            return
        rect = self._list.row_rect()
        top = self._list.mapTo(self._inner, rect.topLeft())
        self._left.ensureVisible(top.x(), top.y() + rect.height() // 2, 0, rect.height())

    def minimumSizeHint(self) -> QSize:
        """Be as small as the window likes: what has no room folds away."""
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both sides where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _show_side(self, side: object) -> None:
        self._side = str(side)
        self._sides.set_value(side if isinstance(side, str) else None)
        self._fit()

    def _fit(self) -> None:
        look = self.ctx.look
        beside = self.width() >= look.px(_BESIDE_FROM)
        gaps = self._side == "gaps"
        self._sides.setVisible(not beside)
        self._fold.setVisible(beside)
        self._left.setVisible(beside or gaps)
        self._panel.setVisible(beside or not gaps)
        half = min(look.px(_LEFT), self.width() * 46 // 100)
        self._left.setMinimumWidth(half if beside else 0)
        self._left.setMaximumWidth(half if beside else 16_777_215)

    # ---- the verbs

    def _went(self, line: Line) -> None:
        if line.sort == "more":
            self._unfolded |= {line.group}
            self.refresh(None)
        else:
            self.go.emit(line.stage, line.kind, line.entity)

    def _toggle(self, row: Row, column: Column) -> None:
        """Link a factor and an event, or a factor and an action, or take that link back."""
        if column.kind == "event":
            change = verbs.toggle_member(self.review, "factor", row.factor, "evidence", column.id)
            self.ctx.bridge.do(change, command="factor.evidence")
        elif column.kind == "action":
            change = verbs.toggle_member(self.review, "action", column.id, "factors", row.factor)
            self.ctx.bridge.do(change, command="action.factor")

    def _go_to_factor(self, row: Row, column: Column) -> None:
        if column.kind == "action":
            self.go.emit("actions", "action", column.id)
        else:
            self.go.emit("factors", "factor", row.factor)

    def publish(self) -> None:
        """Ask where the PDF shall go."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folders = (self.ctx.settings.get("publish.folder", ""), documents)
        folder = next((Path(one) for one in folders if one and Path(one).is_dir()), Path.home())
        self._asking.show()
        self._line.ask(folder, file_name(self.review, self.ctx.words))

    def _write(self, path: Path) -> None:
        self._line.say_working(path)
        self._publishing.publish(self.review, self._panel.options, path, self._panel.made)

    def _written(self, path: Path) -> None:
        self.ctx.settings.put("publish.folder", str(path.parent))
        self._line.say_saved(path, published=self.review.status in _OUT)
        self.say.emit(self.ctx.words("close.publish.saved", name=path.name))

    def _trouble(self, error: KnownError) -> None:
        self._asking.show()
        self._line.show()
        self._line.say_trouble(self.ctx.words(f"errors.{error.id}", **error.values))

    def _was_cancelled(self) -> None:
        if self._line.isVisible():
            self._line.say_trouble(self.ctx.words("close.publish.cancelled"))

    def _left_line(self) -> None:
        self._asking.hide()
        self._publish.setFocus()

    def _mark_published(self) -> None:
        change = set_fact(self.review, "status", ReviewStatus.PUBLISHED)
        if self.ctx.bridge.do(change, command="fact.edit"):
            self._line.say_marked()
