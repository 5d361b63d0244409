"""The Factors stage: coverage, the cause map, the cards, and the chain behind the chosen factor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QVBoxLayout

from pmdesk.domain.changes import Add, Change, steps
from pmdesk.domain.items import Factor
from pmdesk.editing import verbs
from pmdesk.editing.commands import FACTORS
from pmdesk.editing.desk import Changed
from pmdesk.ui.context import Context
from pmdesk.ui.stages.page import StagePage
from pmdesk.ui.stages.ranking_verbs import RankingVerbs
from pmdesk.ui.widgets.coverage_line import CoverageLine
from pmdesk.ui.widgets.factor_body import FactorBody
from pmdesk.ui.widgets.factor_facts import FactorFacts, facts_of
from pmdesk.ui.widgets.factor_head import VIEWS, FactorHead
from pmdesk.ui.widgets.factor_pickers import FactorPickers
from pmdesk.ui.widgets.popover import anchor_of

_VIEW = "factors.view"
_SHOWN_KINDS = {"factor", "action", "review"}


class FactorsPage(StagePage):
    """Conditions as cards and as a map; one of them is chosen, and all verbs are about that one."""

    stage = FACTORS

    def __init__(self, ctx: Context) -> None:
        """Build the parts once."""
        super().__init__(ctx)
        self._facts: tuple[FactorFacts, ...] = ()
        self._chosen = ""
        self._view = str(ctx.settings.get(_VIEW, "both"))
        if self._view not in VIEWS:
            self._view = "both"
        self._pickers = FactorPickers(ctx, self, self._do, self.say.emit)
        self._head = FactorHead(ctx)
        self._coverage = CoverageLine(ctx)
        self._body = FactorBody(ctx, self.run_letter, self._add, self._add_behind, self._coverage)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._body, 1)
        self._head.view_chosen.connect(self._show_view)
        self._head.add_asked.connect(self._ask_new)
        self._coverage.revealed.connect(self._walk_through)
        self._body.came.connect(self._choose)
        self._body.asked.connect(self.run)
        self._body.linked.connect(self._link_drawn)
        self._body.went.connect(lambda action: self.go.emit("actions", "action", action))
        self.offer(
            {
                "factor.add": self._ask_new,
                "factor.behind": self._with_chosen(lambda _one: self._body.focus_chain()),
                "factor.evidence": self._with_chosen(partial(self._open, self._pickers.evidence)),
                "factor.enabled_by": self._with_chosen(partial(self._open, self._pickers.enabled_by)),
                "factor.category": self._with_chosen(partial(self._open, self._pickers.category)),
                "factor.verify": self._with_chosen(self._verify),
                "factor.remove": self._with_chosen(self._remove),
                "factor.move_up": self._with_chosen(partial(self._move, places=-1)),
                "factor.move_down": self._with_chosen(partial(self._move, places=1)),
                "factor.edit_text": self._with_chosen(lambda one: self._body.edit(one.id)),
                "factor.view": self._next_view,
            }
        )
        ranking = RankingVerbs(ctx, self, "factor", lambda: self.review.factors.get(self._chosen))
        ranking.say.connect(self.say)
        self.offer(ranking.table())

    @property
    def standing(self) -> str:
        """The chosen factor."""
        return self._chosen

    def refresh(self, news: Changed | None) -> None:
        """Show the factors as they stand; the chosen one stays chosen."""
        if news is not None and not self._concerns(news):
            return
        review = self.review
        before = [one.id for one in self._facts]
        self._facts = facts_of(review, self.ctx.words)
        now = [one.id for one in self._facts]
        lost_focus = self._chosen not in now and self._body.holds_focus(self._chosen)
        on_map = self._body.map_holds_focus(self._chosen)
        self._chosen = _chosen_after(self._chosen, before, now, _back(news))
        self._head.show_head(self._facts, self._view)
        self._coverage.show_coverage(review, self._facts)
        self._body.show_facts(review, self._facts, self._chosen)
        self._body.show_view(self._view)
        if lost_focus:
            self._body.focus(self._chosen, on_map=on_map)

    def keep(self) -> bool:
        """Keep the text boxes and the half-typed lines."""
        kept = self._body.keep_drafts()
        return super().keep() and kept

    def focus_first(self) -> None:
        """Take the focus to the chosen factor, or to the line that adds the first one."""
        self._body.focus(self._chosen)

    def reveal(self, kind: str, entity: str) -> None:
        """Choose a factor and take the focus to it."""
        if kind == "factor" and any(one.id == entity for one in self._facts):
            self._choose(entity)
            self._body.focus(entity)

    def _concerns(self, news: Changed) -> bool:
        evidence = frozenset[str]().union(*(one.factor.evidence for one in self._facts))
        for step in steps(news.change):
            if step.kind in _SHOWN_KINDS:
                return True
            if step.kind == "event" and (step.item.id if isinstance(step, Add) else step.id) in evidence:
                return True
        return False

    def _choose(self, factor_id: str) -> None:
        if factor_id != self._chosen and any(one.id == factor_id for one in self._facts):
            self._chosen = factor_id
            self._body.show_chosen(self.review, self._facts, factor_id)
            self.stood.emit()

    def _with_chosen(self, verb: Callable[[FactorFacts], object]) -> Callable[[], None]:
        def run() -> None:
            one = next((one for one in self._facts if one.id == self._chosen), None)
            if one is None:
                self.say.emit(self.ctx.words("factors.say.nothing"))
                self._ask_new()
            else:
                verb(one)

        return run

    def _do(self, change: Change, command: str) -> bool:
        return not self.ctx.read_only and self.ctx.bridge.do(change, command=command)

    def _open(self, picker: Callable[[str, FactorFacts, QRect], None], one: FactorFacts) -> None:
        if not self.ctx.read_only:
            focus = QApplication.focusWidget()
            anchor = focus if focus is not None and self.isAncestorOf(focus) else self._body
            picker(self.review_id, one, anchor_of(anchor))

    def _ask_new(self) -> None:
        if self._view == "map":
            self._show_view("both")
        self._body.focus_new()

    def _add(self, text: str) -> bool:
        factor = Factor(id=self.ctx.ids(), statement=text)
        added = self._do(verbs.add_item(self.review, factor), "factor.add")
        if added:
            self._choose(factor.id)
        return added

    def _add_behind(self, factor_id: str, text: str) -> bool:
        change = verbs.add_condition_behind(self.review, factor_id, text, ids=self.ctx.ids)
        return self._do(change, "factor.behind")

    def _verify(self, one: FactorFacts) -> None:
        verified = not one.factor.verified
        if self._do(verbs.set_field(self.review, "factor", one.id, "verified", verified), "factor.verify"):
            word = "verified" if verified else "hypothesis"
            self.say.emit(self.ctx.words(f"factors.say.{word}", factor=one.label))

    def _remove(self, one: FactorFacts) -> None:
        if self._do(verbs.remove_items(self.review, "factor", [one.id]), "factor.remove"):
            self.say.emit(self.ctx.words("factors.say.removed", factor=one.label))

    def _move(self, one: FactorFacts, *, places: int) -> None:
        command = "factor.move_up" if places < 0 else "factor.move_down"
        self._do(verbs.move_item(self.review, "factor", one.id, places), command)

    def _link_drawn(self, enabler: str, factor_id: str) -> None:
        factor = self.review.factors.get(factor_id)
        if factor is not None and enabler in factor.enabled_by:
            labels = {one.id: one.label for one in self._facts}
            names = {"factor": labels[factor_id], "enabler": labels[enabler]}
            self.say.emit(self.ctx.words("factors.say.linked_already", **names))
        elif not self.ctx.read_only:
            self._pickers.link(self.review_id, factor_id, enabler)

    def _walk_through(self, ids: tuple[str, ...]) -> None:
        """Go to the next of these factors after the chosen one."""
        at = ids.index(self._chosen) + 1 if self._chosen in ids else 0
        self.reveal("factor", ids[at % len(ids)])

    def _show_view(self, view: object) -> None:
        self._view = str(view)
        self.ctx.settings.put(_VIEW, self._view)
        self._head.show_head(self._facts, self._view)
        had_focus = self._body.holds_focus(self._chosen)
        self._body.show_view(self._view)
        if had_focus:
            self._body.focus(self._chosen)

    def _next_view(self) -> None:
        self._show_view(VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)])


def _back(news: Changed | None) -> str:
    """Return the id of a factor that undo or redo brought back; it is chosen then."""
    if news is None or news.kind == "do":
        return ""
    added = [step.item.id for step in steps(news.change) if isinstance(step, Add) and step.kind == "factor"]
    return added[0] if added else ""


def _chosen_after(chosen: str, before: list[str], now: list[str], back: str) -> str:
    """Return which factor is chosen now: one that came back, the same, or the neighbour of a lost one."""
    if back in now:
        return back
    if chosen in now or not now:
        return chosen if chosen in now else ""
    at = before.index(chosen) if chosen in before else 0
    return now[min(at, len(now) - 1)]
