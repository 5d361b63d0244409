"""What the commands of the timeline do to the rows that are selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Signal

from pmdesk.domain.changes import Batch, Change
from pmdesk.domain.items import Event, EventKind, Known
from pmdesk.domain.review import KEY_MOMENTS, Review, moment_time
from pmdesk.domain.times import clock_text
from pmdesk.editing import verbs
from pmdesk.ui.context import Context
from pmdesk.ui.models.timeline_entries import GapRow, actor_text
from pmdesk.ui.models.timeline_model import TimelineModel
from pmdesk.ui.widgets.entry_editing import EntryEditing
from pmdesk.ui.widgets.evidence_popover import EvidencePopover
from pmdesk.ui.widgets.marks import KIND_ICONS, MOMENT_ICONS, MOMENT_TONES
from pmdesk.ui.widgets.popover import Choice, Picker, anchor_of
from pmdesk.ui.widgets.timeline_list import TimelineList
from pmdesk.ui.widgets.timeline_moves import moved


@dataclass(frozen=True, slots=True)
class _Somebody:
    """A choice of the actor picker: a person who is not among the people yet."""

    name: str


class TimelineVerbs(QObject):
    """Acts on the selection of a list. ``say`` carries a sentence for the status line."""

    say = Signal(str)
    gap_entry = Signal(object)

    def __init__(
        self,
        ctx: Context,
        view: TimelineList,
        model: TimelineModel,
        editing: EntryEditing,
        review: Callable[[], Review],
    ) -> None:
        """``review`` returns the review as it stands now."""
        super().__init__(view)
        self._ctx, self._view, self._model, self._editing, self._review = ctx, view, model, editing, review
        self._evidence: EvidencePopover | None = None

    def table(self) -> dict[str, Callable[[], None]]:
        """Return command id -> what it does here."""
        return {
            "event.edit": self.edit,
            "event.time": self.time,
            "event.kind": self.kind,
            "event.actor": self.actor,
            "event.moment": self.moment,
            "event.star": self.star,
            "event.evidence": self.evidence,
            "event.known": self.known,
            "event.remove": self.remove,
            "event.move_up": lambda: self.move(-1),
            "event.move_down": lambda: self.move(1),
            "gap.quiet": self.quiet,
        }

    def use_part(self, part: str) -> None:
        """Do what a double click on a part of a row means."""
        parts = {
            "time": self.time,
            "kind": self.kind,
            "moment": self.moment,
            "actor": self.actor,
            "evidence": self.evidence,
            "star": self.star,
        }
        parts.get(part, self.edit)()

    def use_gap(self, at: int) -> None:
        """Do what the clicked word of a gap row means: the last one answers, the first adds an entry."""
        row = self._view.row
        if isinstance(row, GapRow) and row.gap.quiet is None and at == 0:
            self.gap_entry.emit(row.gap)
        else:
            self.quiet()

    def edit(self) -> None:
        """Edit the words in place; on a gap, start an entry in it."""
        row, event = self._view.row, self._view.event_now
        if isinstance(row, GapRow):
            self.gap_entry.emit(row.gap)
        elif event is not None:
            self._editing.edit_text(event)

    def time(self) -> None:
        """Edit the time in place."""
        event = self._view.event_now
        if event is not None:
            self._editing.edit_time(event)

    def star(self) -> None:
        """Star the selected entries for the report; take the stars away when all have one."""
        events = self._view.selected_events()
        self._set("starred", not all(event.starred for event in events), events, "event.star")

    def known(self) -> None:
        """Turn "learned later" on, or off when all have it."""
        events = self._view.selected_events()
        later = all(event.known is Known.LATER for event in events)
        self._set("known", Known.THEN if later else Known.LATER, events, "event.known")

    def kind(self) -> None:
        """Choose the kind of the selected entries."""
        events = self._view.selected_events()
        if not events:
            return
        words = self._ctx.words
        same = events[0].kind if len({event.kind for event in events}) == 1 else None
        choices = [
            Choice(
                kind, words(f"enums.event_kind.{kind.value}"), KIND_ICONS[kind], f"k{kind.value}", checked=kind is same
            )
            for kind in EventKind
        ]
        picker = self._picker(words("timeline.kind.question"), choices)
        picker.chosen.connect(lambda kind: self._set("kind", kind, events, "event.kind"))
        picker.show_at(self._anchor("kind"))

    def actor(self) -> None:
        """Choose who or what acted in the selected entries."""
        events = self._view.selected_events()
        if not events:
            return
        review, words = self._review(), self._ctx.words
        same = events[0].actor if len({event.actor for event in events}) == 1 else None
        people = sorted(review.people.values(), key=lambda person: (person.order, person.id))
        choices = [
            Choice(
                person.id,
                actor_text(review.people, person.id) or person.id,
                "user",
                hint=person.name if person.role else "",
                checked=person.id == same,
            )
            for person in people
        ]
        labels = {event.actor for event in review.events.values()} - set(review.people) - {""}
        choices += [Choice(one, one, "bot", checked=one == same) for one in sorted(labels)]
        choices.append(Choice("", words("timeline.actor.nobody"), "minus", checked=same == ""))
        picker = self._picker(words("timeline.actor.question"), choices, words("timeline.actor.hint"))
        picker.filtered.connect(lambda text: picker.set_extra(self._new_actors(text)))
        picker.chosen.connect(lambda actor: self._set_actor(actor, events))
        picker.show_at(self._anchor("actor"))

    def moment(self) -> None:
        """Link key moments to the entry, or take links back."""
        event = self._view.event_now
        if event is None:
            return
        picker = self._picker(self._ctx.words("timeline.moments.question"), self._moments(event.id), many=True)

        def turn(name: object) -> None:
            review = self._review()
            if event.id in review.events:
                change = verbs.toggle_moment(review, str(name), event.id)
                self._ctx.bridge.do(change, command="event.moment")
                picker.set_choices(self._moments(event.id))

        picker.chosen.connect(turn)
        picker.show_at(self._anchor("moment"))

    def evidence(self) -> None:
        """Show and change what the entry leans on."""
        event = self._view.event_now
        if event is None:
            return
        self._view.select(event.id)
        popover = EvidencePopover(self._ctx, self._view.window(), self._review().id, event)
        popover.closed.connect(self._forget_evidence)
        self._evidence = popover
        popover.open_at(self._anchor("evidence"))

    def remove(self) -> None:
        """Remove the selected entries as one step; the status line says how to take it back."""
        events = self._view.selected_events()
        if not events or not self._editing.close():
            return
        change = verbs.remove_items(self._review(), "event", [event.id for event in events])
        if self._ctx.bridge.do(change, command="event.remove"):
            self.say.emit(self._ctx.words("timeline.said.removed", count=len(events)))

    def move(self, step: int) -> None:
        """Move the entry among those of its time, or anywhere when it has no time."""
        event = self._view.event_now
        if event is None:
            return
        change = moved(self._review(), self._model.entries.ordered, event, step)
        if change is None:
            self.say.emit(self._ctx.words("timeline.said.in_time"))
        else:
            self._ctx.bridge.do(change, command="event.move_up" if step < 0 else "event.move_down")

    def quiet(self) -> None:
        """Answer a gap with "it was quiet", or take the answer back; elsewhere go to the next open gap."""
        row = self._view.row
        if not isinstance(row, GapRow):
            self._next_gap()
            return
        change = verbs.answer_gap(
            self._review(),
            after=row.gap.after,
            before=row.gap.before,
            text=self._ctx.words("timeline.said.quiet"),
            ids=self._ctx.ids,
        )
        self._ctx.bridge.do(change, command="gap.quiet")

    def refresh(self) -> None:
        """Follow the review in what is open."""
        if self._evidence is not None:
            self._evidence.refresh()

    def _next_gap(self) -> None:
        now = self._view.currentIndex().row()
        rows = list(enumerate(self._model.rows))
        later = [*rows[now + 1 :], *rows[: now + 1]]
        key = next((row.key for _, row in later if isinstance(row, GapRow) and row.gap.quiet is None), "")
        if key and self._view.select(key):
            self._view.setFocus()
        else:
            self.say.emit(self._ctx.words("timeline.said.no_gap"))

    def _forget_evidence(self) -> None:
        self._evidence = None

    def _set(self, field: str, value: object, events: Sequence[Event], command: str) -> None:
        review = self._review()
        changes = (verbs.set_field(review, "event", event.id, field, value) for event in events)
        real: tuple[Change, ...] = tuple(change for change in changes if change != verbs.NOTHING)
        if real:
            self._ctx.bridge.do(real[0] if len(real) == 1 else Batch(real), command=command)

    def _new_actors(self, text: str) -> list[Choice]:
        """Return what a text may mean that nobody here has: somebody new first, so that no name slips out."""
        name, words = text.strip(), self._ctx.words
        if not name or verbs.find_person(self._review(), name) is not None:
            return []
        return [
            Choice(_Somebody(name), words("timeline.actor.somebody", name=name), "user-plus"),
            Choice(name, words("timeline.actor.system", name=name), "bot"),
        ]

    def _set_actor(self, actor: object, events: Sequence[Event]) -> None:
        if isinstance(actor, _Somebody):
            ids = [event.id for event in events]
            change = verbs.set_new_actor(self._review(), ids, actor.name, ids=self._ctx.ids)
            self._ctx.bridge.do(change, command="event.actor")
        else:
            self._set("actor", actor, events, "event.actor")

    def _moments(self, event_id: str) -> list[Choice]:
        review, words = self._review(), self._ctx.words
        choices: list[Choice] = []
        for name in KEY_MOMENTS:
            moment, time = getattr(review, name), moment_time(review, name)
            linked = moment is not None and moment.event == event_id
            hint = clock_text(time, review.zone) if time is not None else words("timeline.moments.unknown")
            text = words(f"enums.key_moment.{name}")
            choices.append(Choice(name, text, MOMENT_ICONS[name], MOMENT_TONES[name], hint, checked=linked))
        return choices

    def _picker(self, title: str, choices: Sequence[Choice], hint: str = "", *, many: bool = False) -> Picker:
        return Picker(self._ctx.look, self._view.window(), title, choices, hint=hint, many=many)

    def _anchor(self, part: str) -> QRect:
        return anchor_of(self._view, self._view.place_of(part))
