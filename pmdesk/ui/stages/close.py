"""The Close stage: the end of the meeting, what is open, what supports what, and the report, ready to be handed out."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pmdesk.editing.desk import Changed
from pmdesk.ui.context import Context
from pmdesk.ui.publishing import Publishing
from pmdesk.ui.stages.page import StagePage
from pmdesk.ui.view_commands import ALL_COMMANDS, shown_key
from pmdesk.ui.widgets.buttons import Button, Option, Segmented
from pmdesk.ui.widgets.gaps_column import GapsColumn
from pmdesk.ui.widgets.handing_out import HandingOut
from pmdesk.ui.widgets.labels import Label, rule
from pmdesk.ui.widgets.last_round import LastRound
from pmdesk.ui.widgets.report_panel import ReportPanel

_BESIDE_FROM = 680
_LEFT = 424


class ClosePage(StagePage):
    """The last round, readiness and matrix at the left, the pages at the right; one of them where there is no room."""

    stage = "close"

    def __init__(self, ctx: Context) -> None:
        """Build the page; show_review fills it."""
        super().__init__(ctx)
        self._side = "gaps"
        publishing = Publishing(ctx.publisher, ctx.pages, ctx.pictures, self)
        self._round = LastRound(ctx, self._covered)
        self._gaps = GapsColumn(ctx, self.run_letter)
        self._panel = ReportPanel(ctx, publishing)
        self._out = HandingOut(ctx, publishing, self._panel)
        self._build()
        self._connect()
        self.offer(
            {
                "close.next_gap": self.next_gap,
                "close.learned": self.learned,
                "close.pulse": self._round.pulse.hand_round,
                "close.calendar": self._out.save_calendar,
                "report.publish": self._out.publish,
            }
        )

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
        switch = QHBoxLayout()
        switch.setContentsMargins(24, 0, 24, 8)
        switch.addWidget(self._sides)
        switch.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addWidget(self._out)
        page.addLayout(switch)
        page.addWidget(rule())
        page.addLayout(body, 1)

    def _scrolled(self) -> QScrollArea:
        self._inner = QWidget()
        self._inner.setObjectName("page")
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(6)
        column.addWidget(self._round)
        column.addSpacing(10)
        column.addWidget(self._gaps, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inner)
        return area

    def _connect(self) -> None:
        self._gaps.go.connect(self.go)
        self._gaps.list.walked.connect(self._bring_gap)
        self._round.calendar_wanted.connect(self._out.save_calendar)
        self._publish.clicked.connect(self._out.publish)
        self._sides.chosen.connect(self._show_side)
        self._out.say.connect(self.say)
        self._out.left.connect(self._left_line)
        self._panel.leaving.go.connect(self.go)
        self.ctx.wording.changed.connect(self._reword)
        self.ctx.look.changed.connect(self._fit)

    # ---- showing

    def show_review(self, review_id: str) -> None:
        """Bind to a review; a question about another one's file is closed."""
        self._out.show_review(review_id)
        super().show_review(review_id)
        self._fit()

    def refresh(self, news: Changed | None) -> None:  # noqa: ARG002 (any change may open or close a gap)
        """Show the end of the meeting, readiness, matrix and, half a second later, the pages."""
        review = self.review
        self._round.show_review(review)
        self._summary.setText(self._gaps.show_review(review))
        self._panel.show_review(review)

    def _reword(self) -> None:
        """Show the questions as they are now that somebody decided about wording."""
        if not self.isVisible():
            self._stale = True
        elif self.review_id and self.ctx.desk.review(self.review_id) is not None:
            self.refresh(None)

    def focus_first(self) -> None:
        """Go to the list, at its first open line."""
        self._show_side("gaps")
        self._gaps.stand_first()
        QTimer.singleShot(0, self, self._bring_gap)  # a page that was never shown has no places yet

    def reveal(self, kind: str, entity: str) -> None:
        """Show the gap that speaks of an item."""
        self._gaps.reveal(kind, entity)

    def next_gap(self) -> None:
        """Go to the next open line and bring it into view."""
        self._show_side("gaps")
        if self._gaps.next_gap():
            self._bring_gap()
        else:
            self.say.emit(self.ctx.words("close.no_gap"))

    def learned(self) -> None:
        """Go to where the room says what it learned."""
        self._show_side("gaps")
        box = self._round.learned
        box.setFocus()
        box.moveCursor(QTextCursor.MoveOperation.End)
        self._bring(QRect(box.mapTo(self._inner, box.rect().topLeft()), box.size()))

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the sheet of the pulse along, with what stands on it: it belongs to this stage."""
        super().hideEvent(event)
        left = self.isHidden() or not self._covered().isVisible()  # else it is only the sheet that hides it
        if left and not event.spontaneous():
            self._round.pulse.end_round()

    def minimumSizeHint(self) -> QSize:
        """Be as small as the window likes: what has no room folds away."""
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both sides where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _bring_gap(self) -> None:
        rect = self._gaps.place
        self._bring(QRect(self._gaps.mapTo(self._inner, rect.topLeft()), rect.size()))

    def _bring(self, rect: QRect) -> None:
        """Scroll until a part of the left column is in view."""
        self._left.ensureVisible(rect.left(), rect.center().y(), 0, rect.height())

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

    def _left_line(self, topic: str) -> None:
        (self._publish if topic == "close.publish" else self._round.next.save).setFocus()

    def _covered(self) -> QWidget:
        """Return what a sheet that goes round lies over: the whole review, with the private console beside."""
        stack = self.parentWidget()
        whole = stack.parentWidget() if isinstance(stack, QStackedWidget) else None
        return whole if whole is not None else self
