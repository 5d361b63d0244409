"""Text boxes that keep what is typed by themselves: one line, and many lines.

A box is bound to one field of one item of a review. Ctrl+Z belongs to the box while it holds keys
that are not kept yet; afterwards it belongs to the desk. Text that an input method is still composing
is no text yet: Qt keeps it apart, and so it is neither saved nor counted.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from pmdesk.domain.changes import Set
from pmdesk.domain.review import REVIEW, Review
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.autosave import AutoSave
from pmdesk.ui.widgets.box_undo import is_undo, redone
from pmdesk.ui.widgets.text_units import units
from pmdesk.ui.widgets.wording_marks import WordingMarks
from pmdesk.ui.widgets.wording_places import FIELDS
from pmdesk.ui.widgets.wording_surface import LineSurface, PageSurface
from pmdesk.ui.widgets.wrapped import plain_tip


class Binding:
    """Where a text box keeps its text: a field of an item (kind "review" for the review itself)."""

    def __init__(self, ctx: Context, *, command: str, owner: object) -> None:
        """Name the command of its changes; ``owner`` is their origin."""
        self._ctx = ctx
        self._command = command
        self._owner = owner
        self.review = self.kind = self.entity = self.field = ""
        self._owed: list[tuple[str, str, str, str, str]] = []

    @property
    def owes(self) -> bool:
        """Whether texts of former fields still wait for room."""
        return bool(self._owed)

    def owe(self, text: str) -> None:
        """Remember a text that could not be kept in this field, before the box goes to another one."""
        self._owed.append((self.review, self.kind, self.entity, self.field, text))

    def at(self, review: str, kind: str, entity: str, field: str) -> bool:
        """Return whether this is the field already."""
        return (self.review, self.kind, self.entity, self.field) == (review, kind, entity, field)

    def point(self, review: str, kind: str, entity: str, field: str) -> None:
        """Bind to a field."""
        self.review, self.kind, self.entity, self.field = review, kind, entity, field

    def value(self) -> str | None:
        """Return the text as it is kept now, or None when the item is gone."""
        review = self._ctx.desk.review(self.review) if self.review else None
        target: object | None = review if self.kind == REVIEW else self._item(review)
        return None if target is None else str(getattr(target, self.field))

    def keep(self, text: str) -> bool:
        """Keep what is owed, then a text; True when that is done, or when the item is gone."""
        here = (self.review, self.kind, self.entity, self.field)
        owed, self._owed = self._owed, []
        for at, (*place, owed_text) in enumerate(owed):
            self.point(*place)
            if not self._put(owed_text):
                self._owed = owed[at:]
                break
        self.point(*here)
        return not self._owed and self._put(text)

    def _put(self, text: str) -> bool:
        if self.value() in {None, text}:
            return True
        change = Set(self.review, self.kind, self.entity, self.field, text)
        merge = (self.review, self.kind, self.entity, self.field)
        return self._ctx.bridge.do(change, command=self._command, origin=self._owner, merge=merge)

    def left(self) -> None:
        """Say that the focus left: the next edit is a step of undo of its own."""
        self._ctx.desk.end_merge()

    def _item(self, review: Review | None) -> object | None:
        return review.item(self.kind, self.entity) if review is not None else None


class LineBox(QLineEdit):
    """One line of text, kept as it is typed. ``entered`` is emitted on Enter, after keeping.

    Text that is wider than the box is shown whole under the pointer.
    """

    entered = Signal()

    def __init__(self, ctx: Context, *, name: str, command: str = "fact.edit", hint: str = "") -> None:
        """``name`` is its accessible name, ``hint`` the question in the empty box."""
        super().__init__()
        self._ctx = ctx
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._binding = Binding(ctx, command=command, owner=self)
        self.saving = AutoSave(ctx.timers, self._keep, self)
        self.marks = WordingMarks(ctx, LineSurface(self), self._keep_step)
        self.textEdited.connect(lambda _text: self.saving.touch())
        self.returnPressed.connect(self._enter)
        self.setReadOnly(ctx.read_only)

    def bind(self, review: str, kind: str, entity: str, field: str) -> None:
        """Show and keep this field from now on; what was unsaved is kept where it belongs first."""
        if not self._binding.at(review, kind, entity, field) and not self.saving.flush():
            if not self.saving.working:
                self._binding.owe(self.text())
            self.saving.settle()
        self._binding.point(review, kind, entity, field)
        self.refresh()
        self.marks.attend(FIELDS.get((kind, field)), review, kind, entity, field)
        if self._binding.owes:
            self.saving.touch()

    def refresh(self) -> None:
        """Show the kept value, unless unsaved keys are in the box."""
        value = self._binding.value()
        if value is not None and not self.saving.dirty and value != self.text():
            cursor = self.cursorPosition() if self.hasFocus() else 0
            self.setText(value)
            self.setCursorPosition(min(cursor, units(value)))

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the desk once everything is kept."""
        if is_undo(event) and not self.saving.dirty:
            event.ignore()
            return False
        if redone(event, self):
            return True
        if event.type() == QEvent.Type.ToolTip and not self.hasFocus():
            wide = self.fontMetrics().horizontalAdvance(self.text()) > self.width() - self._ctx.look.px(16)
            self.setToolTip(plain_tip(self.text()) if wide else "")
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is worth a question under the words."""
        super().paintEvent(event)
        self.marks.paint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the text."""
        super().focusOutEvent(event)
        self._keep_step()

    def _keep_step(self) -> None:
        self.saving.flush()
        self._binding.left()

    def _enter(self) -> None:
        self.saving.flush()
        self.entered.emit()

    def _keep(self) -> bool:
        kept = self._binding.keep(self.text())
        if kept:
            _forget_line_undo(self)
        return kept


