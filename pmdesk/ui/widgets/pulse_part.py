"""The learning pulse at the close: hands the keyboard round, and shows what came of it from four answers on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pmdesk.meeting import pulse
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.folding_part import FoldingPart
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.popover import Choice, Picker, anchor_of
from pmdesk.ui.widgets.pulse_results import PulseResults
from pmdesk.ui.widgets.pulse_sheet import PulseSheet


class PulsePart(FoldingPart):
    """Only counts are kept, and results are shown only between rounds: a count that moves by one would tell on it."""

    def __init__(self, ctx: Context, covered: Callable[[], QWidget]) -> None:
        """``covered`` returns the page that a sheet lies over."""
        words, look = ctx.words, ctx.look
        super().__init__(look, words, words("close.pulse.title"), "activity")
        self._ctx, self._covered = ctx, covered
        self._review = ""
        self._sheet: PulseSheet | None = None
        self._state = Label(look, "", "small", "text2", wrap=True)
        self._results = PulseResults(look, words)
        self._round = Button(look, words("close.pulse.round"), icon="users", name=words("close.pulse.round_name"))
        self._choose = Button(
            look, words("close.pulse.choose"), kind="flat", small=True, name=words("close.pulse.choose_name")
        )
        self._round.clicked.connect(self.hand_round)
        self._choose.clicked.connect(self._choose_questions)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._round)
        row.addWidget(self._choose)
        row.addStretch(1)
        for button in (self._round, self._choose):
            button.setDisabled(ctx.read_only)
        self.content.addWidget(self._results)
        self.content.addWidget(self._state)
        self.content.addLayout(row)
        ctx.meeting.changed.connect(self._on_meeting)

    def show_review(self, review_id: str) -> None:
        """Show the pulse of a review; a sheet of another one is gone."""
        if review_id != self._review:
            self.end_round()
        self._review = review_id
        self._refresh()

    def hand_round(self) -> None:
        """Lay an empty sheet over the page."""
        if self._ctx.read_only or not self._review:
            return
        if self._sheet is None:
            self._sheet = PulseSheet(self._ctx.look, self._ctx.words, self._covered(), self._count)
            self._sheet.counted.connect(self._counted)
            self._sheet.left.connect(self._round_over)
        if self._sheet.isHidden():
            late = "close.sheet.late" if self._shown() else "close.sheet.ask"
            self._sheet.begin(self._questions(), self._answered(), self._ctx.words(late))
            self._refresh()

    def end_round(self) -> None:
        """Take the sheet away; what was chosen on it and not handed on is gone."""
        if self._sheet is not None:
            self._sheet.end()

    def _round_over(self) -> None:
        self.end_round()
        self._refresh()
        self.unfold()
        self.focus_head()

    def _count(self, answers: Mapping[str, str]) -> bool:
        counted = pulse.answered(answers)
        return self._ctx.bridge.keep(lambda: self._ctx.pulses.count_pulse(self._review, counted))

    def _counted(self) -> None:
        if self._sheet is not None:
            self._sheet.show_answered(self._answered())
        self._refresh()
        self._ctx.meeting.changed.emit(self._review)

    def _questions(self) -> tuple[str, ...]:
        return pulse.from_state(self._ctx.meeting.state(self._review))

    def _answered(self) -> int:
        """Return how many sheets were counted at least: that of the question that most people answered."""
        counts = self._ctx.pulses.pulse(self._review)
        return max((sum(table.values()) for table in counts.values()), default=0)

    def _shown(self) -> Mapping[str, pulse.Result]:
        counts = self._ctx.pulses.pulse(self._review)
        return pulse.results(counts, (*self._questions(), *pulse.QUESTIONS))

    def _refresh(self) -> None:
        words, answered, results = self._ctx.words, self._answered(), self._shown()
        going_round = self._sheet is not None and not self._sheet.isHidden()
        asked = dict.fromkeys((*self._questions(), *pulse.QUESTIONS))
        self._results.show_results(tuple(asked), {} if going_round else results)
        said = words("close.pulse.answered", count=answered)
        if not answered:
            self.set_fact(words("close.pulse.not_yet"), "text3")
        elif results:
            self.set_fact(said)
        else:
            self.set_fact(words("close.pulse.results_from", answered=said, least=pulse.LEAST_ANSWERS))
        waiting = [one for one, table in self._ctx.pulses.pulse(self._review).items() if table and one not in results]
        about = [words("close.pulse.waiting", count=len(waiting))] if results and waiting else []
        about.append(words("close.pulse.counts_only" if results else "close.pulse.about"))
        self._state.setText(" ".join(about))
        self._round.setText(words("close.pulse.again" if answered else "close.pulse.round"))

    def _on_meeting(self, review_id: str) -> None:
        if review_id == self._review:
            self._refresh()

    def _choose_questions(self) -> None:
        words = self._ctx.words
        picker = Picker(self._ctx.look, self.window(), words("close.pulse.which"), self._choices(), many=True)

        def toggle(value: object) -> None:
            chosen = [one for one in pulse.QUESTIONS if (one in self._questions()) != (one == value)]
            if pulse.LEAST <= len(chosen) <= pulse.MOST:
                self._ctx.meeting.put(self._review, **pulse.to_state(chosen))
            picker.set_choices(self._choices())

        picker.chosen.connect(toggle)
        picker.show_at(anchor_of(self._choose), self._ctx.look.px(440))

    def _choices(self) -> list[Choice]:
        chosen = self._questions()
        return [
            Choice(one, self._ctx.words(f"meeting.pulse.questions.{one}"), checked=one in chosen)
            for one in pulse.QUESTIONS
        ]
