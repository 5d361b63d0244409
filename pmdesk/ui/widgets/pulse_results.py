"""What the room said in the pulse, a question each: the median, and how often each answer was given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pmdesk.editing.words import Words
from pmdesk.meeting.pulse import ANSWERS, QUESTIONS, Result
from pmdesk.ui.look import Look

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
_BARS = 22
"""How high the longest bar is, in px at 100 %."""


def median_text(result: Result, words: Words) -> str:
    """Return the median and its n: "4 of 5, n 6", "4.5 of 5, n 6"."""
    median = f"{result.median:g}"
    return words("close.pulse.median", median=median, most=len(ANSWERS), n=result.n)


def spoken_result(result: Result, words: Words) -> str:
    """Return a result as a screen reader says it, with the count of each answer."""
    spread = ", ".join(
        words("close.pulse.spoken_count", count=count, answer=words(f"meeting.pulse.answers.{answer}"))
        for answer, count in zip(ANSWERS, result.distribution, strict=True)
    )
    question = words(f"meeting.pulse.questions.{result.question}")
    return words("close.pulse.spoken", question=question, median=median_text(result, words), spread=spread)


class PulseResults(QWidget):
    """A row for each question that enough people answered."""

    def __init__(self, look: Look, words: Words) -> None:
        """Show nothing yet."""
        super().__init__()
        self._rows = [_ResultRow(look, words) for _ in QUESTIONS]  # all at once: Tab walks in the order of making
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for row in self._rows:
            column.addWidget(row)

    def show_results(self, questions: Sequence[str], results: Mapping[str, Result]) -> None:
        """Show the results in the order of the questions; none hides the widget."""
        shown = [results[one] for one in questions if one in results]
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(shown))
            row.show_result(shown[at] if at < len(shown) else None)
        self.setVisible(bool(shown))


class _ResultRow(QWidget):
    """One question. It takes the focus, so that it can be read without a mouse."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._words = look, words
        self._result: Result | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._fit)

    def show_result(self, result: Result | None) -> None:
        self._result = result
        self.setAccessibleName(spoken_result(result, self._words) if result is not None else "")
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the question in the present width, and its bars."""
        self.setFixedHeight(self._question(self.width()).height() + self._look.px(_BARS + 38))

    def _question(self, width: int) -> QRect:
        """Return where the question stands, left of the median."""
        px, result = self._look.px, self._result
        if result is None:
            return QRect()
        median = self._look.metrics("small-strong").horizontalAdvance(median_text(result, self._words))
        room = QRect(px(2), px(2), max(width - median - px(18), px(60)), 10_000)
        text = self._words(f"meeting.pulse.questions.{result.question}")
        return self._look.metrics("small").boundingRect(room, _WRAP, text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        result, look = self._result, self._look
        if result is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = look.px
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(5), px(5))
        question = self._question(self.width())
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text2"))
        painter.drawText(question, _WRAP, self._words(f"meeting.pulse.questions.{result.question}"))
        painter.setFont(look.font("small-strong"))
        painter.setPen(look.colour("text"))
        top = QRect(0, px(2), self.width() - px(4), look.metrics("small-strong").height())
        painter.drawText(top, Qt.AlignmentFlag.AlignRight, median_text(result, self._words))
        self._bars(painter, result, question.bottom() + px(4))

    def _bars(self, painter: QPainter, result: Result, top: int) -> None:
        """Draw five bars side by side, each with its count above and its answer below."""
        look, px = self._look, self._look.px
        most, gap = max(result.distribution), px(4)
        wide = (self.width() - px(4) - gap * (len(ANSWERS) - 1)) / len(ANSWERS)
        foot = top + px(_BARS + 14)
        for at, (answer, count) in enumerate(zip(ANSWERS, result.distribution, strict=True)):
            left = px(2) + at * (wide + gap)
            high = max(px(_BARS) * count / most, px(2))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent" if count else "line2"))
            painter.drawRoundedRect(QRectF(left, foot - high, wide, high), px(2), px(2))
            painter.setFont(look.font("small"))
            middle = Qt.AlignmentFlag.AlignCenter
            if count:
                painter.setPen(look.colour("text"))
                painter.drawText(QRectF(left, foot - high - px(15), wide, px(14)), middle, str(count))
            painter.setPen(look.colour("text3"))
            painter.drawText(QRectF(left, foot + px(1), wide, px(16)), middle, answer)
