"""The library: every review in a list, search as you type, and what to do when it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QStackedWidget, QVBoxLayout, QWidget

from pmdesk.domain.review import ReviewStatus
from pmdesk.editing.desk import Changed
from pmdesk.editing.ports import Hit, Summary
from pmdesk.ui.context import Context
from pmdesk.ui.models.library_meetings import lines_of_today
from pmdesk.ui.models.library_model import LibraryModel
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps, Label, rule
from pmdesk.ui.widgets.library_rows import LibraryRow, columns
from pmdesk.ui.widgets.scrolled import scrolled

SEARCH_MS = 120
MOST_HITS = 200


class LibraryPage(QWidget):
    """``open_requested`` carries a review, kind and entity; verbs go to the window by ``run_requested``."""

    open_requested = Signal(str, str, str)
    run_requested = Signal(str)
    counted = Signal(int, int)

    def __init__(self, ctx: Context) -> None:
        """Build the page; refresh() fills it."""
        super().__init__()
        self._ctx = ctx
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._archive = False
        self._stale = True
        self._summaries: Sequence[Summary] = ()
        self._cancel_search: Callable[[], None] = lambda: None
        self._first_verb: QWidget = self
        look, words = ctx.look, ctx.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._model = LibraryModel(words)
        self._list = _ReviewList(words("library.list_name"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(LibraryRow(ctx, self._list))
        self._list.activated.connect(self._open_index)
        self._list.letter.connect(self._letter)
        self._heads = _ColumnHeads(ctx)
        self._hint = Label(look, "", "body", "text3")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        listed = QWidget()
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(12, 0, 12, 0)
        inside.setSpacing(0)
        inside.addWidget(self._heads)
        inside.addWidget(self._hint)
        inside.addWidget(self._list, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(listed)
        column.addWidget(rule())
        column.addWidget(self._stack, 1)
        ctx.bridge.changed.connect(self._on_changed)
        look.changed.connect(self._list.doItemsLayout)

    def _head(self) -> QHBoxLayout:
        look, words = self._ctx.look, self._ctx.words
        row = QHBoxLayout()
        row.setContentsMargins(24, 14, 24, 12)
        row.setSpacing(10)
        self._title = Label(look, words("library.title"), "title")
        self._count = Label(look, "", "body", "text3")
        self._search = QLineEdit()
        self._search.setAccessibleName(words("library.search"))
        self._search.setPlaceholderText(words("library.search"))
        self._search.setClearButtonEnabled(False)
        self._search.setMaximumWidth(340)
        self._search.textChanged.connect(lambda _text: self._search_soon())
        self._search.returnPressed.connect(self._enter_list)
        new = Button(look, words("library.new"), kind="primary", icon="plus")
        new.clicked.connect(lambda: self.run_requested.emit("review.new"))
        new.setEnabled(not self._ctx.read_only)
        row.addWidget(self._title)
        row.addWidget(self._count)
        row.addStretch()
        row.addWidget(self._search, 1)
        row.addWidget(new)
        return row

    def _empty(self) -> QWidget:
        look, words = self._ctx.look, self._ctx.words
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(14)
        column.addStretch(4)
        for text, style, tone in (("question", "headline", "text"), ("hint", "body", "text2")):
            label = Label(look, words(f"library.empty.{text}"), style, tone, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(10)
        steps = QHBoxLayout()
        steps.addStretch(1)
        steps.addWidget(self._three_steps(), 8)
        steps.addStretch(1)
        column.addLayout(steps)
        verbs = QHBoxLayout()
        new = Button(look, words("library.new"), kind="primary", icon="plus", name=words("library.empty.question"))
        new.clicked.connect(lambda: self.run_requested.emit("review.new"))
        sample = Button(look, words("library.empty.sample"), icon="book-open")
        sample.clicked.connect(lambda: self.run_requested.emit("review.sample"))
        for button in (new, sample):
            button.setEnabled(not self._ctx.read_only)
        self._first_verb = new
        verbs.addStretch()
        verbs.addWidget(new)
        verbs.addWidget(KeyCaps(look, "Ctrl+N"))
        verbs.addSpacing(16)
        verbs.addWidget(sample)
        verbs.addStretch()
        column.addSpacing(10)
        column.addLayout(verbs)
        hint = Label(look, words("library.empty.sample_hint"), "small", "text3", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(hint)
        column.addStretch(5)
        return page

    def _three_steps(self) -> QFrame:
        look, words = self._ctx.look, self._ctx.words
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(look.px(750))
        row = QHBoxLayout(card)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for at, (name, icon) in enumerate((("prepare", "clipboard-list"), ("meet", "users"), ("publish", "file-text"))):
            if at:
                row.addWidget(rule(vertical=True))
            step = QVBoxLayout()
            step.setContentsMargins(18, 14, 18, 16)
            step.setSpacing(8)
            head = QHBoxLayout()
            head.setSpacing(8)
            head.addWidget(IconLabel(look, icon, 18, "accent"))
            head.addWidget(Label(look, words(f"library.empty.{name}"), "body-strong"), 1)
            step.addLayout(head)
            step.addWidget(Label(look, words(f"library.empty.{name}_text"), "body", "text2", wrap=True))
            step.addStretch()
            row.addLayout(step, 1)
        return card

    @property
    def current(self) -> str:
        """The id of the review that the list stands on; empty when it stands on none."""
        row = self._list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row.id if isinstance(row, Summary) else row.review if isinstance(row, Hit) else ""

    @property
    def archive_shown(self) -> bool:
        """Whether the archive is shown, not the reviews."""
        return self._archive

    def refresh(self) -> None:
        """Read the library again and show it."""
        self._stale = False
        today = self._ctx.clock.now().to_tz(self._ctx.clock.zone()).date()
        self._summaries = self._ctx.library.summaries(today)
        archived = [one for one in self._summaries if one.status is ReviewStatus.ARCHIVED]
        alive = [one for one in self._summaries if one.status is not ReviewStatus.ARCHIVED]
        self.counted.emit(len(alive), len(archived))
        shown = archived if self._archive else alive
        self._title.setText(self._ctx.words("library.archive_title" if self._archive else "library.title"))
        self._count.setText(self._ctx.words("library.subtitle", count=len(shown)) if self._summaries else "")
        if not self._summaries and self._stack.count() == 1:
            self._stack.addWidget(scrolled(self._empty(), self._ctx.words("library.empty.question")))
        self._stack.setCurrentIndex(0 if self._summaries else 1)
        self._search.setVisible(bool(self._summaries))
        self._show_rows(shown)

    def show_archive(self, *, archive: bool) -> None:
        """Show the archive, or the reviews."""
        self._archive = archive
        self.refresh()

    def focus_search(self) -> None:
        """Take the focus to the search."""
        self._search.setFocus()
        self._search.selectAll()

    def focus_first(self) -> None:
        """Take the focus to the list (or to the first verb of the empty page)."""
        if self._summaries:
            self._list.setFocus()
        else:
            self._first_verb.setFocus()

    def select(self, review: str) -> None:
        """Stand on a review."""
        row = self._model.row_of(review)
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row))

    def open_current(self) -> None:
        """Open what the list stands on."""
        self._open_index(self._list.currentIndex())

    def showEvent(self, event: object) -> None:
        """Catch up with what happened while hidden."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt hands a QShowEvent
        if self._stale:
            self.refresh()

    def _show_rows(self, shown: Sequence[Summary]) -> None:
        ctx, text = self._ctx, self._search.text().strip()
        now, zone = ctx.clock.now(), ctx.clock.zone()
        self._model.know_meetings(lines_of_today(ctx.meetings, ctx.words, now, zone))
        standing = self.current
        if text:
            folded = text.casefold().split()
            titles = [
                one
                for one in shown
                if all(
                    word in f"{self._ctx.words('window.number', number=one.number)} {one.title}".casefold()
                    for word in folded
                )
            ]
            known = {one.id for one in shown}
            hits = [
                hit for hit in self._ctx.library.search(text, MOST_HITS) if hit.review in known and hit.kind != "review"
            ]
            self._model.show_hits(hits, titles[:MOST_HITS])
        else:
            self._model.show_summaries(shown, now.to_tz(zone).date())
        hint = "library.nothing_found" if text else "library.archive_empty" if self._archive else ""
        self._hint.setVisible(not self._model.rows and bool(hint))
        self._hint.setText(self._ctx.words(hint) if hint else "")
        row = self._model.row_of(standing)
        row = row if row >= 0 else self._model.first_row()
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row))

    def _search_soon(self) -> None:
        self._cancel_search()
        self._cancel_search = self._ctx.timers.call_later(SEARCH_MS, self.refresh)

    def _enter_list(self) -> None:
        self._cancel_search()
        self.refresh()
        if self._model.rows:
            self._list.setFocus()

    def _open_index(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, Summary):
            self.open_requested.emit(row.id, "review", row.id)
        elif isinstance(row, Hit):
            self.open_requested.emit(row.review, row.kind, row.entity)

    def _letter(self, text: str) -> None:
        if text == "A":
            self.run_requested.emit("review.archive")

    def _on_changed(self, _news: Changed) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True


class _ReviewList(QListView):
    """The list; plain letters ask for verbs instead of jumping to titles."""

    letter = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text().upper()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.activated.emit(self.currentIndex())
        elif text == "A":
            self.letter.emit(text)
        elif text == "?":
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()


class _ColumnHeads(QWidget):
    """The heads of the columns, drawn where the rows draw theirs."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        self.setFixedHeight(ctx.look.px(30))
        ctx.look.changed.connect(lambda: self.setFixedHeight(ctx.look.px(30)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, words, painter = self._ctx.look, self._ctx.words, QPainter(self)
        painter.setFont(look.font("small-medium"))
        painter.setPen(look.colour("text3"))
        at = columns(self.width(), look.px(100))
        heads = [("severity", "severity"), ("title", "review"), ("status", "status"), ("actions", "actions")]
        if at["date"] < at["status"]:
            heads.append(("date", "incident"))
        for column, word in heads:
            room = QRect(at[column], 0, self.width() - at[column], self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words(f"library.{word}"))
