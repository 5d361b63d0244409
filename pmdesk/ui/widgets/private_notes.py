"""Notes to self: kept in a place of their own, never in the log, never in a report."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.editing.ports import PrivateNote
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button, IconButton
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.note_list import NoteBox
from pmdesk.ui.widgets.tab_order import TabAnchor, follow
from pmdesk.ui.widgets.text_boxes import Binding


class _PrivateBinding(Binding):
    """Keeps the text of a box in a private note instead of the review."""

    def __init__(self, ctx: Context, owner: object) -> None:
        super().__init__(ctx, command="", owner=owner)
        self._context = ctx
        self.note: PrivateNote | None = None

    def value(self) -> str | None:
        return None if self.note is None else self.note.text

    def keep(self, text: str) -> bool:
        return self.note is None or self.note.text == text or self.write(replace(self.note, text=text))

    def write(self, note: PrivateNote) -> bool:
        kept = self._context.bridge.keep(lambda: self._context.private_notes.keep_private_note(note))
        if kept:
            self.note = note
        return kept


class _PrivateBox(NoteBox):
    """A text box over a private note."""

    def __init__(self, ctx: Context, *, name: str, binding: _PrivateBinding) -> None:
        super().__init__(ctx, name=name)
        self._binding = binding


class _Row(QWidget):
    """One private note, in the list or in the bin."""

    moved = Signal()

    def __init__(self, ctx: Context, number: int, *, binned: bool) -> None:
        super().__init__()
        words = ctx.words
        self._place = _PrivateBinding(ctx, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.box: _PrivateBox | None = None
        self._text: Label | None = None
        self.controls: tuple[QWidget, ...]
        if binned:
            self._text = Label(ctx.look, "", "small", "text3", wrap=True)
            back = Button(
                ctx.look,
                words("console.private_notes.restore"),
                kind="link",
                small=True,
                name=words("console.private_notes.restore_name", number=number),
            )
            back.clicked.connect(lambda: self._move(binned=False))
            row.addWidget(self._text, 1)
            row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
            self.controls = (back,)
        else:
            name = words("console.private_notes.note", number=number)
            self.box = _PrivateBox(ctx, name=name, binding=self._place)
            bin_name = words("console.private_notes.bin", number=number)
            button = IconButton(ctx.look, "trash-2", bin_name, size=14, tone="text3")
            button.clicked.connect(lambda: self._move(binned=True))
            row.addWidget(self.box, 1, Qt.AlignmentFlag.AlignTop)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.controls = (self.box, button)
        self.setDisabled(ctx.read_only)

    @property
    def last(self) -> QWidget:
        return self.controls[-1]

    def show_note(self, note: PrivateNote | None) -> None:
        former = self._place.note
        if self.box is not None and (note is None or former is None or note.id != former.id):
            self.box.saving.flush()
        self._place.note = note
        if self.box is not None:
            self.box.refresh()
        if self._text is not None:
            self._text.setText("" if note is None else note.text)

    def _move(self, *, binned: bool) -> None:
        if self.box is not None:
            self.box.saving.flush()
        if self._place.note is not None:
            self._place.write(replace(self._place.note, binned=binned))
        self.moved.emit()


class PrivateNoteList(QWidget):
    """A line for a new note, the notes below it, and the bin."""

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        self._review = ""
        self._start = TabAnchor(self)
        words = ctx.words
        self.line = HeldLine(
            ctx,
            name=words("console.private_notes.line"),
            hint=words("console.private_notes.hint"),
            submit=self._add,
        )
        self._bin = Button(ctx.look, "", kind="link", icon="trash-2", small=True)
        self._bin.setCheckable(True)
        self._bin.clicked.connect(lambda _checked: self.refresh())
        self._kept: list[_Row] = []
        self._binned: list[_Row] = []
        self._column = QVBoxLayout()
        self._bin_column = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._column)
        below = QVBoxLayout()
        below.setContentsMargins(8, 0, 0, 0)  # in line with the text of the notes above
        below.addWidget(self.line)
        below.addWidget(self._bin, 0, Qt.AlignmentFlag.AlignLeft)
        below.addLayout(self._bin_column)
        column.addLayout(below)
        ctx.bridge.noted.connect(self._on_noted)

    def show_review(self, review: str) -> None:
        """Show the notes of a review, and the half-typed one."""
        self._review = review
        self._bin.setChecked(False)
        self.line.hold(f"private:{review}")
        self.refresh()

    def refresh(self) -> None:
        """Show the notes as they are kept."""
        notes = self._ctx.private_notes.private_notes(self._review)
        binned = [note for note in notes if note.binned]
        self._fill(self._kept, self._column, [note for note in notes if not note.binned], binned=False)
        opened = self._bin.isChecked()
        self._fill(self._binned, self._bin_column, binned if opened else [], binned=True)
        words = self._ctx.words
        text = words("console.private_notes.close_bin") if opened else ""
        text = text or words("console.private_notes.open_bin", count=len(binned))
        self._bin.setText(text)
        self._bin.setAccessibleName(text)
        self._bin.setVisible(bool(binned))

    def _on_noted(self, review: str) -> None:
        if review == self._review:
            self.refresh()

    def _fill(self, rows: list[_Row], column: QVBoxLayout, notes: list[PrivateNote], *, binned: bool) -> None:
        while len(rows) < len(notes):
            row = _Row(self._ctx, len(rows) + 1, binned=binned)
            row.moved.connect(self.refresh)
            if row.box is not None:
                row.box.done.connect(self.line.setFocus)
            rows.append(row)
            column.addWidget(row)
            first = self._bin if binned else self._start
            follow(rows[-2].last if len(rows) > 1 else first, *row.controls)
        for at, row in enumerate(rows):
            row.show_note(notes[at] if at < len(notes) else None)
            row.setVisible(at < len(notes))

    def _add(self, text: str) -> bool:
        if not text.strip():
            return True
        note = PrivateNote(id=self._ctx.ids(), review=self._review, text=text.strip(), at=self._ctx.clock.now())
        kept = self._ctx.bridge.keep(lambda: self._ctx.private_notes.keep_private_note(note))
        self.refresh()
        return kept
