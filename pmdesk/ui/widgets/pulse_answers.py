"""One question of the pulse on somebody's sheet: answered by a key from 1 to 5 or by a click."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmdesk.editing.words import Words
from pmdesk.meeting.pulse import ANSWERS
from pmdesk.ui.look import Look

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_TAKEN_BACK = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})


class PulseAnswers(QWidget):
    """The question and its five answers. Its value lives here alone, and only until clear().

    ``answered`` says that a key or a click chose one; ``moved`` carries -1 or 1 for the keys Up and
    Down; ``handed_on`` says that Enter was pressed.
    """

    answered = Signal()
    moved = Signal(int)
    handed_on = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._look, self._words = look, words
        self.question = self.answer = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._fit)

    def ask(self, question: str) -> None:
        """Ask a question of the catalogue, with no answer chosen."""
        self.question = question
        self.clear()
        self._fit()

    def clear(self) -> None:
        """Forget the answer."""
        self._choose("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take 1 to 5, the arrows, Backspace and Enter."""
        key = Qt.Key(event.key())
        if event.text() in ANSWERS:
            self._choose(event.text())
            self.answered.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.handed_on.emit()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in _STEPS:
            at = ANSWERS.index(self.answer) + _STEPS[key] if self.answer else max(_STEPS[key] - 1, -1) % len(ANSWERS)
            self._choose(ANSWERS[min(max(at, 0), len(ANSWERS) - 1)])
        elif key in _TAKEN_BACK:
            self.clear()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the answer that was clicked."""
        super().mousePressEvent(event)
        at = next((at for at in range(len(ANSWERS)) if self._box(at).contains(event.position().toPoint())), None)
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(ANSWERS[at])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the question in this width, and its boxes."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the question and the five boxes."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = look.px
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(look.colour("selected"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(8), px(8))
        painter.setFont(look.font("question"))
        painter.setPen(look.colour("text"))
        painter.drawText(self._asked(self.width()), _WRAP, self._sentence)
        for at, answer in enumerate(ANSWERS):
            self._draw_box(painter, self._box(at), answer)

    def _fit(self) -> None:
        self.setFixedHeight(self._asked(self.width()).height() + self._look.px(48 + 22))

    @property
    def _sentence(self) -> str:
        return self._words(f"meeting.pulse.questions.{self.question}") if self.question else ""

    def _asked(self, width: int) -> QRect:
        px = self._look.px
        room = QRect(px(10), px(8), max(width - px(20), px(60)), 10_000)
        return self._look.metrics("question").boundingRect(room, _WRAP, self._sentence)

    def _box(self, at: int) -> QRect:
        px = self._look.px
        gap, top = px(6), self._asked(self.width()).bottom() + px(8)
        wide = (self.width() - px(20) - gap * (len(ANSWERS) - 1)) // len(ANSWERS)
        return QRect(px(10) + at * (wide + gap), top, wide, px(48))

    def _draw_box(self, painter: QPainter, box: QRect, answer: str) -> None:
        look, px, chosen = self._look, self._look.px, answer == self.answer
        painter.setPen(QPen(look.colour("accent" if chosen else "control"), 1))
        painter.setBrush(look.colour("accent" if chosen else "surface"))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), px(6), px(6))
        painter.setPen(look.colour("onaccent" if chosen else "text"))
        painter.setFont(look.font("body-strong"))
        painter.drawText(box.adjusted(0, px(5), 0, -px(22)), Qt.AlignmentFlag.AlignCenter, answer)
        painter.setPen(look.colour("onaccent" if chosen else "text2"))
        painter.setFont(look.font("small"))
        word = self._words(f"meeting.pulse.answers.{answer}")
        cut = look.metrics("small").elidedText(word, Qt.TextElideMode.ElideRight, box.width() - px(4))
        painter.drawText(box.adjusted(0, px(22), 0, -px(4)), Qt.AlignmentFlag.AlignCenter, cut)

    def _choose(self, answer: str) -> None:
        self.answer = answer
        words = self._words
        said = words(f"meeting.pulse.answers.{answer}") if answer else words("close.sheet.no_answer")
        self.setAccessibleName(words("close.sheet.question_name", question=self._sentence))
        self.setAccessibleDescription(words("close.sheet.answer_name", number=answer, answer=said).strip())
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()
