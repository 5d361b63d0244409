"""A dot vote: people call out where their votes go, the facilitator counts them by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmdesk.meeting import script, voting
from pmdesk.meeting.voting import Voting
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.count_box import CountBox
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.popover import Popover
from pmdesk.ui.widgets.scrolled import scrolled
from pmdesk.ui.widgets.vote_row import VoteRow

_MOST_HEADS, _MOST_EACH = 99, 20
_ROWS_SHOWN = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What can be voted on: its id, its short label ("F3") and its text."""

    id: str
    label: str
    text: str


class VotePanel(Popover):
    """Floats over the stage. The running vote is part of the meeting's state and survives closing.

    ``finished`` carries whether to sort by the votes as well; ``stopped`` says that nothing is to be kept.
    """

    finished = Signal(bool)
    stopped = Signal()

    def __init__(
        self,
        ctx: Context,
        window: QWidget,
        title: str,
        candidates: Sequence[Candidate],
        counted: tuple[Voting, Callable[[Voting], object]],
    ) -> None:
        """Take in ``counted`` the vote as it stands, and what keeps each change of it."""
        super().__init__(ctx.look, window, ctx.words("ranking.vote.name"))
        self._ctx = ctx
        self.voting, self._keep = counted
        words, look = ctx.words, ctx.look
        self._left = Label(look, "", "body-medium", "text2")
        self._heads = self._box("heads", self.voting.heads, _MOST_HEADS)
        self._each = self._box("each", self.voting.each, _MOST_EACH)
        self._rows = {one.id: self._row(one) for one in candidates}
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(14))
        column.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.addWidget(Label(look, title, "body-strong"), 1)
        head.addWidget(self._left)
        column.addLayout(head)
        self._told = Label(look, "", "small", "text2", wrap=True)
        column.addWidget(self._told)
        column.addLayout(self._numbers())
        column.addWidget(self._list())
        column.addWidget(Label(look, words("ranking.vote.keys"), "small", "text3", wrap=True))
        column.addLayout(self._buttons())
        self._show()

    def focus_first(self) -> None:
        """Take the keyboard to the first row."""
        next(iter(self._rows.values())).setFocus()

    def _box(self, name: str, count: int, most: int) -> CountBox:
        box = CountBox(self._ctx.look, self._ctx.words(f"ranking.vote.{name}"), most)
        box.set_count(count)
        box.chosen.connect(lambda chosen: self._resize(**{name: chosen}))
        return box

    def _numbers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, box in (("heads", self._heads), ("each", self._each)):
            row.addWidget(Label(self._ctx.look, self._ctx.words(f"ranking.vote.{name}"), "small", "text2"))
            row.addWidget(box)
        row.addStretch(1)
        return row

    def _row(self, one: Candidate) -> VoteRow:
        row = VoteRow(self._ctx, one.label, " ".join(one.text.split()))
        row.given.connect(lambda step: self._give(one.id, step))
        row.typed.connect(lambda votes: self._put(voting.set_votes(self.voting, one.id, votes)))
        row.walked.connect(lambda step: self._walk(one.id, step))
        return row

    def _list(self) -> QScrollArea:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self._rows.values():
            column.addWidget(row)
        column.addStretch(1)
        self._scroll = scrolled(holder, self.accessibleName())
        self._scroll.setMinimumHeight(self._ctx.look.px(34) * min(len(self._rows), _ROWS_SHOWN) + 4)
        return self._scroll

    def _buttons(self) -> QHBoxLayout:
        words, look = self._ctx.words, self._ctx.look
        row = QHBoxLayout()
        for name, kind, call in (
            ("keep_and_sort", "primary", lambda: self._finish(sort=True)),
            ("keep", "standard", lambda: self._finish(sort=False)),
            ("stop", "link", self._stop),
        ):
            button = Button(look, words(f"ranking.vote.{name}"), kind=kind)
            button.clicked.connect(call)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _give(self, item: str, step: int) -> None:
        self._rows[item].setFocus()
        self._put(voting.give(self.voting, item) if step > 0 else voting.take(self.voting, item))

    def _resize(self, *, heads: int | None = None, each: int | None = None) -> None:
        now = self.voting
        heads, each = now.heads if heads is None else heads, now.each if each is None else each
        self._put(voting.resized(now, heads=heads, each=each))

    def _put(self, changed: Voting) -> None:
        if changed != self.voting:
            self.voting = changed
            self._keep(changed)
            self._show()

    def _show(self) -> None:
        for item, row in self._rows.items():
            row.show_count(self.voting.of(item))
        told = "\n".join(self._ctx.words.list(script.VOTING))
        self._told.setText(told.replace("{each}", str(self.voting.each)))
        self._left.setText(self._ctx.words("ranking.vote.left", count=self.voting.left, budget=self.voting.budget))

    def _walk(self, item: str, step: int) -> None:
        ids = list(self._rows)
        row = self._rows[ids[min(max(ids.index(item) + step, 0), len(ids) - 1)]]
        row.setFocus()
        self._scroll.ensureWidgetVisible(row)

    def _finish(self, *, sort: bool) -> None:
        self.finished.emit(sort)
        self.dismiss()

    def _stop(self) -> None:
        self.stopped.emit()
        self.dismiss()
