"""Below the preview of a report: the names that would leave with it, each with its place. Nothing is held up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.domain.review import Review
from pmdesk.editing.ports import PublishOptions
from pmdesk.ui.context import Context
from pmdesk.ui.leaving_search import LeavingSearch
from pmdesk.ui.models.leaving_rows import leaving_rows, leaving_text
from pmdesk.ui.publishing import Publishing
from pmdesk.ui.widgets.book_list import BookList
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.labels import IconLabel

_ROW, _MOST_ROWS = 46, 3
_SHARE = 3
"""The list takes at most this part of the height around it, and one row at least."""


class LeavingPanel(QWidget):
    """``go`` carries a stage, a kind and an entity: where the words are written. ``changed``: ``text`` is another."""

    go = Signal(str, str, str)
    changed = Signal()

    def __init__(self, ctx: Context, publishing: Publishing) -> None:
        """Search in the thread of the reports."""
        super().__init__()
        self._ctx = ctx
        self._review: Review | None = None
        self._search = LeavingSearch(ctx, publishing, self)
        look, words = ctx.look, ctx.words
        self._icon = IconLabel(look, "check", 16, "ok")
        self._head = ElidedLabel(look, "", "small-medium", "text2")
        self.list = BookList(look, words("leaving.title"), verb=words("leaving.fine"), letter="F")
        self.list.locked = ctx.read_only
        self.list.opened.connect(self._open)
        self.list.back.connect(self._let_stand)
        row = QHBoxLayout()
        row.setContentsMargins(look.px(16), look.px(6), look.px(16), look.px(4))
        row.setSpacing(look.px(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._head, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.list)
        self.list.hide()
        self._search.changed.connect(self._show)
        look.changed.connect(self._fit)

    @property
    def text(self) -> str:
        """What would leave, in a sentence; empty until somebody looked."""
        words, found = self._ctx.words, self._search.found
        if self._search.searching and not found:
            return words("leaving.searching")
        return "" if found is None else leaving_text(found, words) or words("leaving.none")

    @property
    def warns(self) -> bool:
        """Whether something is known to leave."""
        return bool(self._search.found)

    def search(self, review: Review, options: PublishOptions) -> None:
        """Look at what would leave of this review with these options."""
        self._review = review
        self._search.search(review, options)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the pages their room."""
        super().resizeEvent(event)
        self._fit()

    def _show(self) -> None:
        words, found = self._ctx.words, self._search.found or ()
        rows = leaving_rows(found, self._review, words) if self._review is not None else ()
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        looking = self._search.searching and not found
        self._icon.set_icon(*(("users", "warn") if found else ("search" if looking else "check", "text3")))
        self._head.set_tone("text" if found else "text2")
        self._head.setText(self.text)
        self._head.setToolTip(words("leaving.keys") if rows else "")
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        row = self._ctx.look.px(_ROW)
        around = self.parentWidget()
        room = max((around.height() if around is not None else self.height()) // _SHARE // row, 1)
        self.list.setFixedHeight(row * min(len(self.list.model_.rows), _MOST_ROWS, room) + 2)

    def _open(self, row: str) -> None:
        at = (self._search.found or ())[int(row)].at
        self.go.emit(at.stage, at.kind, at.field if at.kind == "review" else at.entity)

    def _let_stand(self, row: str) -> None:
        one = (self._search.found or ())[int(row)]
        if self._review is not None:
            self._ctx.wording.dismiss_fine(one.finding, one.at.text, self._review.id)
