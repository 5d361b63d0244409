"""Gathering, voting and sorting, the same for factors and for ideas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QApplication

from pmdesk.domain.items import Action, Factor
from pmdesk.domain.review import Review, kind_of
from pmdesk.editing import ranking
from pmdesk.editing.ranking import ranked_items, voted_on
from pmdesk.meeting import voting
from pmdesk.meeting.voting import Voting
from pmdesk.ui.context import Context
from pmdesk.ui.stages.page import StagePage
from pmdesk.ui.widgets.popover import Choice, Picker, anchor_of
from pmdesk.ui.widgets.vote_panel import Candidate, VotePanel

_OUT = ""
_WIDTH = 560


class RankingVerbs(QObject):
    """The verbs ``<kind>.group``, ``<kind>.vote`` and ``<kind>.rank`` of a page. ``say`` carries a sentence."""

    say = Signal(str)

    def __init__(self, ctx: Context, page: StagePage, kind: str, chosen: Callable[[], Factor | Action | None]) -> None:
        """``kind`` is "factor" or "action"; ``chosen`` tells what gathering is about."""
        super().__init__(page)
        self._ctx, self._page, self._kind, self._chosen = ctx, page, kind, chosen

    def table(self) -> Mapping[str, Callable[[], None]]:
        """Return what the page does for each of these verbs."""
        return {
            f"{self._kind}.group": self.gather,
            f"{self._kind}.vote": self.vote,
            f"{self._kind}.rank": self.sort,
        }

    def gather(self) -> None:
        """Ask under which name the chosen item is gathered."""
        item, words = self._chosen(), self._ctx.words
        if item is None or not self._may_write():
            return
        choices = [Choice(name, name, "layers", checked=name == item.group) for name in self._groups()]
        if item.group:
            choices.append(Choice(_OUT, words("ranking.group.out"), "x"))
        picker = Picker(
            self._ctx.look,
            self._page.window(),
            words("ranking.group.title"),
            choices,
            hint=words("ranking.group.hint"),
            free_text=True,
        )
        picker.chosen.connect(lambda name: self._gather(item, str(name)))
        picker.typed.connect(partial(self._gather, item))
        focus = QApplication.focusWidget()
        inside = focus is not None and self._page.isAncestorOf(focus)
        picker.show_at(anchor_of(focus if focus is not None and inside else self._page))

    def vote(self) -> None:
        """Begin a vote, or come back to the one that is running."""
        review, state = self._page.review, self._ctx.meeting.state(self._page.review_id)
        candidates = _candidates(review, self._kind)
        if not self._may_write():
            return
        if not candidates:
            self.say.emit(self._ctx.words("ranking.vote.nothing"))
            return
        running = voting.from_state(state, self._kind) or Voting(heads=_heads(review, state))
        title = self._ctx.words("ranking.vote.title" if self._kind == "factor" else "ranking.vote.title_ideas")
        panel = VotePanel(self._ctx, self._page.window(), title, candidates, (running, self._keep))
        panel.finished.connect(lambda sort: self._finish(panel.voting, [one.id for one in candidates], sort=sort))
        panel.stopped.connect(self._stop)
        panel.closed.connect(self._say_waiting)
        px = self._ctx.look.px
        corner = self._page.mapTo(self._page.window(), QPoint((self._page.width() - px(_WIDTH)) // 2, px(24)))
        panel.show_at(QRect(corner, corner), px(_WIDTH))
        panel.focus_first()

    def sort(self) -> None:
        """Put the items with the most votes first; groups stay together."""
        review = self._page.review
        ids = [one.id for one in _candidates(review, self._kind)]
        if not any(getattr(review.items(self._kind)[one], "votes", None) for one in ids):
            self.say.emit(self._ctx.words("ranking.sort.nothing"))
            return
        if self._ctx.bridge.do(ranking.sort_by_votes(review, self._kind, ids), command=f"{self._kind}.rank"):
            self.say.emit(self._ctx.words("ranking.sort.done"))

    def _may_write(self) -> bool:
        if self._ctx.read_only:
            self.say.emit(self._ctx.words("ranking.read_only"))
        return not self._ctx.read_only

    def _groups(self) -> list[str]:
        return list(ranking.group_names(self._page.review, self._kind))

    def _gather(self, item: Factor | Action, name: str) -> None:
        change = ranking.gather(self._page.review, kind_of(item), item.id, name)
        if self._ctx.bridge.do(change, command=f"{self._kind}.group"):
            text = " ".join((item.statement if isinstance(item, Factor) else item.text).split())[:80]
            sentence = "ranking.group.say" if name.strip() else "ranking.group.say_out"
            self.say.emit(self._ctx.words(sentence, item=text, group=" ".join(name.split())))

    def _keep(self, changed: Voting | None) -> None:
        review = self._page.review_id
        parts = voting.to_state(self._ctx.meeting.state(review), self._kind, changed)
        self._ctx.meeting.put(review, **{name: value or None for name, value in parts.items()})

    def _finish(self, voted: Voting, ids: list[str], *, sort: bool) -> None:
        """Keep sums, and the new order too when asked: one step of undo."""
        review, words = self._page.review, self._ctx.words
        results = voting.results(voted, ids)
        change = (ranking.keep_and_sort if sort else ranking.keep_votes)(review, self._kind, results)
        if not self._ctx.bridge.do(change, command=f"{self._kind}.vote"):
            return
        self._keep(None)
        self.say.emit(words("ranking.vote.kept_and_sorted" if sort else "ranking.vote.kept"))

    def _stop(self) -> None:
        self._keep(None)
        self.say.emit(self._ctx.words("ranking.vote.stopped"))

    def _say_waiting(self) -> None:
        if voting.from_state(self._ctx.meeting.state(self._page.review_id), self._kind) is not None:
            self.say.emit(self._ctx.words("ranking.vote.waits"))


def _candidates(review: Review, kind: str) -> list[Candidate]:
    texts = {one.id: one.statement if isinstance(one, Factor) else one.text for one in ranked_items(review, kind)}
    return [Candidate(id=one, label=label, text=texts[one]) for one, label in voted_on(review, kind).items()]


def _heads(review: Review, state: Mapping[str, object]) -> int:
    """Return how many vote: those who are here, else everybody of the review, at least one."""
    here = state.get("here")
    return max(len(here) if isinstance(here, list | tuple) else 0, 0) or max(len(review.people), 1)
