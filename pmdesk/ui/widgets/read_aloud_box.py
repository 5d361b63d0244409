"""A text to be read aloud: large, edited in place, and never empty: a default stands in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QWidget

from pmdesk.domain.review import REVIEW
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.text_boxes import Binding, TextBox


class _WithDefault(Binding):
    """A field whose empty value reads as a default; the default itself is written only when edited."""

    def __init__(self, ctx: Context, owner: object, default: str) -> None:
        super().__init__(ctx, command="fact.edit", owner=owner)
        self._default = default

    def value(self) -> str | None:
        kept = super().value()
        return self._default if kept == "" else kept

    def keep(self, text: str) -> bool:
        return super().value() == text or super().keep(text)


class ReadAloudBox(TextBox):
    """One of the review's own texts in the size of a question.

    With ``numbered``, each line has its number at the left.
    """

    def __init__(self, ctx: Context, *, name: str, hint: str, default: str, numbered: bool = False) -> None:
        """``default`` stands in while the field is empty."""
        super().__init__(ctx, name=name, hint=hint, lines=(3, 40))
        self._binding = _WithDefault(ctx, self, default.strip())
        self._filled = False
        self.setProperty("plain", True)  # noqa: FBT003 (Qt's own signature)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._numbers = _Numbers(self, ctx) if numbered else None
        ctx.look.changed.connect(self._restyle)
        self._restyle()

    def show_review(self, review_id: str, field: str) -> None:
        """Show a field of a review."""
        self._filled = (self._binding.review, self._binding.field) == (review_id, field)
        self.bind(review_id, REVIEW, review_id, field)

    def refresh(self) -> None:
        """Show the kept text or the default; an empty box stays empty while somebody is in it."""
        emptied = self._filled and self.hasFocus() and not self.toPlainText()
        if not emptied:
            super().refresh()
        self._filled = True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the text; an empty box shows its default again."""
        super().focusOutEvent(event)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and keep the numbers in step with its lines."""
        super().paintEvent(event)
        if self._numbers is not None:
            self._numbers.follow()

    def _restyle(self) -> None:
        look = self._ctx.look
        self.setFont(look.font("question"))
        self.document().setDefaultFont(look.font("question"))
        if self._numbers is not None:
            self.setViewportMargins(look.px(22), 0, 0, 0)
        self.updateGeometry()


class _Numbers(QWidget):
    """The numbers of the lines; decoration, for the text says its order by itself."""

    def __init__(self, box: ReadAloudBox, ctx: Context) -> None:
        super().__init__(box)
        self._box, self._ctx = box, ctx
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def follow(self) -> None:
        place = self._box.viewport().geometry()
        self.setGeometry(self._ctx.look.px(8), place.top(), self._ctx.look.px(22), place.height())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._ctx.look.font("question"))
        painter.setPen(self._ctx.look.colour("text3"))
        document, shift = self._box.document(), self._box.verticalScrollBar().value()
        block: QTextBlock = document.begin()
        number = 0
        while block.isValid():
            if block.text().strip():
                number += 1
                top = document.documentLayout().blockBoundingRect(block).top() - shift
                line = painter.fontMetrics().height()
                painter.drawText(0, round(top), self.width(), line, Qt.AlignmentFlag.AlignLeft, str(number))
            block = block.next()
