"""Parked thoughts and open questions: a list of notes that are edited in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.domain.items import Note, NoteKind
from pmdesk.domain.review import Review
from pmdesk.domain.times import in_zone
from pmdesk.editing import verbs
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import IconButton
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.tab_order import TabAnchor, follow
from pmdesk.ui.widgets.text_boxes import TextBox


class NoteBox(TextBox):
    """A short text that grows with its lines. Enter and Esc leave it (``done``); Shift+Enter breaks the line."""

    done = Signal()

    def __init__(self, ctx: Context, *, name: str, command: str = "note.edit", hint: str = "") -> None:
        """Look like text until it is edited."""
        super().__init__(ctx, name=name, command=command, hint=hint, lines=(1, 8))
        self.setProperty("plain", True)  # noqa: FBT003 (Qt's own signature)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Enter and Esc, with the text kept."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain
        if enter or event.key() == Qt.Key.Key_Escape:
            self.saving.flush()
            self.done.emit()
            return
        super().keyPressEvent(event)


class NoteRow(QWidget):
    """One note: its text, its time, and for parked thoughts whether it is carried forward."""

    def __init__(self, ctx: Context, words: str, number: int, *, carry: bool) -> None:
        """``words`` is the topic of its names ("console.park"), ``number`` counts from 1."""
        super().__init__()
        self._ctx = ctx
        self._review = self.note_id = ""
        self.box = NoteBox(ctx, name=ctx.words(f"{words}.note", number=number))
        self._time = Label(ctx.look, "", "small", "text3")
        self._carried = Label(ctx.look, ctx.words("console.park.carried"), "small-medium", "accent")
        self._bin = IconButton(ctx.look, "x", ctx.words(f"{words}.remove", number=number), size=14, tone="text3")
        self._bin.clicked.connect(self.remove)
        self._bin.setDisabled(ctx.read_only)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.box, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        self._carry: IconButton | None = None
        if carry:
            self._carry = IconButton(ctx.look, "arrow-right", ctx.words(f"{words}.carry", number=number), size=14)
            self._carry.setCheckable(True)
            self._carry.clicked.connect(self.carry)
            self._carry.setDisabled(ctx.read_only)
            line.addWidget(self._carry, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._bin, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._carried)
        ctx.look.changed.connect(self._restyle)
        self._restyle()

    @property
    def carried(self) -> bool:
        """Whether the note goes on to a later review."""
        return self._carried.isVisibleTo(self)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in order."""
        return (self.box, self._bin) if self._carry is None else (self.box, self._carry, self._bin)

    @property
    def last(self) -> QWidget:
        """The last of its controls."""
        return self._bin

    def show_note(self, review: Review, note: Note) -> None:
        """Show a note of a review."""
        if (self._review, self.note_id) != (review.id, note.id):
            self._review, self.note_id = review.id, note.id
            self.box.bind(review.id, "note", note.id, "text")
        else:
            self.box.refresh()
        local = in_zone(note.at, self._ctx.clock.zone()) if note.at is not None else None  # the clock on the wall
        self._time.setText(f"{local.hour:02d}:{local.minute:02d}" if local is not None else "")
        self._carried.setVisible(note.carried)
        if self._carry is not None:
            self._carry.setChecked(note.carried)
            self._carry.set_icon("arrow-right", "accent" if note.carried else "text3")

    def forget(self) -> None:
        """Show no note any more."""
        self.box.saving.flush()
        self._review = self.note_id = ""

    def remove(self) -> None:
        """Take the note out of the review."""
        review = self._ctx.desk.review(self._review)
        if review is not None:
            self.box.saving.flush()
            change = verbs.remove_items(review, "note", [self.note_id])
            self._ctx.bridge.do(change, command="note.remove")

    def carry(self) -> None:
        """Carry the note forward to a later review, or not any more."""
        review = self._ctx.desk.review(self._review)
        note = review.notes.get(self.note_id) if review is not None else None
        if review is not None and note is not None:
            change = verbs.set_field(review, "note", note.id, "carried", not note.carried)
            self._ctx.bridge.do(change, command="note.carry")

    def _restyle(self) -> None:
        look = self._ctx.look
        self._time.setMinimumHeight(look.px(28))
        self._carried.setContentsMargins(look.px(9), 0, 0, look.px(4))


class NoteList(QWidget):
    """The notes of one kind. ``left`` is emitted when Enter or Esc leaves one of them."""

    left = Signal()

    def __init__(self, ctx: Context, kind: NoteKind, words: str, *, carry: bool, indent: int = 0) -> None:
        """``words`` is the topic of the names of its rows; ``indent`` moves what an empty list says, in px."""
        super().__init__()
        self._ctx, self._kind, self._words, self._carry = ctx, kind, words, carry
        self._rows: list[NoteRow] = []
        self._start = TabAnchor(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._none = Label(ctx.look, ctx.words(f"{words}.none"), "small", "text3", wrap=True)
        self._none.setContentsMargins(indent, 0, 0, 0)
        self._column.addWidget(self._none)

    def show_notes(self, review: Review) -> int:
        """Show the notes of a review in their order; returns how many there are."""
        notes = [one for one in review.ordered("note") if isinstance(one, Note) and one.kind is self._kind]
        while len(self._rows) < len(notes):
            row = NoteRow(self._ctx, self._words, len(self._rows) + 1, carry=self._carry)
            row.box.done.connect(self.left)
            self._rows.append(row)
            self._column.addWidget(row)
            follow(self._rows[-2].last if len(self._rows) > 1 else self._start, *row.controls)
        for at, row in enumerate(self._rows):
            if at < len(notes):
                row.show_note(review, notes[at])
            elif row.note_id:
                row.forget()
            row.setVisible(at < len(notes))
        self._none.setVisible(not notes)
        return len(notes)


def note_row_in_focus() -> NoteRow | None:
    """Return the row of the note that has the focus, wherever it is."""
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, NoteRow):
        widget = widget.parentWidget()
    return widget if isinstance(widget, NoteRow) else None
