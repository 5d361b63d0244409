"""The follow-up question that fits what was just said, in the review that is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from pmdesk.domain.changes import Add, Set, Step, steps
from pmdesk.domain.items import Action, Event, Factor
from pmdesk.domain.review import kind_of
from pmdesk.editing.capture_prefix import Target, aim
from pmdesk.editing.desk import Changed
from pmdesk.meeting.follow_up import FollowUp, Questions

_TEXTS = {"event": "text", "factor": "statement", "action": "text"}
_STAGES = {"event": "timeline", "factor": "factors", "action": "actions"}
"""Kind of item -> the stage that it belongs to."""
_HEARD = {Target.EVENT, Target.FACTOR, Target.ACTION, Target.IDEA}
"""Lines that go elsewhere are parked thoughts, questions or notes to self: nobody is asked about those."""
_ENDS = re.compile(r"(?<=[.!?…])\s+")
"""Where a sentence ends: room follows its stop. In "1.2" nothing ends."""
_BEFORE = re.compile(r"^[\W\d_]+")
"""What stands before the first letter: the time of an entry, mostly."""
_LOOKED_AT = 2000


class FollowUps(QObject):
    """Hears entries, factors, actions and ideas, and sentences while they are typed; never what is itself a question.

    It stays until something else is said, it is put away, or a stage is shown that its item does not belong to.
    ``changed``: another question fits now, or none. ``about`` is what it is about, as it was typed.
    """

    changed = Signal()

    def __init__(self, questions: Callable[[], Questions], parent: QObject) -> None:
        """``questions`` is asked first when there is something to hear."""
        super().__init__(parent)
        self._questions = questions
        self._turn = 0
        self._item = self._kind = ""
        self._dismissed = ""
        self._stage = ""
        self.review = ""
        self.about = ""
        self.present: FollowUp | None = None

    @property
    def item(self) -> str:
        """The id of the item that the question is about; empty while that is only being typed."""
        return self._item

    def show_review(self, review: str) -> None:
        """Listen to another review; what was said in the former one is over."""
        if review != self.review:
            self.review = review
            self._item = self._kind = self._dismissed = self.about = ""
            self._show(None)

    def show_stage(self, stage: str) -> None:
        """Put away what is about an item of another stage, or was only being typed in another one."""
        gone = stage != self._stage and _STAGES.get(self._kind) != stage
        self._stage = stage
        if gone and self.present is not None:
            self._show(None)

    def hear_typing(self, text: str) -> None:
        """Hear a line while it is typed: its last sentence, once that has ended."""
        if aim(text).target not in _HEARD:
            return
        ended = _ENDS.split(text[-_LOOKED_AT:])[:-1]
        said = _BEFORE.sub("", ended[-1]) if ended else ""
        if said and said != self.about:
            self._hear(said, "", "")

    def on_changed(self, news: Changed) -> None:
        """Hear what was added or reworded by this change; undo says nothing new."""
        if news.kind != "do":
            return
        said = [one for one in map(_said, self._own(steps(news.change))) if one is not None]
        if said:
            self._hear(*said[-1])

    def another(self) -> None:
        """Turn to another question about the same."""
        if self.present is not None:
            self._ask()

    def dismiss(self) -> None:
        """Take the question away; the next one comes with what is said next."""
        self._dismissed = self.about
        self._show(None)

    def _own(self, changes: Iterable[Step]) -> Iterable[Step]:
        return (one for one in changes if one.review == self.review)

    def _hear(self, text: str, item: str, of: str) -> None:
        if _same(text, self._dismissed):  # what was dismissed while it was typed is only kept now
            return
        if text.rstrip().endswith("?"):
            return
        kind = self._questions().kind_of(text)
        going_on = bool(item and item == self._item) or _same(text, self.about)
        self.about, self._item, self._kind, self._dismissed = text, item, of, ""
        if kind is None:
            self._show(None)
        elif self.present is not None and going_on and self.present.kind == kind:
            self.changed.emit()
        else:
            self._ask()

    def _ask(self) -> None:
        self._turn += 1
        self._show(self._questions().follow_up(self.about, self._turn))

    def _show(self, found: FollowUp | None) -> None:
        self.present = found
        self.changed.emit()


def _same(text: str, former: str) -> bool:
    """Return whether one is a part of the other: a typed line loses its time and marks when it is kept."""
    return bool(text and former) and (text in former or former in text)


def _said(step: Step) -> tuple[str, str, str] | None:
    """Return what an item says now, its id and its kind, when this step gives it a text to ask about."""
    match step:
        case Add(item=(Event(text=text) | Factor(statement=text) | Action(text=text)) as item):
            return (text, item.id, kind_of(item)) if text.strip() else None
        case Set(kind=kind, field=field, value=str(text)) if _TEXTS.get(kind) == field:
            return text, step.id, kind
        case _:
            return None
