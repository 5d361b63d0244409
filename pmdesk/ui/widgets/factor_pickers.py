"""The popovers of the Factors stage: category, evidence, and what enabled a factor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from pmdesk.domain.changes import Change
from pmdesk.domain.items import Category, Event, Factor, Known
from pmdesk.domain.review import Review
from pmdesk.domain.timeline import in_order
from pmdesk.domain.times import clock_text, in_zone
from pmdesk.editing import verbs
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.factor_facts import CATEGORY_LOOKS, FactorFacts, category_word, facts_of, statement_text
from pmdesk.ui.widgets.popover import Choice, Picker

_WIDE, _NARROW = 460, 260


class FactorPickers(QObject):
    """Opens a popover for one factor of a review, and does what is chosen in it.

    ``do`` takes (change, command id); ``say`` a sentence for the status line.
    """

    def __init__(
        self, ctx: Context, page: QWidget, do: Callable[[Change, str], bool], say: Callable[[str], object]
    ) -> None:
        """Float over the window of ``page``."""
        super().__init__(page)
        self._ctx, self._page, self._do, self._say = ctx, page, do, say

    def category(self, review_id: str, facts: FactorFacts, anchor: QRect) -> None:
        """Ask where a factor lies."""
        words = self._ctx.words
        choices = [
            Choice(
                category,
                category_word(words, category) if category is not None else words("factors.category.none"),
                icon=CATEGORY_LOOKS[category].icon,
                tone=CATEGORY_LOOKS[category].ink,
                checked=facts.factor.category is category,
            )
            for category in (*Category, None)
        ]

        def choose(category: object) -> None:
            review = self._review(review_id)
            if review is not None:
                self._do(verbs.set_field(review, "factor", facts.id, "category", category), "factor.category")

        picker = self._picker(words("factors.category.ask", factor=facts.label), choices, "category", many=False)
        picker.chosen.connect(choose)
        picker.show_at(anchor, self._ctx.look.px(_NARROW))

    def evidence(self, review_id: str, facts: FactorFacts, anchor: QRect) -> None:
        """Ask which events show a factor; each choice links it or takes the link back."""
        choices = self._events(review_id, facts.id)
        if not choices:
            self._say(self._ctx.words("factors.say.no_events"))
            return
        picker = self._picker(
            self._ctx.words("factors.evidence.ask", factor=facts.label), choices, "evidence", many=True
        )

        def choose(event: object) -> None:
            review = self._review(review_id)
            if review is not None:
                change = verbs.toggle_member(review, "factor", facts.id, "evidence", str(event))
                if self._do(change, "factor.evidence"):
                    at = next(at for at, one in enumerate(choices) if one.value == event)
                    choices[at] = replace(choices[at], checked=not choices[at].checked)
                    picker.set_choices(choices)

        picker.chosen.connect(choose)
        picker.show_at(anchor, self._ctx.look.px(_WIDE))

    def enabled_by(self, review_id: str, facts: FactorFacts, anchor: QRect) -> None:
        """Ask what made a factor possible: another factor, or a new one by its statement."""
        choices = self._others(review_id, facts.id)
        if not choices:
            self._say(self._ctx.words("factors.say.no_others"))
        title = self._ctx.words("factors.enabled_by.ask", factor=facts.label)
        picker = self._picker(title, choices, "enabled_by", many=True, free_text=True)

        def choose(enabler: object) -> None:
            self.link(review_id, facts.id, str(enabler))
            picker.set_choices(self._others(review_id, facts.id))

        def add(text: str) -> None:
            review = self._review(review_id)
            if review is not None:
                self._do(verbs.add_condition_behind(review, facts.id, text, ids=self._ctx.ids), "factor.behind")

        picker.chosen.connect(choose)
        picker.typed.connect(add)
        picker.show_at(anchor, self._ctx.look.px(_WIDE))

    def link(self, review_id: str, factor_id: str, enabler: str) -> None:
        """Link "enabled by" or take it back; a circle is refused with a sentence."""
        review = self._review(review_id)
        if review is None:
            return
        labels = {one.id: one.label for one in facts_of(review, self._ctx.words)}
        names = {"factor": labels.get(factor_id, ""), "enabler": labels.get(enabler, "")}
        change = verbs.toggle_enabled_by(review, factor_id, enabler)
        if change is None:
            self._say(self._ctx.words("factors.say.circle", **names))
            return
        new = enabler not in review.factors[factor_id].enabled_by
        if self._do(change, "factor.enabled_by") and new:
            self._say(self._ctx.words("factors.say.linked", **names))

    def _events(self, review_id: str, factor_id: str) -> list[Choice]:
        review = self._review(review_id)
        if review is None:
            return []
        factor = review.factors.get(factor_id)
        linked = factor.evidence if factor is not None else frozenset()
        return [self._event_choice(review, event, checked=event.id in linked) for event in in_order(review)]

    def _event_choice(self, review: Review, event: Event, *, checked: bool) -> Choice:
        text = " ".join(event.text[:300].split()) or self._ctx.words("factors.evidence.entry_empty")
        start = event.time.start
        date = in_zone(start, review.zone).date() if start is not None else None
        hint = self._ctx.words.date(date, year=False) if date is not None and date != review.day else ""
        if event.known is Known.LATER:
            later = self._ctx.words("enums.known.later").lower()
            hint = f"{later}, {hint}" if hint else later
        return Choice(event.id, f"{clock_text(event.time, review.zone)}  {text}", hint=hint, checked=checked)

    def _others(self, review_id: str, factor_id: str) -> list[Choice]:
        review = self._review(review_id)
        if review is None:
            return []
        factor: Factor | None = review.factors.get(factor_id)
        linked = factor.enabled_by if factor is not None else frozenset()
        words = self._ctx.words
        return [
            Choice(
                one.id,
                f"{one.label}  {statement_text(words, one.factor)[:300]}",
                icon=one.look.icon,
                tone=one.look.ink,
                checked=one.id in linked,
            )
            for one in facts_of(review, words)
            if one.id != factor_id
        ]

    def _picker(
        self, title: str, choices: Sequence[Choice], words: str, *, many: bool, free_text: bool = False
    ) -> Picker:
        hint = self._ctx.words(f"factors.{words}.hint")
        window = self._page.window()
        return Picker(self._ctx.look, window, title, choices, hint=hint, many=many, free_text=free_text)

    def _review(self, review_id: str) -> Review | None:
        return self._ctx.desk.review(review_id)
