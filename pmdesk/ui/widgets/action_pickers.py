"""The popovers of the Actions stage: owner, size and date, strength, priority, factors, status."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget
from whenever import Date

from pmdesk.domain.changes import Change
from pmdesk.domain.item_numbers import action_numbers, factor_numbers, ordered_factors
from pmdesk.domain.items import Action, ActionStatus, Person, Priority, Size, Strength
from pmdesk.domain.review import Review
from pmdesk.domain.times import in_zone
from pmdesk.editing import verbs
from pmdesk.editing.due_dates import read_due
from pmdesk.ui.context import Context
from pmdesk.ui.models.timeline_entries import actor_text
from pmdesk.ui.widgets.popover import Choice, Picker, anchor_of

_TYPED = "typed"
_NOBODY = "nobody"
_RISK = re.compile(r"\D*(\d{1,2})\D+(\d{1,2})\D+(\d{1,2})\D*")
_RISK_MOST = 10

_STATUS_ICONS = {
    ActionStatus.COMMITTED: "circle",
    ActionStatus.IN_PROGRESS: "circle-dot",
    ActionStatus.DONE: "circle-check",
    ActionStatus.WONT_DO: "circle-slash",
    ActionStatus.IDEA: "lightbulb",
}
_PRIORITY_ICONS = {Priority.HIGH: "chevron-up", Priority.MEDIUM: "minus", Priority.LOW: "chevron-down"}


class ActionPickers(QObject):
    """Opens one picker at a time over the window of the page. ``say`` carries a short sentence.

    ``reason_asked`` carries the id of an action that will not be done and has to say why.
    """

    say = Signal(str)
    reason_asked = Signal(str)

    def __init__(self, ctx: Context, page: QWidget, review: Callable[[], Review]) -> None:
        """Belong to ``page``; ``review`` returns the review as it stands."""
        super().__init__(page)
        self._ctx, self._page, self._review = ctx, page, review

    @property
    def today(self) -> Date:
        """The present day where the person is."""
        clock = self._ctx.clock
        return in_zone(clock.now(), clock.zone()).date()

    def name(self, action: Action) -> str:
        """Return what an action is called in a question: "A3", or "this idea"."""
        return action_numbers(self._review()).get(action.id, self._ctx.words("actions.pick.idea"))

    def owner(self, action: Action, at: tuple[QWidget, QRect], then: Callable[[], None] | None = None) -> None:
        """Ask for the one owner: a person of the review, or somebody new by a name."""
        words = self._ctx.words
        people = self._review().people
        choices = [
            Choice(one.id, text, "user", hint=_besides(one, text), checked=one.id == action.owner)
            for one in sorted(people.values(), key=lambda one: (one.order, one.id))
            if (text := actor_text(people, one.id))
        ]
        if action.owner:
            choices.append(Choice(_NOBODY, words("actions.pick.owner_none"), "minus"))

        def take(value: object) -> None:
            name = "" if value == _NOBODY else str(value[1]) if isinstance(value, tuple) else str(value)
            self._do("action.owner", verbs.set_owner(self._review(), action.id, name, ids=self._ctx.ids))
            if then is not None:
                then()

        def offer(text: str) -> str:
            known = verbs.find_person(self._review(), text) is not None
            return "" if known else words("actions.pick.owner_new", name=text.lstrip("@"))

        picker = self._picker("owner", action, choices)
        self._offer(picker, offer)
        picker.chosen.connect(take)
        picker.show_at(anchor_of(*at))

    def size(self, action: Action, at: tuple[QWidget, QRect], then: Callable[[], None] | None = None) -> None:
        """Ask how big it is (which proposes a date), or take a date that was typed."""
        words = self._ctx.words
        choices = [
            Choice(one, words(f"enums.size.{one}"), hint=words(f"actions.size_hint.{one}"), checked=action.size is one)
            for one in Size
        ]
        if action.size or action.due:
            choices.append(Choice(_NOBODY, words("actions.pick.size_none"), "minus"))

        def take(value: object) -> None:
            review = self._review()
            if isinstance(value, Size):
                self._do("action.size", verbs.set_size(review, action.id, value, self.today))
            elif value == _NOBODY:
                self._do("action.size", verbs.set_fields(review, "action", action.id, size=None, due=None))
            elif isinstance(value, tuple) and (due := self._due(str(value[1]))) is not None:
                self._do("action.due", verbs.set_field(review, "action", action.id, "due", due))
            if then is not None:
                then()

        def offer(text: str) -> str:
            due = self._due(text)
            return words("actions.pick.size_date", date=words.date(due)) if due is not None else ""

        picker = self._picker("size", action, choices, free_text=True)
        self._offer(picker, offer, icon="calendar")
        picker.chosen.connect(take)
        picker.typed.connect(lambda text: self.say.emit(words("actions.pick.size_unread", text=text)))
        picker.show_at(anchor_of(*at))

    def strength(self, action: Action, at: tuple[QWidget, QRect]) -> None:
        """Ask how strong it is, with a line that explains each."""
        words = self._ctx.words
        choices: list[Choice] = [
            Choice(
                one,
                words(f"enums.strength.{one}"),
                hint=words(f"actions.strength_hint.{one}"),
                checked=action.strength is one,
            )
            for one in Strength
        ]
        if action.strength:
            choices.append(Choice(_NOBODY, words("actions.pick.strength_none"), "minus"))
        picker = self._picker("strength", action, choices)
        picker.chosen.connect(lambda value: self._set("action.strength", action, strength=_or_none(value)))
        look = self._ctx.look
        widest = max(look.metrics("small").horizontalAdvance(one.hint) for one in choices)
        picker.show_at(anchor_of(*at), widest + look.px(190))

    def priority(self, action: Action, at: tuple[QWidget, QRect]) -> None:
        """Ask how soon it matters: high, medium, low, or three numbers of risk."""
        words = self._ctx.words
        choices: list[Choice] = [
            Choice(one, words(f"enums.priority.{one}"), _PRIORITY_ICONS[one], checked=action.priority is one)
            for one in Priority
        ]
        if action.priority or action.risk:
            choices.append(Choice(_NOBODY, words("actions.pick.priority_none"), "minus"))

        def take(value: object) -> None:
            if isinstance(value, tuple):
                self._set("action.priority", action, risk=read_risk(str(value[1])))
            elif value == _NOBODY:
                self._set("action.priority", action, priority=None, risk=())
            else:
                self._set("action.priority", action, priority=value)

        picker = self._picker("priority", action, choices)
        self._offer(picker, lambda text: risk_text(self._ctx, read_risk(text)), icon="gauge")
        picker.chosen.connect(take)
        picker.show_at(anchor_of(*at), self._ctx.look.px(430))

    def factors(self, action: Action, at: tuple[QWidget, QRect]) -> None:
        """Ask which factors it serves; stays open until Esc."""
        if not self._review().factors:
            self.say.emit(self._ctx.words("actions.pick.no_factors"))
            return
        picker = self._picker("factor", action, self._factor_choices(action.id), many=True)

        def toggle(value: object) -> None:
            self._do("action.factor", verbs.toggle_member(self._review(), "action", action.id, "factors", str(value)))
            picker.set_choices(self._factor_choices(action.id))

        picker.chosen.connect(toggle)
        picker.show_at(anchor_of(*at), self._ctx.look.px(460))

    def status(self, action: Action, at: tuple[QWidget, QRect]) -> None:
        """Ask where it stands."""
        choices = [
            Choice(one, self._ctx.words(f"enums.action_status.{one}"), icon, checked=action.status is one)
            for one, icon in _STATUS_ICONS.items()
        ]
        picker = self._picker("status", action, choices)
        picker.chosen.connect(lambda value: self.set_status(action, ActionStatus(str(value))))
        picker.show_at(anchor_of(*at))

    def set_status(self, action: Action, status: ActionStatus) -> None:
        """Set where it stands; what will not be done is asked for its reason."""
        command = {ActionStatus.WONT_DO: "action.wont_do", ActionStatus.IDEA: "action.idea"}.get(
            status, "action.status"
        )
        if action.status is not status:
            self._do(command, verbs.set_action_status(self._review(), action.id, status, self.today))
        if status is ActionStatus.WONT_DO:
            self.reason_asked.emit(action.id)

    def _factor_choices(self, action_id: str) -> Sequence[Choice]:
        review = self._review()
        action, numbers = review.actions.get(action_id), factor_numbers(review)
        served = action.factors if action is not None else frozenset()
        return [
            Choice(one.id, f"{numbers[one.id]}  {' '.join(one.statement.split())}", checked=one.id in served)
            for one in ordered_factors(review)
        ]

    def _picker(
        self, kind: str, action: Action, choices: Sequence[Choice], *, many: bool = False, free_text: bool = False
    ) -> Picker:
        words = self._ctx.words
        title = words(f"actions.pick.{kind}", number=self.name(action))
        hint = words(f"actions.pick.{kind}_hint")
        return Picker(self._ctx.look, self._page.window(), title, choices, hint=hint, many=many, free_text=free_text)

    @staticmethod
    def _offer(picker: Picker, meaning: Callable[[str], str], *, icon: str = "user-plus") -> None:
        """Show what a typed text would mean as one more choice below the others."""

        def show(text: str) -> None:
            said = meaning(text.strip()) if text.strip() else ""
            picker.set_extra([Choice((_TYPED, text.strip()), said, icon, "accent")] if said else [])

        picker.filtered.connect(show)

    def _due(self, text: str) -> Date | None:
        words = self._ctx.words
        return read_due(
            text, self.today, months=words.list("calendar.months"), weekdays=words.list("calendar.weekdays")
        )

    def _set(self, command: str, action: Action, **values: object) -> None:
        self._do(command, verbs.set_fields(self._review(), "action", action.id, **values))

    def _do(self, command: str, change: Change) -> None:
        self._ctx.bridge.do(change, command=command)


def _besides(person: Person, text: str) -> str:
    """Return by what else somebody is known, so that the filter finds it: name and handles."""
    forms = (person.name, *(f"@{one.lstrip('@')}" for one in person.handles))
    return " ".join(one for one in forms if one and one != text)


def _or_none(value: object) -> object:
    return None if value == _NOBODY else value


def read_risk(text: str) -> tuple[int, ...]:
    """Return severity, occurrence and detectability from "8 5 3" or "8 x 5 x 3"; empty when it is not that."""
    found = _RISK.fullmatch(text)
    numbers = tuple(int(one) for one in found.groups()) if found else ()
    return numbers if numbers and all(1 <= one <= _RISK_MOST for one in numbers) else ()


def risk_text(ctx: Context, risk: tuple[int, ...]) -> str:
    """Return the three numbers of risk and their product in words, or an empty text."""
    if len(risk) != len(("severity", "occurrence", "detectability")):
        return ""
    severity, occurrence, detectability = risk
    product = severity * occurrence * detectability
    return ctx.words(
        "actions.pick.priority_rated",
        risk=product,
        severity=severity,
        occurrence=occurrence,
        detectability=detectability,
    )