class TextBox(QTextEdit):
    """Several lines of plain text, kept as they are typed; grows with its text up to a height."""

    def __init__(
        self, ctx: Context, *, name: str, command: str = "fact.edit", hint: str = "", lines: tuple[int, int] = (2, 12)
    ) -> None:
        """``lines`` are the fewest and the most lines that it shows."""
        super().__init__()
        self._ctx = ctx
        self._lines = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._binding = Binding(ctx, command=command, owner=self)
        self.saving = AutoSave(ctx.timers, self._keep, self)
        self.marks = WordingMarks(ctx, PageSurface(self), self._keep_step)
        self._filling = False
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())
        self.setReadOnly(ctx.read_only)

    def bind(self, review: str, kind: str, entity: str, field: str) -> None:
        """Show and keep this field from now on; what was unsaved is kept where it belongs first."""
        if not self._binding.at(review, kind, entity, field) and not self.saving.flush():
            if not self.saving.working:
                self._binding.owe(self.toPlainText())
            self.saving.settle()
        self._binding.point(review, kind, entity, field)
        self.refresh()
        self.marks.attend(FIELDS.get((kind, field)), review, kind, entity, field)
        if self._binding.owes:
            self.saving.touch()

    def refresh(self) -> None:
        """Show the kept value, unless unsaved keys are in the box."""
        value = self._binding.value()
        if value is None or self.saving.dirty or value == self.toPlainText():
            return
        place = self.textCursor().position()
        self._filling = True
        self.setPlainText(value)
        self._filling = False
        cursor = self.textCursor()
        cursor.setPosition(min(place, max(self.document().characterCount() - 1, 0)), QTextCursor.MoveMode.MoveAnchor)
        self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        """Fit the text between the fewest and the most lines."""
        line = self.fontMetrics().lineSpacing()
        margins = 2 * int(self.document().documentMargin()) + self._ctx.look.px(12)
        fewest, most = (count * line + margins for count in self._lines)
        height = int(self.document().size().height()) + self._ctx.look.px(12)
        return QSize(super().sizeHint().width(), min(max(height, fewest), most))

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed below the size of the text."""
        return QSize(self._ctx.look.px(80), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the desk once everything is kept."""
        if is_undo(event) and not self.saving.dirty:
            event.ignore()
            return False
        return redone(event, self) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is worth a question under the words."""
        super().paintEvent(event)
        self.marks.paint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the text."""
        super().focusOutEvent(event)
        self._keep_step()

    def _keep_step(self) -> None:
        self.saving.flush()
        self._binding.left()

    def _changed(self) -> None:
        if not self._filling:
            self.saving.touch()

    def _keep(self) -> bool:
        kept = self._binding.keep(self.toPlainText())
        if kept:
            self.document().clearUndoRedoStacks()
        return kept


def _forget_line_undo(box: QLineEdit) -> None:
    """Clear a line's own undo: Qt has no other way than to set the text again."""
    text, cursor, start, length = box.text(), box.cursorPosition(), box.selectionStart(), box.selectionLength()
    box.setText(text)
    box.setCursorPosition(cursor)
    if start >= 0:
        box.setSelection(start, length)


def text_boxes(page: QWidget) -> list[LineBox | TextBox]:
    """Return every self-keeping text box below a widget."""
    return [*page.findChildren(LineBox), *page.findChildren(TextBox)]
