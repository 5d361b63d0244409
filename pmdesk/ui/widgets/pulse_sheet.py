"""The sheet of the pulse that goes round: one person's answers, and nothing of anybody before.

What is chosen here lives in the widgets of this sheet alone. It is no draft, no meeting state and no
row of the log: Enter counts it and clears it, Esc clears it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmdesk.editing.words import Words
from pmdesk.ui.look import Look
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.cover import Cover
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.pulse_answers import PulseAnswers


class PulseSheet(Cover):
    """Lies over ``page`` while the keyboard goes round. ``left`` is emitted when the round is over."""

    counted = Signal()

    def __init__(self, look: Look, words: Words, page: QWidget, count: Callable[[Mapping[str, str]], bool]) -> None:
        """``count`` keeps the answers of one sheet and says whether it could."""
        super().__init__(look, page, words("close.sheet.name"))
        self._words, self._count = words, count
        self._rows: list[PulseAnswers] = []
        self._asked: Sequence[PulseAnswers] = ()
        self._head = Label(look, words("close.sheet.title"), "headline")
        self._state = Label(look, "", "body-medium", "text2")
        self._note = Label(look, "", "body", "text2", wrap=True)
        self._questions = QVBoxLayout()
        self._questions.setSpacing(10)
        self._hand_on = Button(look, words("close.sheet.hand_on"), kind="primary", icon="arrow-right")
        self._over = Button(look, words("close.sheet.over"), kind="flat", name=words("close.sheet.over_name"))
        self._hand_on.clicked.connect(self._hand)
        self._over.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignBottom)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._hand_on)
        foot.addStretch(1)
        foot.addWidget(self._over)
        for part in (head, self._note, self._questions, foot):
            self.column.addWidget(part) if isinstance(part, QWidget) else self.column.addLayout(part)
        for sentence in (words("close.sheet.keys"), words("close.sheet.promise")):
            self.column.addWidget(Label(look, sentence, "small", "text3", wrap=True))
        self.column.addStretch(1)

    def begin(self, questions: Sequence[str], answered: int, note: str) -> None:
        """Show an empty sheet with these questions; ``answered`` people came before."""
        while len(self._rows) < len(questions):
            self._add_row()
        self._asked = self._rows[: len(questions)]
        for at, row in enumerate(self._rows):
            row.ask(questions[at] if at < len(questions) else "")
            row.setVisible(at < len(questions))
        self.show_answered(answered)
        self._note.setText(note)
        self.rise()
        self._stop_at(self._asked[0])

    def show_answered(self, answered: int) -> None:
        """Say how many sheets are counted, and nothing else of them."""
        self._state.setText(self._words("close.pulse.answered", count=answered))

    def clear(self) -> None:
        """Forget every answer that stands on the sheet."""
        for row in self._rows:
            row.clear()

    def end(self) -> None:
        """Be gone, with everything that stood on the sheet."""
        self.clear()
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Go with the page: what stood on the sheet belongs to nobody who comes back to it."""
        super().hideEvent(event)
        if not event.spontaneous() and not self.isHidden():
            self.clear()
            self.sink()

    def event(self, event: QEvent) -> bool:
        """Let Ctrl+Z empty the sheet: the person at it knows nothing of what else could be undone."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _undoes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the sheet on Ctrl+Z; the rest as every cover."""
        if _undoes(event):
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001 (Qt's own signature)
        """Walk round the sheet: what lies below it is not to be reached unseen."""
        stops = (*self._asked, self._hand_on, self._over)
        at = next((at for at, one in enumerate(stops) if one.hasFocus()), -1 if forwards else 0)
        self._stop_at(stops[(at + (1 if forwards else -1)) % len(stops)], Qt.FocusReason.TabFocusReason)
        return True

    def _add_row(self) -> None:
        row, at = PulseAnswers(self._look, self._words), len(self._rows)
        row.answered.connect(lambda: self._go(at, 1))
        row.moved.connect(lambda step: self._go(at, step))
        row.handed_on.connect(self._hand)
        self._rows.append(row)
        self._questions.addWidget(row)

    def _go(self, at: int, step: int) -> None:
        self._stop_at(self._asked[min(max(at + step, 0), len(self._asked) - 1)])

    def _stop_at(self, stop: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Take the focus to a stop, and bring it into view."""
        stop.setFocus(reason)
        for area in self.findChildren(QScrollArea):
            if stop is self._asked[-1]:
                area.ensureWidgetVisible(self._hand_on, 0, self._look.px(12))
            area.ensureWidgetVisible(stop, 0, self._look.px(12))
            if stop is self._asked[0]:
                area.verticalScrollBar().setValue(0)  # the thanks stand above

    def _hand(self) -> None:
        """Count the sheet and empty it at once; one that could not be counted stays to be tried again."""
        answers = {row.question: row.answer for row in self._asked if row.answer}
        if answers and not self._count(answers):
            return
        self.clear()
        self._note.setText(self._words("close.sheet.thanks" if answers else "close.sheet.empty"))
        if answers:
            self.counted.emit()
        self._stop_at(self._asked[0])


def _undoes(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo)
