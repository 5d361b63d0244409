"""The right side of the Close stage: the pages of the report, what they show, and how far they are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from pmdesk.domain.review import Review
from pmdesk.editing.ports import PublishOptions
from pmdesk.ui.context import Context
from pmdesk.ui.publishing import Drawn, Made, Publishing
from pmdesk.ui.widgets.buttons import Button, Chip, IconButton, Option, Segmented
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.leaving_panel import LeavingPanel
from pmdesk.ui.widgets.page_preview import PagePreview

_SETTLE_MS = 500
_PATIENCE_MS = 500


class ReportPanel(QWidget):
    """Keeps a preview of the report up to date, in the background, while it is in view.

    ``made`` is the last report with what it was made of. ``cancelled`` says that a person stopped it.
    """

    cancelled = Signal()

    def __init__(self, ctx: Context, publishing: Publishing) -> None:
        """Follow ``publishing``."""
        super().__init__()
        self._ctx, self._publishing = ctx, publishing
        self._review: Review | None = None
        self.made: Made | None = None
        self._names = False
        self._stopped = False
        self._cancel_settling: Callable[[], None] | None = None
        self._cancel_patience: Callable[[], None] | None = None
        self.leaving = LeavingPanel(ctx, publishing)
        self._build()
        self._connect()

    @property
    def options(self) -> PublishOptions:
        """What the person chose for the report."""
        return PublishOptions(owner_names=self._names)

    def show_review(self, review: Review) -> None:
        """Show the pages of this review; those of another one go at once."""
        if self._review is not None and self._review.id != review.id:
            self.made = None
            self._set_names(names=False)
            self._preview.clear()
            self._missing.hide()
        self._review, self._stopped = review, False
        self._settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Make nothing that nobody sees."""
        super().hideEvent(event)
        self._forget_settling()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        self._settle()

    def take(self, made: Made) -> None:
        """Show a report that is there."""
        if self._review is None or made.review.id != self._review.id:
            return
        self.made = made
        letters = " ".join(made.published.missing)
        self._missing.setText(self._ctx.words("close.preview.missing", letters=letters) if letters else "")
        self._missing.setVisible(bool(letters))
        self._preview.show_report(made.published)

    def _build(self) -> None:
        look, words = self._ctx.look, self._ctx.words
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._progress = QProgressBar()
        self._progress.setAccessibleName(words("close.preview.progress"))
        self._progress.setRange(0, 1000)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(3)
        _keep_place(self._progress)
        self._owners = Segmented(
            look,
            words("close.preview.owners"),
            [Option("roles", words("close.preview.roles")), Option("names", words("close.preview.names"))],
        )
        self._owners.set_value("roles")
        self._cancel = Button(
            look, words("close.preview.cancel"), small=True, name=words("close.preview.cancel_name"), icon="x"
        )
        self._again = Button(look, words("close.preview.again"), small=True, icon="refresh-cw")
        _keep_place(self._cancel)
        self._again.hide()
        self._preview = PagePreview(look, words)
        self._missing = Label(look, "", "small-medium", "warn", wrap=True)
        self._missing.hide()
        self._chip = Chip(look, words("close.preview.roles_chip"), tone="ok", ground="oksoft", icon="check")
        self._page = Label(look, "", "small", "text2")
        self._smaller = IconButton(look, "minus", words("close.preview.zoom_out"))
        self._larger = IconButton(look, "plus", words("close.preview.zoom_in"))
        self._percent = Button(look, "", kind="flat", small=True, name=words("close.preview.zoom_fit"))
        head = _row(look.px(16), look.px(10), self._owners, None, self._again, self._cancel)
        foot = _row(look.px(16), look.px(8), self._chip, None, self._page, self._smaller, self._percent, self._larger)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._progress)
        column.addLayout(head)
        column.addWidget(self._preview, 1)
        warning = _row(look.px(16), look.px(4), self._missing)
        column.addLayout(warning)
        column.addWidget(self.leaving)
        column.addLayout(foot)
        self._show_zoom()
        self._busy(busy=False)

    def _connect(self) -> None:
        publishing, preview = self._publishing, self._preview
        self._owners.chosen.connect(lambda value: self._choose(names=value == "names"))
        self._cancel.clicked.connect(self._stop)
        self._again.clicked.connect(self._start)
        self._smaller.clicked.connect(lambda: preview.step_zoom(-1))
        self._larger.clicked.connect(lambda: preview.step_zoom(1))
        self._percent.clicked.connect(lambda: preview.set_zoom(100))
        preview.zoomed.connect(self._show_zoom)
        preview.turned.connect(self._show_page)
        preview.wanted.connect(self._draw)
        publishing.made.connect(self.take)
        publishing.drawn.connect(self._drawn)
        publishing.progress.connect(lambda part: self._progress.setValue(round(part * 1000)))
        publishing.busy_changed.connect(lambda busy: self._busy(busy=busy))

    def _choose(self, *, names: bool) -> None:
        self._set_names(names=names)
        self._start()

    def _set_names(self, *, names: bool) -> None:
        self._names = names
        self._owners.set_value("names" if names else "roles")
        words = self._ctx.words
        tone, ground = ("warn", "warnsoft") if names else ("ok", "oksoft")
        text = words("close.preview.names_chip" if names else "close.preview.roles_chip")
        self._chip.set_text(text, tone=tone, ground=ground, icon="users" if names else "check")

    def _settle(self) -> None:
        """Make the pages once the review has rested for half a second."""
        self._forget_settling()
        if self._review is None or not self.isVisible() or self._stopped:
            return
        if self.made is not None and self.made.fits(self._review, self.options):
            return
        self._cancel_settling = self._later(_SETTLE_MS, self._start)

    def _start(self) -> None:
        self._forget_settling()
        self._stopped = False
        self._again.hide()
        self._preview.show_hint(self._ctx.words("close.preview.waiting"))
        if self._review is not None:
            self.leaving.search(self._review, self.options)  # first: it is quick
            self._publishing.make(self._review, self.options)

    def _stop(self) -> None:
        self._stopped = True
        self._publishing.cancel()
        self._again.show()
        self._preview.show_hint(self._ctx.words("close.preview.stopped"))
        self.cancelled.emit()

    def _later(self, milliseconds: int, call: Callable[[], None]) -> Callable[[], None]:
        """Call later, unless the panel has gone by then."""
        return self._ctx.timers.call_later(milliseconds, lambda: call() if isValid(self) else None)

    def _forget_settling(self) -> None:
        if self._cancel_settling is not None:
            self._cancel_settling()
            self._cancel_settling = None

    def _busy(self, *, busy: bool) -> None:
        """Show progress and Cancel for what takes longer than half a second."""
        if self._cancel_patience is not None:
            self._cancel_patience()
            self._cancel_patience = None
        if busy:
            self._cancel_patience = self._later(_PATIENCE_MS, self._show_progress)
        else:
            self._progress.setValue(0)
            for one in (self._progress, self._cancel):
                one.setVisible(False)

    def _show_progress(self) -> None:
        self._cancel_patience = None
        for one in (self._progress, self._cancel):
            one.setVisible(self._publishing.busy)

    def _draw(self, number: int, width: int) -> None:
        report = self._preview.report
        if report is not None:
            self._publishing.draw(report.pdf, number, width)

    def _drawn(self, drawn: Drawn) -> None:
        self._preview.show_page(drawn.pdf, drawn.number, drawn.width, drawn.image)

    def _show_page(self) -> None:
        preview, words = self._preview, self._ctx.words
        text = words("close.preview.page", page=preview.page, pages=preview.pages) if preview.pages else ""
        self._page.setText(text)

    def _show_zoom(self) -> None:
        text = self._ctx.words("close.preview.zoom", percent=self._preview.zoom)
        self._percent.setText(text)
        self._percent.setAccessibleDescription(text)


def _keep_place(widget: QWidget) -> None:
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def _row(margin: int, pad: int, *parts: QWidget | None) -> QHBoxLayout:
    """Return a row; None stands for free room."""
    row = QHBoxLayout()
    row.setContentsMargins(margin, pad, margin, pad)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
