"""Markdown as plain text with a preview beside it, that opens and loads nothing by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject, Qt, QThreadPool, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from pmdesk.domain.review import REVIEW
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Option, Segmented
from pmdesk.ui.widgets.text_boxes import TextBox
from pmdesk.ui.widgets.two_columns import heading

WRITE, BOTH, READ = "write", "both", "read"
PREVIEW_AFTER_MS = 300
LONG_TEXT = 4000
"""Characters from which Markdown is read in a worker thread, so that no key waits for it."""
_BESIDE_FROM = 640
_HEIGHT = 260


class Preview(QTextBrowser):
    """Shows HTML that is ours: no pictures, no style sheets, no pages are fetched, no link opens."""

    def __init__(self, name: str) -> None:
        """``name`` is its accessible name."""
        super().__init__()
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setProperty("plain", True)  # noqa: FBT003 (Qt's own signature)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Load nothing, wherever it lies."""
        return QByteArray()


class _Reader(QObject):
    """Reads Markdown in a worker thread; ``done`` carries the text and its HTML."""

    done = Signal(str, str)

    def __init__(self, markdown: Callable[[str], str]) -> None:
        super().__init__()
        self._markdown = markdown

    def read(self, text: str) -> None:
        self.done.emit(text, self._markdown(text))


class _Source(TextBox):
    """The text; its height is that of the block, and it scrolls inside."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to the page."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class MarkdownBox(QWidget):
    """A text field of the review with its preview: text only, side by side, or preview only."""

    def __init__(self, ctx: Context, *, topic: str) -> None:
        """``topic`` is the id of its words: title, name, hint, preview, modes."""
        super().__init__()
        self._ctx = ctx
        words, look = ctx.words, ctx.look
        self._mode = BOTH
        self._seen: str | None = None
        self._reader = _Reader(ctx.markdown)
        self._reader.done.connect(self._show_html)
        self._cancel: Callable[[], None] | None = None
        self.source = _Source(ctx, name=words(f"{topic}.name"), hint=words(f"{topic}.hint"), lines=(8, 12))
        self.source.textChanged.connect(self._preview_soon)
        self._preview = Preview(words(f"{topic}.preview"))
        self._modes = Segmented(
            look, words(f"{topic}.modes"), [Option(one, words(f"{topic}.{one}")) for one in (WRITE, BOTH, READ)]
        )
        self._modes.chosen.connect(lambda mode: self._set_mode(str(mode)))
        head = heading(look, words(f"{topic}.title"))
        head.addWidget(self._modes)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addWidget(self.source, 1)
        self._row.addWidget(self._preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._row)
        look.changed.connect(self._restyle)
        self._restyle()
        self._set_mode(BOTH)

    def show_review(self, review_id: str, field: str) -> None:
        """Show a field of a review."""
        self.source.bind(review_id, REVIEW, review_id, field)
        self._preview_now()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview beside or below."""
        super().resizeEvent(event)
        self._arrange()

    def _set_mode(self, mode: str) -> None:
        self._mode = mode
        self._modes.set_value(mode)
        self.source.setVisible(mode != READ)
        self._preview.setVisible(mode != WRITE)
        self._preview_now()

    def _preview_soon(self) -> None:
        """Wait for a pause."""
        if self._cancel is not None:
            self._cancel()
        self._cancel = self._ctx.timers.call_later(PREVIEW_AFTER_MS, self._preview_now)

    def _preview_now(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        text = self.source.toPlainText()
        if self._mode == WRITE or text == self._seen:
            return
        self._seen = text
        if len(text) < LONG_TEXT:
            self._show_html(text, self._ctx.markdown(text))
            return
        reader = self._reader
        QThreadPool.globalInstance().start(lambda: reader.read(text))

    def _show_html(self, text: str, html: str) -> None:
        """Show what was read, unless the text has gone on since."""
        if text != self._seen:
            return
        place = self._preview.verticalScrollBar().value()
        self._preview.setHtml(html)
        self._preview.verticalScrollBar().setValue(place)

    def _arrange(self) -> None:
        beside = self.width() >= self._ctx.look.px(_BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)

    def _restyle(self) -> None:
        look = self._ctx.look
        for part in (self.source, self._preview):
            part.setFixedHeight(look.px(_HEIGHT))
        document = self._preview.document()
        document.setDefaultFont(look.font("body"))
        accent, text2 = look.colour("accent").name(), look.colour("text2").name()
        document.setDefaultStyleSheet(
            f"a {{ color: {accent}; }} h1, h2, h3, h4 {{ font-size: {look.px(14)}px; font-weight: 600; }}"
            f" blockquote {{ color: {text2}; }}"
        )
        self._seen = None
        self._preview_now()
